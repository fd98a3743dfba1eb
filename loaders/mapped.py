"""Any table in CSV or XLSX, read as a mapping file says."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from graph.errors import BadFile
from graph.statement import Party
from loaders.reading.any_table import table_rows
from loaders.reading.format import FILE_OPTIONS, Format, option_file
from loaders.reading.making import statement, with_government
from loaders.reading.mapped_values import Reader
from loaders.reading.mapping import read_mapping
from loaders.reading.tally import Reject, Skip, taken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graph.statement import Statement
    from loaders.reading.format import Head, Load, Record
    from loaders.reading.mapping_blocks import PartyBlock, StatementBlock
    from loaders.reading.tally import Entry

TITLE = "any CSV or XLSX table, with a mapping file (never recognised by itself)"
WANTED = "give the option mapping: the name of a bundled one, or the path of a TOML file"
NOTHING = "the row says nothing that the mapping does not leave out"
TWO_KINDS = "its id is that of a party of another kind: give one of the blocks a prefix"


def load(given: Load) -> Iterator[Record]:
    """Read each file as the mapping says; a file that fits no block of it stops the load."""
    named = given.spec.options.get("mapping", "")
    if not named:
        raise BadFile(given.spec.files[0], "needs a mapping to be read as mapped", WANTED)
    mapping = read_mapping(option_file(named), given.vocabulary, graded=bool(given.spec.grade))
    made: dict[str, Party] = {}
    for file in given.spec.files:
        reader = Reader(given, mapping.of(file), made)
        entries = table_rows(file, given.tally, reader.sheet.settings, reader.sheet.columns)
        yield from taken(entries, given.tally, partial(_row, reader))


def _row(reader: Reader, entry: Entry[dict[str, str]]) -> Iterator[Record]:
    """Yield what a row says; a party that is as it was before is not made again."""
    place = f"{entry.place.file}, row {entry.place.row}"
    keys: dict[str, str] = {}
    parties: list[Party] = []
    for block in reader.sheet.parties:
        key, party = _party(reader, block, entry.value)
        keys |= {block.name: key} if key else {}
        parties += [party] if party else []
    blocks = [b for b in reader.sheet.statements if b.subject in keys and b.object in keys]
    said = [made for b in blocks for made in _statement(reader, b, keys, entry.value, place)]
    if not parties and not said:
        raise Skip(NOTHING)
    _refuse_two_kinds(reader, parties)
    for party in parties:
        if reader.made.get(party.id) != party:
            reader.made[party.id] = party
            yield from with_government(reader.given, party, place)
    yield from said


def _refuse_two_kinds(reader: Reader, parties: Iterable[Party]) -> None:
    """Two blocks that number their parties alike would join what are two parties."""
    kinds: dict[str, str] = {}
    for party in parties:
        held = reader.made.get(party.id, party).kind
        if kinds.setdefault(party.id, held) != party.kind:
            raise Reject(TWO_KINDS)


def _party(reader: Reader, block: PartyBlock, row: Mapping[str, str]) -> tuple[str, Party | None]:
    """Give a party and its id: no id where the row leaves it out, no party for a mere id."""
    local = block.id.text(row, reader.sheet.settings.missing, between="|")
    if not local:
        if block.optional:
            return "", None
        raise Reject(f"names no {block.name}")
    key, says = reader.given.party(f"{block.prefix}{local}"), block.says
    if "name" not in says:
        return key, None
    name, kind = reader.text(says, "name", row), reader.word(says, "kind", row)
    if kind is None:
        return "", None
    if not name or not kind:
        raise Reject(f"gives the {block.name} no {'kind' if name else 'name'}")
    return key, _made(reader, block, row, Party(key, name, kind))


def _made(reader: Reader, block: PartyBlock, row: Mapping[str, str], party: Party) -> Party:
    """Add to a party all else that the row says of it."""
    says = block.says
    return replace(
        party,
        country=reader.country(says, row),
        aliases=tuple(a for a in dict.fromkeys(reader.all(block.aliases, row)) if a != party.name),
        weak_aliases=tuple(dict.fromkeys(reader.all(block.weak_aliases, row))),
        identifiers=reader.identifiers(block.identifiers, row),
        listings=reader.listings(block.listings, row),
        description=reader.text(says, "description", row),
        begun=reader.date(says, "begun", row),
        ended=reader.date(says, "ended", row),
    )


def _statement(
    reader: Reader,
    block: StatementBlock,
    keys: Mapping[str, str],
    row: Mapping[str, str],
    place: str,
) -> Iterator[Statement]:
    """Yield what is said of two parties; nothing for a relation that the mapping leaves out."""
    says = block.says
    relation = reader.word(says, "relation", row)
    if relation is None:
        return
    grade = reader.given.grade(reader.word(says, "grade", row) or "")
    if not relation or not grade:
        raise Reject(f"gives no {'grade' if relation else 'relation'} for {block.name}")
    ends = [keys[block.subject], keys[block.object]]
    if relation.startswith("^"):
        ends.reverse()
    made = statement(
        reader.given, ends[0], relation.removeprefix("^"), ends[1],
        reader.text(says, "locator", row) or place,
        grade=grade, period=reader.period(says, row), note=reader.text(says, "note", row),
    )  # fmt: skip
    yield replace(made, item=reader.text(says, "item", row), percent=reader.percent(says, row))


def recognises(head: Head) -> bool:  # noqa: ARG001 - what a table means is only in its mapping
    """Recognise nothing: the same table means one thing or another, as its mapping says."""
    return False


FORMAT = Format("mapped", TITLE, load, recognises, options=FILE_OPTIONS)
