"""The table of practice assessments: who found what about which government, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.practice import Assessment
from loaders.table import Row, rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from graph.practice import Practices

COLUMNS = ("country", "indicator", "assessor", "year", "value", "category", "url", "basis")


def load(file: Path) -> Practices:
    """Read practices.csv; of several years of one indicator the latest is used.

    Raises `BadRow` for a row that cannot be taken as it stands, and for one that stands twice.
    """
    found: dict[str, dict[str, Assessment]] = {}
    for new in _every(file):
        old = found.setdefault(new.country, {}).get(new.indicator)
        if old is None or old.year < new.year:
            found[new.country][new.indicator] = new
    return {country: dict(sorted(found[country].items())) for country in sorted(found)}


def load_years(file: Path) -> dict[int, Practices]:
    """Read a table in the columns of practices.csv, each year apart; raises as `load` does."""
    found: dict[int, dict[str, dict[str, Assessment]]] = {}
    for new in _every(file):
        found.setdefault(new.year, {}).setdefault(new.country, {})[new.indicator] = new
    return {
        year: {country: dict(sorted(held[country].items())) for country in sorted(held)}
        for year, held in sorted(found.items())
    }


def _every(file: Path) -> Iterator[Assessment]:
    """Yield every row, in order; one that stands twice is refused."""
    seen: set[tuple[str, str, int]] = set()
    for row in rows(file, COLUMNS):
        new = _assessment(row)
        key = new.country, new.indicator, new.year
        if key in seen:
            raise row.bad("indicator", f"{new.country} {new.year} has this indicator already")
        seen.add(key)
        yield new


def _assessment(row: Row) -> Assessment:
    year = row.date("year")
    if year is None or len(year.text) != len("2025"):
        raise row.bad("year", "write the year as YYYY")
    row.required("country")
    return Assessment(
        country=row.country("country") or "",
        indicator=row.required("indicator"),
        assessor=row.required("assessor"),
        year=int(year.text),
        value=row.required("value"),
        category=row.required("category"),
        url=row.required("url"),
        basis=row.required("basis"),
    )
