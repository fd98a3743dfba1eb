"""What pictures written as text have in common: short names, and what an arrow says."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.exports.rows import Row
    from graph.statement import Records
    from graph.vocabulary import Vocabulary

LESS = (
    "Of a party: other names, identifiers, listings, description, dates.",
    "Of a source: kind, basis, licence by itself, when it was retrieved and whether it was opened.",
    "Of a deal: title and country.",
    "Control characters: U+FFFD stands in their place.",
)


def names(records: Records) -> dict[str, str]:
    """Give each party a short name that needs no escape: p1, p2 and so on, by id."""
    return {key: f"p{number}" for number, key in enumerate(records.parties, start=1)}


def told(row: Row, vocabulary: Vocabulary) -> str:
    """Say what an arrow stands for: relation, item, share, grade, dates, and any dispute."""
    grade = vocabulary.grades[row["grade"]].label
    parts = [grade, dates(row), "disputed" if row["disputed"] else ""]
    share = f" ({row['percent']} percent)" if "percent" in row else ""
    item = f": {row['item']}" if "item" in row else ""
    return f"{row['label']}{share}{item} [{'; '.join(filter(None, parts))}]"


def dates(row: Row) -> str:
    """Say when a claim holds, as its source does; nothing where it is undated."""
    words = {"valid_from": "from", "valid_until": "until", "as_of": "as of"}
    return ", ".join(f"{word} {row[key]}" for key, word in words.items() if key in row)
