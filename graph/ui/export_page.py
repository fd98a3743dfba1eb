"""Take a part of the graph away as a file: choose what, choose a format, download."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import streamlit as st

from graph import told, words
from graph.errors import EnduseError
from graph.exports import EXPORTS
from graph.exports.subgraph import everything, of_hops, of_parties
from graph.neighbourhood import neighbourhood
from graph.ui import address, asking, paths_search, pick
from graph.ui.html import heading, joined, piece, show, style
from graph.ui.load import lens, workspace
from graph.ui.paths_state import COMPOSED

if TYPE_CHECKING:
    from graph.exports.subgraph import Export, Subgraph
    from graph.workspace import Workspace

NAME = "export"
LEAD = (
    "Every file carries the question, the lens, the sources with their terms, and each statement "
    "with its grade and dispute. A link is not a finding."
)
TAKE, FORMAT, AROUND, WIDE = "take", "format", "around", "neighbours"
NAMES = (TAKE, FORMAT, AROUND, WIDE, COMPOSED, *asking.NAMES)
PATHS, NEAR, ALL = "paths", "party", "all"
WHAT = {
    PATHS: "The paths of a question",
    NEAR: "A party and those beside it",
    ALL: "Everything that is open",
}
FIRST, FEW, MANY, MOST = "html", 5, 300, 50_000  # neighbours at least, at most; statements
NOBODY = "Choose a party to take with those beside it."
NOTHING = "There is nothing to take: no path answers the question."
LOSSLESS = "Nothing is lost: what went out can be read back."


def page() -> None:
    """Ask what to take and in which format, say what the file leaves behind, and offer it."""
    style()
    address.arrive(NAME, NAMES)
    heading("Export", LEAD)
    held = workspace()
    address.choice(TAKE, WHAT, PATHS)
    what: str = st.radio(
        "What to take", list(WHAT), format_func=WHAT.__getitem__, key=TAKE, horizontal=True,
        persist_state="session",
    )  # fmt: skip
    taken = _taken(what, held)
    export = _format()
    address.publish(NAME, _told(what))
    if isinstance(taken, str):
        show(piece('<p class="refused">{}</p>', taken))
    else:
        _offer(taken, export, what)


def _taken(what: str, held: Workspace) -> Subgraph | str:
    """Show what there is to choose, and give what is taken, or say why that is nothing."""
    try:
        if what == PATHS:
            return _paths(held)
        return _near(held) if what == NEAR else _everything(held)
    except EnduseError as error:
        return str(error)


def _paths(held: Workspace) -> Subgraph | str:
    question = asking.question(held)
    answer, _ = paths_search.searched(held, question)
    address.switch(COMPOSED)
    if answer.composed:
        label = f"Take {words.number(len(answer.composed), 'composed path')} too: no source joins"
        st.toggle(f"{label} their hops", key=COMPOSED, persist_state="session")
    composed = bool(answer.composed and st.session_state[COMPOSED])
    found = [*answer.attested, *(answer.composed if composed else ())]
    if not found:
        return NOTHING
    asked = told.what(question, attested=not composed).capitalize()
    return of_hops(
        held,
        (hop for path in found for hop in (*path.hops, *path.tie)),
        asked=f"{asked}s {told.asked(question, held.records)}",
        parameters=_written(_told(PATHS)),
        lens=lens().rule,
    )


def _near(held: Workspace) -> Subgraph | str:
    address.choice(AROUND, held.records.parties, None)
    left, right = st.columns(2)
    with left:
        key = pick.party("Party", held, held.records.parties, AROUND)
    with right:
        address.number(WIDE, FEW, MANY, 25)
        most = st.slider("Of those beside it, at most", FEW, MANY, key=WIDE,
                         persist_state="session")  # fmt: skip
    if key is None:
        return NOBODY
    near = neighbourhood(held.network, [key], held.vocabulary, most=most)
    more = f"; {near.hidden[key]} more are left out" if near.hidden else ""
    name = held.records.parties[key].name
    return of_parties(
        held,
        near.parties,
        asked=f"{name} and those beside it, the strongest attested first, at most {most}{more}",
        parameters=_written(_told(NEAR)),
    )


def _everything(held: Workspace) -> Subgraph | str:
    statements = len(held.stated.statements)
    if statements > MOST:
        return (
            f"{statements:,} statements are more than a browser should be sent, which is "
            f"{MOST:,}. In a terminal: enduse export --all --format NAME -o FILE"
        )
    return everything(held)


def _format() -> Export:
    address.choice(FORMAT, EXPORTS, FIRST)
    chosen: str = st.selectbox(
        "Format", list(EXPORTS), key=FORMAT, persist_state="session",
        format_func=lambda name: f"{EXPORTS[name].title} (.{EXPORTS[name].extension})",
    )  # fmt: skip
    return EXPORTS[chosen]


def _told(what: str) -> dict[str, object]:
    """Give what differs from the usual, as the page's address tells it."""
    state = st.session_state
    values: dict[str, object] = {TAKE: what if what != PATHS else None}
    format_ = state.get(FORMAT)
    values[FORMAT] = format_ if format_ != FIRST else None
    near = what == NEAR
    values[AROUND], values[WIDE] = (state.get(AROUND), state.get(WIDE)) if near else (None, None)
    asked = asking.told() if what == PATHS else dict.fromkeys(asking.NAMES)
    return values | asked | {COMPOSED: state.get(COMPOSED) if what == PATHS else None}


def _written(values: dict[str, object]) -> dict[str, str]:
    """Write parameters as a file tells them; those that are usual are left out."""
    kept = {key: value for key, value in values.items() if value and key not in (TAKE, FORMAT)}
    return {
        key: ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
        for key, value in kept.items()
    }


def _offer(taken: Subgraph, export: Export, what: str) -> None:
    """Say what the file holds and what it loses, and offer it."""
    records = taken.records
    counts = (
        words.number(len(records.parties), "party", "parties"),
        words.number(len(records.statements), "statement"),
        words.number(len(records.sources), "source"),
    )
    show(piece("<h3>{}</h3><p>{}.</p>", ", ".join(counts), taken.asked))
    st.download_button(
        "Download",
        partial(_content, taken, export),  # made when it is asked for
        f"enduse-{what}.{export.extension}",
        "application/octet-stream",
        type="primary",
        on_click="ignore",
    )
    lost = export.loses or (LOSSLESS,)
    lines = joined(piece("<li>{}</li>", each) for each in lost)
    title = "What such a file does not carry" if export.loses else "What the file carries"
    show(piece('<p class="quiet">{}</p><ul class="account">{}</ul>', title, lines))


def _content(taken: Subgraph, export: Export) -> bytes:
    """Give the bytes of the file."""
    with TemporaryDirectory() as room:
        file = Path(room) / f"some.{export.extension}"
        export.write(taken, file)
        return file.read_bytes()
