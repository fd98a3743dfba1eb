"""The due-diligence sheet on the screen: of a party or a deal, with all that it depends on."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from graph.errors import BadQuestion, EnduseError
from graph.sheets import assess
from graph.sheets.formats import FORMATS
from graph.ui import address, assess_terms, assess_view, pick
from graph.ui.html import heading, piece, show, style
from graph.ui.load import lens, workspace

if TYPE_CHECKING:
    from graph.practice import Lens
    from graph.sheets.making import Terms
    from graph.sheets.sheet import Sheet
    from graph.workspace import Workspace

NAME = "assess"
LEAD = (
    "One sheet of a party or a deal, in the order of due-diligence steps. No score: a yes is what "
    "named sources say, and cannot tell weighs as much."
)
PARTY, DEAL = "party", "deal"
NAMES = (PARTY, DEAL, *assess_terms.NAMES)
NOBODY = "Choose a party, or a deal."
KEPT = 16


def page() -> None:
    """Choose a party or a deal and what the sheet depends on, then show it and offer it."""
    style()
    style("assess.css")
    address.arrive(NAME, NAMES)
    heading("Due-diligence sheet", LEAD)
    held = workspace()
    party, deal = _subject(held)
    try:
        terms = assess_terms.terms(held, party if deal is None else None)
        problem = ""
    except EnduseError as error:
        terms, problem = None, str(error)
    address.publish(NAME, {PARTY: party, DEAL: deal} | assess_terms.told())
    if terms is None:
        show(piece('<p class="refused">{}</p>', problem))
    elif party is None and deal is None:
        show(piece('<p class="quiet">{}</p>', NOBODY))
    else:
        _sheet(held, party, deal, terms)


def _subject(held: Workspace) -> tuple[str | None, str | None]:
    """Ask for a party, a deal, or a deal of the party."""
    left, right = st.columns(2)
    with left:
        address.choice(PARTY, held.records.parties, None)
        party = pick.party("Party", held, held.records.parties, PARTY)
    with right:
        return party, _deal(held, party)


def _deal(held: Workspace, party: str | None) -> str | None:
    """Offer the party's deals, else all of them; of too many to list, ask for the id."""
    deals = held.records.deals
    options = sorted(assess.deals_of(held, party) if party else deals)
    address.choice(DEAL, deals, None)
    if len(options) > pick.MOST_LISTED:
        typed = st.text_input("Deal, by its id", value=st.session_state[DEAL] or "")
        st.session_state[DEAL] = typed.strip() or None
        return st.session_state[DEAL]  # type: ignore[no-any-return]
    if st.session_state[DEAL] not in options:
        st.session_state[DEAL] = None
    chosen: str | None = st.selectbox(
        "A deal of this party" if party else "Deal",
        sorted(options, key=lambda each: (deals[each].title.casefold(), each)),
        index=None,
        format_func=lambda each: deals[each].title,
        placeholder="The sheet of the party itself" if party else "Type a word of its title",
        key=DEAL,
        persist_state="session",
    )
    return chosen


def _sheet(held: Workspace, party: str | None, deal: str | None, terms: Terms) -> None:
    """Make the sheet, show it, and offer it in every format."""
    used, key = lens(), repr((terms, assess_terms.content(terms)))
    try:
        with st.spinner("Making the sheet"):
            made = _made(held.records.content_hash, party, deal, repr(used), key, held, used, terms)
    except EnduseError as error:
        show(piece('<p class="refused">{}</p>', error))
        return
    assess_view.head(made)
    show(piece('<p class="quiet">Take it away as</p>'))
    with st.container(horizontal=True, gap="small"):
        for name, form in FORMATS.items():
            st.download_button(
                form.title,
                partial(form.write, made),  # made when it is asked for
                f"enduse-{made.subject}-{_plain(made.key)}.{form.extension}",
                form.media,
                on_click="ignore",
                key=f"assess-{name}",
            )
    assess_view.sections(made)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _made(
    data: str,
    party: str | None,
    deal: str | None,
    rule: str,
    asked: str,
    _held: Workspace,
    _lens: Lens,
    _terms: Terms,
) -> Sheet:
    """Make a sheet once for all that asks for the same; the first five name what that is."""
    through = replace(_held, lens=_lens)
    if deal is not None:
        return assess.of_deal(through, deal, _terms)
    if party is None:
        raise BadQuestion(NOBODY)
    return assess.of_party(through, party, _terms)


def _plain(key: str) -> str:
    """Write an id as a part of a file's name."""
    return re.sub(r"[^A-Za-z0-9]+", "-", key).strip("-")[:60] or "sheet"
