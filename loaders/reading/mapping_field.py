"""One value in a mapping: the column that holds it, or the word that stands for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from graph import country
from graph.errors import BadFile
from loaders.reading.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from graph.vocabulary import Vocabulary

KEYS = ("column", "fixed", "words", "separator", "missing")
HOW = 'write "Column", ["Column", "Column"], { fixed = "word" } or { column = "…", words = "…" }'


@dataclass(frozen=True, slots=True)
class Field:
    """Where a value comes from: columns, joined by a blank, or a fixed word.

    `words` says what the column's words mean; `separator` stands between several values;
    `missing` are texts that stand for no value, here in place of the file's own.
    """

    columns: tuple[str, ...] = ()
    fixed: str = ""
    words: Words | None = None
    separator: str = ""
    missing: frozenset[str] | None = None

    def text(self, row: Mapping[str, str], missing: frozenset[str], between: str = " ") -> str:
        """Give the text of a row, before `words`; empty where it is missing."""
        if not self.columns:
            return self.fixed
        absent = missing if self.missing is None else self.missing
        return between.join(t for t in (row[c] for c in self.columns) if t not in absent)


@dataclass(frozen=True, slots=True)
class Where:
    """A table of a mapping, and what is needed to say what is wrong with it."""

    file: Path
    table: str
    said: Mapping[str, Any]
    vocabulary: Vocabulary

    def bad(self, key: str, problem: str, remedy: str) -> BadFile:
        """Make the error that names file, table and key."""
        table = f"[{self.table}] " if self.table else ""
        return BadFile(self.file, f"{table}{key} {problem}", remedy)

    def only(self, keys: Sequence[str]) -> None:
        """Raise `BadFile` for a key that is none of these."""
        for key in self.said:
            if key not in keys:
                raise self.bad(key, "is not known", f"the keys are {', '.join(keys)}")

    def text(self, key: str, usual: str = "") -> str:
        """Give a text."""
        found = self.said.get(key, usual)
        if not isinstance(found, str):
            raise self.bad(key, f"is {found!r}", "write a text in quotes")
        return found

    def texts(self, key: str) -> list[str]:
        """Give a list of texts."""
        found = self.said.get(key, [])
        if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
            raise self.bad(key, f"is {found!r}", 'write a list of texts, such as ["NA", "-"]')
        return found

    def under(self, above: Mapping[str, Any], keys: Iterable[str]) -> Where:
        """Give the table with what it leaves out taken from the one above."""
        return replace(
            self, said={**{key: above[key] for key in keys if key in above}, **self.said}
        )

    def inner(self, key: str) -> Where:
        """Give a table inside of this one; an empty one where there is none."""
        found = self.said.get(key, {})
        if not isinstance(found, dict):
            raise self.bad(key, f"is {found!r}", "write a table")
        return replace(self, table=f"{self.table}.{key}".lstrip("."), said=found)

    def inners(self, key: str) -> list[Where]:
        """Give the tables of a list."""
        found = self.said.get(key, [])
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            raise self.bad(key, f"is {found!r}", f"write [[{self.table}.{key}]]")
        return [replace(self, table=f"{self.table}.{key}", said=each) for each in found]

    def tables(self, key: str) -> dict[str, Where]:
        """Give the named tables inside of one."""
        outer = self.inner(key)
        return {name: outer.inner(name) for name in outer.said}

    def words(self) -> Mapping[str, str]:
        """Give a table of words: what is written, to what it means."""
        for word, meaning in self.said.items():
            if not isinstance(meaning, str):
                raise self.bad(repr(word), f"means {meaning!r}", "write a text in quotes")
        return self.said

    def several(self, key: str, words: Mapping[str, Mapping[str, str]]) -> tuple[Field, ...]:
        """Read a field, or a list of them."""
        given = self.said.get(key, [])
        given = given if isinstance(given, list) else [given]
        return tuple(read_field(replace(self, said={key: each}), key, words) for each in given)


def fields_of(
    at: Where, keys: Iterable[str], words: Mapping[str, Mapping[str, str]]
) -> dict[str, Field]:
    """Read the fields that a table gives."""
    return {key: read_field(at, key, words) for key in keys if key in at.said}


def read_field(at: Where, key: str, words: Mapping[str, Mapping[str, str]]) -> Field:
    """Read a field; raise `BadFile` for what it cannot be, and for a word that is not ours."""
    given = at.said[key]
    table = {"column": given} if isinstance(given, str | list) else given
    if not isinstance(table, dict) or ("column" in table) == ("fixed" in table):
        raise at.bad(key, f"is {given!r}", HOW)
    inner = replace(at, table=f"{at.table}.{key}", said=table)
    inner.only(KEYS)
    one = isinstance(table.get("column", ""), str)
    columns = [inner.text("column")] if one else inner.texts("column")
    if "column" in table and (not columns or "" in columns) or table.get("fixed") == "":
        raise at.bad(key, f"is {given!r}", HOW)
    field = Field(
        tuple(columns) if "column" in table else (),
        inner.text("fixed"),
        _words(inner, words),
        inner.text("separator"),
        frozenset({"", *inner.texts("missing")}) if "missing" in table else None,
    )
    return _ours(at, key, field)


def _words(at: Where, words: Mapping[str, Mapping[str, str]]) -> Words | None:
    given = at.said.get("words")
    if given is None:
        return None
    if "fixed" in at.said:
        raise at.bad("words", "is given with a fixed word", "leave one of them out")
    if isinstance(given, str) and given in words:
        return Words(f"{at.file.stem} {given}", words[given])
    if isinstance(given, dict):
        return Words(f"{at.file.stem} {at.table}", at.inner("words").words())
    remedy = f"name one of {', '.join(words)}" if words else "write a table [words.NAME]"
    raise at.bad("words", f"is {given!r}", remedy)


def _ours(at: Where, key: str, field: Field) -> Field:
    """Check that what comes out are words of the vocabulary, or countries."""
    known = _known(at.vocabulary).get(key)
    meant = [field.fixed, *(field.words.table.values() if field.words else ())]
    if key == "country":
        wrong = [word for word in meant if word and not country.is_code(word)]
        remedy = "write an ISO 3166-1 alpha-2 code"
    elif known is not None:
        turned = "^" if key == "relation" else ""  # where the object's block is the subject
        wrong = [word for word in meant if word and word.removeprefix(turned) not in known]
        remedy = f"use one of {', '.join(known)}"
        if field.columns and field.words is None:
            same = {word: word for word in known}
            field = replace(field, words=Words(f"{at.file.stem} {key}", same))
    else:
        return field
    if wrong:
        raise at.bad(key, f"means {wrong[0]!r}", remedy)
    return field


def _known(vocabulary: Vocabulary) -> dict[str, list[str]]:
    """Give the words that a kind, a relation and a grade may be."""
    return {
        "kind": sorted(vocabulary.kinds),
        "relation": sorted(vocabulary.relations),
        "grade": list(vocabulary.grades),
    }
