"""Ask SPARQL: examples, an editor, what comes back, and a way to take it away."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from graph import sparql_examples
from graph.errors import EnduseError
from graph.folder import is_folder
from graph.query_process import MILLION, Asked, Limits
from graph.querying import Queries, Running, of_records
from graph.serve import DATA_VARIABLE
from graph.sparql import prefixes
from graph.ui import address, query_answer
from graph.ui.html import heading, piece, show, style
from graph.ui.load import OWN, workspace
from graph.workspace import CASEBOOK

if TYPE_CHECKING:
    from graph.sparql_answer import Answer
    from graph.sparql_examples import Example

NAME, QUERY, EXAMPLE, RAN = "query", "query", "example", "ran"
NAMES = (QUERY, EXAMPLE, RAN)
RUNNING, FOUND, CHOICE = "query-running", "query-found", "query-example"
LEAD = (
    "The same statements as RDF, to be asked in SPARQL 1.1. A query only asks: nothing is "
    "changed, fetched or sent."
)
HINTS = (
    "A source has a graph of its own, so GRAPH and FROM ask single sources. Dates are as exact "
    "as their source (a year, a month, a day): STR(?date) makes them comparable. A relation "
    "between two parties is a triple; its grade, dates, deal and source are on its statement."
)
LIMITS = Limits(seconds=30, bytes=5 * MILLION)
QUICK, LOOK = 0.4, 0.5  # seconds: an answer that comes so soon needs no picture of waiting; a look


def page() -> None:
    """Show the editor, and below it what the query gives."""
    style()
    style("query.css")
    address.arrive(NAME, NAMES)
    examples = sparql_examples.load()
    place = st.session_state.get(OWN) or os.environ.get(DATA_VARIABLE, str(CASEBOOK))
    queries = _queries(place)
    queries.warm()
    _arrive(examples)
    heading("Query", LEAD)
    left, right = st.columns([8, 4], gap="large")
    with left:
        _editor()
    with right:
        _help(examples, queries.base)
    _publish(examples)
    _run(queries, place)


@st.cache_resource(max_entries=4, on_release=Queries.close, show_spinner=False)
def _queries(place: str) -> Queries:
    if is_folder(Path(place)):
        return Queries(Path(place), limits=LIMITS)
    return of_records(workspace().stated, limits=LIMITS)


def _arrive(examples: dict[str, Example]) -> None:
    """Take the query from the address; the first example where there is none."""
    if QUERY not in st.session_state:
        named = st.query_params.get(EXAMPLE, "")
        first = next(iter(examples.values()))
        typed = st.query_params.get(QUERY, first.query)
        st.session_state[QUERY] = examples[named].query if named in examples else typed
    address.switch(RAN)


def _editor() -> None:
    with st.form("query-form", border=False):
        st.text_area("Query", key=QUERY, height=290, persist_state="session")
        st.form_submit_button("Run", type="primary", on_click=_again, help="Ctrl+Enter")


def _again() -> None:
    _forget()
    st.session_state[RAN] = True


def _forget() -> None:
    running = st.session_state.pop(RUNNING, None)
    if running is not None:
        running[1].stop()
    st.session_state.pop(FOUND, None)


def _help(examples: dict[str, Example], base: str) -> None:
    now = _example(examples)
    st.session_state[CHOICE] = now.name if now else None
    st.selectbox(
        "Examples",
        list(examples),
        format_func=lambda name: examples[name].title,
        key=CHOICE,
        placeholder="A query of your own",
        on_change=lambda: _choose(examples),
    )
    if now:
        show(piece('<p class="quiet">{}</p>', now.sentence))
    show(piece('<p class="quiet">{}</p>', HINTS))
    with st.popover("Prefixes"):
        lines = "\n".join(f"{name}: <{space}>" for name, space in prefixes(base).items())
        show(piece('<p class="quiet">Known without being declared</p>'))
        show(piece('<pre class="prefixes">{}</pre>', lines))


def _choose(examples: dict[str, Example]) -> None:
    if (name := st.session_state[CHOICE]) is not None:
        _forget()
        st.session_state[QUERY], st.session_state[RAN] = examples[name].query, True


def _example(examples: dict[str, Example]) -> Example | None:
    text = st.session_state[QUERY].strip()
    return next((each for each in examples.values() if each.query == text), None)


def _publish(examples: dict[str, Example]) -> None:
    now, ran = _example(examples), st.session_state[RAN]
    text = "" if now else st.session_state[QUERY]
    address.publish(NAME, {QUERY: text, EXAMPLE: now.name if now else "", RAN: ran})


def _run(queries: Queries, place: str) -> None:
    """Begin what was asked for, unless it is running or answered, and show how far it is."""
    wanted = place, st.session_state[QUERY]
    if not st.session_state[RAN]:
        return
    if st.session_state.get(FOUND, (None,))[0] != wanted and RUNNING not in st.session_state:
        st.session_state[RUNNING] = wanted, queries.begin(Asked(wanted[1]))
    if RUNNING in st.session_state and not _taken(QUICK):
        _waiting()
    elif st.session_state[FOUND][0] == wanted:
        query_answer.result(st.session_state[FOUND][1], workspace(), queries.base)


def _taken(seconds: float) -> bool:
    """Wait a little; keep the answer, or the error, when there is one."""
    running: Running
    wanted, running = st.session_state[RUNNING]
    if not running.wait(seconds):
        return False
    found: Answer | EnduseError
    try:
        found = running.answer()
    except EnduseError as error:
        found = error
    del st.session_state[RUNNING]
    st.session_state[FOUND] = wanted, found
    return True


@st.fragment(run_every=LOOK)
def _waiting() -> None:
    """Look every now and then; the reader may stop it meanwhile."""
    if RUNNING not in st.session_state or _taken(0):
        st.rerun()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Stop", on_click=st.session_state[RUNNING][1].stop)
        show(piece('<p class="quiet" role="status">Running…</p>'))
