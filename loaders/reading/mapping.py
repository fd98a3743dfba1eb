"""A mapping: the TOML file in which a person says what the columns of any table mean."""

from __future__ import annotations

import codecs
import tomllib
from typing import TYPE_CHECKING, Any

from graph.errors import BadFile
from loaders.reading.mapping_blocks import Mapped, PartyBlock, Settings, StatementBlock
from loaders.reading.mapping_field import Where, fields_of, read_field

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from graph.vocabulary import Vocabulary
    from loaders.reading.mapping_field import Field

SETTINGS = ("skip_rows", "encoding", "separator", "sheet", "missing", "ignore", "dates")
TOP = (*SETTINGS, "files", "words", "parties", "statements")
NAMES = ("name", "kind", "country", "description", "begun", "ended")
LISTING = ("list", "date", "citation", "programme", "until")
SAID = (
    *("relation", "grade", "percent", "valid_from", "valid_until", "as_of", "item", "note"),
    "locator",
)
MONTH_FIRST = {"day-first": False, "month-first": True}


def read_mapping(file: Path, vocabulary: Vocabulary, *, graded: bool) -> Mapped:
    """Read a mapping; `graded` when the source itself gives the grade of its statements.

    Raises `BadFile` naming file, table and key for what cannot be taken as it stands.
    """
    top = Where(file, "", _toml(file), vocabulary)
    top.only(TOP)
    words = {name: each.words() for name, each in top.tables("words").items()}
    layout = [("*", _settings(top, {}))]
    for pattern, each in top.tables("files").items():
        each.only(SETTINGS)
        layout.append((pattern, _settings(each, top.said)))
    parties = tuple(_party(n, each, words) for n, each in top.tables("parties").items())
    if not parties:
        raise top.bad("parties", "is missing", "write a [parties.NAME] for each party of a row")
    blocks = {each.name: each for each in parties}
    said = tuple(
        _statement(n, each, blocks, words, graded) for n, each in top.tables("statements").items()
    )
    return Mapped(file, tuple(layout), parties, said)


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8-sig"))
    except FileNotFoundError as error:
        raise BadFile(file, "is missing", "name a mapping that is there") from error
    except (OSError, ValueError) as error:
        raise BadFile(
            file, f"is no TOML ({error})", "write the mapping as TOML in UTF-8"
        ) from error


def _settings(at: Where, above: Mapping[str, Any]) -> Settings:
    """Read settings; what a table leaves out is as the tables `above` say."""
    at = at.under(above, SETTINGS)
    skip, dates = at.said.get("skip_rows", 0), at.text("dates")
    if type(skip) is not int or skip < 0:
        raise at.bad("skip_rows", f"is {skip!r}", "write how many rows come before the header")
    if dates and dates not in MONTH_FIRST:
        raise at.bad("dates", f"is {dates!r}", f"write one of {', '.join(MONTH_FIRST)}")
    separator, encoding = at.text("separator", ","), at.text("encoding", "utf-8")
    if len(separator) != 1 or separator in '"\r\n':
        raise at.bad("separator", f"is {separator!r}", 'write one character, such as ";" or "\\t"')
    try:
        codec = codecs.lookup(encoding).name
    except LookupError:
        raise at.bad("encoding", f"is {encoding!r}", "write one such as cp1252") from None
    return Settings(
        skip,
        encoding="utf-8-sig" if codec == "utf-8" else encoding,
        separator=separator,
        sheet=at.text("sheet"),
        missing=frozenset({"", *at.texts("missing")}),
        ignore=frozenset(at.texts("ignore")),
        month_first=MONTH_FIRST.get(dates),
    )


def _party(name: str, at: Where, words: Mapping[str, Mapping[str, str]]) -> PartyBlock:
    several = ("aliases", "weak_aliases")
    at.only(("file", "id", "prefix", "optional", *NAMES, *several, "identifiers", "listings"))
    says = fields_of(at, NAMES, words)
    key = read_field(at, "id", words) if "id" in at.said else says.get("name")
    if key is None:
        raise at.bad("id", "is missing", "name the column of its id, or of its name")
    if "name" in says and "kind" not in says:
        raise at.bad("kind", "is missing", 'write a column, or kind = { fixed = "company" }')
    if "name" not in says and set(at.said) - {"file", "id", "prefix", "optional"}:
        raise at.bad("name", "is missing", "a party without a name has only an id")
    if type(at.said.get("optional", False)) is not bool:
        raise at.bad("optional", "is no true or false", "write optional = true")
    identifiers = at.inner("identifiers")
    return PartyBlock(
        *(name, at.text("file", "*"), key, at.text("prefix"), at.said.get("optional", False)),
        says=says,
        aliases=at.several("aliases", words),
        weak_aliases=at.several("weak_aliases", words),
        identifiers=fields_of(identifiers, identifiers.said, words),
        listings=tuple(_listing(each, words) for each in at.inners("listings")),
    )


def _listing(at: Where, words: Mapping[str, Mapping[str, str]]) -> Mapping[str, Field]:
    at.only(LISTING)
    if "list" not in at.said:
        raise at.bad("list", "is missing", 'write a column, or list = { fixed = "name of it" }')
    return fields_of(at, LISTING, words)


def _statement(
    name: str,
    at: Where,
    parties: Mapping[str, PartyBlock],
    words: Mapping[str, Mapping[str, str]],
    graded: bool,  # noqa: FBT001 - handed on from `read_mapping`
) -> StatementBlock:
    at.only(("file", "subject", "object", *SAID))
    ends = [at.text(key) for key in ("subject", "object")]
    for key, end in zip(("subject", "object"), ends, strict=True):
        if end not in parties:
            raise at.bad(key, f"is {end!r}", f"name a block: {', '.join(parties)}")
    file = at.text("file", parties[ends[0]].file)
    if any(parties[end].file != file for end in ends):
        raise at.bad("file", "is not that of its parties", "give all three blocks the same file")
    for key in ("relation", "grade"):
        if key not in at.said and not (key == "grade" and graded):
            remedy = f"write a column, or {key} = {{ fixed = … }}"
            raise at.bad(key, "is missing", remedy)
    return StatementBlock(name, file, ends[0], ends[1], fields_of(at, SAID, words))
