"""What many formats make alike: governments above public bodies, addresses, statements."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import PartialDate, Period
from graph.statement import Evidence, Identifier, Party, Statement
from loaders.reading.format import Load, Spec
from loaders.reading.making import LONGEST, address, government, located, statement, with_government
from loaders.reading.tally import Tally
from tests.records import words

SPEC = Spec("s", "toy", (), "A source", "Someone", "CC0-1.0")
GIVEN = Load(SPEC, words(), Tally())
MINISTRY = Party("s:m", "Ministry", "government_agency", "IR")


def key(text: str) -> str | None:
    found = address(GIVEN, text, None)
    return found.id if found else None


# Governments


def test_the_government_of_a_country_is_the_same_party_everywhere() -> None:
    found = government(GIVEN, "IR")
    assert found == government(GIVEN, "IR")
    assert (found.id, found.kind, found.country) == ("s:gov-IR", "government", "IR")
    assert found.identifiers == (Identifier("iso-government", "IR"),)


def test_a_public_body_stands_under_the_government_of_its_country() -> None:
    party, above, said = with_government(GIVEN, MINISTRY, "row 7")
    assert party == MINISTRY
    assert above == government(GIVEN, "IR")
    assert isinstance(said, Statement)
    assert (said.subject, said.relation, said.object) == ("s:m", "agency_of", "s:gov-IR")
    assert (said.grade, said.evidence) == ("inferred", Evidence("s", "row 7"))
    assert said.note.startswith("Inferred: ")


@pytest.mark.parametrize(
    "party",
    [
        Party("s:1", "Ministry", "government_agency"),
        Party("s:1", "Firm", "company", "IR"),
        Party("s:1", "Government", "government", "IR"),
    ],
    ids=lambda party: party.name,
)
def test_nothing_stands_above_others(party: Party) -> None:
    assert list(with_government(GIVEN, party, "")) == [party]


# Statements


def test_a_statement_rests_on_the_source_and_names_where_in_it() -> None:
    period = Period(PartialDate("2019"))
    said = statement(
        GIVEN, "s:1", "owns", "s:2", "row 7", grade="documented", period=period, note="Half."
    )
    assert said == Statement(
        *("s:1", "owns", "s:2", Evidence("s", "row 7"), "documented", period),
        note="Half.",
        record="row 7",
    )
    undated = statement(GIVEN, "s:1", "owns", "s:2", "", grade="reported")
    assert not undated.period.dated


# Addresses


def test_a_party_is_located_at_an_address() -> None:
    found, said = located(GIVEN, "s:1", " 5 Example  Street,\n Minsk, ", "BY", "row 7")
    assert isinstance(found, Party)
    assert isinstance(said, Statement)
    assert (found.id, found.name) == ("s:address-5-example-street-minsk", "5 Example Street, Minsk")
    assert (found.kind, found.country) == ("address", "BY")
    assert (said.subject, said.relation, said.object) == ("s:1", "located_at", found.id)
    assert said.grade == "documented"


def test_the_sources_own_grade_goes_before_the_usual() -> None:
    given = Load(Spec("s", "toy", (), "", "", "", grade="alleged"), words(), Tally())
    _, said = located(given, "s:1", "5 Example Street", None, "")
    assert isinstance(said, Statement)
    assert said.grade == "alleged"


@pytest.mark.parametrize(
    "other",
    ["5 EXAMPLE STREET, MINSK", "5, Example Street; Minsk", "5 Example\tStreet. Minsk."],
)
def test_the_same_words_are_the_same_address(other: str) -> None:
    assert key(other) == key("5 Example Street, Minsk")


@pytest.mark.parametrize(
    ("one", "other"),
    [("1-2 A Street", "12 A Street"), ("3/14 B", "31/4 B"), ("Flat 1, 23 C", "Flat 12, 3 C")],
)
def test_numbers_do_not_run_together(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_long_addresses_that_begin_alike_are_two() -> None:
    start = "Room " + "x" * LONGEST
    assert key(f"{start} 1") != key(f"{start} 2")
    assert key(f"{start} 1") == key(f"{start}, 1".upper())


@pytest.mark.parametrize("text", ["", " , ;", "---", "Iran", "U.A.E.", "Russian Federation,"])
def test_no_address_and_a_country_alone_are_none(text: str) -> None:
    assert key(text) is None
    assert not list(located(GIVEN, "s:1", text, "IR", ""))


def test_an_address_in_any_script_is_one() -> None:
    assert key("тегеран, улица 5") == "s:address-тегеран-улица-5"
    assert key("北京市朝阳区") == "s:address-北京市朝阳区"


@given(st.text())
def test_any_text_is_an_address_or_none(text: str) -> None:
    found = address(GIVEN, text, None)
    assert found is None or (found.name and len(found.id) < LONGEST + 40)
