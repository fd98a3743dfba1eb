"""Paths along patterns and on conditions: what trying every choice of statements gives."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from graph import network as networks
from graph.attestation import Attestation
from graph.conditions import Conditions
from graph.dates import Answer as Told
from graph.dates import PartialDate, Period
from graph.engine.query import Joined, Need, Restrictor
from graph.engine.search import Mode, TooManyPaths
from graph.hubs import Hubs
from graph.paths import find_paths
from graph.patterns import Pattern
from graph.question import Ends, LeftOut, Question
from graph.statement import Evidence, Party, Percent, Records, Statement
from tests.examples import ANY, COLLECTION, network
from tests.path_reference import LETTERS, Reference
from tests.records import possible_claims, words

if TYPE_CHECKING:
    from graph.paths import Answer, Path
    from tests.examples import Said

# Patterns, and the same as regular expressions over the letters of relations.
PATTERNS = {
    "supplies+": "s+",
    "(supplies|^resells_for)+": "[sR]+",
    "supplies/(owns|^owns)?/supplies": "s[oO]?s",
    "(supplies|owns)/(owns|^resells_for)": "[so][oR]",
    "owns{1,3}": "o{1,3}",
    "^owns/supplies{1,2}/agency_of?": "Os{1,2}a?",
    "(supplies/owns)|(^resells_for/supplies)+": "so|(Rs)+",
    "supplies/(same_as|^same_as|possibly_same_as|^possibly_same_as)?/supplies": "s[iIpP]?s",
    "located_at/^located_at/supplies?": "lLs?",
    "(supplies|^supplies|owns)+": "[sSo]+",
}
SUPPLY_ONLY = "[sR]+"  # what a question without a pattern follows, of the relations used here
KINDS = ("company", "company", "company", "person", "government_agency", "address", "government")
YEARS = (None, *map(PartialDate, ("2010", "2012", "2015", "2020")))
SHARES = (None, *map(Percent.parse, ("30", "50", ">50", "60")))
QUICK = [HealthCheck.too_slow, HealthCheck.data_too_large]


class Case(NamedTuple):
    """A small world, a question about it, and what the question's pattern means."""

    some: Records
    question: Question
    regex: str
    pattern: Pattern | None
    hubs: Hubs

    def answer(self, question: Question | None = None) -> Answer:
        named = {self.pattern.name: self.pattern} if self.pattern else {}
        return find_paths(
            networks.build(self.some),
            question or self.question,
            vocabulary=words(),
            restrictive={"IR"},
            patterns=named,
            hubs=self.hubs,
        )

    def expected(self) -> Counter[tuple[object, ...]]:
        return Counter(Reference(*self).paths())

    def under(self, **conditions: Any) -> Answer:  # noqa: ANN401 - whatever Conditions takes
        asked = replace(self.question.conditions, **conditions)
        return self.answer(replace(self.question, conditions=asked))


def every(answer: Answer) -> list[Path]:
    return [*answer.attested, *answer.composed]


def told(answer: Answer) -> Counter[tuple[object, ...]]:
    return Counter(
        (path.parties, tuple(frozenset(s.record for s in hop.statements) for hop in path.hops))
        for path in every(answer)
    )


def routes(answer: Answer) -> set[tuple[str, ...]]:
    return {path.parties for path in every(answer)}


@st.composite
def cases(draw: st.DrawFn, *, plain: bool = False) -> Case:
    """A world and a question; a plain one is about supply, without a pattern.

    The choices come from a seed: left to itself, Hypothesis says too little of too few.
    """
    random = Random(draw(st.integers(0, 2**32)))  # noqa: S311
    some = _world(random)
    text, regex = random.choice(list(PATTERNS.items()))
    if plain:
        return Case(some, _asked(random, some, ""), SUPPLY_ONLY, None, Hubs())
    pattern = random.choice((None, _named(text, random)))
    hubs = random.choice((Hubs(), Hubs(), Hubs(), Hubs(least=2, share=1.0)))
    asked = _asked(random, some, "named" if pattern else text)
    asked = replace(asked, conditions=_conditions(random, sorted(some.parties)))
    if pattern and random.random() < 0.7:
        asked = replace(asked, ends=Ends.PATTERN, end=None)
    return Case(some, asked, regex, pattern, hubs)


def _world(random: Random) -> Records:
    kinds = [*KINDS[:5], *random.sample(KINDS, random.randint(0, 1))]
    some = [
        Party(f"{n}", f"P{n}", kind, random.choice(("IR", "IR", "GH", None)))
        for n, kind in enumerate(kinds)
    ]
    claims = [claim for claim in possible_claims(some) if claim[1] in LETTERS]
    weights = [4 if claim[1] in ("supplies", "owns") else 1 for claim in claims]
    chosen = random.choices(claims, weights, k=random.randint(8, 26))
    said = tuple(_said(claim, n, random) for n, claim in enumerate(chosen))
    return Records((COLLECTION,), {party.id: party for party in some}, said, {}, {})


def _said(claim: tuple[str, str, str], number: int, random: Random) -> Statement:
    begin, known, end = sorted(random.choices(YEARS, k=3), key=lambda d: str(d or "2013"))
    return Statement(
        *claim,
        Evidence(random.choice(("one", "two", "three"))),
        random.choice(("court_judgment", "documented", "alleged")),
        Period(begin, end, known),
        percent=random.choice(SHARES) if claim[1] == "owns" else None,
        deals=random.choice(((), (), ("d1",), ("d2",), ("d1", "d2"))),
        record=f"s{number}",
    )


def _named(text: str, random: Random) -> Pattern:
    return Pattern(
        "named",
        *("Title", "Sentence.", "Own test", text),
        starts=random.choice((("company",), ("company", "person"), ("government_agency",))),
        ends=random.choice((("company",), ("restrictive",), ("restrictive", "person"))),
        passes=random.choice(((), ("address",), ("government_agency",))),
        third_party=random.choice((False, False, True)),
    )


def _asked(random: Random, some: Records, pattern: str) -> Question:
    keys = sorted(some.parties)
    ends = random.choice((*[Ends.ANY, Ends.KIND] * 3, Ends.LENS, Ends.COUNTRY, Ends.PARTY))
    end = {Ends.COUNTRY: "IR", Ends.PARTY: random.choice(keys), Ends.KIND: "company"}.get(ends)
    return Question(
        supplier=random.choice((None, None, None, random.choice(keys))),
        ends=ends,
        end=end,
        hops=random.randint(2, 4),
        pattern=pattern,
        minimum_grade=random.choice((*["inferred"] * 5, "documented")),
        as_of=random.choice((*[None] * 5, PartialDate("2015"))),
        undated=random.choice((False, True)),
    )


def _conditions(random: Random, keys: list[str]) -> Conditions:
    """Set each condition now and then, so that they meet alone and together."""

    def perhaps(value: Any, usual: Any) -> Any:  # noqa: ANN401 - of any condition
        return value if random.random() < 0.15 else usual

    return Conditions(
        restrictor=perhaps(random.choice(list(Restrictor)), Restrictor.ACYCLIC),
        joined=perhaps(random.choice(list(Joined)), Joined.ANY),
        in_order=perhaps(random.choice(list(Need)), Need.NOTHING),
        coexist=perhaps(random.choice(list(Need)), Need.NOTHING),
        share=perhaps(Decimal(random.choice((31, 50, 55))), None),
        unknown_share=random.choice((True, False)),
        doubtful=random.choice((True, False)),
        avoid=perhaps((random.choice(keys),), ()),
        through=perhaps((random.choice(keys),), ()),
        lift=perhaps((random.choice(keys),), ()),
        apart=perhaps(True, False),
    )


@settings(max_examples=400, suppress_health_check=QUICK)
@given(cases())
def test_the_paths_are_those_that_trying_every_choice_of_statements_gives(case: Case) -> None:
    expected = case.expected()
    event(f"{min(len(expected), 3)} paths or more")
    assert told(case.answer()) == expected


@settings(max_examples=200, suppress_health_check=QUICK)
@given(cases(plain=True))
def test_supply_is_what_trying_every_choice_of_statements_gives(case: Case) -> None:
    assert told(case.answer()) == case.expected()


CLASSES = {
    Joined.ONE_DEAL: {Attestation.ONE_DEAL},
    Joined.ATTESTED: {Attestation.ONE_DEAL, Attestation.ONE_DOCUMENT},
    Joined.COMPOSED: {Attestation.COMPOSED},
}


@settings(max_examples=150, suppress_health_check=QUICK)
@given(cases(plain=True))
def test_what_joins_a_path_is_the_class_that_the_answer_gives_it(case: Case) -> None:
    classes = {path.parties: path.attestation for path in every(case.answer())}
    for joined, wanted in CLASSES.items():
        of_class = {parties for parties, held in classes.items() if held in wanted}
        assert routes(case.under(joined=joined)) == of_class
    attested = routes(case.under(joined=Joined.ATTESTED))
    composed = routes(case.under(joined=Joined.COMPOSED))
    assert attested | composed == classes.keys()
    assert not attested & composed


@pytest.mark.parametrize("name", ["in_order", "coexist"])
@pytest.mark.parametrize(("need", "least"), [(Need.KNOWN, Told.YES), (Need.POSSIBLE, Told.UNKNOWN)])
@settings(max_examples=60, suppress_health_check=QUICK)
@given(cases(plain=True))
def test_dates_that_are_asked_for_are_told_of_every_path(
    name: str, need: Need, least: Told, case: Case
) -> None:
    usual = {path.parties: getattr(path.support, name) for path in every(case.answer())}
    asked = case.under(**{name: need})
    assert all(getattr(path.support, name) >= least for path in every(asked))
    assert routes(asked) >= {parties for parties, held in usual.items() if held >= least}
    assert routes(asked) <= usual.keys()


@settings(max_examples=100, suppress_health_check=QUICK)
@given(cases(plain=True))
def test_where_nothing_joins_the_hops_dates_are_asked_of_all_statements(case: Case) -> None:
    loose = tuple(replace(s, deals=(), evidence=Evidence(s.record)) for s in case.some.statements)
    case = case._replace(some=replace(case.some, statements=loose))
    for name in ("in_order", "coexist"):
        tells = {path.parties: getattr(path.support, name) for path in every(case.answer())}
        for need in (Need.KNOWN, Need.POSSIBLE):
            told_so = {parties for parties, held in tells.items() if held >= Told(need)}
            assert routes(case.under(**{name: need})) == told_so


@settings(max_examples=100, suppress_health_check=QUICK)
@given(cases(plain=True), st.integers(1, 6))
def test_the_best_are_the_first_of_the_whole_ranking(case: Case, count: int) -> None:
    for mode in (Mode.ALL, Mode.ANY_SHORTEST):
        ranking = every(case.under(mode=mode))
        assert every(case.under(mode=mode, best=count)) == ranking[:count]


@settings(max_examples=100, suppress_health_check=QUICK)
@given(cases(), st.integers(1, 3))
def test_a_mode_keeps_the_shortest_of_each_pair_of_ends(case: Case, k: int) -> None:
    lengths = {(Mode.ALL, 1): _lengths(case.answer())}
    for mode, count in ((Mode.ANY_SHORTEST, 1), (Mode.ALL_SHORTEST, 1), (Mode.SHORTEST, k)):
        answer = case.under(mode=mode, k=count)
        assert told(answer) <= told(case.answer())
        lengths[mode, count] = _lengths(answer)
    for pair, found in lengths.pop((Mode.ALL, 1)).items():
        least = [length for length in found if length == found[0]]
        assert [each[pair] for each in lengths.values()] == [found[:1], least, found[:k]]


def _lengths(answer: Answer) -> dict[tuple[str, str], list[int]]:
    """Give the lengths of the paths between each two ends, the shortest first."""
    found: dict[tuple[str, str], list[int]] = {}
    for path in every(answer):
        found.setdefault((path.parties[0], path.parties[-1]), []).append(len(path.hops))
    return {pair: sorted(lengths) for pair, lengths in found.items()}


@settings(max_examples=100, suppress_health_check=QUICK)
@given(cases())
def test_apart_each_hop_is_one_relation_and_the_parties_are_the_same(case: Case) -> None:
    asked = replace(case.question.conditions, joined=Joined.ANY, restrictor=Restrictor.ACYCLIC)
    case = case._replace(question=replace(case.question, conditions=asked))
    apart = case.under(apart=True)
    assert routes(apart) == routes(case.under(apart=False))
    for path in every(apart):
        for hop in path.hops:
            assert len({(s.relation, s.subject) for s in hop.statements}) == 1


@settings(max_examples=100, suppress_health_check=QUICK)
@given(cases())
def test_whoever_would_carry_a_path_if_let_is_named_as_refused(case: Case) -> None:
    answer, before = case.answer(), case.question.conditions.lift
    if case.question.conditions.joined is Joined.COMPOSED:
        return
    for party in case.some.parties:
        if routes(case.under(lift=(*before, party))) - routes(answer):
            assert party in answer.account.stopped_at


# One condition at a time, on worlds small enough to read

D1, D2 = {"deal": "d1"}, {"deal": "d2"}
VIA_B: list[Said] = [("A supplies B", D1), ("B supplies Police", D1)]
VIA_C: list[Said] = [("A supplies C", D1), ("C supplies Police", D2)]


def ask(said: list[Said], question: Question = ANY, **rest: Any) -> Answer:  # noqa: ANN401
    conditions = {key: rest.pop(key) for key in tuple(rest) if key in Conditions.__slots__}
    asked = replace(question, conditions=replace(question.conditions, **conditions))
    rest = {"restrictive": {"IR"}} | rest
    return find_paths(network(said), asked, vocabulary=words(), **rest)


def written(said: list[Said], question: Question = ANY, **rest: Any) -> set[str]:  # noqa: ANN401
    return {" > ".join(path.parties) for path in every(ask(said, question, **rest))}


def along(pattern: str, ends: Ends = Ends.KIND, end: str | None = "company") -> Question:
    return Question(ends=ends, end=end, pattern=pattern)


@pytest.mark.parametrize(
    ("share", "known", "found"),
    [
        (None, True, {"P", "Q", "R", "S"}),
        ("50", False, {"P", "Q", "R", "S"}),
        ("50", True, {"Q", "R", "S"}),
        ("51", True, {"Q", "S"}),
        ("76", False, {"P"}),
        ("76", True, set()),
    ],
)
def test_a_share_is_judged_by_its_least_value_and_an_unknown_one_as_asked(
    share: str | None, known: bool, found: set[str]
) -> None:
    said: list[Said] = [
        "A owns P",
        ("A owns Q", {"percent": "75"}),
        ("A owns R", {"percent": "50"}),
    ]
    said.append(("A owns S", {"percent": "51-80"}))
    asked: dict[str, Any] = {"share": Decimal(share) if share else None, "unknown_share": not known}
    answer = ask(said, along("owns"), **asked)
    assert {path.parties[-1] for path in every(answer)} == found
    assert answer.account.left_out.get(LeftOut.SHARE, 0) == len(said) - len(found)


def test_doubtful_identity_is_crossed_only_when_asked() -> None:
    said: list[Said] = ["A supplies B", "B possibly_same_as C", "C supplies Police"]
    asked = replace(ANY, layers=frozenset({"identity"}))
    assert written(said, asked) == set()
    assert ask(said, asked).account.left_out[LeftOut.DOUBT] == 1
    assert "A > B > C > Police" in written(said, asked, doubtful=True)


def test_a_party_to_avoid_is_on_no_path_wherever_it_stands() -> None:
    assert written([*VIA_B, *VIA_C], avoid=("B",)) == {"A > C > Police"}
    for end in ("A", "Police"):
        assert written(VIA_B, avoid=(end,)) == set()


def test_a_party_to_pass_is_on_every_path() -> None:
    said: list[Said] = [*VIA_B, *VIA_C, "B supplies C"]
    assert written(said, Question("A", Ends.ANY), through=("B", "C")) == {"A > B > C > Police"}
    assert written(VIA_B, through=("Police",)) == {"A > B > Police"}
    with pytest.raises(KeyError):
        ask(VIA_B, through=("Nobody",))


def test_what_may_be_visited_twice_is_asked_for() -> None:
    said: list[Said] = ["A supplies B", "B supplies A"]
    asked = replace(along("supplies+"), supplier="A", hops=3)
    assert written(said, asked) == {"A > B"}
    assert written(said, asked, restrictor=Restrictor.SIMPLE) == {"A > B", "A > B > A"}
    assert written(said, asked, restrictor=Restrictor.TRAIL) == {"A > B"}
    both = written(said, asked, restrictor=Restrictor.TRAIL, apart=True)
    assert both == {"A > B", "A > B > A"}
    walks = written(said, asked, restrictor=Restrictor.WALK)
    assert walks == {"A > B", "A > B > A", "A > B > A > B"}


def test_parallel_relations_are_one_hop_or_several_paths() -> None:
    said: list[Said] = ["A supplies B", "B resells_for A", *VIA_B[1:]]
    [path] = every(ask(said))
    assert path.hops[0].relations == ("resells_for", "supplies")
    relations = [path.hops[0].relations for path in every(ask(said, apart=True))]
    assert sorted(relations) == [("resells_for",), ("supplies",)]


def test_paths_end_at_a_kind_and_start_from_kinds() -> None:
    said: list[Said] = ["A supplies B", "B supplies Person", "Person supplies Police"]
    assert written(said, along("supplies+", end="person")) == {"A > B > Person", "B > Person"}
    asked = replace(along("supplies+", end="government_agency"), starts=("person",))
    assert written(said, asked) == {"Person > Police"}


def named(text: str, starts: str, ends: str) -> dict[str, Pattern]:
    about = ("Title", "Sentence.", "Own test", text)
    return {"mine": Pattern("mine", *about, tuple(starts.split()), tuple(ends.split()))}


@pytest.mark.parametrize(
    ("starts", "ends", "found"),
    [
        ("company", "company", {"A > B"}),
        ("company", "restrictive", {"B > Police of Iran", "A > B > Police of Iran"}),
        ("company", "restrictive person", {"B > Police of Iran", "A > B > Police of Iran"}),
        (
            "company",
            "restrictive company",
            {"A > B", "B > Police of Iran", "A > B > Police of Iran"},
        ),
    ],
)
def test_a_named_pattern_says_where_its_paths_begin_and_end(
    starts: str, ends: str, found: set[str]
) -> None:
    said: list[Said] = ["A supplies B", "B supplies Police of Iran", "B supplies Police of Ghana"]
    patterns = named("supplies{1,2}", starts, ends)
    assert written(said, Question(ends=Ends.PATTERN, pattern="mine"), patterns=patterns) == found


def test_a_named_pattern_may_begin_where_the_lens_is_met() -> None:
    said: list[Said] = ["Police of Iran owns B", "Police of Ghana owns C"]
    asked = Question(ends=Ends.PATTERN, pattern="mine")
    patterns = named("owns", "restrictive", "company")
    assert written(said, asked, patterns=patterns) == {"Police of Iran > B"}


def test_going_on_from_bodies_and_along_other_layers_are_asked_for_together() -> None:
    said: list[Said] = [*VIA_B, "Police agency_of Government", "B owns C", "C supplies Bureau"]
    layers = frozenset({"control"})
    asked = replace(ANY, layers=layers, beyond_bodies=True)
    assert written(said, asked) >= {
        "A > B > Police > Government",
        "A > B > C > Bureau",
    }
    assert "A > B > Police > Government" not in written(said)


def many(count: int) -> list[Said]:
    pairs = ([f"A supplies C{n}", f"C{n} supplies Police"] for n in range(count))
    return [sentence for pair in pairs for sentence in pair]


def test_a_search_that_is_limited_says_by_what_it_was_cut() -> None:
    some = ask(many(5), answers=3)
    assert (len(every(some)), some.account.cut, some.account.complete) == (3, "answers", False)
    assert ask(many(5), answers=5).account.complete
    # So many that the first look at the clock, after a thousand, comes too late.
    late = ask(many(1500), seconds=1e-9)
    assert late.account.cut == "time"
    assert len(every(late)) < 1500


def test_a_flood_is_refused_with_an_estimate_and_not_where_few_are_wanted() -> None:
    asked = Question("A", Ends.ANY)
    with pytest.raises(TooManyPaths, match="about 50 paths") as caught:
        ask(many(50), asked, flood=10)
    assert (caught.value.estimate, caught.value.most) == (50, 10)
    assert len(every(ask(many(50), asked, flood=50))) == 50
    assert len(every(ask(many(50), asked, flood=10, mode=Mode.ANY_SHORTEST))) == 1


def test_the_best_of_each_pair_are_taken_after_the_mode() -> None:
    said: list[Said] = ["A supplies Z", "Z supplies Police"]  # shorter, and nothing joins it
    said += [("A supplies B", D1), ("B supplies C", D1), ("C supplies Police", D1)]
    asked = Question("A", Ends.ANY)
    assert written(said, asked, mode=Mode.ANY_SHORTEST, best=1) == {"A > Z > Police"}
    assert written(said, asked, best=1) == {"A > B > C > Police"}


def test_a_path_is_joined_by_what_also_satisfies_the_dates() -> None:
    """One deal would join the hops, but says that they were sold on before they were bought."""
    said: list[Said] = [
        ("A supplies B", {"deal": "d1", "valid_from": "2015", "source": "x"}),
        ("B supplies Police", {"deal": "d1", "valid_until": "2010", "source": "y"}),
        ("B supplies Police", {"valid_from": "2016", "source": "z"}),
    ]
    [usual] = every(ask(said))
    assert (usual.attestation, usual.support.in_order) == (Attestation.ONE_DEAL, Told.NO)
    [path] = every(ask(said, in_order=Need.KNOWN))
    assert (path.attestation, path.support.in_order) == (Attestation.COMPOSED, Told.YES)
