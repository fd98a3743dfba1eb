"""The case: save it as a file, open one again, see what has changed, and all notes together."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from graph import told, words
from graph.case import hop_named, is_hop
from graph.case_data import from_bytes, write
from graph.errors import EnduseError
from graph.fields import MOST_BYTES
from graph.ui import address, case_state, links, notes
from graph.ui.html import heading, joined, piece, show, style
from graph.ui.load import workspace
from graph.ui.table import HEAD_HEIGHT, ROW_HEIGHT, clicked_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.case import Case
    from graph.workspace import Workspace

NAME, UPLOAD, ROUND, REFUSED = "case", "case-upload", "case-round", "case-refused"
LIST, TYPED, PUT_AWAY = "case-list", "case-typed", "case-put-away"
MOST_ROWS, MOST_TOLD = 10.5, 60
LEAD = "What you asked, saw and noted, in one file of yours. The program keeps nothing of it."
EMPTY = "Nothing is noted yet. Choose a party or a hop in Paths or Explore, and add a note."
SAME = "Nothing has changed: data, lens and answer are as they were."
UNASKED = "Its question was not asked again, so nothing is said of its answer."


def page() -> None:
    """Save and open on the left, what is noted and what has changed on the right."""
    style()
    address.publish(NAME, {})
    heading("Case", LEAD)
    held = workspace()
    left, right = st.columns([8, 15], gap="large")
    with right:
        place = st.container()
        _noted(held)
    with left:
        _save(held)
        _open()
        _clear()
    with place:
        _changed(held)


def _save(held: Workspace) -> None:
    """Offer the case as a file, and say what will be in it."""
    show(piece('<h3 class="part">Save</h3>'))
    st.session_state[TYPED] = case_state.title()
    st.text_input("Title", key=TYPED, max_chars=200, on_change=_call, placeholder="Untitled case")
    case = case_state.in_hand(held)
    rows = joined(piece("<dt>{}</dt><dd>{}</dd>", *each) for each in _holds(case, held))
    show(piece('<dl class="facts">{}</dl>', rows))
    waiting = notes.unsaved()
    if waiting:
        line = f"{words.number(waiting, 'note').capitalize()} not saved yet."
        show(piece('<div class="notice" role="status"><p>{}</p></div>', line))
    st.download_button(
        "Save the case",
        write(case),
        file_name=_file_name(case.title),
        mime="application/json",
        on_click=notes.saved,
        type="primary" if waiting else "secondary",
        width="stretch",
    )


def _call() -> None:
    st.session_state[case_state.TITLE] = st.session_state[TYPED]


def _file_name(title: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60]
    return f"{plain or 'untitled'}.case.json"


def _holds(case: Case, held: Workspace) -> Iterator[tuple[str, str]]:
    """Say what a case holds, in few words."""
    if case.asked:
        try:
            asked = told.asked(case.asked.question, held.records)
        except KeyError:
            asked = "about a party that is not in this data"
        yield "Question", f"{asked[:1].upper()}{asked[1:]}"
        yield "Answer", f"{words.number(case.asked.attested, 'attested path').capitalize()}"
    else:
        yield "Question", "None asked yet in Paths"
    shown, pinned = len(case.view.parties), len(case.view.pinned)
    more = f", {pinned} pinned" if pinned else ""
    yield "Picture", f"{words.number(shown, 'party', 'parties').capitalize()} in Explore{more}"
    yield "Lens", case.lens.title
    yield "Notes", str(len(case.notes))
    yield "Data", f"Content hash {case.content_hash}"
    yield "File", _file_name(case.title)


def _open() -> None:
    """Take a file that was saved; one that cannot be taken changes nothing."""
    show(piece('<h3 class="part">Open</h3>'))
    turn = st.session_state.setdefault(ROUND, 0)
    key = f"{UPLOAD}-{turn}"  # a new one each time: else the file would be opened again and again
    st.file_uploader(
        "A case file",
        type="json",
        key=key,
        on_change=lambda: _take(key),
        max_upload_size=MOST_BYTES // 1_000_000,
    )
    if notes.unsaved():
        show(piece('<p class="quiet">Opening a case puts its notes in the place of yours.</p>'))
    if REFUSED in st.session_state:
        lines = st.session_state[REFUSED], "Nothing was changed."
        show(piece('<div class="refused"><p>{}</p><p>{}</p></div>', *lines))


def _take(key: str) -> None:
    state = st.session_state
    state.pop(REFUSED, None)
    file = state[key]
    if file is None:
        return
    state[ROUND] += 1
    try:
        case_state.begin(from_bytes(Path(Path(file.name).name), file.getvalue()))
    except EnduseError as error:
        state[REFUSED] = str(error)


def _clear() -> None:
    waiting = notes.unsaved()
    if not notes.every() and not waiting and not case_state.opened() and not case_state.title():
        return
    lose = f", and lose {words.number(waiting, 'unsaved note')}" if waiting else ""
    away = f"Put the case away{lose}"
    st.button(away, on_click=case_state.put_away, type="tertiary", key=PUT_AWAY)


def _changed(held: Workspace) -> None:
    """Say what has changed since the case that is open was saved, and lead to its pages."""
    case = case_state.opened()
    if case is None:
        return
    show(piece('<h3 class="part">{}</h3>', case.title or "Untitled case"))
    with st.container(horizontal=True, gap="medium"):
        if case.asked:
            links.to(links.PATHS, "Its question in Paths →")
        if case.view.parties:
            links.to(links.EXPLORE, "Its picture in Explore →")
    found, asked = case_state.changed(case, held)
    if not asked:
        show(piece('<p class="quiet">{}</p>', UNASKED))
    if not found:
        show(piece('<p class="quiet">{}</p>', SAME if asked else "Nothing else has changed."))
        return
    head = f"{words.number(len(found), 'change').capitalize()} since it was saved"
    rows = joined(piece("<li>{}</li>", each.told) for each in found[:MOST_TOLD])
    more = len(found) - MOST_TOLD
    rows += piece("<li>and {} more</li>", more) if more > 0 else piece("")
    show(piece('<div class="notice changes"><b>{}</b><ul>{}</ul></div>', head, rows))


def _noted(held: Workspace) -> None:
    """List all notes; a click in one leads to the party or hop."""
    every = notes.every()
    count = words.number(len(every), "note").capitalize()
    show(piece('<h3 class="part">{}</h3>', count))
    if not every:
        show(piece('<p class="quiet">{}</p>', EMPTY))
        return
    show(piece('<p class="quiet">A click opens what a note is about.</p>'))
    order = sorted(every, key=lambda key: (_name(key, held).casefold(), key))
    rows = [_row(key, every[key], held) for key in order]
    st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        height=round(HEAD_HEIGHT + ROW_HEIGHT * min(MOST_ROWS, len(rows))),
        on_select="rerun",
        selection_mode=["single-row", "single-cell"],
        key=LIST,
        alt="notes",
        column_config={"Note": st.column_config.TextColumn(width="large")},
    )
    _follow(order, held)


def _row(key: str, text: str, held: Workspace) -> dict[str, str]:
    return {
        "About": _name(key, held),
        "Note": text,
        "": "hop" if is_hop(key, held.vocabulary) else "party",
        "In the data": "" if _there(key, held) else "no longer",
    }


def _follow(order: Sequence[str], held: Workspace) -> None:
    row = clicked_row(LIST)
    if row is None or not _there(order[row], held):
        return
    del st.session_state[LIST]
    key = order[row]
    if not is_hop(key, held.vocabulary):
        links.go(links.PARTY, id=key)
    hop = hop_named(held.network, key, held.vocabulary)
    if hop:
        links.go(links.EXPLORE, party=hop.origin, show=hop.target, select=key)


def _name(key: str, held: Workspace) -> str:
    if key in held.network:
        return words.called(held.records, key)
    hop = hop_named(held.network, key, held.vocabulary) if is_hop(key, held.vocabulary) else None
    if hop is None:
        return key
    return " → ".join(words.called(held.records, end) for end in (hop.origin, hop.target))


def _there(key: str, held: Workspace) -> bool:
    return key in held.network or hop_named(held.network, key, held.vocabulary) is not None
