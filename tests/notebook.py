"""Run the notebook in docs/ in a kernel of its own, and write what it says into it: `make docs`."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
from nbclient import NotebookClient

if TYPE_CHECKING:
    from nbformat import NotebookNode

DOCS = Path(__file__).parents[1] / "docs"
FILE = DOCS / "research.ipynb"
SECONDS = 300  # for a cell; the first opens the casebook


def read(file: Path = FILE) -> NotebookNode:
    """Read the notebook as it lies in the folder."""
    held: NotebookNode = nbformat.read(file, as_version=4)
    return held


def executed(held: NotebookNode) -> NotebookNode:
    """Give the notebook with what its cells say now; raise where one of them fails."""
    made = deepcopy(held)
    quiet = ["--IPKernelApp.log_level=ERROR"]  # it warns of talking on 127.0.0.1, as it must
    place = {"metadata": {"path": str(DOCS)}}
    # A busy machine gets what one cell prints in several pieces: joined, they are the same again.
    NotebookClient(
        made, timeout=SECONDS, resources=place, extra_arguments=quiet, coalesce_streams=True
    ).execute()
    for cell in made.cells:
        cell.metadata.pop("execution", None)  # when it ran
    return made


def outputs(held: NotebookNode) -> list[list[Any]]:
    """Give what each cell of code says, as text."""
    code = [cell for cell in held.cells if cell.cell_type == "code"]
    return [[_said(each) for each in cell.outputs] for cell in code]


def _said(output: NotebookNode) -> str:
    text: str = output.text if output.output_type == "stream" else output.data["text/plain"]
    return text


def written(held: NotebookNode) -> str:
    """Give the text of the file."""
    text: str = nbformat.writes(held)
    return f"{text.rstrip()}\n"


if __name__ == "__main__":
    FILE.write_text(written(executed(read())), "utf-8")
