"""What all files of OFAC have in common: which list a file is, and what kind a party is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.reading.kind_of_name import INFERRED, kind_of_name
from loaders.reading.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from loaders.reading.format import Load
    from loaders.reading.tally import Tally

UNTOLD = "Sanctions lists - Treasury Department"


def list_of(given: Load, file: Path) -> str:
    """Give the list that a file's parties are on: as the source says, or by the file's name."""
    name = file.name.casefold()
    known = words("ofac.toml", "files").table.items()
    by_name = next((list_ for part, list_ in known if part in name), UNTOLD)
    return given.spec.options.get("list", by_name)


def programmes(found: Iterable[str]) -> str:
    """Join programmes, sorted: each file has the same ones in another order.

    >>> programmes(["SDGT", " NPWMD"])
    'NPWMD; SDGT'
    """
    return "; ".join(sorted({each.strip() for each in found} - {""}))


def kind_and_note(type_: str, name: str, tally: Tally) -> tuple[str, str]:
    """Give the kind of a party, and a note where it was inferred from the name.

    OFAC says "entity" of companies, agencies and armed groups alike; where the name does not
    tell either, the party is an organisation.
    """
    kind = words("ofac.toml", "types").get(type_, tally)
    if kind:
        return kind, ""
    found = kind_of_name(name)
    return (found, INFERRED) if found and found != "person" else ("organisation", "")
