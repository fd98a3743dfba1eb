"""Third-party paths: those there are, no others, ranked, and accounted for."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from graph import network as networks
from graph import paths as paths_module
from graph.attestation import Attestation
from graph.dates import PartialDate, Period
from graph.end_users import Role
from graph.paths import third_party_paths
from graph.practice import restrictive, verdict
from graph.question import Ends, LeftOut, Question
from graph.statement import Evidence, Party, Percent, Records, Statement
from graph.workspace import ask as ask_workspace
from tests.examples import ANY, COLLECTION, ask, casebook, routes
from tests.records import possible_claims, words
from tests.reference import BODIES, FORWARD, REVERSE, World

if TYPE_CHECKING:
    from graph.paths import Answer, Path
    from tests.examples import Said

IRAN = Question(ends=Ends.COUNTRY, end="IR")
CHAIN: list[Said] = ["Maker supplies Reseller", "Reseller supplies Ministry of Iran"]

# What a third-party path is


def test_a_direct_supply_is_not_a_third_party_path() -> None:
    assert routes(["Maker supplies Ministry"]) == set()


def test_a_reseller_between_makes_one() -> None:
    assert routes(CHAIN) == {"Maker > Reseller > Ministry of Iran"}


def test_a_path_follows_the_goods_whichever_way_the_claim_is_put() -> None:
    said: list[Said] = ["Reseller resells_for Maker", "Reseller supplies Ministry"]
    assert routes(said) == {"Maker > Reseller > Ministry"}
    assert routes(["Maker resells_for Reseller", "Reseller supplies Ministry"]) == set()


def test_a_product_carries_but_is_no_intermediary() -> None:
    direct: list[Said] = ["Maker manufactures Box", "Box used_by Ministry"]
    assert routes(direct) == set()
    [path] = ask(["Parts supplies_component_for Maker", *direct], ANY).composed
    assert path.parties == ("Parts", "Maker", "Box", "Ministry")
    assert path.intermediaries == ("Maker",)


def test_a_person_is_an_intermediary() -> None:
    [path] = ask(["Maker supplies Person", "Person supplies Ministry"], ANY).composed
    assert path.intermediaries == ("Person",)


@pytest.mark.parametrize("body", ["Bureau", "Government"])
def test_a_body_ends_a_path_and_does_not_carry_it(body: str) -> None:
    said: list[Said] = ["Maker supplies Reseller", f"Reseller supplies {body}"]
    onward: list[Said] = [f"{body} supplies Ministry", f"{body} supplies Other"]
    answer = ask([*said, *onward, "Other supplies Ministry"], Question("Maker", Ends.ANY))
    assert {path.parties for path in answer.composed} == {("Maker", "Reseller", body)}
    assert answer.account.stopped_at == (body,)


def test_going_on_from_an_agency_is_asked_for() -> None:
    said: list[Said] = [*CHAIN, "Ministry of Iran agency_of Government of Iran"]
    said += ["Ministry of Iran shares_data_with Police", "Ministry of Iran supplies Bureau"]
    beyond = routes(said, replace(ANY, beyond_bodies=True))
    start = "Maker > Reseller > Ministry of Iran"
    assert beyond == {start, f"{start} > Government of Iran", f"{start} > Police"}


def test_going_on_from_agencies_takes_nothing_from_a_body_that_supplies() -> None:
    said: list[Said] = [
        "Bureau supplies Company",
        "Company supplies Ministry",
        "Bureau agency_of Government",
    ]
    asked = Question("Bureau", Ends.ANY)
    assert "Bureau > Company > Ministry" in routes(said, asked)
    assert "Bureau > Company > Ministry" in routes(said, replace(asked, beyond_bodies=True))


def test_an_offer_is_no_supply_unless_asked_for() -> None:
    said: list[Said] = ["Maker supplies Reseller", "Reseller offered_to Ministry"]
    assert routes(said) == set()
    assert routes(said, replace(ANY, offers=True)) == {"Maker > Reseller > Ministry"}


def test_money_is_no_goods_unless_asked_for() -> None:
    said: list[Said] = ["Bank finances Reseller", "Reseller supplies Ministry"]
    assert routes(said) == set()
    assert routes(said, replace(ANY, money=True)) == {"Bank > Reseller > Ministry"}


@pytest.mark.parametrize(
    ("claim", "layer"),
    [
        ("Group owns Unit", "control"),
        ("Unit owns Group", "control"),
        ("Group partner_of Unit", "association"),
        ("Unit same_as Group", "identity"),
    ],
)
def test_other_layers_are_followed_either_way_and_only_when_asked(claim: str, layer: str) -> None:
    said: list[Said] = ["Maker supplies Group", claim, "Unit supplies Ministry"]
    assert "Maker > Group > Unit > Ministry" not in routes(said)
    asked = replace(ANY, layers=frozenset({layer}))
    assert "Maker > Group > Unit > Ministry" in routes(said, asked)


@pytest.mark.parametrize("relation", ["enables_surveillance_by", "linked_to"])
def test_a_finding_or_a_link_is_no_supply(relation: str) -> None:
    assert routes(["Maker supplies Reseller", f"Reseller {relation} Ministry"]) == set()


def test_no_party_is_visited_twice() -> None:
    said: list[Said] = ["A supplies B", "B supplies A", "B supplies B2", "B2 supplies B"]
    assert routes([*said, "B supplies Police"], Question("A", Ends.ANY)) == {"A > B > Police"}


def test_hops_bound_the_path_and_not_the_tie() -> None:
    said: list[Said] = ["A supplies B", "B supplies C", "C supplies D", "Government owns D"]
    assert routes(said, Question("A", Ends.ANY, hops=2)) == set()
    assert routes(said, Question("A", Ends.ANY, hops=3)) == {"A > B > C > D"}


# Where it ends


def test_a_path_ends_at_a_state_controlled_company_and_shows_the_tie() -> None:
    said: list[Said] = [
        ("Maker supplies Reseller", {"deal": "d1", "grade": "documented"}),
        ("Reseller supplies Telecom", {"deal": "d1"}),
        ("Government of Iran owns Telecom", {"grade": "charged", "disputed": "yes"}),
    ]
    [path] = ask(said, IRAN).attested
    assert path.end_user.role is Role.STATE_CONTROLLED
    assert [(hop.origin, hop.target) for hop in path.tie] == [("Government of Iran", "Telecom")]
    assert (path.support.grade, path.grade, path.disputed) == ("documented", "charged", True)


def test_a_company_with_a_weaker_tie_is_an_intermediary_and_no_end() -> None:
    said: list[Said] = [
        "A supplies B",
        "B supplies C",
        ("Government of Iran owns C", {"percent": "49"}),
    ]
    assert routes(said) == set()


def test_the_tie_that_the_path_itself_attests_is_preferred() -> None:
    said: list[Said] = [
        ("A supplies B", {"deal": "d1"}),
        ("B supplies Telecom", {"deal": "d1"}),
        ("Government of China owns Telecom", {"grade": "court_judgment"}),
        ("Government of Iran owns Telecom", {"grade": "alleged", "deal": "d1"}),
    ]
    [path] = ask(said, ANY).attested
    assert path.tie[-1].origin == "Government of Iran"
    [unstated] = ask(
        [*said[:3], ("Government of Iran owns Telecom", {"grade": "alleged"})], ANY
    ).attested
    assert unstated.tie[-1].origin == "Government of China"


def test_a_path_may_end_at_any_named_party() -> None:
    answer = ask(["A supplies B", "B supplies C"], Question("A", Ends.PARTY, "C"))
    [path] = answer.composed
    assert (path.end_user.role, path.tie) == (Role.NAMED, ())


def test_a_named_end_that_is_an_agency_is_called_one() -> None:
    [path] = ask(CHAIN, Question(None, Ends.PARTY, "Ministry of Iran")).composed
    assert path.end_user.role is Role.AGENCY


def test_by_default_paths_end_at_governments_that_meet_the_lens() -> None:
    said: list[Said] = [*CHAIN, "Reseller supplies Police of Ghana"]
    assert routes(said, Question(), "IR") == {"Maker > Reseller > Ministry of Iran"}
    assert routes(said, Question()) == set()


def test_a_party_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        ask(CHAIN, Question("Nobody", Ends.ANY))
    with pytest.raises(KeyError):
        ask(CHAIN, Question(None, Ends.PARTY, "Nobody"))


# What is known of it


def test_composed_paths_are_kept_apart() -> None:
    said: list[Said] = [
        ("A supplies B", {"deal": "d1"}),
        ("B supplies Police", {"deal": "d1"}),
        ("B supplies Bureau", {"deal": "d2"}),
    ]
    answer = ask(said, ANY)
    assert [path.parties[-1] for path in answer.attested] == ["Police"]
    assert [path.parties[-1] for path in answer.composed] == ["Bureau"]


def test_a_dispute_of_any_claim_on_the_way_is_shown() -> None:
    said: list[Said] = [("A supplies B", {"deal": "d1"}), ("B supplies Police", {"deal": "d1"})]
    assert not ask(said, ANY).attested[0].disputed
    denied: Said = ("A contracts_with B", {"disputed": "yes"})
    assert ask([*said, denied], ANY).attested[0].disputed


def test_ranking_is_by_attestation_grade_dispute_length_and_name() -> None:
    def deal(number: int, **cells: str) -> dict[str, str]:
        return {"deal": f"d{number}", **cells}

    said: list[Said] = [
        *(("M supplies Z", deal(1)), ("Z supplies Police", deal(1))),
        *(("M supplies b", deal(2)), ("b supplies Police", deal(2))),
        *(("M supplies C", deal(3, disputed="yes")), ("C supplies Police", deal(3))),
        *(("M supplies E", deal(4, grade="alleged")), ("E supplies Police", deal(4))),
        *(("M supplies F", deal(5)), ("F supplies G", deal(5)), ("G supplies Police", deal(5))),
        *(("M supplies H", {"source": "law", "grade": "settlement"}),),
        *(("H supplies Police", {"source": "law", "grade": "settlement"}),),
    ]
    answer = ask(said, Question("M", Ends.ANY))
    order = ["".join(path.intermediaries) for path in answer.attested]
    assert order == ["b", "Z", "FG", "C", "E", "H"]


def test_an_answer_accounts_for_the_search() -> None:
    answer = ask([*CHAIN, "Maker offered_to Ministry of Iran", "Maker owns Reseller"], ANY)
    account = answer.account
    assert (account.suppliers, account.end_users, account.complete) == (2, 1, True)
    assert account.parties == 3
    assert account.left_out == {LeftOut.OFFER: 1, LeftOut.CONTROL: 1}
    assert account.stopped_at == ()


def test_no_path_is_an_answer_with_the_same_detail() -> None:
    answer = ask(["Maker supplies Ministry"], ANY)
    assert answer.attested == answer.composed == ()
    assert (answer.account.suppliers, answer.account.hops) == (1, 1)
    assert answer.question == ANY


def test_a_search_that_is_cut_short_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[Said] = [*CHAIN, "Reseller supplies Police of Iran"]
    monkeypatch.setattr(paths_module, "MOST_PATHS", 2)
    assert ask(said, ANY).account.complete
    monkeypatch.setattr(paths_module, "MOST_PATHS", 1)
    cut = ask(said, ANY)
    assert not cut.account.complete
    assert len(cut.composed) == 1


# All of them and no others

ALWAYS = (
    "company",
    "company",
    "person",
    "government_agency",
    "government_agency",
)  # or paths would be rare
KINDS = ("company", "product", "government")
YEARS = (None, None, *map(PartialDate, ("2010", "2015", "2020")))
SHARES = (None, *map(Percent.parse, ("30", "50", ">50", "60")))
OFTEN = {*FORWARD, *REVERSE, "agency_of", "controls", "owns", "subsidiary_of"}
DEALS = ((), (), ("d1",), ("d2",), ("d1", "d2"))
GRADES = ("court_judgment", "documented", "alleged")


@st.composite
def worlds(draw: st.DrawFn) -> Records:
    """A few parties and what sources say of them, mostly of supplies.

    The choices come from a seed: left to itself, Hypothesis says too little of too few.
    """
    size, random = draw(st.integers(12, 40)), Random(draw(st.integers(0, 2**32)))  # noqa: S311
    kinds = [*ALWAYS, *random.choices(KINDS, k=random.randint(0, 1))]
    some = [
        Party(f"{n}", f"P{n}", kind, random.choice(("IR", "IR", "GH", None)))
        for n, kind in enumerate(kinds)
    ]
    every = possible_claims(some)
    weights = [3 if claim[1] in OFTEN else 1 for claim in every]
    claims = random.choices(every, weights, k=size)
    said = tuple(_said(claim, random) for claim in claims)
    return Records((COLLECTION,), {party.id: party for party in some}, said, {}, {})


def _said(claim: tuple[str, str, str], random: Random) -> Statement:
    return Statement(
        *claim,
        Evidence(random.choice(("one", "two", "three"))),
        random.choice(GRADES),
        Period(random.choice(YEARS), None, random.choice(YEARS)),
        percent=random.choice(SHARES),
        deals=random.choice(DEALS),
    )


@st.composite
def asked(draw: st.DrawFn, some: Records) -> Question:
    random = Random(draw(st.integers(0, 2**32)))  # noqa: S311
    keys, rarely = sorted(some.parties), (False, False, False, True)
    ends = random.choice((Ends.ANY, Ends.ANY, Ends.LENS, Ends.COUNTRY, Ends.PARTY))
    end = {Ends.COUNTRY: "IR", Ends.PARTY: random.choice(keys)}.get(ends)
    layers = frozenset(random.sample(("control", "association", "identity"), random.randint(1, 3)))
    return Question(
        supplier=random.choice((None, random.choice(keys))),
        ends=ends,
        end=end,
        hops=random.randint(2, 5),
        minimum_grade=random.choice(("inferred", "inferred", "inferred", "documented")),
        as_of=random.choice((None, None, None, PartialDate("2015"))),
        undated=random.choice(rarely),
        offers=random.choice(rarely),
        money=random.choice(rarely),
        layers=random.choice((frozenset[str](), layers)),
        beyond_bodies=random.choice((False, True)),
    )


def found_and_expected(
    some: Records, question: Question
) -> tuple[Answer, dict[tuple[str, ...], str]]:
    kinds = {key: party.kind for key, party in some.parties.items()}
    countries = {key: party.country for key, party in some.parties.items()}
    world = World(kinds, countries, some.statements, question)
    answer = third_party_paths(
        networks.build(some), question, vocabulary=words(), restrictive={"IR"}
    )
    return answer, world.paths({"IR"})


@settings(
    max_examples=600, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(st.data())
def test_the_paths_are_those_that_trying_every_sequence_gives(data: st.DataObject) -> None:
    some = data.draw(worlds())
    answer, expected = found_and_expected(some, data.draw(asked(some)))
    found = {path.parties: path.attestation.label for path in (*answer.attested, *answer.composed)}
    event(f"{min(len(expected), 3)} paths or more")
    assert found == expected
    assert len(found) == len(answer.attested) + len(answer.composed)


@settings(
    max_examples=200, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(st.data())
def test_whatever_is_found_is_ranked_and_holds_together(data: st.DataObject) -> None:
    some = data.draw(worlds())
    answer, _ = found_and_expected(some, data.draw(asked(some)))
    for several in (answer.attested, answer.composed):
        keys = [_documented_rank(path, some) for path in several]
        assert keys == sorted(keys)
    for path in (*answer.attested, *answer.composed):
        assert path.supplier == path.hops[0].origin
        assert path.parties[1:] == tuple(hop.target for hop in path.hops)
        assert path.intermediaries
        assert len(set(path.parties)) == len(path.parties)
        assert path.end_user.party == path.parties[-1]
        assert bool(path.tie) is (path.end_user.role is Role.STATE_CONTROLLED)
        assert all(hop.statements for hop in (*path.hops, *path.tie))


def _documented_rank(path: Path, some: Records) -> tuple[object, ...]:
    names = tuple(some.parties[key].name.casefold() for key in path.parties)
    rank = words().grades[path.grade].rank
    return (path.attestation, rank, path.disputed, len(path.hops), names, path.parties)


@settings(
    max_examples=200, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(st.data())
def test_asking_for_more_never_gives_less(data: st.DataObject) -> None:
    some = data.draw(worlds())
    question = data.draw(asked(some))
    wider = data.draw(
        st.sampled_from(
            [
                replace(question, offers=True),
                replace(question, money=True),
                replace(question, beyond_bodies=True),
                replace(question, minimum_grade="inferred", as_of=None),
                replace(question, hops=question.hops + 1),
                replace(question, layers=frozenset({"control", "association", "identity"})),
            ]
        )
    )
    made = networks.build(some)
    one, more = (
        third_party_paths(made, each, vocabulary=words(), restrictive={"IR"})
        for each in (question, wider)
    )
    # A stronger, shorter tie may move a company to another government: ends are compared apart.
    if question.ends is Ends.PARTY:
        found = {path.parties for path in (*more.attested, *more.composed)}
        assert {path.parties for path in (*one.attested, *one.composed)} <= found


# The documented cases


def through(
    supplier: str, end: str, **options: bool
) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    question = Question(f"casebook:{supplier}", Ends.COUNTRY, end, **options)  # type: ignore[arg-type]
    answer = ask_workspace(casebook(), question)
    attested, composed = (
        [tuple(key.removeprefix("casebook:") for key in path.parties) for path in several]
        for several in (answer.attested, answer.composed)
    )
    return attested, composed


def the_path(*parties: str) -> Path:
    """Give the one attested path between the first and the last through the others."""
    keys = tuple(f"casebook:{party}" for party in parties)
    answer = ask_workspace(casebook(), Question(keys[0], Ends.PARTY, keys[-1]))
    [path] = [path for path in answer.attested if path.parties == keys]
    return path


def test_sandvine_reached_belarus_through_jet_infosystems() -> None:
    attested, _ = through("sandvine", "BY")
    assert attested == [("sandvine", "jet-infosystems", "ntec-belarus")]
    path = the_path(*attested[0])
    assert (path.attestation, path.grade) == (Attestation.ONE_DEAL, "documented")


def test_nso_reached_ghana_through_infraloks() -> None:
    attested, _ = through("nso-group", "GH")
    ends = {(path[1:-1], path[-1]) for path in attested}
    assert (("infraloks",), "nca-ghana") in ends


def test_blue_coat_reached_syria_through_computerlinks() -> None:
    attested, _ = through("blue-coat", "SY")
    assert attested
    assert {"computerlinks-fzco"} <= {party for path in attested for party in path[1:-1]}
    [shortest] = [path for path in attested if len(path) == 3 and path[-1].startswith("syrian")]
    assert the_path(*shortest).attestation is Attestation.ONE_DEAL


def test_tiandy_reached_iran_through_radis_vira_tejarat() -> None:
    attested, _ = through("tiandy", "IR")
    assert attested
    assert all("radis-vira-tejarat" in path[1:-1] for path in attested)


def test_zte_reached_a_state_controlled_company_through_far_east_cable() -> None:
    path = the_path("zte", "far-east-cable", "tci")
    assert path.attestation is Attestation.ONE_DOCUMENT
    assert path.end_user.role is Role.STATE_CONTROLLED
    assert path.grade == "charged"
    assert "irgc" in path.tie[-1].origin
    assert path.end_user.countries == {"IR"}


def test_commscope_and_uganda_are_joined_by_this_program_alone() -> None:
    attested, composed = through("commscope", "UG")
    assert attested == []
    assert [path[1:-1] for path in composed] == [("huawei",)]


def test_every_attested_path_of_the_casebook_ends_where_the_lens_is_met() -> None:
    work = casebook()
    answer = ask_workspace(work, Question())
    assert len(answer.attested) == 40
    met = restrictive(work.lens, work.practices)
    for path in answer.attested:
        assert path.end_user.countries & met, path.parties
        for code in path.end_user.countries & met:
            assert verdict(work.lens, work.practices, code).yes > 0


def test_no_path_of_the_casebook_runs_through_a_body() -> None:
    answer = ask_workspace(casebook(), Question(ends=Ends.ANY, hops=6))
    kinds = casebook().records.parties
    middle = Counter(
        kinds[key].kind
        for path in (*answer.attested, *answer.composed)
        for key in path.parties[1:-1]
    )
    assert BODIES.isdisjoint(middle)
