"""Answers as plain data for --json and for other programs: exact, stable, with evidence."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from graph import VERSION
from graph.words import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.exposure import Exposure
    from graph.intermediaries import Intermediary
    from graph.loosen import Loosening
    from graph.network import Hop
    from graph.paths import Answer, Path
    from graph.patterns import Pattern
    from graph.practice import Lens, Verdict
    from graph.question import Question
    from graph.statement import Party, Records, Source, Statement
    from graph.vocabulary import Vocabulary

    Json = dict[str, Any]


def graph(records: Records) -> Json:
    """Name the data and the program that an answer came from."""
    return {
        "collections": [
            {"id": each.id, "title": each.title, "licence": each.licence}
            for each in records.collections
        ],
        "content_hash": records.content_hash,
        "program": f"enduse {VERSION}",
    }


def party(held: Party) -> Json:
    """Give a party with everything the tables say of it."""
    listings = [
        asdict(each) | {"date": _text(each.date), "until": _text(each.until)}
        for each in held.listings
    ]
    found = asdict(held) | {"begun": _text(held.begun), "ended": _text(held.ended)}
    return found | {"listings": listings, "members": [party(each) for each in held.members]}


def source(held: Source) -> Json:
    """Give a source; dates as printed."""
    dates = {"published": _text(held.published), "retrieved": _text(held.retrieved)}
    return asdict(held) | dates


def statement(held: Statement, records: Records, vocabulary: Vocabulary) -> Json:
    """Give a statement with its sentence, its dates as printed and its sources in full."""
    second = held.evidence.corroborating
    return {
        "id": held.id,
        "record": held.record,
        "sentence": sentence(held, records, vocabulary),
        "subject": held.subject,
        "relation": held.relation,
        "object": held.object,
        "as_stated": list(held.as_stated or (held.subject, held.object)),
        "valid_from": _text(held.period.valid_from),
        "valid_until": _text(held.period.valid_until),
        "as_of": _text(held.period.as_of),
        "item": held.item,
        "percent": held.percent.text if held.percent else None,
        "deals": list(held.deals),
        "grade": held.grade,
        "disputed": held.disputed,
        "note": held.note,
        "locator": held.evidence.locator,
        "source": source(records.sources[held.evidence.source]),
        "corroborating_source": source(records.sources[second]) if second else None,
    }


def exposure(held: Exposure, records: Records) -> Json:
    """Give the rankings; every number with the routes of its paths."""
    return {
        name: [
            {
                "key": each.key,
                "paths": len(each.paths),
                "at_the_other_end": each.with_,
                "disputed": each.disputed,
                "routes": [list(path.parties) for path in each.paths],
            }
            for each in getattr(held, name)
        ]
        for name in ("suppliers", "intermediaries", "end_users", "countries")
    }


def path(held: Path, records: Records, vocabulary: Vocabulary) -> Json:
    """Give a path: parties, hops with their statements, the tie, and what joins it."""
    carrying = {s.id for stated in held.support.statements for s in stated}
    return {
        "parties": [_named(records, key) for key in held.parties],
        "intermediaries": list(held.intermediaries),
        "end_user_role": str(held.end_user.role),
        "governments": list(held.end_user.governments),
        "attestation": held.attestation.name.lower(),
        "basis": held.support.basis or None,
        "grade": held.grade,
        "disputed": held.disputed,
        "coexist": held.support.coexist.name.lower(),
        "in_order": held.support.in_order.name.lower(),
        "carrying_statements": sorted(carrying),
        "hops": [_hop(each, records, vocabulary) for each in held.hops],
        "tie": [_hop(each, records, vocabulary) for each in held.tie],
    }


def answer(
    held: Answer,
    records: Records,
    vocabulary: Vocabulary,
    *,
    lens: Lens,
    composed: bool,
    loosenings: list[Loosening],
    verdicts: Iterable[Verdict] = (),
) -> Json:
    """Give an answer with its question, lens, account and what was hidden."""
    return {
        "graph": graph(records),
        "question": question(held.question),
        "lens": lens.rule,
        "paths": [path(each, records, vocabulary) for each in held.attested],
        "composed": [path(each, records, vocabulary) for each in held.composed] if composed else [],
        "composed_hidden": 0 if composed else len(held.composed),
        "account": account(held),
        "governments": [verdict(each) for each in verdicts],
        "loosenings": [asdict(each) for each in loosenings],
    }


def account(held: Answer) -> Json:
    """Give the account of a search; `left_out` counts statements by reason."""
    counts = {why.name.lower(): count for why, count in held.account.left_out.items()}
    return asdict(held.account) | {"left_out": counts, "complete": held.account.complete}


def question(held: Question) -> Json:
    """Give every parameter of a question, those left at their default included."""
    conditions = asdict(held.conditions)
    for name in ("in_order", "coexist"):
        conditions[name] = conditions[name].name.lower()
    share = held.conditions.share
    conditions["share"] = str(share) if share is not None else None
    own = {"as_of": _text(held.as_of), "layers": sorted(held.layers), "conditions": conditions}
    return asdict(held) | own


def pattern(held: Pattern) -> Json:
    """Give a named pattern with its citation."""
    return asdict(held)


def intermediary(held: Intermediary, records: Records) -> Json:
    """Give an intermediary with whom it serves and how many paths say so."""
    return _named(records, held.party) | {
        "suppliers": [_named(records, key) for key in held.suppliers],
        "end_users": [_named(records, key) for key in held.end_users],
        "countries": list(held.countries),
        "paths": len(held.paths),
    }


def verdict(held: Verdict) -> Json:
    """Give what the lens says of a country, with every reading."""
    readings = [
        {
            "test": each.test.id,
            "question": each.test.question,
            "criterion": each.test.criterion,
            "threshold": each.test.threshold,
            "answer": each.answer.name.lower(),
            "assessment": asdict(each.assessment) if each.assessment else None,
        }
        for each in held.readings
    ]
    return {"country": held.country, "meets": held.meets.name.lower(), "readings": readings}


def _hop(held: Hop, records: Records, vocabulary: Vocabulary) -> Json:
    stated = [statement(each, records, vocabulary) for each in held.statements]
    return {"origin": held.origin, "target": held.target, "statements": stated}


def _named(records: Records, key: str) -> Json:
    held = records.parties[key]
    return {"id": held.id, "name": held.name, "kind": held.kind, "country": held.country}


def _text(date: object) -> str | None:
    return str(date) if date else None
