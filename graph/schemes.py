"""Vocabularies to classify with: what products can do, what bodies do, what misuse is named.

Each is a table of terms with the words that decide; see products.toml, functions.toml, misuse.toml.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from graph.errors import BadFile, UnknownTerm

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

MARKS = ("verified", "draft", "own test")


@dataclass(frozen=True, slots=True)
class Term:
    """One term. `mark` says what was read: the rule, its draft, or nothing (our own test).

    `under` is the broader term; `entries` are control-list entries that such a thing may fall
    under; a `sensitive` function is one of the more sensitive ones.
    """

    id: str
    title: str
    mark: str
    words: tuple[str, ...]
    under: str = ""
    note: str = ""
    citation: str = ""
    entries: tuple[str, ...] = ()
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Decided:
    """A term that a text was put under: the word that decided, and which text had it."""

    term: str
    word: str
    where: str


@dataclass(frozen=True)
class Scheme:
    """A vocabulary: `of` says what it classifies, `relations` which statements if any.

    A text with one of `unless` is decided by no word. `entries` explain control-list entries.
    """

    id: str
    title: str
    of: tuple[str, ...]
    as_of: str
    citation: str
    terms: Mapping[str, Term]
    relations: frozenset[str] = frozenset()
    unless: tuple[str, ...] = ()
    entries: Mapping[str, str] | None = None

    def term(self, name: str) -> Term:
        """Give the term; raise `UnknownTerm` when there is none of that name."""
        if name not in self.terms:
            raise UnknownTerm(name, f"{self.title}, term", list(self.terms))
        return self.terms[name]

    def decide(self, texts: Iterable[tuple[str, str]]) -> list[Decided]:
        """Put texts, each with where it stands, under every term that has a word in them.

        A term that stands above another one found is left out: the finer one says more.
        """
        found: dict[str, Decided] = {}
        for where, text in texts:
            for term, word in self._words_in(text):
                found.setdefault(term, Decided(term, word, where))
        broader = {self.terms[name].under for name in found}
        return [found[name] for name in self.terms if name in found and name not in broader]

    def _words_in(self, text: str) -> Iterator[tuple[str, str]]:
        plain = text.casefold()
        if self._any is None or not self._any.search(plain):
            return
        if self._barred is not None and self._barred.search(plain):
            return
        for name, pattern in self._patterns.items():
            if match := pattern.search(plain):
                yield name, match[1]

    @cached_property
    def _patterns(self) -> dict[str, re.Pattern[str]]:
        return {t.id: _pattern(t.words) for t in self.terms.values() if t.words}

    @cached_property
    def _any(self) -> re.Pattern[str] | None:
        words = [word for term in self.terms.values() for word in term.words]
        return _pattern(words) if words else None

    @cached_property
    def _barred(self) -> re.Pattern[str] | None:
        return _pattern(self.unless) if self.unless else None


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Find whole words, the longest first, a plural s allowed."""
    longest = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, longest))})s?(?!\w)")


def load(file: Path) -> Scheme:
    """Read a vocabulary; raise `BadFile` naming the term that is not well formed."""
    try:
        table = tomllib.loads(file.read_text("utf-8"))
        head, terms = dict(table["scheme"]), [_term(file, each) for each in table["term"]]
        found = Scheme(
            id=str(head["id"]),
            title=str(head["title"]),
            of=tuple(head["of"]),
            as_of=str(head["as_of"]),
            citation=str(head["citation"]),
            terms={term.id: term for term in terms},
            relations=frozenset(head.get("relations", ())),
            unless=tuple(head.get("unless", ())),
            entries=table.get("entries", {}),
        )
    except OSError as error:
        raise BadFile(file, f"cannot be read ({error.strerror})", "restore it") from error
    except (KeyError, TypeError, ValueError) as error:
        raise BadFile(
            file, f"is no vocabulary ({error!r})", "compare data/products.toml"
        ) from error
    _check(file, found, len(terms))
    return found


def _term(file: Path, given: Mapping[str, Any]) -> Term:
    lists = {name: tuple(given[name]) for name in ("words", "entries") if name in given}
    try:
        term = Term(**(dict(given) | lists))
    except TypeError as error:
        raise BadFile(file, f"term {given.get('id')!r}: {error}", "correct its keys") from error
    if term.mark not in MARKS:
        raise BadFile(file, f"term {term.id!r} has mark {term.mark!r}", f"use {', '.join(MARKS)}")
    if any(word != word.casefold() or not word.strip() for word in term.words):
        raise BadFile(file, f"term {term.id!r} has a word in capitals", "write words small")
    return term


def _check(file: Path, scheme: Scheme, terms: int) -> None:
    if len(scheme.terms) != terms:
        raise BadFile(file, "has two terms of one id", "rename one")
    for term in scheme.terms.values():
        if term.under and term.under not in scheme.terms:
            raise UnknownTerm(term.under, f"{file}, term {term.id}, under", list(scheme.terms))
        for entry in term.entries:
            if entry not in (scheme.entries or {}):
                raise UnknownTerm(entry, f"{file}, term {term.id}", list(scheme.entries or {}))
