"""The parts of a party's sheet: roles, lists, control, places, sources."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from graph import words
from graph.end_users import BODIES
from graph.plan import ACTORS
from graph.played import Because
from graph.ui import evidence, links
from graph.ui import party_contents as parts
from graph.ui.html import joined, link, piece, show
from graph.ui.party_contents import head
from graph.ui.table import HEAD_HEIGHT, ROW_HEIGHT, clicked_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markupsafe import Markup

    from graph.profile import Place, Profile, Resting
    from graph.statement import Party, Statement
    from graph.workspace import Workspace

FIRST, MOST = 2, 60  # statements that are shown at once, and on the sheet at all
MOST_ROWS, MOST_IN_TABLE = 8.5, 500
MANY = 20  # as the indicators count it: so many at one address, and sharing it says little
SHARED = "To share an address is a link of its own kind: it is no tie, and no wrong."
MASS = (
    "So many are there that it may be no more than a town, or the address of a formation agent, "
    "a free zone or a mail service: sharing it says little."
)
NO_ROLE = "No statement makes it a supplier, an intermediary or an end-user."


def claims(stated: Sequence[Statement], held: Workspace, first: int = FIRST) -> None:
    """Show statements in full: the first of them, and the rest where the reader opens it."""
    show(evidence.claims(stated[:first], held))
    rest = stated[first:MOST]
    if not rest:
        return
    more = len(stated) - first
    with st.expander(f"{more} more" if more <= MOST else f"{len(rest)} of {more} more"):
        show(evidence.claims(rest, held))


def roles(found: Profile, held: Workspace) -> None:
    """Say which roles statements give the party, and which statements do; a thing has none."""
    if found.party.kind not in (*ACTORS, *BODIES):
        return
    head(parts.ROLES, "A party has a role in a supply, never in itself.")
    if not found.roles:
        show(piece('<p class="quiet none">{}</p>', NO_ROLE))
    for each in found.roles:
        title = str(each.role).capitalize()
        show(piece('<h4 class="role">{}</h4><p class="quiet">{}</p>', title, each.because))
        claims(each.statements, held)
        if each.because is Because.CONTROLLED:
            show(piece('<p class="quiet">What ties it to a public body:</p>'))
            claims(each.ties, held)


def listings(found: Profile) -> None:
    """List the lists that the party is on, with dates, programme and citation."""
    head(parts.LISTINGS)
    if not found.party.listings:
        show(
            piece('<p class="quiet none">No list of this data has it. That is not a clearance.</p>')
        )
        return
    rows = [
        {
            "List": each.list,
            "Since": str(each.date or "unknown"),
            "Until": str(each.until or ""),
            "Programme": each.programme,
            "Citation": each.citation,
        }
        for each in found.party.listings
    ]
    _table(rows, "listings")


def control(found: Profile, held: Workspace) -> None:
    """Show ownership and control both ways, a row for each statement; not of an address."""
    if found.party.kind == "address":
        return
    head(parts.CONTROL)
    if not found.above and not found.below:
        show(piece('<p class="quiet none">Nothing is said of who owns or controls it.</p>'))
    for title, stated in (("Above it", found.above), ("Below it", found.below)):
        if stated:
            show(piece('<h4 class="role">{}</h4>', title))
            _ties(title, stated, found.party, held)


def _ties(name: str, stated: Sequence[Statement], party: Party, held: Workspace) -> None:
    """List statements with the other party in each; a click opens its sheet."""
    few = stated[:MOST_IN_TABLE]
    others = [_other(each, party.id) for each in few]
    rows = [
        {
            "Party": words.called(held.records, other),
            "Statement": words.sentence(each, held.records, held.vocabulary),
            "Percent": each.percent.text if each.percent else "",
            "When": words.when(each.period),
            "Grade": held.vocabulary.grades[each.grade].label,
            "Disputed": "⚠ disputed" if each.disputed else "",
            "Source": held.records.sources[each.evidence.source].publisher,
        }
        for other, each in zip(others, few, strict=True)
    ]
    _table(rows, f"{name} {party.id}", others)
    if len(few) < len(stated):
        show(piece('<p class="quiet">The first {} of {}.</p>', len(few), len(stated)))


def _other(said: Statement, key: str) -> str:
    return said.object if said.subject == key else said.subject


def places(found: Profile, held: Workspace) -> None:
    """Show each address, with how many share it and some of them."""
    if not found.places:
        return
    head(parts.PLACES, SHARED)
    for each in found.places:
        _place(each, found.party, held)


def _place(place: Place, party: Party, held: Workspace) -> None:
    of_itself = not place.statements
    told = (
        f"{words.number(place.count, 'party', 'parties')}{' there' if of_itself else ' more there'}"
    )
    left = place.count - len(place.others)
    told += f", {len(place.others)} of them below" if left else ""
    show(piece('<h4 class="role">{}</h4><p class="quiet">{}.</p>', place.address.name, told))
    if place.count >= MANY:
        show(piece('<div class="notice"><p>{}</p></div>', MASS))
    if place.others:
        parties = [held.records.parties[key] for key in place.others]
        rows = [
            {"Party": p.name, "Kind": held.vocabulary.kinds[p.kind].label, "Id": p.id}
            for p in parties
        ]
        _table(rows, f"at {place.address.id} {party.id}", list(place.others))
    if place.statements:
        claims(place.statements, held, 1)


def disputes(found: Profile, held: Workspace) -> None:
    """Show every statement that a named party denies, with the note that says who."""
    if found.disputed:
        head(parts.DISPUTES, "A named party denies these, as the notes say.")
        claims(found.disputed, held)


def identity(found: Profile, held: Workspace) -> None:
    """Show which records count as this party and why, and which may."""
    party = found.party
    if party.members:
        head(parts.RECORDS, "Nothing is merged: each record stands as printed.")
        show(joined(_member(each, held) for each in party.members))
        claims(found.joined, replace(held, records=held.stated), 1)  # between records as loaded
    if found.doubtful:
        head(parts.UNSETTLED, "These join nothing.")
        claims(found.doubtful, held, 1)


def _member(member: Party, held: Workspace) -> Markup:
    titles = {each.id: each.title for each in held.records.collections}
    numbers = "; ".join(f"{i.scheme} {i.value}" for i in member.identifiers)
    where = titles.get(member.id.partition(":")[0], "source unknown")
    told = piece('<p class="quiet">{} · {}</p>', member.id, where)
    more = piece('<p class="quiet">{}</p>', numbers) if numbers else piece("")
    return piece('<div class="record"><b>{}</b>{}{}</div>', member.name, told, more)


def others(found: Profile, held: Workspace) -> None:
    """Show what has no other place: associations, grounds of a listing, offers, money, products."""
    if found.others:
        head(parts.OTHERS, "Associations, grounds of a listing, offers, money, products.")
        claims(found.others, held)


def sources(found: Profile) -> None:
    """List every source with what rests on it, the most cited first."""
    count = words.number(len(found.sources), "source").capitalize()
    head(parts.SOURCES, f"{count} for {words.number(len(found.statements), 'statement')}.")
    show(joined(_source(each) for each in found.sources[:MOST]))
    if rest := found.sources[MOST:]:
        with st.expander(f"{len(rest)} more"):
            show(joined(_source(each) for each in rest))


def _source(held: Resting) -> Markup:
    told = []
    if held.attests:
        told.append(words.number(held.attests, "statement"))
    if held.corroborates:
        told.append(f"second page, report or denial for {held.corroborates}")
    where = link(held.source.url, held.source.url)
    cited = words.cited(held.source)
    row = '<div class="cited"><b>{}</b><p>{}</p><p class="source">{}</p></div>'
    return piece(row, ", ".join(told).capitalize(), cited, where)


def _table(
    rows: Iterable[dict[str, object]] | list[dict[str, str]],
    name: str,
    parties: Sequence[str] = (),
) -> None:
    """Show rows as text; where they are of parties, a click in one opens its sheet."""
    frame = pd.DataFrame(list(rows))
    height = round(HEAD_HEIGHT + ROW_HEIGHT * min(MOST_ROWS, len(frame)))
    if not parties:
        st.dataframe(frame, hide_index=True, height=height, alt=name)
        return
    key = f"party-{name}"
    st.dataframe(
        frame,
        hide_index=True,
        height=height,
        on_select="rerun",
        selection_mode=["single-row", "single-cell"],
        key=key,
        alt=name,
    )
    if (row := clicked_row(key)) is not None:
        del st.session_state[key]
        links.go(links.PARTY, id=parties[row])
