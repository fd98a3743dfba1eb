"""A party from a row of a small list, by the list's layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.statement import Identifier, Listing, Party
from loaders.reading.kind_of_name import INFERRED, kind_of_name
from loaders.reading.us_columns import TABLE
from loaders.reading.values import country_of, date_of, several
from loaders.reading.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from loaders.reading.format import Load
    from loaders.reading.us_columns import Layout

    Cells = Mapping[str, str]

LEFT_OPEN = "Neither the list nor the name says what kind of party it is."


def party(given: Load, layout: Layout, row: Cells, list_: str, local: str) -> Party:
    """Make the party that a row names; the same name on one list gives the same id."""
    name = layout.cell(row, "name").rstrip("* ")
    kind, note = kind_and_note(given, layout, layout.cell(row, "type"), name)
    qid = layout.cell(row, "qid")
    aliases = (part for cell in layout.cells(row, "alias") for part in several(cell))
    told = (*layout.cells(row, "told"), *_replies(layout, row), note)
    return Party(
        id=given.party(local),
        name=name,
        kind=kind,
        country=layout.says.get("within") or country_of(layout.cell(row, "country"), given.tally),
        aliases=tuple(dict.fromkeys(aliases)),
        identifiers=(Identifier("wikidata", qid),) if qid else (),
        listings=tuple(_listings(given, layout, row, list_)),
        description=". ".join(filter(None, (text.strip(" .;") for text in told))),
    )


def kind_and_note(given: Load, layout: Layout, type_: str, name: str) -> tuple[str, str]:
    """Give the kind that the list states, or its name tells, or that the list is of."""
    stated = words(TABLE, layout.says["types"]).get(type_, given.tally) if type_ else ""
    if stated:
        return stated, ""
    if (guess := kind_of_name(name)) not in (None, "government", "person"):
        return str(guess), INFERRED
    usual = layout.says["kind"]
    return usual, LEFT_OPEN if usual == "organisation" else ""


def _listings(given: Load, layout: Layout, row: Cells, list_: str) -> Iterator[Listing]:
    tally, end = given.tally, layout.cell(row, "until")
    until = None if _replies(layout, row) else date_of(end, tally)
    date = date_of(layout.cell(row, "date"), tally)
    programme = layout.cell(row, "programme")
    yield Listing(list_, date, layout.cell(row, "citation"), programme, until)
    if "star" in layout.says and layout.cell(row, "full").endswith("*"):
        yield Listing(layout.says["star"])


def _replies(layout: Layout, row: Cells) -> tuple[str, ...]:
    """Give what stands in the column of ends and is none, such as a party's response."""
    start = layout.says.get("reply")
    return tuple(t for t in layout.cells(row, "until") if start and t.startswith(start))
