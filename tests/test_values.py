"""Dates, countries and lists in cells are read as publishers write them, or counted as unknown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import country
from loaders.reading.tally import Tally
from loaders.reading.values import country_of, date_of, is_country, listed, several
from loaders.reading.words import tables


def date(text: str) -> str | None:
    tally = Tally()
    found = date_of(text, tally)
    assert bool(tally.unknown) is (found is None and bool(text.strip()))
    return None if found is None else str(found)


def place(text: str) -> str | None:
    return country_of(text, Tally())


# Dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019", "2019"),
        ("2019-05", "2019-05"),
        ("2019-05-03", "2019-05-03"),
        (" 2019-05-03 ", "2019-05-03"),
        ("2019-05-03T10:20:30Z", "2019-05-03"),
        ("2019-05-03 10:20", "2019-05-03"),
        ("2019-05-03+02:00", "2019-05-03"),
        ("2019-05-03Z", "2019-05-03"),
        ("2019-00-00", "2019"),
        ("2019-05-00", "2019-05"),
        ("00/00/1965", "1965"),
        ("00/03/1965", "1965-03"),
        ("27/01/1964", "1964-01-27"),
        ("27.1.1964", "1964-01-27"),
        ("27-01-1964", "1964-01-27"),
        ("03.05.19", "2019-05-03"),
        ("20190503", "2019-05-03"),
        ("3 May 2019", "2019-05-03"),
        ("03 Sept 2019", "2019-09-03"),
        ("23-MAR-2006", "2006-03-23"),
        ("May 2019", "2019-05"),
        ("Dec. 2023", "2023-12"),
        ("October 1, 2027", "2027-10-01"),
        ("Dec. 5, 2023", "2023-12-05"),
        ("circa 1960", "1960"),
        ("c. 1960", "1960"),
        ("ca 1960", "1960"),
        ("Approximately 1960", "1960"),
        ("approx. May 1960", "1960-05"),
        ("", None),
        ("  ", None),
        ("circa", None),
        ("31.2.2019", None),
        ("2019-13", None),
        ("0000", None),
        ("00/00/0000", None),
        ("yesterday", None),
        ("5 Maybe 2019", None),
        ("9.9.1953 or 1954", None),
        ("12345", None),
    ],
)
def test_a_date_is_read_in_the_spellings_that_lists_use(text: str, expected: str | None) -> None:
    if text == "circa":
        assert date_of(text, Tally()) is None
    else:
        assert date(text) == expected


@given(st.dates())
def test_every_day_is_read_in_every_spelling(day: object) -> None:
    iso = str(day)
    year, month, number = iso.split("-")
    for text in (
        iso,
        f"{number}/{month}/{year}",
        f"{int(number)}.{int(month)}.{year}",
        f"{year}{month}{number}",
        f"{iso}T00:00:00.000Z",
    ):
        assert date(text) == iso


@given(st.text())
def test_any_text_is_a_date_or_none(text: str) -> None:
    date_of(text, Tally())


def test_a_text_that_is_no_date_is_counted_as_printed() -> None:
    tally = Tally()
    date_of(" circa noon ", tally)
    assert tally.unknown == {"dates": {"circa noon": 1}}


# Countries


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("IR", "IR"),
        ("ir", "IR"),
        ("IRN", "IR"),
        ("Iran", "IR"),
        ("Iran (Islamic Republic of)", "IR"),
        ("US-MA", "US"),
        ("GB-ENG", "GB"),
        ("U.S.A.", "US"),
        (" Russian Federation ", "RU"),
        ("Kosovo", "XK"),
        ("BVI", "VG"),
        ("Türkiye", "TR"),
        ("", None),
        ("XX", None),
        ("unknown", None),
        ("SU", None),
        ("Atlantis", None),
        ("QQ-1", None),
        ("1", None),
    ],
)
def test_a_country_is_read_by_code_region_or_name(text: str, expected: str | None) -> None:
    assert place(text) == expected


def test_an_unknown_country_is_counted_and_one_known_to_be_none_is_not() -> None:
    tally = Tally()
    for text in ("Atlantis", "XX", "undetermined", "", "Atlantis."):
        assert country_of(text, tally) is None
    assert tally.unknown == {"countries": {"Atlantis": 2}}


@pytest.mark.parametrize("name", sorted(tables("countries.toml")["countries"]))
def test_every_name_in_the_table_is_a_country_or_none_at_all(name: str) -> None:
    code = tables("countries.toml")["countries"][name]
    assert name == name.casefold()
    assert code == "" or country.is_code(code)


def test_a_text_is_a_country_and_nothing_more() -> None:
    assert is_country("Iran")
    assert is_country(" U.A.E. ")
    assert not is_country("Tehran, Iran")
    assert not is_country("")


# Several


def test_several_in_one_cell_are_given_each_once() -> None:
    assert several(" a; b ;;a ; ") == ("a", "b")
    assert several("a|b", "|") == ("a", "b")
    assert several("") == ()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ()),
        ("", ()),
        (" a ", ("a",)),
        (["a", None, " ", "b", "a"], ("a", "b")),
        (5, ("5",)),
        ([], ()),
    ],
)
def test_a_value_may_be_a_text_a_list_or_nothing(value: object, expected: tuple[str, ...]) -> None:
    assert listed(value) == expected
