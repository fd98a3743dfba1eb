"""The reader's view while they are here: what Explore shows, and every change made to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph import view as views
from graph.connection import MOST_HOPS, Connection, connection
from graph.filters import NOTHING_HIDDEN, toggled
from graph.ui import address
from graph.ui.load import workspace
from graph.view import NEXT, History, View
from graph.view_data import NAMES, from_address, held, to_address
from graph.words import called

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Literal

    from graph.filters import Filters
    from graph.layout import Place
    from graph.neighbourhood import Way
    from graph.workspace import Workspace

NAME = "explore"
HISTORY, GRAPH, TRAIL, NOTE = "explore-history", "explore-graph", "explore-trail", "explore-note"
ARRIVED = "party"  # forgotten when the address overrules what is here


def arrive(opened: Workspace) -> None:
    """Take the view from the address where that is new, else go on with what was here."""
    address.arrive(NAME, NAMES)
    take(opened)


def take(opened: Workspace) -> None:
    """Take the view that the address names, unless it was taken before.

    In a graph that was opened since, only what it holds too is left of the view.
    """
    state, graph = st.session_state, opened.network.graph["content_hash"]
    if state.get(GRAPH, graph) != graph:
        state[HISTORY] = History(held(opened.network, now())[0])
        state.pop(TRAIL, None)
    state[GRAPH] = graph
    if ARRIVED not in state:
        asked = {name: st.query_params.get_all(name) for name in st.query_params}
        view = from_address(opened.network, asked, opened.vocabulary)
        here = HISTORY in state and now().parties
        state[HISTORY] = views.change(history(), view) if here else History(view)
    state[ARRIVED] = True


def publish(opened: Workspace) -> int:
    """Name the view in the address; give how many parties it had no room for."""
    told = to_address(opened.network, now(), opened.vocabulary)
    address.publish(NAME, dict.fromkeys(NAMES) | dict(told.values))
    return told.left_out


def history() -> History:
    """Give the view with what can be taken back."""
    found: History = st.session_state.setdefault(HISTORY, History())
    return found


def now() -> View:
    """Give the view as it is."""
    return history().now


def go(view: View) -> None:
    """Change the view, so that it can be taken back."""
    st.session_state.pop(NOTE, None)
    st.session_state[HISTORY] = views.change(history(), view)


def look(chosen: Iterable[str]) -> None:
    """Choose parties and hops."""
    st.session_state.pop(NOTE, None)
    st.session_state[HISTORY] = views.look(history(), chosen)


def note() -> str:
    """Give what there is to say about the last change; nothing for most."""
    return str(st.session_state.get(NOTE, ""))


# What a reader does; each is called before the page is drawn again


def undo() -> None:
    """Take the last change back."""
    st.session_state[HISTORY] = views.undo(history())


def redo() -> None:
    """Make the change again that was taken back."""
    st.session_state[HISTORY] = views.redo(history())


def begin(key: str | None) -> None:
    """Begin with a party, or with none; filters and layout are kept."""
    opened, view = workspace(), now()
    if key is None:
        go(View(filters=view.filters, layout=view.layout))
        return
    words, filters = opened.vocabulary, view.filters
    go(views.begin(opened.network, key, words, filters=filters, layout=view.layout))


def add(key: str) -> None:
    """Show one more party and choose it."""
    opened = workspace()
    grown = views.add(opened.network, now(), [key], opened.vocabulary)
    go(views.select(grown, [key] if key in grown.places else now().selection))
    _say_if_full([key])


def expand(
    key: str, way: Way | None = None, kind: str | None = None, most: int | None = NEXT
) -> None:
    """Show more neighbours of a party and choose it."""
    opened = workspace()
    if key not in opened.network:
        return
    before, words = now(), opened.vocabulary
    grown = views.expand(opened.network, before, key, words, way=way, kind=kind, most=most)
    go(views.select(grown, [key]) if key in grown.places else grown)
    if len(now().parties) == views.MOST_SHOWN:
        _say_if_full(())
    elif grown == before:
        st.session_state[NOTE] = "All neighbours that the filters let be seen are shown."


def _say_if_full(wanted: Iterable[str]) -> None:
    lost = [key for key in wanted if key not in now().places]
    if lost or len(now().parties) >= views.MOST_SHOWN:
        full = f"A picture holds {views.MOST_SHOWN} parties at most: remove some to show more."
        st.session_state[NOTE] = full


def remove(parties: Iterable[str]) -> None:
    """Take parties out of the picture."""
    go(views.remove(now(), parties))


def keep_only(parties: Iterable[str]) -> None:
    """Take all others out of the picture."""
    go(views.keep_only(now(), parties))


def unpin(parties: Iterable[str]) -> None:
    """Let a layout move parties again."""
    go(views.unpin(now(), parties))


def pin(moved: Mapping[str, Place]) -> None:
    """Let parties stand where they were put."""
    go(views.pin(now(), moved))


def lay_out(layout: str) -> None:
    """Set all but the pinned out anew."""
    opened = workspace()
    go(views.set_layout(opened.network, now(), layout, opened.vocabulary))


def filter_by(filters: Filters) -> None:
    """Hide and show by other filters."""
    go(views.filtered(now(), filters))


def toggle(group: Literal["kind", "layer"], term: str) -> None:
    """Hide a kind or a layer, or show it again."""
    filter_by(toggled(now().filters, group, term))


def show_all() -> None:
    """Hide nothing."""
    filter_by(NOTHING_HIDDEN)


def connect(ends: tuple[str, str]) -> None:
    """Show how two parties are connected, or say that they are not."""
    opened, view = workspace(), now()
    names = [called(opened.records, end) for end in ends]
    found = connection(opened.network, ends, opened.vocabulary, opened.hubs, view.filters)
    if found is None:
        leave()
        st.session_state[NOTE] = (
            f"No connection of at most {MOST_HOPS} hops between {names[0]} and {names[1]}, "
            "along what the filters let be seen."
        )
        return
    go(views.reveal(opened.network, view, found, opened.vocabulary))
    st.session_state[TRAIL] = found
    _say_if_full(found.parties)


def trail() -> Connection | None:
    """Give the connection shown last, while the picture holds it."""
    found: Connection | None = st.session_state.get(TRAIL)
    return found if found and set(found.parties) <= now().places.keys() else None


def leave() -> None:
    """Show no connection any more; its parties stay."""
    st.session_state.pop(TRAIL, None)
