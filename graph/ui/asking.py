"""The question as the reader puts it: widgets whose values live in the page's address."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from graph import country
from graph.dates import PartialDate
from graph.plan import ACTORS
from graph.question import MOST_HOPS, Ends, Question
from graph.ui import address, whole
from graph.vocabulary import Flow

if TYPE_CHECKING:
    from graph.statement import Party
    from graph.workspace import Workspace

ANYONE = "any"
LENS, ANY = "lens", "any"
HOPS = 4
SWITCHES = {
    "undated": "Keep undated statements too",
    "offers": "Follow offers, with no delivery shown",
    "money": "Follow loans and grants",
}
# Where paths begin and end, in a supply and along a pattern. They are widgets of their own: a
# browser knows an option by its label alone, and would send one back that is there no more.
SUPPLY, ALONG = ("supplier", "to"), ("start", "end")
NAMES = (*SUPPLY, *ALONG, "hops", "grade", "at", *SWITCHES, *whole.NAMES)


def question(workspace: Workspace) -> Question | None:
    """Show the widgets and give the question; None while the reader's date makes no sense."""
    what, left, right, more = st.columns([4, 4, 4, 2], vertical_alignment="bottom")
    with what:
        pattern = whole.pattern(workspace)
    with left:
        supplier = _supplier(workspace, pattern)
    with right:
        ends, end = _end(workspace, pattern)
    with more, st.popover("Conditions", width="stretch"):
        return _conditioned(workspace, Question(supplier, ends, end, pattern=pattern))


def told(workspace: Workspace) -> dict[str, object]:
    """Give what differs from the defaults, as the page's address tells it."""
    state = st.session_state
    usual: dict[str, object] = {"hops": HOPS, "grade": list(workspace.vocabulary.grades)[-1]}
    usual |= whole.USUAL | dict.fromkeys(("supplier", "start"), ANYONE)
    usual |= dict.fromkeys(("to", "end"), LENS)
    unasked = SUPPLY if state["pattern"] != whole.THIRD_PARTIES else ALONG
    asked = [name for name in NAMES if name not in unasked and state[name] != usual.get(name)]
    return {name: state[name] if name in asked else None for name in NAMES}


def _supplier(workspace: Workspace, pattern: str) -> str | None:
    parties = workspace.records.parties
    able, name = (parties, ALONG[0]) if pattern else (suppliers(workspace), SUPPLY[0])
    options = [ANYONE, *_by_name([parties[key] for key in able])]
    address.choice(name, options, ANYONE)
    chosen: str = st.selectbox(
        "From this party" if pattern else "From this supplier",
        options,
        format_func=lambda key: _name(parties[key]) if key in parties else _everyone(pattern),
        key=name,
        persist_state="session",
    )
    return None if chosen == ANYONE else chosen


def _everyone(pattern: str) -> str:
    return "Every party it may begin at" if pattern else "All suppliers"


def suppliers(workspace: Workspace) -> set[str]:
    """Give the companies and persons from which goods, services or data move on."""
    relations, parties = workspace.vocabulary.relations, workspace.records.parties
    found = set()
    for statement in workspace.records.statements:
        relation = relations[statement.relation]
        if relation.layer == "supply":
            reverse = relation.flow is Flow.REVERSE
            found.add(statement.object if reverse else statement.subject)
    return {key for key in found if parties[key].kind in ACTORS}


def _end(workspace: Workspace, pattern: str) -> tuple[Ends, str | None]:
    parties = workspace.records.parties
    options, name = _ends(workspace), ALONG[1] if pattern else SUPPLY[1]
    address.choice(name, options, LENS)
    chosen: str = st.selectbox(
        "To this party" if pattern else "To this end-user",
        options,
        format_func=lambda key: _end_name(key, parties.get(key), pattern),
        key=name,
        persist_state="session",
    )
    if chosen in (LENS, ANY):
        return (Ends.LENS if chosen == LENS else Ends.ANY), None
    if chosen in parties:
        return Ends.PARTY, chosen
    return Ends.COUNTRY, chosen.removeprefix("country:")


def _ends(workspace: Workspace) -> list[str]:
    """List where a path may be asked to end: sets of governments, countries, then bodies."""
    parties = workspace.records.parties.values()
    bodies = [p for p in parties if p.kind in ("government", "government_agency")]
    countries = sorted({p.country for p in bodies if p.country}, key=country.name)
    return [LENS, ANY, *(f"country:{code}" for code in countries), *_by_name(bodies)]


def _end_name(key: str, party: Party | None, pattern: str) -> str:
    if party is not None:
        return _name(party)
    if pattern and key == LENS:
        return "Wherever it may end"
    if key in (LENS, ANY):
        return {LENS: "Governments that meet the lens", ANY: "Any government"}[key]
    return f"{country.name(key.removeprefix('country:'))}: every end-user"


def _conditioned(workspace: Workspace, asked: Question) -> Question | None:
    left, right = st.columns(2)
    with left:
        hops, grade, typed = _hops(), _grade(workspace), _date()
        undated, offers, money = (_switch(name, label) for name, label in SWITCHES.items())
    with right:
        conditions, path = whole.conditions(), whole.written()
    try:
        as_of = PartialDate(typed) if typed else None
    except ValueError:
        st.error("Write the date as YYYY, YYYY-MM or YYYY-MM-DD.")
        return None
    asked = replace(asked, pattern=path or asked.pattern)
    if asked.ends is Ends.LENS and asked.pattern in workspace.patterns:
        asked = replace(asked, ends=Ends.PATTERN)
    return replace(
        asked,
        hops=hops,
        minimum_grade=grade,
        as_of=as_of,
        undated=undated,
        offers=offers,
        money=money,
        conditions=conditions,
    )


def _hops() -> int:
    address.number("hops", 2, MOST_HOPS, HOPS)
    return st.slider("Hops at most", 2, MOST_HOPS, key="hops", persist_state="session")


def _grade(workspace: Workspace) -> str:
    grades = workspace.vocabulary.grades
    address.choice("grade", grades, list(grades)[-1])
    chosen: str = st.selectbox(
        "Weakest grade to accept",
        list(grades),
        format_func=lambda name: grades[name].label,
        key="grade",
        persist_state="session",
    )
    return chosen


def _date() -> str:
    address.text("at")
    typed = st.text_input(
        "Only what held at", placeholder="2019 or 2019-05", key="at", persist_state="session"
    )
    return typed.strip()


def _switch(name: str, label: str) -> bool:
    address.switch(name)
    return st.toggle(label, key=name, persist_state="session")


def _by_name(parties: list[Party]) -> list[str]:
    return [p.id for p in sorted(parties, key=lambda p: (p.name.casefold(), p.id))]


def _name(party: Party) -> str:
    return f"{party.name} ({country.name(party.country)})"
