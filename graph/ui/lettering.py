"""The words of a picture: under a mark, along a hop, and for who hears instead of sees."""

from __future__ import annotations

import textwrap
from math import hypot
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from graph.ui.style import FLAG, WARNING, mark_reach, spaced

if TYPE_CHECKING:
    from graph.ui.picture import Link, Mark

WIDE, LINES = 18, 3  # of a label under a mark
LETTER, ENDS, LEAST = 5.6, 30.0, 5  # along a hop: a letter's width; for its ends; letters to show


def worded(link: Link) -> str:
    """Give the words of a hop, with the mark of a dispute."""
    return f"{link.label} {WARNING} disputed" if link.disputed else link.label


def along(link: Link, origin: Mark, target: Mark) -> str:
    """Give as much of the words as the hop has room for; the mark of a dispute is always there.

    All of them when a party has no place yet.
    """
    words = worded(link)
    if None in (origin.x, origin.y, target.x, target.y) or link.origin == link.target:
        return words
    far = hypot((origin.x or 0) - (target.x or 0), (origin.y or 0) - (target.y or 0))
    most = int((far - mark_reach(origin) - mark_reach(target) - ENDS) / LETTER)
    if len(words) <= most:
        return words
    end = f"… {WARNING}" if link.disputed else "…"
    cut = link.label[: max(0, most - len(end))].rstrip()
    return cut + end if len(cut) >= LEAST else end[2:]


def titled(mark: Mark) -> str:
    """Give the words under a mark, shortened, flagged where its government meets the lens."""
    return (FLAG if mark.restrictive else "") + shortened(mark.label)


def shortened(text: str) -> str:
    """Wrap a name for the space under a mark; what does not fit ends in an ellipsis.

    >>> shortened("Telecommunication Company of Iran")
    'Telecommunication\\nCompany of Iran'
    """
    broad = sum(east_asian_width(letter) in "WF" for letter in text)
    width = WIDE // 2 if broad * 2 > len(text) else WIDE
    lines = textwrap.wrap(text, width, max_lines=LINES, placeholder="…")
    return "\n".join(lines) or "(no name)"


def said(mark: Mark) -> str:
    """Give what a screen reader hears of a party."""
    lens = "assessed as restrictive" if mark.restrictive else ""
    records = f"{mark.records} records that stand as one" if mark.records > 1 else ""
    parts = (mark.label, spaced(mark.kind), spaced(mark.role), mark.country, lens, records)
    return ", ".join(part for part in parts if part)
