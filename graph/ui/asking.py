"""The question as the reader puts it: widgets whose values live in the page's address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph import country
from graph.dates import PartialDate
from graph.question import MOST_HOPS, Ends, Question
from graph.ui import address
from graph.vocabulary import Flow

if TYPE_CHECKING:
    from graph.statement import Party
    from graph.workspace import Workspace

ANYONE = "any"
LENS, ANY = "lens", "any"
HOPS = 4


def question(workspace: Workspace) -> Question | None:
    """Show the widgets and give the question; None while the reader's date makes no sense."""
    left, right, more = st.columns([5, 5, 2], vertical_alignment="bottom")
    with left:
        supplier = _supplier(workspace)
    with right:
        ends, end = _end(workspace)
    with more, st.popover("Conditions", width="stretch"):
        found = _conditioned(workspace, supplier, ends, end)
    _publish(workspace)
    return found


def _publish(workspace: Workspace) -> None:
    """Put what differs from the defaults into the page's address."""
    state, weakest = st.session_state, list(workspace.vocabulary.grades)[-1]
    address.publish(
        supplier=state["supplier"] if state["supplier"] != ANYONE else None,
        to=state["to"] if state["to"] != LENS else None,
        hops=state["hops"] if state["hops"] != HOPS else None,
        grade=state["grade"] if state["grade"] != weakest else None,
        **{name: state[name] for name in ("at", "undated", "offers", "money")},
    )


def _supplier(workspace: Workspace) -> str | None:
    parties = workspace.records.parties
    options = [ANYONE, *_by_name([parties[key] for key in _suppliers(workspace)])]
    address.choice("supplier", options, ANYONE)
    chosen: str = st.selectbox(
        "From this supplier",
        options,
        format_func=lambda key: _name(parties.get(key), "All suppliers"),
        key="supplier",
        persist_state="session",
    )
    return None if chosen == ANYONE else chosen


def _suppliers(workspace: Workspace) -> set[str]:
    """Give the companies and persons from which goods, services or data move on."""
    relations, parties = workspace.vocabulary.relations, workspace.records.parties
    found = set()
    for statement in workspace.records.statements:
        relation = relations[statement.relation]
        if relation.layer == "supply":
            reverse = relation.flow is Flow.REVERSE
            found.add(statement.object if reverse else statement.subject)
    return {key for key in found if parties[key].kind in ("company", "person")}


def _end(workspace: Workspace) -> tuple[Ends, str | None]:
    parties = workspace.records.parties
    ends = [p for p in parties.values() if p.kind in ("government", "government_agency")]
    codes = {p.country for p in ends if p.country}
    countries = sorted(codes, key=country.name)
    options = [LENS, ANY, *(f"country:{code}" for code in countries), *_by_name(ends)]
    address.choice("to", options, LENS)
    chosen: str = st.selectbox(
        "To this end-user",
        options,
        format_func=lambda key: _end_name(key, parties.get(key)),
        key="to",
        persist_state="session",
    )
    if chosen in (LENS, ANY):
        return (Ends.LENS if chosen == LENS else Ends.ANY), None
    if chosen in parties:
        return Ends.PARTY, chosen
    return Ends.COUNTRY, chosen.removeprefix("country:")


def _end_name(key: str, party: Party | None) -> str:
    if party is not None:
        return _name(party, "")
    if key in (LENS, ANY):
        return {LENS: "Governments that meet the lens", ANY: "Any government"}[key]
    return f"{country.name(key.removeprefix('country:'))}: every end-user"


def _conditioned(
    workspace: Workspace, supplier: str | None, ends: Ends, end: str | None
) -> Question | None:
    grades = workspace.vocabulary.grades
    address.number("hops", 2, MOST_HOPS, HOPS)
    hops = st.slider("Hops at most", 2, MOST_HOPS, key="hops", persist_state="session")
    address.choice("grade", grades, list(grades)[-1])
    grade: str = st.selectbox(
        "Weakest grade to accept",
        list(grades),
        format_func=lambda name: grades[name].label,
        key="grade",
        persist_state="session",
    )
    address.text("at")
    typed = st.text_input(
        "Only what held at", placeholder="2019 or 2019-05", key="at", persist_state="session"
    )
    undated = _switch("undated", "With a date: keep undated statements")
    offers, money = _switch("offers", "Follow offers"), _switch("money", "Follow loans and grants")
    try:
        as_of = PartialDate(typed.strip()) if typed.strip() else None
    except ValueError:
        st.error("Write the date as YYYY, YYYY-MM or YYYY-MM-DD.")
        return None
    return Question(
        supplier, ends, end, hops, grade, as_of, undated=undated, offers=offers, money=money
    )


def _switch(name: str, label: str) -> bool:
    address.switch(name)
    on: bool = st.toggle(label, key=name, persist_state="session")
    return on


def _by_name(parties: list[Party]) -> list[str]:
    return [p.id for p in sorted(parties, key=lambda p: (p.name.casefold(), p.id))]


def _name(party: Party | None, otherwise: str) -> str:
    if party is None:
        return otherwise
    return f"{party.name} ({country.name(party.country)})"
