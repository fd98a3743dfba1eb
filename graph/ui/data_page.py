"""What the open graph was built from, and a way to open published files of one's own."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from graph import building, words
from graph.errors import EnduseError
from graph.ui import address
from graph.ui.html import heading, joined, piece, show, style
from graph.ui.load import OWN, workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from graph.workspace import Workspace

NAME, REPORT = "data", "data-report"
LEAD = "What is open now, and published files of your own: a register, a list, a procurement feed."
STAYS = "Files stay on this machine, in a temporary folder, and are shown to nobody else."
AUTO = ""


def page() -> None:
    """Show the collections that are open; read uploaded files into a graph and open it."""
    style()
    address.publish(NAME, {})
    heading("Data", LEAD)
    held = workspace()
    left, right = st.columns([7, 5], gap="large")
    with left:
        _collections(held)
        _report()
    with right:
        _upload()


def _collections(held: Workspace) -> None:
    """List what is open: from whom, under what terms, how much."""
    counts = Counter(key.partition(":")[0] for key in held.stated.parties)
    show(piece("<h3>Open now</h3>"))
    st.dataframe(
        pd.DataFrame(
            {
                "Collection": each.title,
                "Publisher": each.publisher,
                "Parties": counts[each.id],
                "Licence": each.licence,
                "As of": str(each.compiled or "unknown"),
            }
            for each in held.stated.collections
        ),
        hide_index=True,
        height="content",
    )
    stated = f"{len(held.stated.parties):,} parties, {len(held.stated.statements):,} statements"
    several = sum(1 for party in held.records.parties.values() if party.members)
    tied = f"; {words.number(several, 'party', 'parties')} of several records" if several else ""
    show(
        piece('<p class="quiet">{}{}. Content hash {}.</p>', stated, tied, held.stated.content_hash)
    )


def _upload() -> None:
    """Ask for files and read them; what goes wrong is said and changes nothing."""
    show(piece("<h3>Open files of your own</h3>"))
    files = st.file_uploader(
        "Published files", accept_multiple_files=True, help="As published; gz and zip too."
    )
    formats = {AUTO: "Recognise it from the file"} | building.formats()
    format_ = st.selectbox("Format", list(formats), format_func=formats.__getitem__)
    together = st.checkbox("Together with the bundled casebook", value=True)
    show(piece('<p class="quiet">{}</p>', STAYS))
    read, back = st.columns(2)
    if read.button("Read the files", type="primary", disabled=not files, width="stretch"):
        _read(files, format_, together)
    back.button(
        "Back to the graph before",
        on_click=_back,
        disabled=OWN not in st.session_state,
        width="stretch",
    )


def _read(files: Sequence[UploadedFile], format_: str, together: bool) -> None:
    room = Path(tempfile.mkdtemp(prefix="enduse-"))
    kept = [_kept(room, file) for file in files]
    line = st.empty()

    def watch(name: str, rows: int, done: float) -> None:
        line.progress(min(done, 1.0), f"{name}: {rows:,} rows")

    try:
        place = room / "graph"
        built = building.build_files(kept, format_, place, casebook=together, watch=watch)
    except EnduseError as error:
        told = str(error).replace(f"{room}/", "")
        show(piece('<div class="refused"><p>{}</p><p>Nothing was changed.</p></div>', told))
        return
    st.session_state[OWN] = str(place)
    st.session_state[REPORT] = [line for report in built.reports for line in report.lines()]
    st.rerun()


def _kept(room: Path, file: UploadedFile) -> Path:
    """Put an uploaded file on disk under its own last name."""
    place = room / Path(file.name).name
    place.write_bytes(file.getvalue())
    return place


def _back() -> None:
    for key in (OWN, REPORT):
        st.session_state.pop(key, None)


def _report() -> None:
    """Show the account of the last load: every row that was read, and what became of it."""
    lines = st.session_state.get(REPORT, ())
    if lines:
        show(piece("<h3>What was read</h3>"))
        rows = joined(piece("<li>{}</li>", line.strip()) for line in lines)
        show(piece('<ul class="account">{}</ul>', rows))
