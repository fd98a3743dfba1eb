"""The parts of a party's sheet by name: their headings, and the contents that lead to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.ui.html import joined, piece, show

if TYPE_CHECKING:
    from graph.profile import Profile

ROLES, LISTINGS, PATHS, CONTROL, PLACES, DISPUTES, RECORDS, UNSETTLED, OTHERS, SOURCES = (
    *("Roles in supplies", "Listings", "Paths through it", "Ownership and control", "Addresses"),
    *("Disputes", "Records that count as this party", "Identity that nobody has settled"),
    *("What else is said", "Sources"),
)


def head(title: str, lead: str = "") -> None:
    """Open a part of the sheet, under the name by which the contents lead to it."""
    told = piece('<p class="quiet">{}</p>', lead) if lead else piece("")
    show(piece('<h3 class="sheet" id="{}">{}</h3>{}', anchor(title), title, told))


def anchor(title: str) -> str:
    """Name a part of the sheet for a link to it.

    >>> anchor(CONTROL)
    'sheet-ownership-and-control'
    """
    return f"sheet-{title.lower().replace(' ', '-')}"


def contents(found: Profile) -> None:
    """List the parts of the sheet with how much is in each, as links; paths are not yet known."""
    counts: dict[str, int | str] = {
        ROLES: len({each.role for each in found.roles}),
        LISTINGS: len(found.party.listings),
        PATHS: " " if found.roles else "",
        CONTROL: len(found.above) + len(found.below),
        PLACES: len(found.places),
        DISPUTES: len(found.disputed),
        RECORDS: len(found.party.members),
        UNSETTLED: len(found.doubtful),
        OTHERS: len(found.others),
        SOURCES: len(found.sources),
    }
    rows = joined(
        piece('<li><a href="#{}">{}</a><span>{}</span></li>', anchor(title), title, count)
        for title, count in counts.items()
        if count
    )
    show(piece('<h3 class="part">On this sheet</h3><ul class="contents">{}</ul>', rows))
