"""Several OCDS releases of one contracting process, made one by the standard's own rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from loaders.reading.tally import Reject, Skip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loaders.reading.objects import Object
    from loaders.reading.tally import Entry, Place

MADE = ("awards", "contracts")
# Lists whose items are merged by their id; any other list replaces the one before it.
BY_ID = (*MADE, "parties")
KEPT = ("buyer", "tender", *BY_ID)
EARLIEST = datetime.min.replace(tzinfo=UTC)
# The standard nests less than ten deep; a hostile file nests without end.
DEEPEST, TOO_DEEP = 50, "nests deeper than the standard does"
LINKS_ONLY = "the record only links to its releases"


@dataclass(frozen=True, slots=True)
class Row:
    """One release or record; `complete` where it says all that was known at its date."""

    place: Place
    date: datetime
    complete: bool
    release: Object


def ocid_of(value: Object) -> str:
    """Give the id of the contracting process; empty where there is none."""
    compiled = value.get("compiledRelease")
    return text(value.get("ocid")) or (ocid_of(compiled) if isinstance(compiled, dict) else "")


def row(entry: Entry[Object]) -> Row:
    """Read a release or a record; of a record its compiled release before anything else.

    Raises `Skip` for a record that holds no release itself, `Reject` for nesting without end.
    """
    value = entry.value
    if isinstance(value.get("compiledRelease"), dict):
        return _row(entry.place, value["compiledRelease"], complete=True)
    if isinstance(value.get("versionedRelease"), dict):
        return _row(entry.place, value["versionedRelease"])
    if "releases" not in value:
        return _row(entry.place, value)
    embedded = [each for each in objects(value["releases"]) if "url" not in each]
    if not embedded:
        raise Skip(LINKS_ONLY)
    rows = [_row(entry.place, each) for each in embedded]
    newest = max(rows, key=lambda each: each.date)
    return Row(entry.place, newest.date, newest.complete, merged(rows)[0])


def _row(place: Place, release: Object, *, complete: bool = False) -> Row:
    tags = words_of(release.get("tag"))
    if not tags:
        # A versioned release has no tag of its own: each value comes with those it had.
        dates: list[datetime] = []
        found = _newest({name: release[name] for name in KEPT if name in release}, dates)
        return Row(place, max(dates, default=date_of(release)), bool(dates) or complete, found)
    kept = {name: release[name] for name in KEPT if name in release}
    if "awardCancellation" in tags:
        kept["awards"] = [{"status": "cancelled", **each} for each in objects(kept.get("awards"))]
    return Row(place, date_of(release), complete or "compiled" in tags, kept)


def date_of(release: Object) -> datetime:
    """Give the date of a release; one that is none comes before all others."""
    return _moment(release.get("date"))


def _moment(value: object) -> datetime:
    try:
        found = datetime.fromisoformat(text(value))
    except ValueError:
        return EARLIEST
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _newest(value: Any, dates: list[datetime], depth: int = 0) -> Any:  # noqa: ANN401 - any JSON value
    """Give the newest of all versions within a value, and note their dates."""
    if depth > DEEPEST:
        raise Reject(TOO_DEEP)
    if isinstance(value, dict):
        return {name: _newest(inside, dates, depth + 1) for name, inside in value.items()}
    if not isinstance(value, list):
        return value
    if value and all(isinstance(each, dict) and "releaseDate" in each for each in value):
        # Of versions of one date the last stands, as in the standard's own merge.
        newest = max(reversed(value), key=lambda each: _moment(each["releaseDate"]))
        dates.append(_moment(newest["releaseDate"]))
        return newest.get("value")
    return [_newest(each, dates, depth + 1) for each in value]


def merged(rows: Sequence[Row]) -> tuple[Object, dict[tuple[str, str], Row]]:
    """Give the process as its newest releases have it, and which row last stated each award.

    A complete release stands for all before it. A null takes a value away. Of a single row
    nothing is merged: awards to which a publisher gave the same id stay several.
    """
    ordered = sorted(rows, key=lambda each: each.date)
    complete = [number for number, each in enumerate(ordered) if each.complete]
    first, *later = ordered[complete[-1] if complete else 0 :]
    state, stated = first.release, _stated(first)
    for each in later:
        state = _over(state, each.release)
        stated |= _stated(each)
    return state, stated


def _stated(row: Row) -> dict[tuple[str, str], Row]:
    return {
        (kind, text(each.get("id"))): row
        for kind in MADE
        for each in objects(row.release.get(kind))
    }


def _over(old: Object, new: Object, depth: int = 0) -> Object:
    """Give an object with the values of a newer one over its own."""
    both = dict(old)
    for name, value in new.items():
        held = both.get(name)
        if value is None:
            both.pop(name, None)
        elif isinstance(held, dict) and isinstance(value, dict) and depth < DEEPEST:
            both[name] = _over(held, value, depth + 1)
        elif name in BY_ID and _have_ids(held) and _have_ids(value):
            both[name] = _by_id(objects(held), objects(value))
        else:
            both[name] = value
    return both


def _have_ids(value: object) -> bool:
    return isinstance(value, list) and all(text(each.get("id")) for each in objects(value))


def _by_id(old: list[Object], new: list[Object]) -> list[Object]:
    found: dict[str, Object] = {}
    for each in (*old, *new):
        key = text(each.get("id"))
        found[key] = _over(found.get(key, {}), each)
    return list(found.values())


def objects(value: object) -> list[Object]:
    """Give the objects of a list, or the one object where a publisher left the list out.

    An object without anything in it is none.
    """
    given = value if isinstance(value, list) else [value]
    return [each for each in given if each and isinstance(each, dict)]


def words_of(value: object) -> list[str]:
    """Give the texts of a list, or the one where a publisher left the list out."""
    given = value if isinstance(value, list) else [value]
    return [found for each in given if (found := text(each))]


def text(value: object) -> str:
    """Give a text or number as text, stripped; empty for anything else."""
    if isinstance(value, dict | list | bool) or value is None:
        return ""
    return str(value).strip()
