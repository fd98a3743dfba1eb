"""Open Contracting Data Standard, 1.0 and 1.1: who was awarded what by which public buyer.

A row is one release or record. Of several releases of a contracting process the newest values
count, and a release whose awards are all stated anew is skipped. An award that is left out of
a release that is used is counted as a row of its own, so that none is left out silently.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from loaders.reading.format import Format
from loaders.reading.ocds_award import made, process, statements
from loaders.reading.ocds_files import rows
from loaders.reading.ocds_merge import MADE, merged, objects, ocid_of, row
from loaders.reading.tally import Reject, Skip, Tally

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loaders.reading.format import Head, Load, Record
    from loaders.reading.objects import Object
    from loaders.reading.ocds_merge import Row
    from loaders.reading.tally import Entry

NO_OCID = "has no ocid"
NO_AWARD = "the release states no award and no contract"
STAGES = (b'"tag"', b'"initiationType"', b'"releases"', b'"compiledRelease"')
SUPERSEDED = "a later release of the same contracting process states its awards"


def load(given: Load) -> Iterator[Record]:
    """Read releases and records, from any number of files; each process when it is complete.

    The files are read twice: first to learn how many rows each process has, so that no more
    is held than the processes that are begun and not yet complete.
    """
    left = Counter(ocid_of(entry.value) for entry in _entries(given, Tally()))
    begun: dict[str, list[Row]] = {}
    for entry in _entries(given, given.tally):
        ocid = ocid_of(entry.value)
        try:
            begun.setdefault(ocid, []).append(_row(ocid, entry))
        except Skip as reason:
            given.tally.skip(str(reason))
        except Reject as reason:
            given.tally.reject(entry.place, str(reason))
        left[ocid] -= 1
        if not left[ocid]:
            del left[ocid]
            yield from _process(given, ocid, begun.pop(ocid))


def _entries(given: Load, tally: Tally) -> Iterator[Entry[Object]]:
    encoding = given.spec.options.get("encoding", "utf-8")
    for file in given.spec.files:
        yield from rows(file, tally, encoding)


def _row(ocid: str, entry: Entry[Object]) -> Row:
    if not ocid:
        raise Reject(NO_OCID)
    return row(entry)


def _process(given: Load, ocid: str, found: Sequence[Row]) -> Iterator[Record]:
    """Yield what one process says, and say what became of each of its rows."""
    if not found:
        return
    release, stated = merged(found)
    held = process(ocid, release)
    used: set[int] = set()
    left: dict[int, list[str]] = {}
    for each in made(held):
        place = id(stated[each.key])
        try:
            says = list(statements(given, held, each))
        except Skip as reason:
            left.setdefault(place, []).append(str(reason))
        else:
            used.add(place)
            yield from says
    for one in found:
        _account(given.tally, one, left.get(id(one), []), used=id(one) in used)


def _account(tally: Tally, one: Row, left: Sequence[str], *, used: bool) -> None:
    """Count a row, and beside it each award in it that was left out."""
    if used:
        tally.use()
    elif left:
        tally.skip(left[0])
    else:
        states = any(objects(one.release.get(name)) for name in MADE)
        tally.skip(SUPERSEDED if states else NO_AWARD)
    for reason in left if used else left[1:]:
        tally.read()
        tally.skip(reason)


def recognises(head: Head) -> bool:
    """Tell OCDS by the id of a process beside its stages, or by what only its packages have.

    A long list of `packages` or `extensions` can come before the first id.
    """
    start = head.start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] not in (b"{", b"["):
        return False
    packed = b'"publishedDate"' in start and b'"publisher"' in start
    return packed or (b'"ocid"' in start and any(name in start for name in STAGES))


FORMAT = Format(
    "ocds", "Open Contracting Data Standard", load, recognises, options=("encoding", "country")
)
