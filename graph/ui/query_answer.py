"""What a query gave, on the page: yes or no, rows, or triples with a drawing where there is one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from graph import practice, words
from graph.errors import EnduseError
from graph.sparql import Form, prefixes
from graph.sparql_answer import Format, written
from graph.sparql_text import cells, spreadsheet
from graph.ui import evidence, links, query_picture
from graph.ui.canvas import canvas, selected
from graph.ui.html import joined, piece, show
from graph.ui.load import lens
from graph.ui.table import chosen_row

if TYPE_CHECKING:
    from graph.sparql_answer import Answer
    from graph.workspace import Workspace

SHOWN, MOST = 1000, 12.5  # rows in the table; rows seen at once
CANVAS = "query-canvas"
CAUTION = "A row is what the triples say, joined by the query. A link is not a finding."
FILES = {
    Format.CSV: ("CSV", "csv", "text/csv"),
    Format.JSON: ("JSON", "srj", Format.JSON.media_type),
    Format.TURTLE: ("Turtle", "ttl", Format.TURTLE.media_type),
    Format.NT: ("N-Triples", "nt", Format.NT.media_type),
}


def result(found: Answer | EnduseError, held: Workspace, base: str) -> None:
    """Show an answer, or what is wrong with the query."""
    if isinstance(found, EnduseError):
        show(piece('<div class="refused"><p>{}</p></div>', found))
    elif found.form is Form.ASK:
        show(piece('<h2 class="count">{}</h2>', "Yes" if found.holds else "No"))
    else:
        _found(found, held, base)


def _found(found: Answer, held: Workspace, base: str) -> None:
    size = len(found.triples) if found.form.gives_triples else len(found.rows)
    what = "triple" if found.form.gives_triples else "row"
    with st.container(horizontal=True, vertical_alignment="center"):
        show(piece('<h2 class="count">{}</h2>', words.number(size, what).capitalize()))
        _downloads(found, base)
    if not size:
        return
    show(piece('<p class="quiet">{}</p>', CAUTION))
    if found.form.gives_triples:
        _drawing(found, held, base)
    _table(found, held, base, size)


def _downloads(found: Answer, base: str) -> None:
    triples = (Format.TURTLE, Format.NT)
    for format_ in triples if found.form.gives_triples else (Format.CSV, Format.JSON):
        label, ending, media = FILES[format_]
        st.download_button(
            label,
            partial(_file, found, format_, base),
            file_name=f"answer.{ending}",
            mime=media,
            on_click="ignore",
        )


def _file(found: Answer, format_: Format, base: str) -> bytes:
    if format_ is Format.CSV:
        return spreadsheet(found).encode()
    return written(found, format_, prefixes(base))


def _table(found: Answer, held: Workspace, base: str, size: int) -> None:
    columns, rows = cells(found, prefixes(base))
    if size > SHOWN:
        note = f"The first {SHOWN:,} are shown; the files have all."
        show(piece('<p class="quiet">{}</p>', note))
    ids = [str(at) for at in range(min(size, SHOWN))]
    table = [dict(zip(columns, row, strict=True)) for row in rows[:SHOWN]]
    left, right = st.columns([8, 4], gap="large")
    with left:
        at = int(chosen_row(table, ids, name="query-rows", most=MOST))
    with right:
        _row(columns, rows[at], held, base)


def _row(columns: list[str], row: list[str], held: Workspace, base: str) -> None:
    """Show a row whole, with a way to each party in it."""
    pairs = zip(columns, row, strict=True)
    facts = joined(piece("<dt>{}</dt><dd>{}</dd>", name, value or "–") for name, value in pairs)
    show(piece('<dl class="facts">{}</dl>', facts))
    parties = query_picture.parties(row, held, base)
    for number, key in enumerate(parties, start=1):
        show(piece('<p class="quiet">{}</p>', held.records.parties[key].name))
        links.to(links.EXPLORE, f"Show party {number} in Explore", party=key)


def _drawing(found: Answer, held: Workspace, base: str) -> None:
    """Draw the triples that are relations between parties, and say what is not drawn."""
    restrictive = practice.restrictive(lens(), held.practices)
    drawn = query_picture.of_triples(found, held, base, restrictive)
    if drawn is None:
        return
    left, right = st.columns([8, 4], gap="large")
    with left:
        canvas(drawn.picture, key=CANVAS, height=460, on_select=_nothing)
        if drawn.left_out:
            some = words.number(drawn.left_out, "triple").capitalize()
            told = "not drawn: no relation between two parties that a statement here makes"
            show(piece('<p class="quiet">{} {}.</p>', some, told))
    picked = selected(st.session_state, CANVAS)
    with right, st.container(height=460, border=True):
        if picked and picked.id in drawn.hops:
            evidence.hop(drawn.hops[picked.id], held)
        elif picked and picked.id in held.records.parties:
            evidence.party(held.records.parties[picked.id], held)
        else:
            show(piece('<p class="quiet">Choose a party or a hop to see what is said of it.</p>'))


def _nothing() -> None:
    """Let a choice run the page."""
