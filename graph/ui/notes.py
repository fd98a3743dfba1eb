"""What a reader notes of parties and hops: kept while they are here, and in a case they save."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import streamlit as st

from graph.fields import MOST_LETTERS
from graph.ui import links
from graph.ui.html import piece, show
from graph.words import number

if TYPE_CHECKING:
    from collections.abc import Mapping

NOTES, SAVED = "case-notes", "case-notes-saved"
SIGN = "✎"
KEPT = "It is kept until you close this page. Save a case file to keep it for longer."


def every() -> Mapping[str, str]:
    """Give all notes by what they are about: the id of a party, or the key of a hop."""
    found: Mapping[str, str] = st.session_state.get(NOTES, {})
    return found


def put(about: str, text: str) -> None:
    """Note something; nothing takes the note away."""
    kept = {key: each for key, each in every().items() if key != about}
    st.session_state[NOTES] = kept | ({about: text} if text.strip() else {})


def begin(notes: Mapping[str, str]) -> None:
    """Go on with notes that are in a file."""
    st.session_state[NOTES] = dict(notes)
    saved()


def saved() -> None:
    """Remember that all notes are in a file now."""
    st.session_state[SAVED] = dict(every())


def unsaved() -> int:
    """Count the notes that are in no file as they are, and those that a file has still."""
    before, now = st.session_state.get(SAVED, {}), every()
    return sum(before.get(key) != now.get(key) for key in before.keys() | now.keys())


def sign(about: str) -> str:
    """Give the sign of a party or hop that is noted."""
    return SIGN if about in every() else ""


def shown(about: str) -> None:
    """Show what is noted of a party or hop."""
    if text := every().get(about):
        show(piece('<div class="note"><b>Your note</b><p>{}</p></div>', text))


def field(about: str) -> None:
    """Offer to write or change a note, behind a button."""
    key = f"note-{sha256(about.encode()).hexdigest()[:16]}"
    label = "Change your note" if about in every() else "Add a note"
    with st.popover(label, type="tertiary", key=f"{key}-button"):  # one for each: it closes
        st.session_state[key] = every().get(about, "")
        st.text_area(
            "Your note",
            key=key,
            height=140,
            max_chars=MOST_LETTERS,
            on_change=lambda: put(about, st.session_state[key]),
            placeholder="What you know, doubt, or want to look up",
        )
        if waiting := unsaved():
            told = f"{number(waiting, 'note').capitalize()} not saved yet. {KEPT}"
            show(piece('<p class="quiet">{}</p>', told))
        links.to(links.CASE, "The case: save, open, all notes →")
