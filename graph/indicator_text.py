"""Findings as text for a terminal, and as exact data: each with what it rests on and its rate."""

from __future__ import annotations

from dataclasses import asdict
from textwrap import fill
from typing import TYPE_CHECKING, Any

from graph import as_json, words
from graph.dates import Answer
from graph.finding import ANSWERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from graph.base_rates import BaseRate
    from graph.finding import Finding
    from graph.grounds import Grounds
    from graph.indicators import Indicator
    from graph.statement import Records, Statement

WIDTH = 96
# So many statements are shown below a finding; the rest is counted, and in --json.
SHOWN = 4
CLOSING = "A yes is what named sources say, for a person to judge. A tie is not control."


def findings(
    found: Sequence[Finding], grounds: Grounds, records: Records, rates: Mapping[str, BaseRate]
) -> str:
    """Show findings: those that say yes in full, then what cannot be told, then what says no."""
    parts = [_count(found)]
    for answer in (Answer.YES, Answer.UNKNOWN, Answer.NO):
        those = [each for each in found if each.answer is answer]
        if those:
            parts.append(f"{ANSWERS[answer].upper()} ({len(those)})")
            full = answer is Answer.YES
            shown = [
                _finding(f, grounds, records, rates) if full else _brief(f, grounds) for f in those
            ]
            parts.append("\n\n".join(shown) if full else "\n".join(shown))
    return "\n\n".join([*parts, in_force(grounds)])


def _count(found: Sequence[Finding]) -> str:
    order = (Answer.YES, Answer.UNKNOWN, Answer.NO)
    counts = [f"{sum(f.answer is answer for f in found)} {ANSWERS[answer]}" for answer in order]
    return f"{words.number(len(found), 'indicator')} asked: {', '.join(counts)}."


def in_force(grounds: Grounds) -> str:
    """Name the set, the lens and the data that findings rest on."""
    day = f" As of {grounds.as_of}." if grounds.as_of else ""
    data = grounds.network.graph["content_hash"]
    lines = f"Indicators: {grounds.indicators.label}. {grounds.lens.rule}. Data {data}.{day}"
    return f"{fill(lines, WIDTH)}\n\n{CLOSING}"


def _finding(
    held: Finding, grounds: Grounds, records: Records, rates: Mapping[str, BaseRate]
) -> str:
    indicator = grounds.indicators.indicators[held.indicator]
    tie = " (association, not control)" if indicator.association else ""
    lines = [f"{indicator.title}{tie}  [{indicator.id}]", *_wrapped(indicator.question)]
    lines += _wrapped(f"{ANSWERS[held.answer]}: {held.sentence}")
    lines += _wrapped(_rule(indicator))
    if held.indicator in rates:
        lines += _wrapped(f"base rate: {rates[held.indicator].told}")
    lines += [
        line for said in held.statements[:SHOWN] for line in _rests_on(said, grounds, records)
    ]
    if len(held.statements) > SHOWN:
        lines.append(f"  … and {words.number(len(held.statements) - SHOWN, 'more statement')}")
    for key, listing in held.listings[:SHOWN]:
        lines += _wrapped(f"- {words.called(records, key)}: {words.listed_on(listing)}")
    return "\n".join(lines)


def _rule(held: Indicator) -> str:
    """Say where an indicator comes from, and whether that was read."""
    if held.citation.casefold().startswith(held.mark):
        return held.citation
    return f"{held.mark}: {held.citation}"


def _rests_on(said: Statement, grounds: Grounds, records: Records) -> Iterator[str]:
    """Cite a statement in a line or two."""
    grade = grounds.vocabulary.grades[said.grade].label
    disputed = "; DISPUTED" if said.disputed else ""
    source = words.cited(records.sources[said.evidence.source])
    claim = words.sentence(said, records, grounds.vocabulary)
    yield from _wrapped(f"- {claim} [{grade}; {words.when(said.period)}{disputed}] {source}")


def _wrapped(text: str) -> list[str]:
    hanging = "    " if text.startswith("- ") else "  "
    return fill(
        text, WIDTH, initial_indent="  ", subsequent_indent=hanging, break_long_words=False,
        break_on_hyphens=False,
    ).split("\n")  # fmt: skip


def _brief(held: Finding, grounds: Grounds) -> str:
    indicator = grounds.indicators.indicators[held.indicator]
    settles = f" To settle it: {held.settles}" if held.settles else ""
    return "\n".join(_wrapped(f"- {indicator.title}: {held.sentence}{settles}"))


def every(grounds: Grounds, rates: Mapping[str, BaseRate]) -> str:
    """List the indicators in force with their questions, marks and base rates."""
    parts = []
    for each in grounds.indicators.in_use:
        lines = [f"{each.id}  ({each.family}; about a {each.about})", *_wrapped(each.question)]
        lines += _wrapped(_rule(each))
        if each.id in rates:
            lines += _wrapped(f"base rate: {rates[each.id].told}")
        parts.append("\n".join(lines))
    return "\n\n".join([*parts, in_force(grounds)])


def as_data(grounds: Grounds, records: Records) -> dict[str, Any]:
    """Give the set, lens, day and data that findings rest on."""
    return {
        "graph": as_json.graph(records),
        "indicators": {
            "name": grounds.indicators.name,
            "content_hash": grounds.indicators.content_hash,
        },
        "lens": grounds.lens.rule,
        "as_of": str(grounds.as_of) if grounds.as_of else None,
    }


def finding_data(held: Finding, grounds: Grounds, records: Records) -> dict[str, Any]:
    """Give a finding with every statement and listing in full."""
    return {
        "indicator": held.indicator,
        "about": held.about,
        "answer": ANSWERS[held.answer],
        "sentence": held.sentence,
        "grade": held.grade(grounds.vocabulary) or None,
        "disputed": held.disputed,
        "settles": held.settles or None,
        "statements": [as_json.statement(s, records, grounds.vocabulary) for s in held.statements],
        "listings": [
            {"party": key}
            | asdict(listing)
            | {
                "date": str(listing.date) if listing.date else None,
                "until": str(listing.until) if listing.until else None,
            }
            for key, listing in held.listings
        ],
    }


def indicator_data(held: Indicator) -> dict[str, Any]:
    """Give an indicator as its file does, thresholds as text."""
    thresholds = {
        name: value if isinstance(value, list) else str(value)
        for name, value in held.thresholds.items()
    }
    return asdict(held) | {"thresholds": thresholds}
