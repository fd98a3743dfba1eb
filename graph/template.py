"""Empty tables of our own to fill: a folder of CSV or one workbook, with an example that loads."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import openpyxl
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from graph.errors import BadFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from graph.vocabulary import Vocabulary

    Table = list[list[str]]

INVENTED = "Invented; it exists in this example only: delete this row"
SOURCE = {
    "title": "Title of these tables",
    "publisher": "Who made them",
    "licence": "CC-BY-4.0",
    "compiled": "2021-02",
    "about": "What they hold, in a sentence",
}
# Nothing here exists; Antarctica has no government that could be meant.
EXAMPLES: Mapping[str, tuple[Mapping[str, str], ...]] = {
    "parties": (
        {
            "id": "invented-trading-post", "name": "Invented Trading Post", "kind": "company",
            "country": "AQ", "trade_role": "reseller", "aliases": "The Post; ITP",
            "description": INVENTED,
        },
        {
            "id": "imaginary-ice-patrol", "name": "Imaginary Ice Patrol",
            "kind": "government_agency", "country": "AQ", "description": INVENTED,
        },
    ),
    "statements": (
        {
            "id": "x0001", "subject": "invented-trading-post", "relation": "supplies",
            "object": "imaginary-ice-patrol", "valid_from": "2020-11", "item": "40 cameras",
            "deal": "aq-cameras-2021", "grade": "reported", "source": "ice-gazette-2021",
            "note": "What the source says, in your own words.",
        },
    ),
    "sources": (
        {
            "id": "ice-gazette-2021", "title": "How cameras came to the ice",
            "publisher": "The Imaginary Ice Gazette", "published": "2021-02-03",
            "url": "https://gazette.example/2021/cameras", "kind": "press", "basis": "secondary",
            "url_checked": "yes",
        },
    ),
    "deals": (
        {"id": "aq-cameras-2021", "title": "Cameras for the ice patrol", "country": "AQ"},
    ),
}  # fmt: skip
WORDS = "words"
WORDS_HEADER = ["column", "word", "what it means", "subject may be", "object may be"]
CHOICES = {"trade_role": "reseller,distributor", "disputed": "yes", "basis": "primary,secondary",
           "url_checked": "yes,no"}  # fmt: skip
WORKBOOK, OTHERS = ".xlsx", (".xls", ".xlsm", ".xlsb", ".ods", ".csv", ".tsv")
# Rows for which a spreadsheet offers the words to choose from; columns wider than their header.
OFFERED, WIDE, NARROW = 5000, 48, 18


def write(place: Path, columns: Mapping[str, Sequence[str]], words: Vocabulary) -> list[str]:
    """Write the tables, whose names and columns are given; list what was written.

    The id of the collection is the place's name. Raises `BadFile` where anything stands there
    already: nothing is overwritten.
    """
    if place.suffix.casefold() in OTHERS:
        raise BadFile(place, "is no workbook that can be written", "name a folder, or an .xlsx")
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise BadFile(place, "is there already, and nothing is overwritten", "name a new place")
    name = place.name.partition(".")[0].replace(" ", "-").lower()  # as `enduse load` does
    said = {"id": name or "my-tables"} | SOURCE
    tables = {table: [list(header), *_rows(table, header)] for table, header in columns.items()}
    tables[WORDS] = [WORDS_HEADER, *_words(words)]
    try:
        if place.suffix.casefold() == WORKBOOK and not place.is_dir():
            return _workbook(place, said, tables)
        return _folder(place, said, tables)
    except OSError as error:
        problem = f"cannot be written ({error.strerror or error})"
        raise BadFile(place, problem, "name a place where you may write") from error


def _rows(table: str, header: Sequence[str]) -> Iterator[list[str]]:
    for row in EXAMPLES[table]:
        yield [row.get(column, "") for column in header]


def _words(words: Vocabulary) -> Iterator[list[str]]:
    """Say what the words of three columns mean; each column's stand together."""
    for kind in words.kinds.values():
        yield ["kind", kind.name, kind.definition, "", ""]
    for relation in words.relations.values():
        ends = [", ".join(sorted(kinds)) for kinds in (relation.subjects, relation.objects)]
        yield ["relation", relation.name, relation.definition, *ends]
    for grade in words.grades.values():
        yield ["grade", grade.name, grade.definition, "", ""]


def _folder(place: Path, said: Mapping[str, str], tables: Mapping[str, Table]) -> list[str]:
    place.mkdir(parents=True, exist_ok=True)
    texts = {f"{name}.csv": _csv(table) for name, table in tables.items()}
    toml = "".join(
        f"{key:<9} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in said.items()
    )
    texts["source.toml"] = f"# Who made these tables, and under what terms.\n{toml}"
    for name, text in texts.items():
        with (place / name).open("x", encoding="utf-8", newline="") as file:
            file.write(text)
    return list(texts)


def _csv(table: Table) -> str:
    """Begin with the mark by which spreadsheets know UTF-8."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(table)
    return f"\ufeff{text.getvalue()}"


def _workbook(place: Path, said: Mapping[str, str], tables: Mapping[str, Table]) -> list[str]:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    pages = {"source": [["key", "value"], *map(list, said.items())], **tables}
    for name, table in pages.items():
        sheet = book.create_sheet(name)
        for row in table:
            sheet.append(row)
        _dress(sheet, table, pages[WORDS])
    content = io.BytesIO()
    book.save(content)
    with place.open("xb") as file:
        file.write(content.getvalue())
    return list(pages)


def _dress(sheet: Worksheet, table: Table, words: Table) -> None:
    """Make every column text, so that no date is changed, and offer the words there are."""
    sheet.freeze_panes = "A2"
    for index, column in enumerate(table[0], 1):
        letter = get_column_letter(index)
        long = max(len(row[index - 1]) for row in table)
        sheet.column_dimensions[letter].width = min(max(long, NARROW), WIDE)
        sheet.column_dimensions[letter].number_format = "@"
        for cell in sheet[letter]:
            cell.number_format = "@"
            cell.alignment = Alignment(vertical="top", wrap_text=sheet.title == WORDS)
        sheet[f"{letter}1"].font = Font(bold=True)
        offered = _offered(column, words)
        if offered and sheet.title != WORDS:
            choice = DataValidation("list", formula1=offered, allow_blank=True)
            choice.add(f"{letter}2:{letter}{OFFERED}")
            sheet.add_data_validation(choice)


def _offered(column: str, words: Table) -> str:
    """Give what a spreadsheet may offer in a column: a range of the words, or a few words."""
    rows = [number for number, row in enumerate(words, 1) if row[0] == column]
    if rows:
        return f"{WORDS}!$B${rows[0]}:$B${rows[-1]}"
    return f'"{CHOICES[column]}"' if column in CHOICES else ""
