"""Where paths begin and end: two fields of the question, and a third for one party of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph import country
from graph.end_users import BODIES
from graph.errors import BadQuestion
from graph.plan import ACTORS
from graph.question import Ends
from graph.ui import address, pick
from graph.ui import paths_fields as fields
from graph.ui.paths_fields import ANY, LENS, ONE
from graph.vocabulary import Flow

if TYPE_CHECKING:
    from graph.workspace import Workspace

COUNTRY, KIND = "country:", "kind:"
# Where paths begin and end, in a supply and along a pattern. They are fields of their own: a
# browser knows an option by its label alone, and would send one back that is there no more.
SUPPLY, ALONG = ("supplier", "to", "to_party"), ("start", "end", "end_party")
UNNAMED = "Nothing was asked yet: choose the party at which paths should end."


def start(held: Workspace, pattern: str) -> str | None:
    """Let the reader choose where paths begin; None for wherever they may."""
    name = (ALONG if pattern else SUPPLY)[0]
    able = held.records.parties if pattern else suppliers(held)
    _known(name, held)
    label = "From this party (empty: any)" if pattern else "From this supplier (empty: all)"
    address.choice(name, able, None)
    return pick.party(label, held, able, name)


def suppliers(held: Workspace) -> set[str]:
    """Give the companies and persons from which goods, services or data move on."""
    return _suppliers(held.records.content_hash, held)


@st.cache_resource(show_spinner=False, max_entries=4)
def _suppliers(data: str, _held: Workspace) -> set[str]:
    relations, parties = _held.vocabulary.relations, _held.records.parties
    found = set()
    for statement in _held.records.statements:
        relation = relations[statement.relation]
        if relation.layer == "supply":
            reverse = relation.flow is Flow.REVERSE
            found.add(statement.object if reverse else statement.subject)
    return {key for key in found if parties[key].kind in ACTORS}


def end(held: Workspace, pattern: str, *, named: bool) -> str:
    """Let the reader choose where paths end, a set of parties or one; `named` is the pattern."""
    _, name, party = ALONG if pattern else SUPPLY
    options = _options(held.records.content_hash, pick.MOST_LISTED, held) | {
        LENS: "Wherever it may end" if named else "Governments that meet the lens"
    }
    asked = st.query_params.get(name, "")
    if name not in st.session_state and asked not in options:
        _one(name, party, _record(asked, held))
    label = "To this party" if pattern else "To this end-user"
    return fields.choice(name, label, options)


def _one(name: str, party: str, asked: str | None) -> None:
    """Take a party that is in no list as the one that the reader searched for."""
    if asked:
        st.session_state[name], st.session_state[party] = ONE, asked


def one(held: Workspace, pattern: str) -> None:
    """Let the reader choose a single party at which paths end, whatever it is."""
    name = (ALONG if pattern else SUPPLY)[2]
    _known(name, held)
    address.choice(name, held.records.parties, None)
    pick.party("End at this party", held, held.records.parties, name)


def ends(chosen: str, pattern: str, *, named: bool) -> tuple[Ends, str | None]:
    """Read where paths end; raises `BadQuestion` while one party is wanted and none chosen."""
    if chosen == LENS:
        return (Ends.PATTERN if named else Ends.LENS), None
    if chosen == ANY:
        return Ends.ANY, None
    if chosen.startswith(COUNTRY):
        return Ends.COUNTRY, chosen.removeprefix(COUNTRY)
    if chosen.startswith(KIND):
        return Ends.KIND, chosen.removeprefix(KIND)
    party = st.session_state[(ALONG if pattern else SUPPLY)[2]] if chosen == ONE else chosen
    if party is None:
        raise BadQuestion(UNNAMED)
    return Ends.PARTY, party


@st.cache_resource(show_spinner=False, max_entries=4)
def _options(data: str, most: int, _held: Workspace) -> dict[str, str]:
    """List where a path may be asked to end: sets of governments, countries, kinds, bodies.

    Bodies are listed while there are few enough to be; one party of all can be searched for.
    """
    bodies = [each for each in _held.records.parties.values() if each.kind in BODIES]
    countries = sorted({each.country for each in bodies if each.country}, key=country.name)
    options = {LENS: "", ANY: "Any government", ONE: "One party of your choice"}
    options |= {f"{COUNTRY}{code}": f"{country.name(code)}: every end-user" for code in countries}
    kinds = _held.vocabulary.kinds.items()
    options |= {f"{KIND}{name}": f"Of the kind {kind.label}" for name, kind in kinds}
    if len(bodies) <= most:
        bodies.sort(key=lambda each: (each.name.casefold(), each.id))
        options |= fields.names(bodies)
    return options


def _known(name: str, held: Workspace) -> None:
    """Forget a party of another graph; take one of several records as the party it counts for."""
    if (asked := st.session_state.get(name)) and asked not in held.records.parties:
        del st.session_state[name]
    asked = st.query_params.get(name)
    if name not in st.session_state and asked and asked not in held.records.parties:
        st.session_state[name] = _record(asked, held)


def _record(asked: str, held: Workspace) -> str | None:
    if asked in held.records.parties:
        return asked
    party = held.names.members.get(asked)
    return party.id if party else None
