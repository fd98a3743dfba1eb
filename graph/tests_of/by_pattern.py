"""Indicators that need no code: a property path from the party, with ends and dates to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.dates import Answer, together
from graph.finding import Said, strongest
from graph.grounds import names
from graph.indicators import RESTRICTIVE
from graph.pattern_walk import automaton, begins, first_relations, walk

if TYPE_CHECKING:
    from graph.engine.automaton import Automaton
    from graph.grounds import Grounds
    from graph.indicators import Indicator
    from graph.network import Hop

    Way = tuple[Hop, ...]


def by_pattern(grounds: Grounds, key: str, indicator: Indicator) -> Said:
    """Say whether a way that fits the pattern leads from the party to one of its ends.

    NO needs a statement of the party by which a way could begin, or one of `needs`: where
    nothing of the kind is recorded, nothing can be told.
    """
    moves = automaton(grounds, indicator.pattern)
    found = walk(grounds, key, moves, hops=indicator.hops, passes=indicator.passes)
    judged = (_judged(grounds, way, indicator) for way in found.ways)
    said = strongest(filter(None, judged), _nothing(grounds, key, indicator.needs, moves))
    if said.answer is Answer.YES or not (found.stopped or found.cut):
        return said
    hubs = names(grounds, found.stopped) or "many parties"
    return Said(Answer.UNKNOWN, f"Ways through {hubs} were not followed: too many lead on.")


def _judged(grounds: Grounds, way: Way, indicator: Indicator) -> Said | None:
    """Say what one way shows by its dates; nothing where it ends elsewhere."""
    ends = _ends(grounds, way[-1].target, indicator)
    told = _told(grounds, way)
    stated = tuple(said for hop in way for said in hop.statements)
    if ends is Answer.NO:
        return None
    if ends is Answer.UNKNOWN:
        return Said(ends, f"{told}, whose government is not assessed.", stated)
    if indicator.coexist and len(way) > 1:
        at_once = together([[said.period for said in hop.statements] for hop in way])
        if at_once is not Answer.YES:
            when = "at different times" if at_once is Answer.NO else "dates do not tell when"
            return Said(at_once, f"{told}: {when}.", stated)
    return Said(Answer.YES, f"{told}.", stated)


def _ends(grounds: Grounds, key: str, indicator: Indicator) -> Answer:
    if grounds.kind(key) in indicator.ends:
        return Answer.YES
    return grounds.restrictive(key) if RESTRICTIVE in indicator.ends else Answer.NO


def _told(grounds: Grounds, way: Way) -> str:
    """Tell a way from its first party to its last, relation by relation."""
    relations = grounds.vocabulary.relations
    parts = [grounds.name(way[0].origin)]
    for hop in way:
        labels = dict.fromkeys(
            relations[s.relation].label
            if s.subject == hop.origin
            else relations[s.relation].inverse
            for s in hop.statements
        )
        parts.append(f"{', '.join(labels)} {grounds.name(hop.target)}")
    return ", which ".join([f"{parts[0]} {parts[1]}", *parts[2:]])


def _nothing(grounds: Grounds, key: str, needs: tuple[str, ...], moves: Automaton) -> Said:
    if any(grounds.about(key, *needs)) if needs else begins(grounds, key, moves):
        return Said(Answer.NO, f"What is recorded of {grounds.name(key)} leads to no such end.")
    wanted = needs or tuple(sorted(first_relations(moves)))
    labels = ", ".join(grounds.vocabulary.relations[each].label for each in wanted[:4])
    more = " and the like" if len(wanted) > 4 else ""
    text = f"No statement of {grounds.name(key)} of this sort is recorded: {labels}{more}."
    return Said(Answer.UNKNOWN, text)
