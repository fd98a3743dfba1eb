"""The notebook runs from beginning to end, in a kernel of its own, and says what it shows."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import nbformat

from tests import notebook

if TYPE_CHECKING:
    from nbformat import NotebookNode

MOST = 40_000  # bytes: a page to read, not a store of pictures


@cache
def run_now() -> NotebookNode:
    return notebook.executed(notebook.read())


def test_every_cell_says_what_the_file_shows() -> None:
    """If it fails, and the answers are right: `make docs`."""
    assert notebook.outputs(run_now()) == notebook.outputs(notebook.read())


def test_every_cell_of_code_was_run_in_order() -> None:
    counts = [cell.execution_count for cell in notebook.read().cells if cell.cell_type == "code"]
    assert counts == list(range(1, len(counts) + 1))


def test_writing_it_again_gives_the_same_bytes() -> None:
    assert notebook.written(run_now()) == notebook.FILE.read_text("utf-8")


def test_what_a_cell_prints_in_pieces_is_one_output() -> None:
    held = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell("print('a', flush=True); print('b', flush=True)")]
    )
    assert notebook.outputs(notebook.executed(held)) == [["a\nb\n"]]


def test_it_holds_words_and_numbers_and_no_more_of_them_than_a_reader_wants() -> None:
    held = notebook.read()
    kinds = {
        kind
        for cell in held.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        for kind in output.get("data", ())
    }
    assert kinds == {"text/plain"}
    assert notebook.FILE.stat().st_size < MOST


def test_it_says_what_a_link_is_not() -> None:
    text = "\n".join(cell.source for cell in notebook.read().cells)
    assert "A link is not a finding" in text
    assert "Nobody here is called a violator" in text
