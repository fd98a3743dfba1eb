"""Beside the picture: what to do with what is chosen, whom it stands beside, its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph import country, practice, words
from graph.attestation import Attestation
from graph.neighbourhood import adjacent, beside, statements_of
from graph.network import flow_ends
from graph.plan import ACTORS
from graph.ui import evidence, links, notes
from graph.ui import explore_state as state
from graph.ui.html import joined, piece, show
from graph.ui.load import lens
from graph.view import NEXT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.connection import Connection
    from graph.network import Hop
    from graph.statement import Party, Statement
    from graph.workspace import Workspace

BODIES = ("government", "government_agency")
MOST_CLAIMS = 60  # a person reads no more at once, and a browser is slow with thousands
HINT = "Choose a party or a hop in the picture or in the tables. Shift-click chooses several."


def panel(chosen: Sequence[str], hops: Mapping[str, Hop], held: Workspace) -> None:
    """Show the connection found last, then what was chosen last."""
    # in parts that are always there: else what is gone would stay in sight where others moved up
    told, actions, noted, neighbours, what = (st.container() for _ in range(5))
    parties = [each for each in chosen if each not in hops]
    with told:
        if found := state.trail():
            _trail(found, held)
        if len(chosen) != 1:
            show(piece('<p class="quiet">{}</p>', _several(chosen, hops, held)))
    with actions:
        _actions(parties)
    with noted:
        if chosen:
            _noted(chosen[-1], held)
    with neighbours:
        if chosen and chosen[-1] in parties:
            _neighbours(chosen[-1], held)
    with what:
        if chosen and chosen[-1] in hops:
            evidence.hop(hops[chosen[-1]], held)
        elif chosen:
            _party(chosen[-1], held)


def _trail(found: Connection, held: Workspace) -> None:
    """Say how two parties are connected, and what that does not show."""
    names = " — ".join(words.called(held.records, key) for key in found.parties)
    grade = held.vocabulary.grades[found.grade].label
    lines = [f"Connection: {names}.", f"{_basis(found, held)} Weakest step: {grade}."]
    if found.hubs:
        passed = words.listed(words.called(held.records, key) for key in found.hubs)
        lines.append(f"It passes {passed}: so many are joined to it that this may mean nothing.")
    told = joined(piece("<p>{}</p>", line) for line in lines)
    show(piece('<div class="notice">{}</div>', told))
    st.button("Show the connection no more", on_click=state.leave, type="tertiary")


def _basis(found: Connection, held: Workspace) -> str:
    if found.attestation is Attestation.ONE_DEAL:
        return f"One deal attests every step: {held.records.deals[found.basis].title}."
    if found.attestation is Attestation.ONE_DOCUMENT:
        title = held.records.sources[found.basis].title
        return f"One document states every step, though it may not join them: “{title}”."
    return (
        "Composed by this program: no deal and no document states every step, "
        "so it is no evidence that the two have to do with each other."
    )


def _several(chosen: Sequence[str], hops: Mapping[str, Hop], held: Workspace) -> str:
    if not chosen:
        return HINT
    parties = [words.called(held.records, key) for key in chosen if key not in hops]
    count = len(chosen) - len(parties)
    also = [words.number(count, "hop")] if count else []
    return f"{len(chosen)} chosen: {words.listed([*parties, *also])}."


def _actions(parties: list[str]) -> None:
    """Offer what can be done with the chosen parties; to connect takes two."""
    if not parties:
        return
    pinned = [key for key in parties if key in state.now().pinned]
    with st.container(horizontal=True, gap="small", key="explore-actions"):
        st.button("Remove", on_click=state.remove, args=(parties,), help="Take out of the picture")
        st.button(
            "Keep only", on_click=state.keep_only, args=(parties,), help="Take all others out"
        )
        if len(parties) == 2:
            st.button(
                "Connect",
                on_click=state.connect,
                args=(tuple(parties),),
                help="Show the shortest attested connection of the two",
            )
        if pinned:
            st.button(
                "Unpin", on_click=state.unpin, args=(pinned,), help="Let a layout move it again"
            )


def _noted(key: str, held: Workspace) -> None:
    """Show what is noted of a party or hop, offer to change it, and lead to a party's sheet."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        if key in held.network:
            links.to(links.PARTY, "Everything about it, on one sheet →", id=key)
        notes.field(key)
    notes.shown(key)


# Neighbours


def _neighbours(key: str, held: Workspace) -> None:
    """List neighbours by relation and by kind, with counts, each group with its button."""
    near = beside(held.network, key, held.vocabulary, state.now().filters)
    seen, hidden = _seen(near.every), len(adjacent(held.network, key)) - len(near.every)
    line = f"{seen} of {words.number(len(near.every), 'neighbour')} shown"
    line += f"; filters hide {hidden}" if hidden else ""
    show(piece('<p class="quiet">{}.</p>', line))
    if seen == len(near.every):
        return
    with st.container(horizontal=True, gap="small", key="explore-groups"):
        left = len(near.every) - seen
        st.button(f"Next {min(NEXT, left)}", on_click=state.expand, args=(key,), type="primary")
        if left > NEXT:
            st.button(f"All {left} more", on_click=state.expand, args=(key, None, None, None))
        for way, others in near.by_way.items():
            name = f"way-{way.relation}-{way.outward}"
            _group(way.label(held.vocabulary), name, (key, way, None, None), others)
        for kind, others in near.by_kind.items():
            plural = held.vocabulary.kinds[kind].plural
            _group(plural, f"kind-{kind}", (key, None, kind, None), others)


def _seen(others: Sequence[str]) -> int:
    places = state.now().places
    return sum(other in places for other in others)


def _group(label: str, name: str, args: tuple[object, ...], others: Sequence[str]) -> None:
    st.button(
        f"{label}: {_seen(others)} of {len(others)}",
        key=f"explore-group-{name}",
        on_click=state.expand,
        args=args,
        disabled=_seen(others) == len(others),
    )


# The party itself


def _party(key: str, held: Workspace) -> None:
    party = held.records.parties[key]
    stated = statements_of(held.network, key)
    evidence.party(party, held)
    _lens(party, held)
    _onward(party, stated, held)
    count = words.number(len(stated), "statement")
    ranks = held.vocabulary.grades
    first = sorted(stated, key=lambda s: (ranks[s.grade].rank, s.record, s.id))[:MOST_CLAIMS]
    if len(first) < len(stated):
        count += f", the {len(first)} strongest here; choose a hop to read all of its own"
    show(piece("<h4>{}</h4>", count))
    show(evidence.claims(first, held))


def _lens(party: Party, held: Workspace) -> None:
    """Say how a body's government reads through the lens in force, which is named."""
    if party.kind in BODIES and party.country:
        judged = practice.verdict(lens(), held.practices, party.country)
        told = (lens().title, country.name(party.country), words.judged(judged))
        show(piece('<p class="quiet">{}: {} {}</p>', *told))


def _onward(party: Party, stated: Sequence[Statement], held: Workspace) -> None:
    """Lead from a party to the paths that begin or end at it."""
    if party.kind in BODIES:
        links.to(links.PATHS, "Third-party paths to here →", to=party.id)
    if party.kind in ACTORS and _supplies(party, stated, held):
        links.to(links.PATHS, "Third-party paths from here →", supplier=party.id)


def _supplies(party: Party, stated: Sequence[Statement], held: Workspace) -> bool:
    told = ((each, held.vocabulary.relations[each.relation]) for each in stated)
    return any(r.layer == "supply" and flow_ends(s, r)[0] == party.id for s, r in told)
