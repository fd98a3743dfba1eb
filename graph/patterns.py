"""Named patterns: the questions people ask, as data that can be read, cited and added to."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.engine.pattern import parse
from graph.errors import BadFile, EnduseError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Any

    from graph.vocabulary import Vocabulary

RESTRICTIVE = "restrictive"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A property path with what a reader needs to know of it.

    `starts` and `ends` are kinds of party, or RESTRICTIVE. `passes` are kinds that may lie
    inside it although they only end paths elsewhere. With `third_party` a company or person
    must lie between. An `association` shows a tie, never control.
    """

    name: str
    title: str
    sentence: str
    citation: str
    text: str
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    passes: tuple[str, ...] = ()
    third_party: bool = False
    association: bool = False


def load(
    file: Path, vocabulary: Vocabulary, known: Mapping[str, Pattern] | None = None
) -> dict[str, Pattern]:
    """Read patterns in the order of the file; raise `BadFile` naming one that is malformed.

    They may be made of those already `known`, and stand beside them or in their place.
    """
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise BadFile(
            file, "is missing", "name a patterns file such as data/patterns.toml"
        ) from error
    except OSError as error:
        raise BadFile(file, f"cannot be read ({error.strerror})", "name a patterns file") from error
    except ValueError as error:
        raise BadFile(file, str(error), "write TOML in UTF-8") from error
    found = {name: _pattern(file, name, words) for name, words in table.items()}
    every = {**(known or {}), **found}
    texts = {name: pattern.text for name, pattern in every.items()}
    for pattern in every.values():
        _check(file, pattern, vocabulary, texts)
    return every


def _pattern(file: Path, name: str, words: Any) -> Pattern:  # noqa: ANN401 - whatever TOML holds
    try:
        return Pattern(
            name=name,
            title=str(words["title"]),
            sentence=str(words["sentence"]),
            citation=str(words["citation"]),
            text=str(words["pattern"]),
            starts=tuple(words["from"]),
            ends=tuple(words["to"]),
            passes=tuple(words.get("passes", ())),
            third_party=words.get("third_party", False),
            association=words.get("association", False),
        )
    except (KeyError, TypeError) as error:
        remedy = "give title, sentence, citation, pattern, from and to"
        raise BadFile(file, f"pattern {name!r} lacks {error}", remedy) from error


def _check(file: Path, pattern: Pattern, vocabulary: Vocabulary, texts: Mapping[str, str]) -> None:
    try:
        parse(pattern.text, vocabulary, texts)
    except EnduseError as error:
        raise BadFile(file, f"pattern {pattern.name!r}: {error}", "correct it") from error
    for kind in (*pattern.starts, *pattern.ends, *pattern.passes):
        if kind != RESTRICTIVE and kind not in vocabulary.kinds:
            known = ", ".join([*vocabulary.kinds, RESTRICTIVE])
            raise BadFile(file, f"pattern {pattern.name!r}: no kind {kind!r}", f"use {known}")
