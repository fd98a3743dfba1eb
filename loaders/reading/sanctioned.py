"""What sanctions lists state alike: public bodies, dates that vary, nationalities, references."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from graph.dates import PartialDate
from graph.statement import Party, Statement
from loaders.reading.homes import country_within
from loaders.reading.kind_of_name import kind_of_name
from loaders.reading.making import located, with_government
from loaders.reading.tally import Reject, Skip, Tally
from loaders.reading.values import date_of
from loaders.reading.words import tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from loaders.reading.format import Load, Record
    from loaders.reading.tally import Entry

T = TypeVar("T")

TABLE = "sanctioned.toml"
INFERRED = "Kind inferred from the name."
INFERRED_BOTH = "Kind and country inferred from the name."
_ALTERNATIVES = re.compile(r"\s*(?:;|/|,? or |,| and )\s*")
_UN = re.compile(
    r"(?:^|\bUN\s*Ref(?:erence)?\.?(?:\s*(?:No|Number)\.?)?\s*\)?\s*[.:]?\s*)"
    r"([A-Z]{2})([IE])\.\s?(\d{3})\b",
    re.IGNORECASE,
)


def together(
    groups: Iterable[Sequence[Entry[T]]],
    tally: Tally,
    read: Callable[[Sequence[Entry[T]]], Iterable[Record]],
) -> Iterator[Record]:
    """Yield what `read` makes of all rows about one party, and count every one of them alike."""
    for group in groups:
        try:
            made = list(read(group))
        except Skip as reason:
            tally.skip(str(reason), len(group))
        except Reject as reason:
            for entry in group:
                tally.reject(entry.place, str(reason))
        else:
            tally.use(len(group))
            yield from made


def sentences(*parts: str) -> str:
    """Join texts to a description, each once, each with its full stop."""
    found = dict.fromkeys(" ".join(part.split()) for part in parts)
    return " ".join(part if part[-1] in ".!?" else f"{part}." for part in found if part)


def stated(label: str, *values: str) -> str:
    """Give what the source says under a label; nothing for no value."""
    found = "; ".join(dict.fromkeys(value.strip(" .") for value in values if value.strip(" .")))
    return f"{label} as stated: {found}" if found else ""


def refined(party: Party) -> Party:
    """Make an organisation a public body where its name says so; the description tells.

    The country, where the list gives none, is the one that the name gives ("Ministry of Defence
    of the Republic of Ruritania").
    """
    if party.kind != "organisation" or not _public(party.name):
        return party
    code = party.country or country_within(party.name)
    note = INFERRED if party.country or not code else INFERRED_BOTH
    description = sentences(party.description, note)
    return replace(party, kind="government_agency", country=code, description=description)


class Address(NamedTuple):
    """An address on one line, its country, and what the list says of it."""

    text: str
    code: str | None
    note: str = ""


def listed(
    given: Load, party: Party, addresses: Iterable[Address], locator: str
) -> Iterator[Record]:
    """Yield a party, the government above it if it is a public body, and its addresses.

    Where a person lives is nobody's business, and a ship is at no address.
    """
    yield from with_government(given, refined(party), locator)
    for text, code, note in addresses if party.kind not in ("person", "asset") else ():
        for made in located(given, party.id, text, code, locator):
            yield replace(made, note=note) if isinstance(made, Statement) else made


def _public(name: str) -> bool:
    pattern, table = _public_words()
    found = {table[word] for word in pattern.findall(_plain(name))}
    kind = kind_of_name(name)
    return "" not in found and kind != "company" and (bool(found) or kind == "government_agency")


@cache
def _public_words() -> tuple[re.Pattern[str], dict[str, str]]:
    table = {_plain(word): kind for word, kind in tables(TABLE)["public"].items()}
    longest = sorted(table, key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(map(re.escape, longest))})\b"), table


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", re.sub(r"[.'’‘`]", "", text.casefold())))


def agreed(dates: Iterable[PartialDate | None]) -> PartialDate | None:
    """Give what all dates agree in, to the year, month or day; None where they agree in nothing.

    >>> str(agreed([PartialDate("1964-06-24"), None, PartialDate("1964-06-25")]))
    '1964-06'
    """
    common: list[str] = []
    for parts in zip(*(str(date).split("-") for date in dates if date is not None), strict=False):
        if len(set(parts)) > 1:
            break
        common.append(parts[0])
    return PartialDate("-".join(common)) if common else None


def one_date(text: str, tally: Tally) -> PartialDate | None:
    """Read a date that may be given with others ("9.9.1953 or 1953"): what they agree in."""
    plain = re.sub(r"\(\s*or ([^)]*)\)", r" or \1", text)
    plain = re.sub(r"\.\s+", ".", plain).strip(" .")
    aside = Tally()
    if not plain or (whole := date_of(plain, aside)):
        return whole if plain else None
    dates = [date_of(part, aside) for part in _ALTERNATIVES.split(plain) if part]
    if len(dates) > 1 and None not in dates:
        return agreed(dates)
    tally.miss("dates", text.strip())
    return None


def un_reference(text: str, person: bool, tally: Tally) -> str:
    """Give the permanent reference that a text begins with or calls its UN reference, or "".

    One of the other kind, a body's for a person, is a slip of the list: it is counted, not taken.
    """
    for match in _UN.finditer(text.strip()):
        reference = f"{match[1].upper()}{match[2].lower()}.{match[3]}"
        if (match[2].lower() == "i") == person:
            return reference
        tally.miss("UN references of the other kind", reference)
    return ""
