"""What a sheet depends on, as the reader sets it: the lens, the floor, the day, own indicators."""

from __future__ import annotations

import tempfile
from hashlib import sha256
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import streamlit as st

from graph.dates import PartialDate
from graph.errors import BadQuestion
from graph.sheets.limited import WEAKEST
from graph.sheets.making import Terms
from graph.statement import Percent
from graph.ui import address, lens_tab, pick
from graph.ui.html import piece, show

if TYPE_CHECKING:
    from graph.workspace import Workspace

FLOOR, DAY, OWNER, SHARE = "floor", "day", "owner", "share"
NAMES = (FLOOR, DAY, OWNER, SHARE)
FOLDER = "assess-folder"
WHAT_IF = "An assumption of yours, no source's word: the sheet names it and sets it apart."


def terms(held: Workspace, party: str | None) -> Terms:
    """Show what can be changed, and give it; raises `BadQuestion` for what cannot be read.

    A what-if is about the owners of `party`; there is none without one.
    """
    address.choice(FLOOR, held.vocabulary.grades, WEAKEST)
    for name in (DAY, SHARE):
        address.text(name)
    address.choice(OWNER, held.records.parties, None)
    what_if = ", what-if" if party is not None else ""
    with st.expander(f"What the sheet depends on: grade floor, day, indicators{what_if}, lens"):
        extra, years = _fields(held)
        if party is not None:
            _what_if(held)
        lens_tab.tab(held)
    return Terms(_day(), st.session_state[FLOOR], extra, years, _assumed(party))


def told() -> dict[str, object]:
    """Give what differs from the usual, as the page's address tells it."""
    state = st.session_state
    floor = state.get(FLOOR)
    both = state.get(OWNER) and state.get(SHARE)
    return {
        FLOOR: floor if floor != WEAKEST else None,
        DAY: state.get(DAY),
        OWNER: state.get(OWNER) if both else None,
        SHARE: state.get(SHARE) if both else None,
    }


def content(held: Terms) -> str:
    """Name what stands in the reader's own files."""
    files = filter(None, (held.extra, held.years))
    return " ".join(sha256(file.read_bytes()).hexdigest() for file in files)


def _fields(held: Workspace) -> tuple[Path | None, Path | None]:
    """Ask for the floor and the day, and for files of indicators and of past assessments."""
    grades = held.vocabulary.grades
    left, middle, right, last = st.columns([3, 3, 5, 5])
    left.selectbox(
        "Weakest grade to let in",
        list(grades),
        format_func=lambda each: grades[each].label,
        key=FLOOR,
        persist_state="session",
    )
    middle.text_input(
        "As of a day", placeholder="2024, 2024-05 or 2024-05-17", key=DAY, persist_state="session"
    )
    with right:
        extra = _file("Your own indicators, beside ours", "toml")
    with last:
        return extra, _file("Assessments of other years", "csv")


def _file(label: str, ending: str) -> Path | None:
    """Put an uploaded file on disk under its own last name; it stays on this machine."""
    uploaded = st.file_uploader(label, type=ending)
    if uploaded is None:
        return None
    if FOLDER not in st.session_state:
        st.session_state[FOLDER] = tempfile.mkdtemp(prefix="enduse-sheet-")
    file = Path(st.session_state[FOLDER]) / (PurePath(uploaded.name).name or f"own.{ending}")
    file.write_bytes(uploaded.getvalue())
    return file


def _what_if(held: Workspace) -> None:
    show(piece('<p class="quiet">What if an owner held a share? {}</p>', WHAT_IF))
    left, right = st.columns([8, 4])
    with left:
        pick.party("Owner", held, held.records.parties, OWNER)
    right.text_input(
        "Percent of the party", placeholder="30 or 25-50", key=SHARE, persist_state="session"
    )


def _day() -> PartialDate | None:
    typed = (st.session_state[DAY] or "").strip()
    try:
        return PartialDate(typed) if typed else None
    except ValueError:
        raise BadQuestion(f"day {typed}: write YYYY, YYYY-MM or YYYY-MM-DD") from None


def _assumed(party: str | None) -> dict[tuple[str, str], Percent]:
    owner, share = st.session_state[OWNER], (st.session_state[SHARE] or "").strip()
    if party is None or not owner or not share:
        return {}
    try:
        return {(owner, party): Percent.parse(share)}
    except (ValueError, IndexError):
        raise BadQuestion(f"share {share}: write a number such as 30, or 25-50") from None
