"""What rests on each source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.sources import resting, stated_by
from tests.examples import records

if TYPE_CHECKING:
    from tests.examples import Said

SAID: list[Said] = [
    ("A supplies B", {"source": "law"}),
    ("B supplies C", {"source": "press", "corroborating": "law"}),
    ("C supplies D", {"source": "law"}),
]


def test_a_source_that_only_corroborates_bears_no_statement() -> None:
    assert resting(records(SAID)) == {"law": 2, "press": 1}


def test_what_a_source_states_comes_before_what_it_corroborates() -> None:
    some = records(SAID)
    assert [s.record for s in stated_by(some, "law")] == ["s01", "s03", "s02"]
    assert stated_by(some, "nobody") == ()
