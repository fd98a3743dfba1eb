"""Names as the Official Journal prints them, with other spellings in brackets in between."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders.reading.values import several

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# "(a.k.a. Bes (devil))" has brackets of its own.
_OTHERWISE = re.compile(
    r"\s*\((?:a\.?k\.?a\.?|also known as|alias)\s+((?:[^()]|\([^()]*\))*)\)", re.IGNORECASE
)
_EITHER = re.compile(r",\s*(?:or\s+)?|\s+or\s+")
_SO_CALLED = re.compile(r"so[- ]called", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Names:
    """The name, other names, and words that are too short to identify anyone."""

    main: str
    others: tuple[str, ...]
    weak: tuple[str, ...]


def names(printed: str, others: Sequence[str], person: bool) -> Names:
    """Tell the name from other spellings inside of it, and add what stands in other columns.

    One word alone says little of a person: it is a spelling of the surname, or a nickname.

    >>> names("Ana (a.k.a. Anna) EXAMPLE", (), person=True).others
    ('Anna EXAMPLE',)
    """
    main = _joined(_OTHERWISE.sub(" ", printed))
    found = [*_inside(printed, person), *(other for each in others for other in several(each))]
    if _SO_CALLED.fullmatch(main) and found:
        main = f"{main} {found.pop(0)}"
    kept = [each for each in dict.fromkeys(found) if each and each != main]
    short = {each for each in kept if person and " " not in each}
    weak = tuple(each for each in kept if each in short)
    return Names(main, tuple(each for each in kept if each not in short), weak)


def _inside(printed: str, person: bool) -> Iterator[str]:
    """Yield the names that brackets give: of a person, instead of the word before them."""
    for match in _OTHERWISE.finditer(printed):
        before, after = (
            _joined(_OTHERWISE.sub(" ", part))
            for part in (printed[: match.start()], printed[match.end() :])
        )
        first = before.rpartition(" ")[0]
        for other in filter(None, (each.strip() for each in _EITHER.split(match[1]))):
            inside = person and after[:1].isalpha() and after[:1].isascii()
            yield _joined(f"{first} {other} {after}") if inside else other


def _joined(text: str) -> str:
    return " ".join(text.split())
