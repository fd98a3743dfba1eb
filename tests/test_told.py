"""What was asked and what was searched is said in full."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from graph import told as say
from graph.conditions import Conditions
from graph.dates import PartialDate
from graph.engine.query import Joined, Need, Restrictor
from graph.engine.search import Mode
from graph.question import Ends, Question
from tests.examples import ANY, ask, records

if TYPE_CHECKING:
    from graph.paths import Path
    from tests.examples import Said

SAID: list[Said] = [
    ("Maker supplies Reseller", {"deal": "d1", "source": "law"}),
    ("Reseller supplies Ministry of Iran", {"deal": "d1", "source": "law"}),
]
RECORDS = records(SAID)


def on(**conditions: Any) -> Question:  # noqa: ANN401 - whatever there is
    return Question(conditions=Conditions(**conditions))


def path(said: list[Said] = SAID) -> Path:
    answer = ask(said, ANY)
    [found] = [*answer.attested, *answer.composed]
    return found


def test_a_composed_path_says_why_it_is_no_evidence() -> None:
    loose: list[Said] = [
        ("Maker supplies Reseller", {"source": "law"}),
        ("Reseller supplies Ministry of Iran", {"deal": "d2"}),
    ]
    told = " ".join(say.why_composed(path(loose), records(loose)))
    for part in ("Title of law", "Deal d2", "Reseller", "not evidence"):
        assert part in told


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (Question(), ["any supplier", "meets the lens", "at most 4 hops"]),
        (Question("Maker", Ends.COUNTRY, "IR"), ["from Maker", "Iran"]),
        (Question(None, Ends.PARTY, "Reseller"), ["to Reseller"]),
        (Question(ends=Ends.ANY), ["any government"]),
        (Question(minimum_grade="court_judgment"), ["court judgment"]),
        (Question(as_of=PartialDate("2019-05")), ["2019-05"]),
        (Question(as_of=PartialDate("2019"), undated=True), ["2019 or undated"]),
        (Question(offers=True, money=True, beyond_bodies=True), ["offers", "loans", "agencies"]),
        (Question(layers=frozenset({"control"})), ["following control too"]),
        (
            Question(conditions=Conditions(mode=Mode.ANY_SHORTEST, best=3)),
            ["any shortest", "best 3"],
        ),
        (Question(pattern="owns+"), ["any party it may begin at", "along owns+"]),
        (Question(ends=Ends.PATTERN, pattern="supply"), ["the ends of that pattern"]),
        (Question(ends=Ends.KIND, end="government_agency"), ["any government agency"]),
        (Question(starts=("company", "person")), ["any company or person"]),
        (on(joined=Joined.ONE_DEAL), ["joined by one deal"]),
        (on(joined=Joined.COMPOSED), ["joined by this program alone"]),
        (on(in_order=Need.KNOWN), ["known to be in order of time"]),
        (on(coexist=Need.POSSIBLE), ["possibly overlapping"]),
        (on(share=Decimal("25.5")), ["at least 25.5 percent"]),
        (on(share=Decimal(25), unknown_share=False), ["25 percent, known shares alone"]),
        (on(mode=Mode.SHORTEST, k=3), ["the 3 shortest paths between any two"]),
        (on(restrictor=Restrictor.TRAIL), ["taking no hop twice"]),
        (on(doubtful=True, apart=True), ["only possibly the same", "a path of its own"]),
        (on(lift=("Reseller",)), ["going through the hubs Reseller"]),
        (on(answers=50), ["the first 50 paths"]),
        (on(avoid=("Maker",), through=("Reseller",)), ["avoiding Maker", "passing Reseller"]),
    ],
)
def test_what_was_asked_is_said(question: Question, parts: list[str]) -> None:
    told = say.asked(question, RECORDS)
    assert [part for part in parts if part not in told] == []


def test_a_search_accounts_for_all_it_left_out_and_where_it_stopped() -> None:
    said: list[Said] = [*SAID, "Maker owns Reseller", "Ministry of Iran supplies Police"]
    answer = ask(said, ANY)
    told = " ".join(say.accounted(answer.account, records(said)))
    for part in ("1 control", "Ministry of Iran", "examined"):
        assert part in told
    assert "cut short" not in told
    cut = replace(answer.account, cut="answers")
    assert "cut short" in " ".join(say.accounted(cut, records(said)))
