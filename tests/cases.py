"""Hypothesis strategies for cases: any that the program could have kept, over any data."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from graph.arrangement import LAYOUTS
from graph.case import Asked, Case, HopThen, Note, PartyThen, StatementThen
from graph.conditions import Conditions
from graph.engine.query import Joined, Need, Restrictor
from graph.engine.search import Mode
from graph.filters import Filters
from graph.question import Ends, Question
from graph.view import View
from tests.examples import casebook
from tests.records import COUNTRIES, dates, perhaps, texts, words

if TYPE_CHECKING:
    from graph.practice import Lens


@cache
def lenses() -> st.SearchStrategy[Lens]:
    """The lens of the rules file with other shares, thresholds and tests in use."""
    usual = casebook().lens
    share = st.integers(10, 100).map(lambda percent: Decimal(percent) / 100)
    numbers = st.decimals(-99, 99, places=2)
    tests = st.tuples(
        *(
            st.builds(
                replace,
                st.just(test),
                use=st.booleans(),
                **({"at_most": numbers} if test.at_most is not None else {}),
            )
            for test in usual.tests
        )
    )
    known = st.integers(1, len(usual.tests))
    return st.builds(replace, st.just(usual), share=share, known=known, tests=tests)


@cache
def questions() -> st.SearchStrategy[Question]:
    needs, few = st.sampled_from(Need), st.lists(texts(), max_size=2).map(tuple)
    conditions = st.builds(
        Conditions,
        mode=st.sampled_from(Mode),
        k=st.integers(1, 9),
        best=st.none() | st.integers(1, 9),
        restrictor=st.sampled_from(Restrictor),
        joined=st.sampled_from(Joined),
        in_order=needs,
        coexist=needs,
        share=st.none() | st.decimals(0, 100, places=2),
        unknown_share=st.booleans(),
        avoid=few,
        through=few,
        seconds=st.none() | st.floats(0.5, 99),
    )
    return st.builds(
        Question,
        supplier=st.none() | texts(),
        hops=st.integers(2, 8),
        starts=st.lists(st.sampled_from(sorted(words().kinds)), max_size=2).map(tuple),
        minimum_grade=st.sampled_from(list(words().grades)),
        as_of=st.none() | dates(),
        undated=st.booleans(),
        layers=st.frozensets(st.sampled_from(["control", "association"])),
        conditions=conditions,
    ).flatmap(lambda asked: _ending(asked))


def _ending(asked: Question) -> st.SearchStrategy[Question]:
    loose = st.sampled_from([Ends.LENS, Ends.ANY]).map(lambda ends: replace(asked, ends=ends))
    one = texts().map(lambda end: replace(asked, ends=Ends.PARTY, end=end))
    return loose | one


@st.composite
def views(draw: st.DrawFn) -> View:
    parties = tuple(draw(st.lists(texts(), max_size=4, unique=True)))
    place = st.tuples(*[st.floats(-999_999, 999_999)] * 2)
    return View(
        parties=parties,
        places={key: draw(place) for key in parties},
        pinned=frozenset(draw(st.lists(st.sampled_from(parties), max_size=2)) if parties else ()),
        filters=Filters(
            hidden_layers=draw(st.frozensets(st.sampled_from(sorted(words().layers)))),
            countries=draw(st.frozensets(st.sampled_from(COUNTRIES))),
            since=draw(st.none() | dates()),
            undated=draw(st.booleans()),
        ),
        layout=draw(st.sampled_from(sorted(LAYOUTS))),
        selection=tuple(draw(st.lists(texts(), max_size=2))),
    )


@cache
def cases() -> st.SearchStrategy[Case]:
    count = st.integers(0, 99)
    then = st.builds(
        PartyThen, texts(), texts(), texts(), st.none() | texts(), count, count, texts()
    )
    said = st.builds(StatementThen, texts(), perhaps(), texts(), st.booleans(), texts())
    few = st.lists(texts(), max_size=3).map(tuple)
    asked = st.builds(
        Asked,
        questions(),
        st.dictionaries(texts(), few, max_size=3),
        count,
        count,
        st.booleans(),
        st.none() | st.lists(few, max_size=3).map(tuple),
        few,
    )
    notes = st.dictionaries(texts(), texts(), max_size=3).map(
        lambda some: tuple(Note(about, some[about]) for about in sorted(some))
    )
    return st.builds(
        Case,
        title=perhaps(),
        content_hash=texts(),
        program=texts(),
        lens=lenses(),
        asked=st.none() | asked,
        view=views(),
        parties=st.lists(then, max_size=3).map(tuple),
        hops=st.lists(
            st.builds(HopThen, texts(), st.lists(said, max_size=2).map(tuple)), max_size=3
        ).map(tuple),
        notes=notes,
    )
