"""What was asked and what a search did, in plain sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph import country
from graph.engine.query import Joined, Need, Restrictor
from graph.engine.search import Mode
from graph.question import Ends
from graph.words import called, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.conditions import Conditions
    from graph.loosen import Loosening
    from graph.paths import Account, Path
    from graph.question import Question
    from graph.statement import Records

CUT = {
    "answers": "The search was cut short: there are more paths than are listed here.",
    "time": "The search ran out of time: what is listed here is only a part.",
}
JOINED = {
    Joined.ATTESTED: "joined by one deal or document",
    Joined.ONE_DEAL: "joined by one deal",
    Joined.ONE_DOCUMENT: "joined by one document",
    Joined.COMPOSED: "joined by this program alone",
}
VISITING = {
    Restrictor.WALK: "visiting anything any number of times",
    Restrictor.TRAIL: "taking no hop twice",
    Restrictor.SIMPLE: "visiting no party twice, but for ending where it began",
}
SURE = {Need.POSSIBLE: "possibly", Need.KNOWN: "known to be"}
NOTHING_HELPS = "No single loosening of the question finds a path."


def asked(question: Question, records: Records) -> str:
    """Say in words what was asked."""
    limits = [f"at most {number(question.hops, 'hop')}"]
    if question.pattern:
        limits.append(f"along {question.pattern}")
    if question.minimum_grade != "inferred":
        limits.append(f"graded {question.minimum_grade.replace('_', ' ')} or stronger")
    if question.as_of:
        limits.append(f"as of {question.as_of}{' or undated' if question.undated else ''}")
    limits += _followed(question)
    limits += _whole(question.conditions, records)
    return f"from {_start(question, records)} to {_end(question, records)}, {', '.join(limits)}"


def _followed(question: Question) -> Iterator[str]:
    """Say what is followed besides goods, services and data."""
    besides = sorted(question.layers)
    besides += ["offers"] if question.offers else []
    besides += ["loans and grants"] if question.money else []
    if besides:
        yield f"following {' and '.join(besides)} too"
    if question.beyond_bodies:
        yield "going on from agencies"


def _whole(asked: Conditions, records: Records) -> Iterator[str]:
    """Say what a whole path must satisfy, and how many are wanted."""
    if asked.mode is Mode.SHORTEST:
        yield f"the {number(asked.k, 'shortest path')} between any two"
    elif asked.mode is not Mode.ALL:
        yield f"{asked.mode} between any two"
    if asked.best is not None:
        yield f"the best {asked.best}"
    if asked.joined in JOINED:
        yield JOINED[asked.joined]
    if asked.in_order:
        yield f"{SURE[asked.in_order]} in order of time"
    if asked.coexist:
        yield f"with periods {SURE[asked.coexist]} overlapping"
    if asked.share is not None:
        unknown = "" if asked.unknown_share else ", known shares alone"
        yield f"owning at least {asked.share} percent{unknown}"
    words = ("avoiding", "passing", "going through the hubs")
    for word, keys in zip(words, (asked.avoid, asked.through, asked.lift), strict=True):
        if keys:
            yield f"{word} {' and '.join(called(records, key) for key in keys)}"
    yield from _searched(asked)


def _searched(asked: Conditions) -> Iterator[str]:
    """Say how the search goes, where it does not go as it always does.

    A limit of time is told where it cut the search, and by nothing else: see `CUT`.
    """
    if asked.restrictor in VISITING:
        yield VISITING[asked.restrictor]
    if asked.doubtful:
        yield "crossing parties that are only possibly the same"
    if asked.apart:
        yield "each relation between two parties a path of its own"
    if asked.answers is not None:
        yield f"the first {number(asked.answers, 'path')}"


def what(question: Question, *, attested: bool = True) -> str:
    """Name what a question asks for, in the singular."""
    kind = "path" if question.pattern else "third-party path"
    return f"attested {kind}" if attested else kind


def _start(question: Question, records: Records) -> str:
    if question.supplier:
        return called(records, question.supplier)
    if question.starts:
        return f"any {' or '.join(kind.replace('_', ' ') for kind in question.starts)}"
    return "any party it may begin at" if question.pattern else "any supplier"


def _end(question: Question, records: Records) -> str:
    if question.ends is Ends.PARTY:
        return called(records, question.end or "")
    if question.ends is Ends.COUNTRY:
        return f"end-users of {country.name(question.end)}"
    if question.ends is Ends.KIND:
        return f"any {(question.end or '').replace('_', ' ')}"
    return {
        Ends.ANY: "end-users of any government",
        Ends.LENS: "end-users whose government meets the lens",
        Ends.PATTERN: "the ends of that pattern",
    }[question.ends]


def accounted(account: Account, records: Records) -> list[str]:
    """Say what a search looked at and what it left out, one sentence each."""
    lines = [
        f"Looked from {number(account.suppliers, 'supplier')} towards "
        f"{number(account.end_users, 'end-user')}; examined "
        f"{number(account.parties, 'party', 'parties')} and {number(account.hops, 'hop')}."
    ]
    if account.left_out:
        reasons = (f"{count} {why}" for why, count in account.left_out.items())
        lines.append(f"Statements left out: {'; '.join(reasons)}.")
    if account.stopped_at:
        lines.append(
            f"Ended at parties that do not carry a path onward: {_stopped(account, records)}."
        )
    if not account.complete:
        lines.append(CUT[account.cut])
    return lines


def _stopped(account: Account, records: Records) -> str:
    """Name the parties that were refused, a hub with its kind of refusal."""
    kinds = {"government", "government_agency", "address"}
    names = (
        called(records, key)
        + ("" if records.parties[key].kind in kinds else f" (over {account.threshold} neighbours)")
        for key in account.stopped_at
    )
    return ", ".join(names)


def why_composed(path: Path, records: Records) -> list[str]:
    """Say, hop by hop, what a composed path rests on, and why that is no evidence."""
    lines = []
    for hop in path.hops:
        deals = sorted({deal for s in hop.statements for deal in s.deals})
        titles = [f"deal “{records.deals[deal].title}”" for deal in deals]
        loose = sorted({s.evidence.source for s in hop.statements if not s.deals})
        titles += [f"“{records.sources[key].title}”" for key in loose]
        ends = f"{called(records, hop.origin)} → {called(records, hop.target)}"
        lines.append(f"{ends} rests on {', '.join(titles)}")
    middle = " and ".join(called(records, key) for key in path.intermediaries)
    lines.append(
        f"No source says that what {middle} received in the first is what went on in the last: "
        "this is not evidence of a supply."
    )
    return lines


def loosened(change: Loosening) -> str:
    """Say what one loosening of the question would find."""
    found = f"{change.attested or 'no'} attested and {change.composed or 'no'} composed"
    return f"{change.change.capitalize()}: {found} paths."
