"""Paths and groups of paths as rows of a table, and the orders in which paths can stand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from graph import country, words
from graph.attestation import Attestation
from graph.dates import Answer
from graph.grouping import NONE, By

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    from graph.grouping import Group
    from graph.paths import Path
    from graph.question import Question
    from graph.workspace import Workspace

DATES = {Answer.YES: "overlap", Answer.NO: "do not overlap", Answer.UNKNOWN: "unclear"}
HINTS = {
    "Between": "How many intermediaries stand between the ends",
    "Joined by": "What joins the hops: one deal, one document, or this program alone",
    "Weakest hop": "A path is as strong as its weakest hop",
    "Disputed": "A named party denies one of the hops",
    "Dates": "From the first to the last date that its sources give, and whether the hops can "
    "have held at the same time, and in order",
}
NAMED = {
    By.INTERMEDIARY: "Intermediary",
    By.END_USER: "End-user",
    By.SUPPLIER: "Supplier",
    By.COUNTRY: "Country",
}
# What all paths of a group have in common, and so need not be said of each.
COMMON = {
    By.INTERMEDIARY: (),
    By.END_USER: ("End-user", "To", "Country"),
    By.SUPPLIER: ("Supplier", "From"),
    By.COUNTRY: ("Country",),
}


def row(path: Path, question: Question, held: Workspace) -> dict[str, object]:
    """Write a path as a row; along a pattern its ends have no roles by which to call them."""
    first, last = ("From", "To") if question.pattern else ("Supplier", "End-user")
    between = path.parties[1:-1] if question.pattern else path.intermediaries
    end = held.records.parties[path.end_user.party]
    return {
        first: words.called(held.records, path.supplier),
        "Through": ", ".join(words.called(held.records, key) for key in between),
        last: end.name,
        "Country": country.name(end.country),
        "Between": len(between),
        **_standing(path, held),
    }


def _standing(path: Path, held: Workspace) -> dict[str, object]:
    composed = path.attestation is Attestation.COMPOSED
    return {
        "Joined by": "this program: composed" if composed else path.attestation.label,
        "Weakest hop": held.vocabulary.grades[path.grade].label,
        "Disputed": "⚠ disputed" if path.disputed else "",
        "Dates": f"{when(path)}: {dates(path)}",
    }


def dates(path: Path) -> str:
    """Say in a word or two what the dates of a path allow."""
    if path.support.in_order is Answer.NO:
        return "out of order"
    return DATES[path.support.coexist]


def when(path: Path) -> str:
    """Give the years from the first to the last date of what a path rests on."""
    first, last = span(path)
    if first is None or last is None:
        return "undated"
    return f"{first.year}" if first.year == last.year else f"{first.year}-{last.year}"


def span(path: Path) -> tuple[date | None, date | None]:
    """Give the first and the last day that the sources of a path name; None where they do not."""
    periods = [said.period for stated in path.support.statements for said in stated]
    begins, ends = (period.begin() for period in periods), (period.end() for period in periods)
    return min(filter(None, begins), default=None), max(filter(None, ends), default=None)


def ordered(paths: Sequence[Path], sort: str, held: Workspace) -> list[Path]:
    """Put paths in an order that the reader chose; equals stay in the order of the answer."""
    orders: dict[str, Callable[[Path], Any]] = {
        "grade": lambda path: held.vocabulary.grades[path.grade].rank,
        "between": lambda path: len(path.intermediaries),
        "earliest": lambda path: span(path)[0] or date.max,
        "latest": lambda path: -(span(path)[1] or date.min).toordinal(),
        "from": lambda path: words.called(held.records, path.supplier).casefold(),
        "to": lambda path: words.called(held.records, path.end_user.party).casefold(),
    }
    return sorted(paths, key=orders[sort]) if sort in orders else list(paths)


def group_rows(
    groups: Iterable[Group], by: By, held: Workspace, *, composed: bool
) -> list[dict[str, object]]:
    """Write groups as rows; `composed` says whether paths that nothing joins are listed too."""
    return [_group_row(group, by, held, composed=composed) for group in groups]


def _group_row(group: Group, by: By, held: Workspace, *, composed: bool) -> dict[str, object]:
    found: dict[str, object] = {NAMED[by]: group_name(group.key, by, held)}
    found |= {"Attested": group.attested}
    found |= {"Composed": group.composed} if composed else {}
    found |= {} if by is By.SUPPLIER else {"From": group.suppliers}
    found |= {} if by is By.END_USER else {"To": group.end_users}
    found |= {"Disputed": group.disputed}
    if by is not By.COUNTRY:
        place = held.records.parties[group.key].country if group.key != NONE else None
        found["Country"] = country.name(place)
    return found


def group_name(key: str, by: By, held: Workspace) -> str:
    """Name a group by its party or country, or say that it has neither."""
    if key == NONE:
        return "Country unknown" if by is By.COUNTRY else "Nobody between"
    return country.name(key) if by is By.COUNTRY else words.called(held.records, key)
