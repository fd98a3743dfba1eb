"""The paths of an answer as a table, whole or group by group; rows are chosen and compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from graph import words
from graph.grouping import By, grouped
from graph.ui import paths_rows
from graph.ui import paths_state as state
from graph.ui.html import piece, show
from graph.ui.table import linked_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.grouping import Group
    from graph.paths import Path
    from graph.question import Question
    from graph.workspace import Workspace

MOST_ROWS = 4.5  # the half row says that there are more
TICK = "Tick a second path to compare the two."
COMPARED = "Two paths are compared below."


@dataclass(frozen=True, slots=True)
class Listing:
    """What is listed: the groups with the one open, its paths by id, and which are chosen.

    Not grouped there are no groups, and `paths` are all. `usual` is what is chosen without
    asking, by its name in the address.
    """

    by: By | None
    groups: Mapping[str, Group]
    opened: str
    paths: Mapping[str, Path]
    chosen: str
    beside: Path | None
    usual: Mapping[str, object]

    @property
    def path(self) -> Path:
        """The path that is read."""
        return self.paths[self.chosen]


def listing(paths: Sequence[Path], held: Workspace) -> Listing:
    """Work out what is listed and chosen of one or more paths, before anything is shown."""
    grouping = st.session_state[state.GROUP]
    by = None if grouping == state.UNGROUPED else By(grouping)
    groups = {group.key: group for group in grouped(paths, by)} if by else {}
    opened = state.settled(state.OPEN, groups)
    shown = groups[opened].paths if groups else paths
    ordered = paths_rows.ordered(shown, st.session_state[state.SORT], held)
    here = {state.path_id(path): path for path in ordered}
    wanted = st.session_state[state.BESIDE]
    beside = next((path for path in paths if state.path_id(path) == wanted), None)
    if beside is None:
        state.leave()
    usual = {state.OPEN: next(iter(groups), None), state.CHOSEN: next(iter(here))}
    chosen = state.settled(state.CHOSEN, here)
    return Listing(by, groups, opened, here, chosen, beside, usual)


def controls() -> None:
    """Offer to group the paths and to put them in another order."""
    left, right = st.columns(2)
    with left:
        _choice(state.GROUP, "Group the paths", state.GROUPINGS)
    with right:
        _choice(state.SORT, "Order of the paths", state.SORTS)


def _choice(name: str, label: str, options: Mapping[str, str]) -> None:
    st.selectbox(
        label,
        list(options),
        format_func=options.__getitem__,
        key=name,
        label_visibility="collapsed",
        persist_state="session",
    )


def table(held: Listing, question: Question, workspace: Workspace) -> None:
    """Show the paths as rows; grouped, the groups beside those of the one that is open."""
    if held.by is None:
        _line(COMPARED if held.beside else TICK)
        _rows(held, question, workspace)
        return
    left, right = st.columns([5, 8])
    with left:
        grouping = state.GROUPINGS[held.by.value].lower()
        _line(f"{words.number(len(held.groups), 'group')}, {grouping}; a path can be in several")
        _groups(held, held.by, workspace)
    with right:
        name = paths_rows.group_name(held.opened, held.by, workspace)
        _line(f"{name}: {words.number(len(held.paths), 'path')}; tick two to compare them")
        _rows(held, question, workspace, paths_rows.COMMON[held.by])


def _rows(
    held: Listing, question: Question, workspace: Workspace, without: Sequence[str] = ()
) -> None:
    """Show paths as rows, `without` columns in which all are the same."""
    rows = [paths_rows.row(path, question, workspace) for path in held.paths.values()]
    marked = {held.chosen, *([state.path_id(held.beside)] if held.beside else [])}
    linked_rows(
        [{name: told for name, told in row.items() if name not in without} for row in rows],
        list(held.paths),
        marked,
        name="paths",
        most=MOST_ROWS,
        on_choose=state.choose,
    )


def _groups(held: Listing, by: By, workspace: Workspace) -> None:
    composed = any(group.composed for group in held.groups.values())
    linked_rows(
        paths_rows.group_rows(held.groups.values(), by, workspace, composed=composed),
        list(held.groups),
        {held.opened},
        name=f"groups by {by}",
        most=MOST_ROWS,
        on_choose=state.open_group,
    )


def _line(text: str) -> None:
    show(piece('<p class="quiet">{}</p>', text))
