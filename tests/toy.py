"""A small format for tests of what is around formats: rows of suppliers and what they supply."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from graph.statement import Deal, Identifier, Party, Source
from loaders import LOADERS
from loaders.reading.elements import elements
from loaders.reading.format import Format
from loaders.reading.making import statement
from loaders.reading.objects import json_items, json_lines
from loaders.reading.rows import rows
from loaders.reading.tally import Reject, Skip, taken

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest
    from lxml import etree

    from loaders.reading.format import Head, Load, Record
    from loaders.reading.objects import Object
    from loaders.reading.tally import Entry

COLUMNS = ("id", "name", "kind", "lei", "supplies")


def load(given: Load) -> Iterator[Record]:
    """Read a table of parties; a row of kind "note" is skipped, one without a name rejected."""
    encoding = given.spec.options.get("encoding", "utf-8")
    for file in given.spec.files:
        entries = rows(file, given.tally, COLUMNS, encoding=encoding)
        yield from taken(entries, given.tally, partial(_party, given))


def _party(given: Load, entry: Entry[dict[str, str]]) -> Iterator[Record]:
    row = entry.value
    if row["kind"] == "note":
        raise Skip("is a note")
    if not row["name"]:
        raise Reject("has no name")
    key, lei = given.party(row["id"]), row["lei"]
    borne = (Identifier("lei", lei),) if lei else ()
    yield Party(key, row["name"], row["kind"], identifiers=borne)
    if row["supplies"]:
        grade = given.grade("documented")
        other = given.party(row["supplies"])
        yield statement(given, key, "supplies", other, row["id"], grade=grade)


def forgetful(given: Load) -> Iterator[Record]:
    """Read rows and say of one in two what became of it."""
    for number, _ in enumerate(rows(given.spec.files[0], given.tally, COLUMNS)):
        if number % 2:
            given.tally.use()
    yield Party(given.party("1"), "One", "company")


def broken(given: Load) -> Iterator[Record]:
    """Fail as no loader should."""
    yield Party(given.party(str(1 / 0)), "One", "company")


def gazette(given: Load) -> Iterator[Record]:
    """Yield a source and a deal of its own, whose titles are the first row's id."""
    for entry in rows(given.spec.files[0], given.tally, COLUMNS):
        given.tally.use()
        title = entry.value["id"]
        yield Source("gazette", title, "Us", None, "", "press", "primary", True)
        yield Deal("d1", title, "IR")


def lines(given: Load) -> Iterator[Record]:
    """Read JSON lines, each with an id."""
    for file in given.spec.files:
        yield from taken(json_lines(file, given.tally), given.tally, partial(_object, given))


def items(given: Load) -> Iterator[Record]:
    """Read the items of a JSON array, each with an id."""
    for file in given.spec.files:
        yield from taken(json_items(file, given.tally), given.tally, partial(_object, given))


def xml(given: Load) -> Iterator[Record]:
    """Read the elements `party`, each with an attribute id."""
    for file in given.spec.files:
        entries = elements(file, given.tally, ["party"])
        yield from taken(entries, given.tally, partial(_element, given))


def _object(given: Load, entry: Entry[Object]) -> Iterator[Record]:
    yield Party(given.party(entry.value["id"]), entry.value["id"], "company")


def _element(given: Load, entry: Entry[etree._Element]) -> Iterator[Record]:
    key = entry.value.get("id", "")
    yield Party(given.party(key), key, "company")


def recognises(head: Head) -> bool:
    """Tell the table by its columns."""
    return set(COLUMNS) <= head.columns()


TOY = Format("toy", "Toy table", load, recognises, options=("encoding",))


def use(monkeypatch: pytest.MonkeyPatch, **others: Format) -> None:
    """Let the program know the format `toy`, and others by their names, for one test."""
    known = cast("dict[str, Format]", LOADERS)
    for name, form in {"toy": TOY, **others}.items():
        monkeypatch.setitem(known, name, form)


def table(file: Path, *lines: str) -> Path:
    """Write a table of the format."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join([",".join(COLUMNS), *lines, ""]), "utf-8")
    return file
