"""What the map shows while the reader is here: whose result, which years, what is chosen on it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from graph.filters import NOTHING_HIDDEN
from graph.ui import address, asking
from graph.ui import explore_state as explore
from graph.ui.paths_state import COMPOSED
from graph.view import View
from graph.view_data import NAMES, PARTY, SHOW, from_address, to_address

if TYPE_CHECKING:
    from graph.dates import PartialDate
    from graph.filters import Filters
    from graph.workspace import Workspace

PAGE = "map"
OF, PLACE = "of", "place"  # whose result is shown; the country or flow that is chosen
OF_PATHS, OF_EXPLORE = "paths", "explore"
RESULTS = {OF_PATHS: "The answer of Paths", OF_EXPLORE: "The picture of Explore"}
OWN, QUESTION = (OF, PLACE), (COMPOSED, *asking.NAMES)
PERIOD = "map-period"  # the filters of paths; those of a picture are Explore's own


def arrive(opened: Workspace) -> None:
    """Take from the address what it names; all else stays as the reader left it."""
    state = st.session_state
    address.arrive(PAGE, OWN, QUESTION, NAMES)
    if OF not in state:
        asked = {name: st.query_params.get_all(name) for name in NAMES if name not in (PARTY, SHOW)}
        state[PERIOD] = from_address(opened.network, asked, opened.vocabulary).filters
        state[PLACE] = st.query_params.get(PLACE, "")
    address.choice(OF, RESULTS, OF_PATHS)
    _picture(opened)


def _picture(opened: Workspace) -> None:
    """Take the picture of Explore from the address if it names one, else leave it as it is."""
    state, named = st.session_state, not {PARTY, SHOW}.isdisjoint(st.query_params)
    if state[OF] == OF_PATHS or not named:
        if explore.HISTORY not in state:
            return
        state[explore.ARRIVED] = True
    explore.take(opened)


def publish(opened: Workspace) -> None:
    """Write all that is shown and chosen into the address, so that it can be pasted elsewhere."""
    state = st.session_state
    values: dict[str, object] = dict.fromkeys((*OWN, *QUESTION, *NAMES))
    values |= {OF: state[OF], PLACE: state.get(PLACE)}
    if state[OF] == OF_PATHS:
        values |= asking.told() | {COMPOSED: state.get(COMPOSED)}
    shown = explore.now() if state[OF] == OF_EXPLORE else View(filters=filters())
    values |= to_address(opened.network, shown, opened.vocabulary).values
    address.publish(PAGE, values)


def filters() -> Filters:
    """Give the filters in force: the picture's own, or those set here for paths."""
    state = st.session_state
    if state[OF] == OF_EXPLORE:
        return explore.now().filters
    found: Filters = state.setdefault(PERIOD, NOTHING_HIDDEN)
    return found


def place() -> str:
    """Give the country or the flow that is chosen; "" for none."""
    return str(st.session_state.get(PLACE) or "")


# What a reader does; each is called before the page is drawn again


def choose(chosen: str) -> None:
    """Choose a country by its code or a flow by its id, or nothing; the same again is let go."""
    st.session_state[PLACE] = "" if chosen == place() else chosen


def show_years(since: PartialDate | None, until: PartialDate | None) -> None:
    """Show what holds in these years only; None leaves a side open."""
    _filter(replace(filters(), since=since, until=until))


def keep_undated(kept: bool) -> None:
    """Keep what no date places in the years shown, or leave it out."""
    _filter(replace(filters(), undated=kept))


def _filter(changed: Filters) -> None:
    """Set the filters where they are kept: those of a picture can be taken back in Explore."""
    if st.session_state[OF] == OF_EXPLORE:
        explore.filter_by(changed)
    else:
        st.session_state[PERIOD] = changed
