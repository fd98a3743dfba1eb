"""The attested paths that a party is on, looked for beside the page and shown as rows."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from graph import words
from graph.profile import MOST_PATHS, paths_through
from graph.ui import links, paths_rows, paths_state, paths_task
from graph.ui.html import piece, show
from graph.ui.load import lens
from graph.ui.party_contents import PATHS, head
from graph.ui.table import HEAD_HEIGHT, ROW_HEIGHT, clicked_row
from graph.workspace import ask

if TYPE_CHECKING:
    from graph.paths import Answer, Path
    from graph.practice import Lens
    from graph.statement import Party
    from graph.ui.paths_task import Task
    from graph.workspace import Workspace

TASK, SECONDS, MOST_ROWS = "party-paths", 15.0, 8.5
LEAD = "Attested third-party paths to end-users whose government meets the lens."
KINDS = ("company", "organisation", "person", "government", "government_agency", "product")


def paths(party: Party, held: Workspace) -> None:
    """Show the attested paths through a party, at either end of them or between."""
    if party.kind not in KINDS:
        return
    head(PATHS, LEAD)
    asked = held.records.content_hash, party.id, lens()
    task = paths_task.task(TASK, asked, partial(_search, held, party.id, lens()))
    label = "Stop looking for paths"
    paths_task.watch(task, label, SECONDS, lambda: f"Looking for paths: {task.seconds:.0f} s.")
    if task.error or task.found is None:
        why = str(task.error) if task.error else "The search was stopped."
        show(piece('<p class="quiet none">{}</p>', why))
    else:
        _shown(task.found, party, held)


def _search(held: Workspace, key: str, looking: Lens, task: Task[Answer]) -> None:
    task.put(ask(held, paths_through(key, SECONDS), looking))


def _shown(found: Answer, party: Party, held: Workspace) -> None:
    every = found.attested
    if not every:
        cut = " It was cut short." if found.account.cut else ""
        told = f"None was found, at most {found.question.hops} hops.{cut}"
        show(piece('<p class="quiet none">{}</p>', told))
        return
    show(piece('<p class="quiet">{}</p>', _count(found, party)))
    key = f"party-routes {party.id}"
    st.dataframe(
        pd.DataFrame(paths_rows.row(path, found.question, held) for path in every),
        hide_index=True,
        height=round(HEAD_HEIGHT + ROW_HEIGHT * min(MOST_ROWS, len(every))),
        on_select="rerun",
        selection_mode=["single-row", "single-cell"],
        key=key,
        alt="paths through it",
    )
    if (row := clicked_row(key)) is not None:
        del st.session_state[key]
        _open(every[row], party)
    links.to(links.PATHS, "All of them, with their evidence, in Paths →", through=party.id)


def _count(found: Answer, party: Party) -> str:
    """Count the paths by the place that the party has on them."""
    every = found.attested
    places = {
        "as supplier": sum(path.supplier == party.id for path in every),
        "as intermediary": sum(party.id in path.intermediaries for path in every),
        "as end-user": sum(path.end_user.party == party.id for path in every),
    }
    told = "; ".join(f"{count} {place}" for place, count in places.items() if count)
    total = words.number(len(every), "path")
    if found.account.cut:
        total = f"More than {total}" if len(every) >= MOST_PATHS else f"{total}, cut short"
    return f"{total}: {told or 'it is the item'}. A click opens one with its evidence."


def _open(path: Path, party: Party) -> None:
    links.go(links.PATHS, through=party.id, chosen=paths_state.path_id(path))
