"""What a reader has made of a picture, as a value: whom it shows, where, how, and each change.

No function here changes a view: each gives a new one, so that any change can be taken back.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from graph.arrangement import FORCE, arranged
from graph.filters import NOTHING_HIDDEN, Filters, let_party, let_statement
from graph.neighbourhood import adjacent, among, beside
from graph.network import hops, party

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.connection import Connection
    from graph.layout import Place
    from graph.neighbourhood import Way
    from graph.network import Hop, Network
    from graph.vocabulary import Vocabulary

NEXT = 25  # neighbours that are added at a time
MOST_SHOWN = 1_000  # parties beyond which nobody can read a picture, and a click is slow
MOST_STEPS = 100  # changes that can be taken back


@dataclass(frozen=True, slots=True)
class View:
    """Parties in the order they came, the one it began with first, and where each stands.

    `pinned` are those that the reader put where they are. `selection` holds ids of parties
    and of hops, in the order they were chosen; a hop is named as the picture names it.
    """

    parties: tuple[str, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    pinned: frozenset[str] = frozenset()
    filters: Filters = NOTHING_HIDDEN
    layout: str = FORCE
    selection: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """What the filters of a view let be seen, and how much they hide.

    `every` are all hops among the view's parties. `more` says of a party that is shown how many
    neighbours it has in all and how many of them are not seen.
    """

    parties: tuple[str, ...]
    hops: tuple[Hop, ...]
    every: tuple[Hop, ...]
    more: Mapping[str, tuple[int, int]]
    hidden_parties: int
    hidden_hops: int


def begin(
    network: Network,
    key: str,
    vocabulary: Vocabulary,
    *,
    filters: Filters = NOTHING_HIDDEN,
    layout: str = FORCE,
) -> View:
    """Show a party with its first neighbours; raise `KeyError` when the network holds no such.

    >>> begin(network, "casebook:jet-infosystems", vocabulary).parties
    ('casebook:jet-infosystems', 'casebook:sandvine', 'casebook:ntec-belarus')
    """
    first = beside(network, key, vocabulary, filters).every[:NEXT]
    made = View(filters=filters, layout=layout, selection=(key,))
    return add(network, made, [key, *first], vocabulary)


def add(network: Network, view: View, parties: Iterable[str], vocabulary: Vocabulary) -> View:
    """Show more parties, as many as a view may hold; nobody who is shown moves."""
    new = [key for key in dict.fromkeys(parties) if key not in view.places]
    room = max(0, MOST_SHOWN - len(view.parties))
    if not new[:room]:
        return view
    grown = replace(view, parties=(*view.parties, *new[:room]))
    return replace(grown, places=_places(network, grown, vocabulary, kept=view.places))


def expand(
    network: Network,
    view: View,
    key: str,
    vocabulary: Vocabulary,
    *,
    way: Way | None = None,
    kind: str | None = None,
    most: int | None = None,
) -> View:
    """Show more neighbours of a party: along one relation, of one kind, or all, strongest first.

    Only neighbours that the filters let be seen are added, or there would be nothing to see;
    `most` counts those that were not shown before.
    """
    near = beside(network, key, vocabulary, view.filters)
    wanted = near.by_way.get(way, ()) if way else near.every
    if kind:
        wanted = tuple(other for other in wanted if other in near.by_kind.get(kind, ()))
    new = [other for other in wanted if other not in view.places]
    return add(network, view, [key, *new[:most]], vocabulary)


def remove(view: View, parties: Iterable[str]) -> View:
    """Take parties out of the picture."""
    gone = set(parties)
    return _kept(view, [key for key in view.parties if key not in gone])


def keep_only(view: View, parties: Iterable[str]) -> View:
    """Take all others out of the picture."""
    wanted = set(parties)
    return _kept(view, [key for key in view.parties if key in wanted])


def _kept(view: View, parties: list[str]) -> View:
    gone = view.places.keys() - set(parties)
    return replace(
        view,
        parties=tuple(parties),
        places={key: place for key, place in view.places.items() if key not in gone},
        pinned=view.pinned - gone,
        selection=tuple(each for each in view.selection if each not in gone),
    )


def reveal(network: Network, view: View, found: Connection, vocabulary: Vocabulary) -> View:
    """Show a connection whole, its two ends chosen."""
    shown = add(network, view, found.parties, vocabulary)
    return replace(shown, selection=(found.parties[0], found.parties[-1]))


def filtered(view: View, filters: Filters) -> View:
    """Hide and show by other filters; nobody moves."""
    return replace(view, filters=filters)


def select(view: View, chosen: Iterable[str]) -> View:
    """Choose parties and hops, by id."""
    return replace(view, selection=tuple(dict.fromkeys(chosen)))


def set_layout(network: Network, view: View, layout: str, vocabulary: Vocabulary) -> View:
    """Set all parties out anew but the pinned; raise `KeyError` for a layout there is none of."""
    pins = {key: view.places[key] for key in view.pinned}
    changed = replace(view, layout=layout)
    return replace(changed, places=_places(network, changed, vocabulary, pinned=pins))


def _places(
    network: Network,
    view: View,
    vocabulary: Vocabulary,
    *,
    kept: Mapping[str, Place] | None = None,
    pinned: Mapping[str, Place] | None = None,
) -> Mapping[str, Place]:
    parties = {key: party(network, key) for key in sorted(view.parties)}
    drawn = hops(among(network, parties), vocabulary)
    return arranged(view.layout, parties, drawn, vocabulary, kept=kept, pinned=pinned)


def pin(view: View, moved: Mapping[str, Place]) -> View:
    """Let parties stand where the reader put them, whatever layout is chosen."""
    held = {key: place for key, place in moved.items() if key in view.places}
    return replace(view, places={**view.places, **held}, pinned=view.pinned | held.keys())


def unpin(view: View, parties: Iterable[str]) -> View:
    """Let a layout move parties again; they do not move before one is chosen."""
    return replace(view, pinned=view.pinned - set(parties))


def shown(network: Network, view: View, vocabulary: Vocabulary) -> Shown:
    """Say what is seen of a view, and what is hidden.

    A party all of whose hops are hidden goes with them, but for the one it began with and
    the pinned: it would stand there without a reason.
    """
    stated = list(among(network, view.parties))
    every = hops(stated, vocabulary)
    let = {key for key in view.parties if let_party(view.filters, party(network, key))}
    held = [
        each
        for each in stated
        if {each.subject, each.object} <= let and let_statement(view.filters, each, vocabulary)
    ]
    seen = hops(held, vocabulary)
    joined = {end for hop in every for end in (hop.origin, hop.target)}
    seen_ends = {end for hop in seen for end in (hop.origin, hop.target)}
    lone = (joined - seen_ends) - view.pinned - set(view.parties[:1])
    parties = tuple(key for key in view.parties if key in let and key not in lone)
    drawn = set(parties)
    more = {key: _more(network, drawn, key) for key in parties}
    hidden = len(view.parties) - len(parties), len(every) - len(seen)
    return Shown(parties, tuple(seen), tuple(every), more, *hidden)


def _more(network: Network, seen: set[str], key: str) -> tuple[int, int]:
    near = adjacent(network, key)
    return len(near), len(near - seen)


@dataclass(frozen=True, slots=True)
class History:
    """A view, those before it and those taken back."""

    now: View = field(default_factory=View)
    past: tuple[View, ...] = ()
    future: tuple[View, ...] = ()


def change(history: History, view: View) -> History:
    """Go on to another view; what was taken back is then gone. An equal view is no change."""
    if view == history.now:
        return history
    return History(view, (*history.past, history.now)[-MOST_STEPS:])


def look(history: History, chosen: Iterable[str]) -> History:
    """Choose something in the picture: nothing that a reader would want to take back."""
    return replace(history, now=select(history.now, chosen))


def undo(history: History) -> History:
    """Take the last change back; nothing happens when there is none."""
    if not history.past:
        return history
    *past, before = history.past
    return History(before, tuple(past), (history.now, *history.future))


def redo(history: History) -> History:
    """Make a change again that was taken back."""
    if not history.future:
        return history
    after, *future = history.future
    return History(after, (*history.past, history.now), tuple(future))
