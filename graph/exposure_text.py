"""Who is exposed, as text for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph import country, words

if TYPE_CHECKING:
    from graph.exposure import Exposed, Exposure
    from graph.statement import Records

EXPOSED = (
    ("Suppliers", "suppliers", "end-user"),
    ("Intermediaries", "intermediaries", "supplier"),
    ("End-users", "end_users", "supplier"),
    ("Countries", "countries", "supplier"),
)


def shown(held: Exposure, records: Records, rows: int, opened: str) -> str:
    """Show the rankings, up to `rows` lines each; `opened` is a party or country to open up."""
    blocks = []
    for title, found, other in EXPOSED:
        ranked: tuple[Exposed, ...] = getattr(held, found)
        more = f"  and {len(ranked) - rows} more" if len(ranked) > rows else ""
        lines = [_exposed(each, other, records, opened) for each in ranked[:rows]]
        blocks.append("\n".join(filter(None, [f"{title}: {len(ranked)}", *lines, more])))
    return "\n\n".join(blocks)


def _exposed(held: Exposed, other: str, records: Records, opened: str) -> str:
    name = records.parties[held.key].name if held.key in records.parties else country.name(held.key)
    disputed = f", {held.disputed} with a disputed hop" if held.disputed else ""
    others = words.number(held.with_, other)
    paths = words.number(len(held.paths), "path")
    lines = [f"  {name}  ({held.key}): {paths}, {others}{disputed}"]
    if held.key == opened:
        lines += [f"    {words.route(path, records)}" for path in held.paths]
    return "\n".join(lines)
