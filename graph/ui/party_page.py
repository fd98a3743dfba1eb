"""One party on one sheet: everything that is said of it, from who, and a link to paste."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from graph import country, practice, words
from graph.end_users import BODIES
from graph.profile import profile
from graph.ui import (
    address,
    lens_address,
    links,
    notes,
    party_contents,
    party_parts,
    party_paths,
    pick,
)
from graph.ui.html import heading, joined, piece, show, style
from graph.ui.load import lens, workspace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

    from graph.profile import Profile
    from graph.statement import Party
    from graph.workspace import Workspace

PAGE, ID, CHOICE = "party", "id", "party-choice"
LEAD = "Everything that is said of one party, and by whom. A link is not a finding."
UNKNOWN = "No party of this data has that id. It may stand in other data, or under another id."
FIRST = "Choose a party to read all that is said of it on one sheet."


def page() -> None:
    """Show the party that the address names; without one, offer to choose."""
    style()
    style("party.css")
    held = workspace()
    address.arrive(PAGE, [ID])
    address.text(ID)
    key: str = st.session_state[ID]
    heading("Party", LEAD)
    st.session_state[CHOICE] = key if key in held.network else None
    pick.party("Find a party", held, held.records.parties, CHOICE, on_change=_take)
    address.publish(PAGE, {ID: st.session_state[ID]})
    if key in held.network:
        _sheet(key, held)
    else:
        show(piece('<p class="refused">{}</p>', UNKNOWN if key else FIRST))


def _take() -> None:
    st.session_state[ID] = st.session_state[CHOICE] or ""


def _sheet(key: str, held: Workspace) -> None:
    """Set out the sheet: what it is and where to go beside what is said of it."""
    found = profile(held.network, key, held.vocabulary, held.records, held.stated)
    _title(found, held)
    left, right = st.columns([17, 8], gap="large")
    with right, st.container(key="party-side"):
        _side(found, held)
    with left:
        party_parts.roles(found, held)
        party_parts.listings(found)
        party_paths.paths(found.party, held)
        party_parts.control(found, held)
        party_parts.places(found, held)
        party_parts.disputes(found, held)
        party_parts.identity(found, held)
        party_parts.others(found, held)
        party_parts.sources(found)


def _title(found: Profile, held: Workspace) -> None:
    party = found.party
    badges = [held.vocabulary.kinds[party.kind].label, country.name(party.country)]
    badges += [words.number(len(found.statements), "statement")]
    marks = [piece('<span class="badge">{}</span>', each) for each in badges]
    if party.listings:
        told = words.number(len(party.listings), "list entry", "list entries")
        ended = sum(each.until is not None for each in party.listings)
        told += f", {ended} with an end" if ended else ""
        marks.append(piece('<span class="badge listed">{}</span>', told))
    if found.disputed:
        told = f"⚠ {words.number(len(found.disputed), 'disputed statement')}"
        marks.append(piece('<span class="badge dispute">{}</span>', told))
    about = piece('<p class="about">{}</p>', party.description) if party.description else ""
    name = piece('<h2 class="party-name">{}</h2>', party.name)
    show(name + piece('<div class="badges">{}</div>{}', joined(marks), about))


def _side(found: Profile, held: Workspace) -> None:
    """Say what identifies the party, how its government reads, and where to go on."""
    party = found.party
    rows = joined(piece("<dt>{}</dt><dd>{}</dd>", *fact) for fact in _facts(party))
    show(piece('<h3 class="part">What identifies it</h3><dl class="facts">{}</dl>', rows))
    _lens(party, held)
    party_contents.contents(found)
    notes.shown(party.id)
    notes.field(party.id)
    links.to(links.EXPLORE, "Whom it stands beside, in Explore →", party=party.id)
    if party.kind in BODIES:
        links.to(links.PATHS, "Third-party paths to it →", to=party.id)
    with st.popover("Link to this page", type="tertiary"):
        show(piece('<p class="quiet">Paste it anywhere: it opens this very sheet.</p>'))
        st.code(_link(party.id), language=None, wrap_lines=True)


def _lens(party: Party, held: Workspace) -> None:
    if party.kind in BODIES and party.country:
        judged = words.judged(practice.verdict(lens(), held.practices, party.country))
        told = lens().title, country.name(party.country), judged
        show(piece('<p class="quiet side-lens">{}: {} {}.</p>', *told))


def _facts(party: Party) -> list[tuple[str, Markup | str]]:
    facts: list[tuple[str, Markup | str]] = []
    if party.trade_role:
        facts.append(("Called a", party.trade_role))
    if party.aliases:
        facts.append(("Also known as", _lines(party.aliases)))
    if party.weak_aliases:
        facts.append(("Common names", _lines(party.weak_aliases)))
    if party.identifiers:
        facts.append(("Numbers", _lines(f"{i.scheme} {i.value}" for i in party.identifiers)))
    if party.begun:
        facts.append(("Begun", str(party.begun)))
    if party.ended:
        facts.append(("Ended", str(party.ended)))
    return [*facts, ("Id", party.id)]


def _lines(texts: Iterable[str]) -> Markup:
    return joined(piece("<span>{}</span>", each) for each in texts)


def _link(key: str) -> str:
    """Give the address of this page, with the lens where it was changed."""
    asked = [(ID, key), *((lens_address.NAME, each) for each in lens_address.written())]
    here = urlsplit(st.context.url or "/party")
    return urlunsplit((here.scheme, here.netloc, here.path, urlencode(asked), ""))
