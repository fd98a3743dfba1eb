"""Random small multigraphs, patterns and questions for the engine's tests.

A pattern is a small tree, written out as people write patterns and, independently of the
program, as a regular expression over letters: `o r s` for owns, resells_for, supplies from
subject to object, `O R S` for the other way.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st

from graph.engine.arrays import EVER, NEVER, Arrays, arcs
from graph.engine.automaton import compile_pattern
from graph.engine.pattern import parse
from graph.engine.query import Joined, Need, Query, Restrictor
from graph.errors import BadQuestion
from graph.vocabulary import Vocabulary
from tests.records import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.engine.automaton import Automaton

NAMES = ("owns", "resells_for", "supplies")
LETTERS = "orsORS"


@cache
def three() -> Vocabulary:
    """Give the vocabulary cut down to three relations."""
    return Vocabulary({}, {}, {}, {name: words().relations[name] for name in NAMES})


# Patterns


class Relation(NamedTuple):
    name: str


class Negated(NamedTuple):
    """Any hop along but those named, any against but those named; no names: no hop that way."""

    along: tuple[str, ...]
    against: tuple[str, ...]


class Inverse(NamedTuple):
    part: Pattern


class Chain(NamedTuple):
    parts: tuple[Pattern, ...]


class Choice(NamedTuple):
    parts: tuple[Pattern, ...]


class Repeat(NamedTuple):
    part: Pattern
    least: int
    most: int | None
    sign: str


Pattern: TypeAlias = "Relation | Negated | Inverse | Chain | Choice | Repeat"


def written(part: Pattern, tightness: int = 0) -> str:
    """Write a pattern with no more brackets than SPARQL's precedence needs."""
    text, own = _written(part)
    return text if own >= tightness else f"({text})"


def _written(part: Pattern) -> tuple[str, int]:
    match part:
        case Relation(name):
            return name, 4
        case Negated(along, against):
            names = [*along, *(f"^{name}" for name in against)]
            return (f"!({'|'.join(names)})" if len(names) > 1 else f"!{names[0]}"), 4
        case Inverse(inner):
            return f"^{written(inner, 3)}", 2
        case Chain(parts):
            return " / ".join(written(each, 2) for each in parts), 1
        case Choice(parts):
            return "|".join(written(each, 1) for each in parts), 0
        case Repeat(inner, _, _, sign):
            return f"{written(inner, 4)}{sign}", 3


def expression(part: Pattern, *, turned: bool = False) -> str:
    """Write a pattern as a regular expression over letters; `turned` reads it from its end."""
    match part:
        case Relation(name):
            return _letter(name, turned=turned)
        case Negated(along, against):
            rest = [_letter(n, turned=turned) for n in NAMES if along and n not in along]
            rest += [_letter(n, turned=not turned) for n in NAMES if against and n not in against]
            return f"[{''.join(rest)}]" if rest else "(?!)"
        case Inverse(inner):
            return expression(inner, turned=not turned)
        case Chain(parts):
            ordered = reversed(parts) if turned else parts
            return "".join(f"(?:{expression(each, turned=turned)})" for each in ordered)
        case Choice(parts):
            return "|".join(f"(?:{expression(each, turned=turned)})" for each in parts)
        case Repeat(inner, least, most, _):
            bound = "" if most is None else most
            return f"(?:{expression(inner, turned=turned)}){{{least},{bound}}}"


def _letter(name: str, *, turned: bool) -> str:
    letter = LETTERS[NAMES.index(name)]
    return letter.upper() if turned else letter


_names = st.sampled_from(NAMES)
_sets = st.lists(_names, max_size=3, unique=True).map(tuple)
_leaves: st.SearchStrategy[Pattern] = st.one_of(
    *[_names.map(Relation)] * 3,
    _names.map(lambda name: Inverse(Relation(name))),
    st.builds(Negated, _sets, _sets).filter(lambda made: bool(made.along or made.against)),
)


def _repeats(parts: st.SearchStrategy[Pattern]) -> st.SearchStrategy[Pattern]:
    counts: list[tuple[int, int | None, str]] = [(0, None, "*"), (1, None, "+"), (0, 1, "?")]
    counts += [(2, 2, "{2}"), (0, 2, "{,2}"), (1, 2, "{1,2}"), (0, 2, "{0,2}"), (1, None, "{1,}")]
    counts += [(2, 3, "{2,3}"), (0, None, "{0,}"), (2, None, "{2,}")]
    return st.builds(lambda part, count: Repeat(part, *count), parts, st.sampled_from(counts))


def _grown(parts: st.SearchStrategy[Pattern]) -> st.SearchStrategy[Pattern]:
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        several.map(Chain), several.map(Choice), parts.map(Inverse), *[_repeats(parts)] * 2
    )


def _any_of(parts: list[Pattern]) -> Pattern:
    return Repeat(Choice((*parts, Relation("supplies"))), 1, None, "+")


# Half of them say next to nothing, so that what else a query asks is seen to matter.
trees: st.SearchStrategy[Pattern] = st.recursive(_leaves, _grown, max_leaves=4)
lenient = st.lists(_leaves, min_size=2, max_size=3).map(_any_of) | trees


@cache
def automaton(text: str) -> Automaton | None:
    """Compile a pattern over the three relations; None when it is too large to keep."""
    try:
        return compile_pattern(parse(text, three(), {}), NAMES)
    except BadQuestion as error:
        if "states" not in str(error) and "copies" not in str(error):
            raise
        return None


# Graphs


class Claim(NamedTuple):
    """One statement: who, what, whom, and all that conditions may look at."""

    subject: int
    object: int
    relation: int
    grade: int
    disputed: bool
    days: tuple[int, int, int, int]
    source: int
    deals: tuple[int, ...]


@dataclass(frozen=True)
class Sample:
    """A graph as a list of claims; days are since, until, begin, end."""

    parties: int
    claims: tuple[Claim, ...]

    def arrays(self) -> Arrays:
        """Lay the claims out as the engine takes them."""
        said = self.claims
        since, until, begin, end = (_ints(c.days[place] for c in said) for place in range(4))
        ends = _ints(c.subject for c in said), _ints(c.object for c in said)
        start, target, symbol, claim = arcs(
            self.parties, len(NAMES), *ends, np.array([c.relation for c in said], np.int8)
        )
        return Arrays(
            *(start, target, symbol, claim),
            grade=np.array([c.grade for c in said], np.int8),
            disputed=np.array([c.disputed for c in said], np.bool_),
            since=since,
            until=until,
            begin=begin,
            end=end,
            share=np.full(len(said), -1, np.float32),
            source=_ints(c.source for c in said),
            deal_start=np.cumsum([0, *(len(c.deals) for c in said)], dtype=np.int32),
            deal=_ints(deal for c in said for deal in c.deals),
            kind=np.zeros(self.parties, np.int8),
            country=np.zeros(self.parties, np.int16),
        )


def _ints(values: Iterable[int]) -> np.typing.NDArray[np.int32]:
    return np.fromiter(values, np.int32)


def _spans() -> list[tuple[int, int, int, int]]:
    """Give what periods made of days 1 to 5 come to, as `graph.engine.arrays` says."""
    dates = [None, (1, 1), (2, 2), (3, 3), (4, 4), (1, 3), (3, 5)]
    found = set()
    for since, until, seen in product(dates, dates, [None, (2, 2), (4, 4)]):
        known = [date for date in (since, until, seen) if date]
        begin = min((date[0] for date in known), default=EVER)
        end = max((date[1] for date in known), default=NEVER)
        found.add((since[0] if since else NEVER, until[1] if until else EVER, begin, end))
    return sorted(found)


_DEALS = [(), (0,), (0,), (1,), (0, 1), (1, 2)]
_claims = st.tuples(
    *(st.integers(0, 2), st.integers(0, 3), st.booleans()),
    *(st.sampled_from(_spans()), st.integers(0, 2), st.sampled_from(_DEALS)),
)


@st.composite
def samples(
    draw: st.DrawFn, most_parties: int = 7, most_claims: int = 14, *, loops: bool = True
) -> Sample:
    """Draw a multigraph; with `loops`, a claim may be of a party about itself."""
    parties = draw(st.integers(3, most_parties))
    least_claims = draw(st.sampled_from([1, parties + 1, most_claims - 2]))
    several = st.integers(0, parties - 1)
    ends = st.tuples(several, several)
    if not loops:
        ends = ends.filter(lambda pair: pair[0] != pair[1])
    drawn = draw(st.lists(st.tuples(ends, _claims), min_size=least_claims, max_size=most_claims))
    return Sample(parties, tuple(Claim(*pair, *rest) for pair, rest in drawn))


# Questions


class Asked(NamedTuple):
    """A graph, a query over it, and the query's pattern as a regular expression."""

    sample: Sample
    arrays: Arrays
    query: Query
    regex: str


def query(
    text: str,
    sample: Sample,
    sources: Sequence[int] = (0,),
    hops: int = 4,
    **given: Any,  # noqa: ANN401
) -> Query:
    """Make a query that leaves nothing out, but for what is given."""
    made = automaton(text)
    assert made is not None
    masks: dict[str, Any] = {
        **{name: np.ones(sample.parties, np.bool_) for name in ("targets", "carries", "allowed")},
        "claims": np.ones(len(sample.claims), np.bool_),
        "supply": np.ones(2 * len(NAMES), np.bool_),
    }
    return Query(made, tuple(sources), hops=hops, **(masks | given))


def _mask(size: int, most_false: int) -> st.SearchStrategy[np.typing.NDArray[np.bool_]]:
    """Draw a mask that leaves a few out."""
    out = st.lists(st.integers(0, max(size - 1, 0)), max_size=most_false)
    return out.map(lambda left_out: ~np.isin(np.arange(size), left_out))


def _few(size: int) -> st.SearchStrategy[np.typing.NDArray[np.bool_]]:
    """Draw a mask that keeps a few, or everything."""
    kept = st.lists(st.integers(0, size - 1), min_size=1, max_size=3)
    few = kept.map(lambda kept: np.isin(np.arange(size), kept))
    return few | st.just(np.ones(size, np.bool_))


SUPPLY = st.sampled_from([(0, 1, 2, 3, 4, 5), (1, 2, 4, 5), (2, 5), (2,), ()])


@st.composite
def asked(draw: st.DrawFn, *, conditions: bool = True, loops: bool = True) -> Asked:
    """Draw a graph with a query; the restrictor, joining and needs are left for a test to set."""
    sample = draw(samples(6, 11, loops=loops))
    tree = draw(lenient)
    size = sample.parties
    given: dict[str, Any] = {"targets": draw(_few(size))}
    if draw(st.booleans()):
        given |= {"carries": draw(_mask(size, 3)), "allowed": draw(_mask(size, 1))}
        given |= {"claims": draw(_mask(len(sample.claims), 3))}
    if draw(st.integers(0, 3)) == 0:
        parties = st.lists(st.integers(0, size - 1), min_size=1, max_size=2)
        given |= {"through": tuple(draw(parties))}
        given |= {"between": draw(st.none() | _few(size))}
    if conditions:
        supply = draw(SUPPLY)
        given |= {"supply": np.isin(np.arange(2 * len(NAMES)), supply)}
        given |= {"joined": draw(st.sampled_from(Joined))}
        given |= {name: draw(st.sampled_from(Need)) for name in ("in_order", "coexist")}
    sources = draw(st.lists(st.integers(0, size - 1), min_size=1, max_size=2, unique=True))
    hops = draw(st.integers(0, 4))
    assume(automaton(written(tree)) is not None)
    made = query(written(tree), sample, sources, hops, **given)
    return Asked(sample, sample.arrays(), made, expression(tree))


WAYS = [(restrictor, apart) for restrictor in Restrictor for apart in (False, True)]
