"""The first page: which third parties stand between a supplier and an end-user."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from graph import country, practice, words
from graph.ui import address, asking, draw, evidence
from graph.ui.canvas import canvas, selected
from graph.ui.html import heading, joined, piece, show, style
from graph.ui.legend import legend
from graph.ui.load import lens, workspace
from graph.workspace import ask, loosen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.network import Hop
    from graph.paths import Answer, Path
    from graph.workspace import Workspace

CANVAS = "paths-canvas"
LEAD = "A link is not a finding: it is what a named source said, for a person to judge."
# What the reader chose: a hop in the list, whether a party took its place, where to look.
HOP, PARTY, FOCUS = "paths-hop", "paths-party", "paths-focus"
HEIGHT, TABLE_HEIGHT = 420, 215


def page() -> None:
    """Ask, rank, draw one path, and show what stands behind the chosen hop."""
    style()
    heading("Third parties between a supplier and a government", LEAD)
    held = workspace()
    question = asking.question(held)
    if question is None:
        return
    answer = ask(held, question, lens())
    shown = _listed(answer)
    if shown:
        chosen = _table(shown, held)
        _drawing(chosen, held)
    _searched(answer, held)


def _listed(answer: Answer) -> list[Path]:
    """Say how many paths there are, and give those to list: composed ones only when asked."""
    count = words.number(len(answer.attested), "attested path").capitalize()
    hidden = words.number(len(answer.composed), "composed path")
    left, right = st.columns([7, 5], vertical_alignment="center")
    left.subheader(count)
    with right:
        address.switch("composed")
        composed = bool(answer.composed) and st.toggle(
            f"Show {hidden} too: joined by this program, no evidence of a supply",
            key="composed",
            persist_state="session",
        )
    address.publish(composed=composed)
    return [*answer.attested, *(answer.composed if composed else ())]


def _table(paths: Sequence[Path], held: Workspace) -> Path:
    """List the paths, the strongest first, and give the one that is selected."""
    chosen = st.dataframe(
        pd.DataFrame([_row(path, held) for path in paths]),
        hide_index=True,
        height=min(TABLE_HEIGHT, 38 + 35 * len(paths)),
        on_select="rerun",
        selection_mode="single-row-required",
        selection_default={"selection": {"rows": [0]}},
        key="paths-table",
    )
    rows = chosen["selection"]["rows"]
    return paths[rows[0] if rows and rows[0] < len(paths) else 0]


def _row(path: Path, held: Workspace) -> Mapping[str, object]:
    records = held.records
    end = records.parties[path.end_user.party]
    return {
        "Supplier": words.called(records, path.supplier),
        "Through": ", ".join(words.called(records, key) for key in path.intermediaries),
        "End-user": end.name,
        "Country": end.country or "unknown",
        "Joined by": path.attestation.label,
        "Weakest hop": held.vocabulary.grades[path.grade].label,
        "Disputed": "disputed" if path.disputed else "",
        "Periods": words.THEN[path.support.coexist].partition(":")[0],
    }


@st.fragment
def _drawing(path: Path, held: Workspace) -> None:
    """Show the path as a strip and as a picture, with the evidence of the chosen hop beside."""
    evidence.strip(path, held)
    show(piece('<p class="quiet">{}<br>{}</p>', *_standing(path, held)))
    restrictive = practice.restrictive(lens(), held.practices)
    picture, hops = draw.of_paths([path], path, held, restrictive)
    left, right = st.columns([6, 5])
    with left:
        canvas(
            picture,
            key=CANVAS,
            height=HEIGHT,
            focus=st.session_state.get(FOCUS),
            on_select=_selected,
        )
        legend(picture)
    with right, st.container(height=HEIGHT, border=True):
        _evidence(path, hops, held)


def _standing(path: Path, held: Workspace) -> tuple[str, str]:
    """Say in two sentences what joins the path and where it ends."""
    grade = held.vocabulary.grades[path.grade].label
    joins = f"{words.basis(path, held.records)}. Weakest hop: {grade}; {words.time(path)}."
    return joins[0].upper() + joins[1:], words.end_role(path, held.records, held.vocabulary)


def _evidence(path: Path, hops: Mapping[str, Hop], held: Workspace) -> None:
    """Show the party or hop chosen on the picture or in the list."""
    picked = selected(st.session_state, CANVAS)
    on_path = {*path.parties, *(hop.origin for hop in path.tie)}
    order = [draw.link_id(hop, held) for hop in (*path.hops, *path.tie)]
    if st.session_state.get(HOP) not in order:
        st.session_state[HOP] = order[0]
    key: str = st.selectbox(
        "Evidence for this hop",
        order,
        format_func=lambda each: _hop_name(hops[each], held),
        key=HOP,
        on_change=_listed_hop,
    )
    if picked and picked.kind == "party" and picked.id in on_path and st.session_state.get(PARTY):
        evidence.party(held.records.parties[picked.id], held)
        return
    carrying = {s.id for stated in path.support.statements for s in stated}
    show(evidence.claims(hops[key].statements, held, carrying))


def _hop_name(hop: Hop, held: Workspace) -> str:
    return f"{words.called(held.records, hop.origin)} → {words.called(held.records, hop.target)}"


def _selected() -> None:
    """Follow the picture: a hop moves the list, a party takes its place."""
    picked = selected(st.session_state, CANVAS)
    st.session_state[PARTY] = picked is not None and picked.kind == "party"
    if picked and picked.kind == "hop":
        st.session_state[HOP] = picked.id


def _listed_hop() -> None:
    """Follow the list: the picture brings the hop to its middle."""
    st.session_state[PARTY], st.session_state[FOCUS] = False, st.session_state[HOP]


def _searched(answer: Answer, held: Workspace) -> None:
    """Say what was looked at, what was hidden and why, and what would find more."""
    composed = st.session_state.get("composed", False)
    with st.expander("What was searched, and what was left out", expanded=not answer.attested):
        lines = [f"Asked {words.asked(answer.question, held.records)}."]
        lines += words.accounted(answer.account, held.records)
        lines.append(f"{lens().rule}.")
        if answer.composed and not composed:
            lines += _hidden(answer, held)
        if not answer.attested:
            helps = loosen(held, answer, lens())
            lines += [words.loosened(each) for each in helps] or [words.NOTHING_HELPS]
        show(piece('<ul class="account">{}</ul>', joined(piece("<li>{}</li>", x) for x in lines)))
    _governments(answer, held)


def _hidden(answer: Answer, held: Workspace) -> list[str]:
    count = words.number(len(answer.composed), "composed path")
    if len(answer.composed) > 1:
        return [f"{count} hidden: no deal and no document joins their hops. They are no evidence."]
    return [f"{count} hidden:", *words.why_composed(answer.composed[0], held.records)]


def _governments(answer: Answer, held: Workspace) -> None:
    """Say of each country where a path ends how it reads through the lens."""
    paths = [*answer.attested, *answer.composed]
    countries = sorted({code for path in paths for code in path.end_user.countries})
    if not countries:
        return
    with st.expander("How these governments read through the lens"):
        verdicts = [practice.verdict(lens(), held.practices, code) for code in countries]
        rows = joined(
            piece("<dt>{}</dt><dd>{}</dd>", country.name(each.country), words.judged(each))
            for each in verdicts
        )
        show(piece('<dl class="facts">{}</dl>', rows))
