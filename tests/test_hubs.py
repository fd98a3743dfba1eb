"""Hubs may end a path and not carry it: by kind, or by a threshold that the data set."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph import hubs, told
from graph.conditions import Conditions
from graph.errors import BadFile, UnknownTerm
from graph.hubs import Hubs
from graph.kept import indexed
from graph.network import build
from graph.paths import find_paths
from graph.patterns import Pattern
from graph.question import Ends, Question
from graph.workspace import RULES, open_workspace
from tests.examples import network, records
from tests.records import words

if TYPE_CHECKING:
    from pathlib import Path

    from graph.paths import Answer
    from tests.examples import Said

# Hub has five neighbours, the others fewer.
STAR: list[Said] = ["A supplies Hub", *(f"Hub supplies C{n}" for n in range(3))]
SAID: list[Said] = [*STAR, "Hub supplies Police", "A supplies B", "B supplies Police"]
THREE = Hubs(("government_agency",), 3, 1.0)
FROM_A = Question("A", Ends.ANY)


def ask(said: list[Said], hubs: Hubs, *lift: str, question: Question = FROM_A) -> Answer:
    asked = Question(question.supplier, question.ends, conditions=Conditions(lift=lift))
    return find_paths(network(said), asked, vocabulary=words(), hubs=hubs)


def routes(answer: Answer) -> set[str]:
    return {" > ".join(path.parties) for path in (*answer.attested, *answer.composed)}


def test_neighbours_are_counted_once_whatever_is_said_of_them() -> None:
    said: list[Said] = ["A supplies B", "A supplies B", "B resells_for A", "A owns B", "B owns C"]
    index = indexed(network(said), words())
    assert hubs.neighbours(index).tolist() == [1, 2, 1]


@pytest.mark.parametrize(
    ("least", "share", "threshold"),
    [
        (3, 1.0, 3),  # the fewest neighbours are 1
        (1, 1.0, 1),
        (1, 0.0, 5),  # the most
        (1, 0.5, 1),
        (100, 0.0, 100),  # never less than that
    ],
)
def test_the_threshold_is_set_from_the_data_and_never_less_than_the_least(
    least: int, share: float, threshold: int
) -> None:
    index = indexed(network(STAR + ["Hub supplies Police"]), words())
    assert Hubs((), least, share).threshold(index) == threshold


def test_where_there_is_nobody_the_least_is_the_threshold() -> None:
    assert Hubs(least=7).threshold(indexed(build(records([])), words())) == 7


def test_a_party_over_the_threshold_is_refused_and_named_with_it() -> None:
    answer = ask(SAID, THREE)
    assert routes(answer) == {"A > B > Police"}
    assert (answer.account.stopped_at, answer.account.threshold) == (("Hub",), 3)
    assert "Hub (over 3 neighbours)" in " ".join(told.accounted(answer.account, records(SAID)))


def test_a_hub_that_is_the_only_way_is_named_where_there_is_no_answer() -> None:
    answer = ask([*STAR, "Hub supplies Police"], THREE)
    assert routes(answer) == set()
    assert answer.account.stopped_at == ("Hub",)


def test_only_what_stood_in_the_way_is_named() -> None:
    said: list[Said] = [*SAID, *(f"A supplies Other{n}" for n in range(3))]
    said += ["A supplies Aside", *(f"Aside supplies D{n}" for n in range(3))]
    assert ask(said, THREE).account.stopped_at == ("Hub",)
    two: list[Said] = ["A supplies Hub2", *(f"Hub2 supplies E{n}" for n in range(3))]
    answer = ask([*SAID, *two, "E0 supplies Police"], THREE)
    assert answer.account.stopped_at == ("Hub", "Hub2")
    far = ask([*SAID, *two, "E0 supplies F", "F supplies G", "G supplies Bureau"], THREE)
    assert far.account.stopped_at == ("Hub",)


def test_a_party_at_the_threshold_carries() -> None:
    answer = ask(SAID, Hubs((), 5, 1.0))
    assert routes(answer) == {"A > B > Police", "A > Hub > Police"}
    assert answer.account.stopped_at == ()


def test_a_hub_may_begin_and_end_a_path() -> None:
    said: list[Said] = ["D supplies A", *SAID, "Government owns Hub"]
    assert "D > A > Hub" in routes(ask(said, THREE, question=Question("D", Ends.ANY)))
    begun = ask([*SAID, "C1 supplies Police"], THREE, question=Question("Hub", Ends.ANY))
    assert routes(begun) == {"Hub > C1 > Police"}
    assert begun.account.stopped_at == ()


def test_a_hub_from_which_nothing_leads_on_was_not_refused() -> None:
    said: list[Said] = ["A supplies Hub", *(f"C{n} supplies Hub" for n in range(5))]
    assert ask([*said, "A supplies B", "B supplies Police"], THREE).account.stopped_at == ()


def test_a_reader_lets_a_hub_through() -> None:
    answer = ask(SAID, THREE, "Hub")
    assert routes(answer) == {"A > B > Police", "A > Hub > Police"}
    assert answer.account.stopped_at == ()


@pytest.mark.parametrize("kind", ["Ministry", "Government"])
def test_some_kinds_never_carry_however_few_their_neighbours(kind: str) -> None:
    said: list[Said] = [f"A supplies {kind}", f"{kind} supplies Police"]
    answer = ask(said, Hubs())
    assert routes(answer) == set()
    assert answer.account.stopped_at == (kind,)
    [line] = [x for x in told.accounted(answer.account, records(said)) if kind in x]
    assert "neighbours" not in line
    assert routes(ask(said, Hubs(), kind)) == set()  # no company or person between
    assert routes(ask(["A2 supplies A", *said], Hubs(), kind, question=Question(None, Ends.ANY)))


def test_a_pattern_lets_a_kind_through_that_carries_nowhere_else() -> None:
    said: list[Said] = ["A located_at Street", "B located_at Street"]
    about = ("Title", "Sentence.", "Own test", "located_at/^located_at", ("company",), ("company",))
    for passes, found in (((), set()), (("address",), {"A > Street > B", "B > Street > A"})):
        answer = find_paths(
            network(said),
            Question(ends=Ends.PATTERN, pattern="mine"),
            vocabulary=words(),
            patterns={"mine": Pattern("mine", *about, passes=passes)},
        )
        assert routes(answer) == found
        assert answer.account.stopped_at == (() if found else ("Street",))


def test_a_hub_of_a_kind_that_a_pattern_lets_through_is_still_a_hub() -> None:
    said: list[Said] = [f"C{n} located_at Street" for n in range(4)]
    index = indexed(network(said), words())
    place = index.parties.index("Street")
    rule = Hubs(least=3, share=1.0)
    assert not hubs.carries(index, rule, passes=("address",))[place]
    assert hubs.carries(index, rule, passes=("address",), lifted=("Street",))[place]


def test_the_bundled_rule_is_the_default_one() -> None:
    assert hubs.load(RULES) == Hubs()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[hubs]", "[hub]"),
        ("least = 100", ""),
        ("least = 100", 'least = "many"'),
        ("least = 100", "least = 0"),
        ("share = 0.001", "share = 2"),
        ("share = 0.001", "share = -0.1"),
        ("share = 0.001", "share = nan"),
        ("share = 0.001", "share = "),
        ('kinds = ["government", "government_agency", "address"]', "kinds = 3"),
    ],
)
def test_a_rule_that_is_malformed_names_its_file(old: str, new: str, tmp_path: Path) -> None:
    file = tmp_path / "rules.toml"
    before, after = RULES.read_text("utf-8").split("# Hubs:")
    assert old in after
    file.write_text(f"{before}# Hubs:{after.replace(old, new)}", "utf-8")
    with pytest.raises(BadFile, match="hubs") as caught:
        hubs.load(file)
    assert str(file) in str(caught.value)


def test_a_file_that_is_none_is_refused(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "nothing.toml"):
        with pytest.raises(BadFile, match="cannot be read"):
            hubs.load(place)


def test_a_kind_that_there_is_not_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    file = tmp_path / "rules.toml"
    wrong = RULES.read_text("utf-8").replace('kinds = ["government",', 'kinds = ["goverment",')
    file.write_text(wrong, "utf-8")
    with pytest.raises(UnknownTerm, match="hubs, kinds: unknown 'goverment'; known: .*government"):
        open_workspace(rules=file)
