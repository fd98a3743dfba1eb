"""The formats as a part of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graph.exports.subgraph import Export


def listing(exports: Mapping[str, Export]) -> str:
    """Write in Markdown what each format is, whether it is read back, and what it loses."""
    lines = [
        "| `--format` | what it is | file | read back | lost |",
        "| --- | --- | --- | --- | --- |",
    ]
    for name in sorted(exports):
        held = exports[name]
        back = "yes" if held.reads_back else "no"
        lost = "see below" if held.loses else "nothing"
        lines.append(f"| `{name}` | {held.title} | .{held.extension} | {back} | {lost} |")
    return "\n".join([*lines, "", *_losses(exports)])


def _losses(exports: Mapping[str, Export]) -> Iterator[str]:
    yield "### What a format does not carry"
    for name in sorted(exports):
        if exports[name].loses:
            yield from ("", f"`{name}`:", "")
            yield from (f"- {each}" for each in exports[name].loses)
