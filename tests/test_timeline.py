"""When statements hold, year by year, and those without a date."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import Answer, PartialDate, Period
from graph.filters import Filters, between
from graph.timeline import Dated, kept, placed, timeline, year
from tests.examples import statement, statements
from tests.records import periods, records, words

if TYPE_CHECKING:
    from graph.statement import Records, Statement


def consistent(period: Period) -> bool:
    """Leave out periods that contradict themselves: known to hold after they had ended."""
    return not period.as_of or period.held(period.as_of) is Answer.YES


@given(records())
def test_every_statement_is_counted_once(some: Records) -> None:
    found = timeline(some.statements, words())
    assert found.dated + sum(found.undated.values()) == len(some.statements)


@given(records())
def test_the_years_follow_one_another(some: Records) -> None:
    found = [each.year for each in timeline(some.statements, words()).years]
    assert found == list(range(found[0], found[-1] + 1)) if found else True


@given(st.lists(periods().filter(consistent), max_size=8))
def test_a_year_shows_as_many_as_its_filter_lets_through(some: list[Period]) -> None:
    said = [_said(period) for period in some]
    for each in timeline(said, words()).years:
        at = year(each.year)
        held = sum(between(period, at, at) is Answer.YES for period in some)
        ends = sum(each.counted[Dated.ENDS].values())
        assert each.named - ends + each.going_on == held


def _said(period: Period) -> Statement:
    return replace(statement("A supplies B"), period=period)


@given(st.lists(periods(), max_size=8), periods())
def test_what_is_kept_and_what_is_left_out_is_all_there_is(
    some: list[Period], span: Period
) -> None:
    said = [_said(period) for period in some]
    counts = kept(said, Filters(since=span.valid_from, until=span.valid_until))
    assert counts.held + counts.undated + counts.untold + counts.left_out == len(some)
    assert counts.undated == sum(not period.dated for period in some)


@pytest.mark.parametrize(
    ("cells", "place"),
    [
        ({"valid_from": "2013-05", "valid_until": "2015"}, (2013, Dated.BEGINS)),
        ({"valid_from": "2013", "as_of": "2012"}, (2013, Dated.BEGINS)),
        ({"as_of": "2018-02-03", "valid_until": "2019"}, (2018, Dated.AS_OF)),
        ({"valid_until": "2015-01"}, (2015, Dated.ENDS)),
        ({}, None),
    ],
)
def test_a_statement_is_counted_where_its_surest_date_is(
    cells: dict[str, str], place: tuple[int, Dated] | None
) -> None:
    assert placed(statement(("A supplies B", cells)).period) == place


def test_what_nobody_ends_goes_on_and_what_is_ended_does_not() -> None:
    said = statements(
        [
            ("A supplies B", {"valid_from": "2010"}),
            ("A supplies C", {"valid_from": "2010", "valid_until": "2011"}),
            ("A owns D", {"as_of": "2013"}),
            "A owns E",
        ]
    )
    found = timeline(said, words())
    assert [(each.year, each.named, each.going_on) for each in found.years] == [
        (2010, 2, 0),
        (2011, 0, 2),
        (2012, 0, 1),
        (2013, 1, 1),
    ]
    assert found.years[0].counted[Dated.BEGINS] == {"supply": 2}
    assert found.years[3].counted[Dated.AS_OF] == {"control": 1}
    assert found.undated == {"control": 1}


def test_of_what_only_has_an_end_no_year_before_is_known() -> None:
    said = statements(
        [("A supplies B", {"valid_until": "2012"}), ("A supplies C", {"valid_from": "2010"})]
    )
    found = timeline(said, words())
    assert found.years[0].named == 1
    assert found.years[1].going_on == 1
    assert found.years[2].counted[Dated.ENDS] == {"supply": 1}
    at = PartialDate("2012")
    assert kept(said, Filters(since=at, until=at)).untold == 1


def test_without_dates_there_is_no_year() -> None:
    found = timeline(statements(["A supplies B"]), words())
    assert (found.years, found.dated, found.undated) == ((), 0, {"supply": 1})


def test_a_year_is_written_with_four_digits() -> None:
    assert [str(year(number)) for number in (1, 1999)] == ["0001", "1999"]
