"""Opening a case on other data: what of it is no longer as it was, and what is new."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from graph import country, lens_data
from graph.case import is_hop
from graph.case_making import hops_now, party_now, routes
from graph.words import called, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.case import Asked, Case, HopThen, PartyThen, StatementThen
    from graph.paths import Answer
    from graph.practice import Lens
    from graph.workspace import Workspace


class What(StrEnum):
    """What a change is about."""

    DATA = "data"
    LENS = "lens"
    PARTY = "party"
    HOP = "hop"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not as it was; `about` is a party, a hop or nothing, `told` a sentence."""

    what: What
    about: str
    told: str


def changes(
    case: Case, held: Workspace, lens: Lens, answer: Answer | None = None
) -> tuple[Change, ...]:
    """Say what differs from when a case was kept; nothing where nothing does.

    `answer` is what its question finds now, None where it was not asked again: then nothing is
    said of the answer. Data can differ while all that the case rests on is the same.
    """
    return (
        *_data(case, held),
        *(Change(What.LENS, "", f"Lens: {each}.") for each in lens_data.changes(case.lens, lens)),
        *_parties(case, held),
        *_hops(case, held),
        *(_answer(case.asked, answer, held) if case.asked and answer else ()),
    )


def _data(case: Case, held: Workspace) -> Iterator[Change]:
    now = held.records.content_hash
    if case.content_hash != now:
        told = f"The data is other data: content hash {case.content_hash} then, {now} now."
        yield Change(What.DATA, "", told)


def _parties(case: Case, held: Workspace) -> Iterator[Change]:
    known = {each.id for each in case.parties}
    for each in case.parties:
        if each.id not in held.network:
            told = f"{each.name} ({each.id}) is no longer in the data."
            yield Change(What.PARTY, each.id, told)
        else:
            for told in _party(each, party_now(held, each.id)):
                yield Change(What.PARTY, each.id, f"{each.name}: {told}.")
    lost = {
        *case.view.parties,
        *(n.about for n in case.notes if not is_hop(n.about, held.vocabulary)),
    }
    for key in sorted(lost - known):
        if key not in held.network:
            yield Change(What.PARTY, key, f"{key} is not in the data.")


def _party(then: PartyThen, now: PartyThen) -> Iterator[str]:
    """Say what of a party is not as it was; its record by what a reader sees of it first."""
    if then.name != now.name:
        yield f"called {now.name} now"
    if then.kind != now.kind:
        yield f"kind {then.kind} then, {now.kind} now"
    if then.country != now.country:
        yield f"{country.name(then.country)} then, {country.name(now.country)} now"
    if then.listings != now.listings:
        yield f"{number(then.listings, 'listing')} then, {number(now.listings, 'listing')} now"
    seen = ("name", "kind", "country", "listings")
    if then.digest != now.digest and all(getattr(then, n) == getattr(now, n) for n in seen):
        yield "other names, identifiers, listings or a description than then"
    if then.statements != now.statements:
        counts = [number(each.statements, "statement") for each in (then, now)]
        yield f"{counts[0]} about it then, {counts[1]} now"


def _hops(case: Case, held: Workspace) -> Iterator[Change]:
    there = {each.key: each for each in hops_now(held, (each.key for each in case.hops))}
    for each in case.hops:
        now = there.get(each.key)
        for told in _hop(each, now):
            yield Change(What.HOP, each.key, told)


def _hop(then: HopThen, now: HopThen | None) -> Iterator[str]:
    after = {s.id: s for s in now.statements} if now else {}
    for each in then.statements:
        if each.id not in after:
            yield f"A statement is gone: “{each.said}”."
        else:
            for told in _statement(each, after[each.id]):
                yield f"“{each.said}”: {told}."
    before = {s.id for s in then.statements}
    for key in sorted(after.keys() - before):
        yield f"A statement is new: “{after[key].said}”."


def _statement(then: StatementThen, now: StatementThen) -> Iterator[str]:
    if then.disputed != now.disputed:
        yield "disputed now, and was not" if now.disputed else "disputed then, and is not now"
    if then.grade != now.grade:
        yield f"grade {_plain(then.grade)} then, {_plain(now.grade)} now"
    if then.digest != now.digest:
        yield "its note, place in the source or second source differs"


def _plain(name: str) -> str:
    return name.replace("_", " ")


def _answer(then: Asked, now: Answer, held: Workspace) -> Iterator[Change]:
    counts = (then.attested, then.composed), (len(now.attested), len(now.composed))
    if counts[0] != counts[1]:
        told = [f"{number(a, 'attested path')} and {c} composed" for a, c in counts]
        yield Change(What.ANSWER, "", f"The answer had {told[0]}, and has {told[1]} now.")
    if then.complete != now.account.complete:
        cut = "The search is cut short now, and was not."
        whole = "The search was cut short then, and is complete now."
        yield Change(What.ANSWER, "", cut if then.complete else whole)
    found = routes(now)
    if then.routes is not None and found is not None:
        for each in sorted(set(then.routes) - set(found)):
            yield Change(What.ANSWER, "", f"A path is gone: {_route(each, held)}.")
        for each in sorted(set(found) - set(then.routes)):
            yield Change(What.ANSWER, "", f"A path is new: {_route(each, held)}.")


def _route(parties: tuple[str, ...], held: Workspace) -> str:
    there = held.records.parties
    return " → ".join(called(held.records, key) if key in there else key for key in parties)
