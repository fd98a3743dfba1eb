"""What is claimed and by whom makes a statement's identity; nothing else does."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.dates import PartialDate, Period
from graph.statement import Evidence, Percent
from tests import examples
from tests.records import percents, records

if TYPE_CHECKING:
    from random import Random

    from graph.statement import Records

CLAIM = examples.statement(
    (
        "Maker supplies Reseller",
        {"valid_from": "2018", "item": "boxes", "deal": "d1;d2", "source": "paper"},
    )
)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("49", 49, 49),
        ("49.5", "49.5", "49.5"),
        ("25-50", 25, 50),
        (">50", 50, 100),
        (">=50", 50, 100),
        ("<10", 0, 10),
        ("<=10", 0, 10),
        ("0", 0, 0),
        ("100", 100, 100),
    ],
)
def test_a_share_is_an_interval(text: str, low: str | int, high: str | int) -> None:
    share = Percent.parse(text)
    assert (share.text, share.low, share.high) == (text, Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "half",
        "101",
        "50-25",
        "10-101",
        "-5",
        ">101",
        "> 50",
        "49%",
        "49,5",
        "1e1",
        "NaN",
        "5-",
        "٤",
    ],
)
def test_what_is_no_share_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Percent.parse(text)


@pytest.mark.parametrize(
    ("text", "majority"),
    [
        *((">50", True), ("50.1", True), ("51-60", True), ("100", True)),
        *((">=50", False), ("50", False), ("49.9", False), ("25-75", False), ("50-100", False)),
        *(("<100", False), (">49", False)),
    ],
)
def test_a_majority_is_more_than_half_whatever_the_interval_holds(
    text: str, majority: bool
) -> None:
    assert Percent.parse(text).majority is majority


@given(percents())
def test_a_share_lies_between_nothing_and_all(share: Percent) -> None:
    assert 0 <= share.low <= share.high <= 100
    assert Percent.parse(share.text) == share


def test_the_same_claim_has_the_same_id_on_every_machine() -> None:
    assert CLAIM.id == "5aaf1014ee8d179e"
    assert replace(CLAIM).id == CLAIM.id


@pytest.mark.parametrize(
    "change",
    [
        {"subject": "Other"},
        {"relation": "offered_to"},
        {"object": "Other"},
        {"percent": Percent.parse("51")},
        {"evidence": Evidence("other")},
        {"period": Period(valid_from=PartialDate("2018-01"))},
        {"period": Period(valid_until=PartialDate("2018"))},
        {"period": Period(as_of=PartialDate("2018"))},
        {"deals": ("d1",)},
        {"item": "box"},
    ],
    ids=str,
)
def test_each_part_of_a_claim_is_part_of_its_id(change: dict[str, Any]) -> None:
    assert replace(CLAIM, **change).id != CLAIM.id


@pytest.mark.parametrize(
    "change",
    [
        {"grade": "charged"},
        {"note": "A note."},
        {"record": "s99"},
        {"disputed": True},
        {"evidence": replace(CLAIM.evidence, corroborating="other")},
    ],
    ids=str,
)
def test_what_we_say_about_a_claim_is_no_part_of_its_id(change: dict[str, Any]) -> None:
    assert replace(CLAIM, **change).id == CLAIM.id


def test_neighbouring_parts_do_not_run_together_in_an_id() -> None:
    one = replace(CLAIM, subject="ab", relation="c")
    other = replace(CLAIM, subject="a", relation="bc")
    assert one.id != other.id


def test_the_truth_cannot_be_edited() -> None:
    with pytest.raises(FrozenInstanceError):
        CLAIM.grade = "court_judgment"  # type: ignore[misc]


@settings(max_examples=40)
@given(records(), st.randoms(use_true_random=False))
def test_the_content_hash_does_not_depend_on_order(some: Records, random: Random) -> None:
    def shuffled(table: dict[str, Any]) -> dict[str, Any]:
        return dict(random.sample(sorted(table.items()), len(table)))

    other = replace(
        some,
        parties=shuffled(dict(some.parties)),
        statements=tuple(random.sample(some.statements, len(some.statements))),
        sources=shuffled(dict(some.sources)),
        deals=shuffled(dict(some.deals)),
    )
    assert other.content_hash == some.content_hash


@pytest.mark.parametrize(
    "change",
    [
        {"statements": (replace(CLAIM, note="another"),)},
        {"statements": ()},
        {"parties": {}},
        {"collections": (replace(examples.COLLECTION, title="Another"),)},
        {"deals": {}},
        {"sources": {}},
    ],
    ids=lambda change: next(iter(change)),
)
def test_any_change_of_the_records_changes_the_content_hash(change: dict[str, Any]) -> None:
    some = replace(examples.records(["Maker supplies Reseller"]), statements=(CLAIM,))
    some = replace(
        some, deals={"d1": examples.records([("A supplies B", {"deal": "d1"})]).deals["d1"]}
    )
    assert replace(some, **change).content_hash != some.content_hash
