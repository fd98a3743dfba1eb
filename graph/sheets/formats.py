"""How a sheet can be written, by the name that the command line uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from graph.sheets import as_data, html, marked, pdf

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from graph.sheets.sheet import Sheet

    Write: TypeAlias = Callable[[Sheet], bytes]


class Format(NamedTuple):
    """A format: what a reader calls it, how its file name ends, its media type, its writer."""

    title: str
    extension: str
    media: str
    write: Write


def _html(sheet: Sheet) -> bytes:
    return html.html(sheet).encode()


def _markdown(sheet: Sheet) -> bytes:
    return marked.markdown(sheet).encode()


def _text(sheet: Sheet) -> bytes:
    return marked.text(sheet).encode()


def _json(sheet: Sheet) -> bytes:
    return as_data.as_json(sheet).encode()


FORMATS: Mapping[str, Format] = {
    "text": Format("Plain text", "txt", "text/plain", _text),
    "markdown": Format("Markdown", "md", "text/markdown", _markdown),
    "html": Format("HTML to print", "html", "text/html", _html),
    "pdf": Format("PDF", "pdf", "application/pdf", pdf.pdf),
    "json": Format("JSON", "json", "application/json", _json),
}
