"""Answers as text for a terminal: every claim with its source, every search with its account."""

from __future__ import annotations

from textwrap import fill, indent
from typing import TYPE_CHECKING

from graph import country, told, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.find import Match
    from graph.intermediaries import Intermediary
    from graph.loosen import Loosening
    from graph.network import Hop
    from graph.paths import Answer, Path
    from graph.patterns import Pattern
    from graph.practice import Lens, Verdict
    from graph.statement import Party, Records, Source, Statement
    from graph.vocabulary import Vocabulary

WIDTH = 96
# Composed paths are explained one by one only while there are few.
FEW = 3


def matches(found: Sequence[Match], vocabulary: Vocabulary) -> str:
    """List the parties that a search found."""
    lines = []
    for each in found:
        held = each.party
        also = f"  (as “{each.name}”)" if each.name != held.name else ""
        kind = vocabulary.kinds[held.kind].label
        lines.append(f"{held.id}\n    {held.name}{also}, {kind}, {country.name(held.country)}")
    return "\n".join(lines)


def party(held: Party, stated: Sequence[Statement], records: Records, words_: Vocabulary) -> str:
    """Show a party and every statement about it, strongest grade first."""
    kind = words_.kinds[held.kind].label
    lines = [f"{held.name}  ({kind}, {country.name(held.country)})", f"id {held.id}"]
    if held.trade_role:
        lines.append(f"called a {held.trade_role}")
    if held.aliases:
        lines.append(f"also known as {'; '.join(held.aliases)}")
    lines += [f"listed: {words.listed_on(each)}" for each in held.listings]
    lines += [f"counts as this party: {each}" for each in words.members(held, records)]
    lines += [fill(held.description, WIDTH)] if held.description else []
    ordered = sorted(stated, key=lambda s: (words_.grades[s.grade].rank, s.relation, s.record))
    claims = [claim(statement, records, words_) for statement in ordered]
    return "\n".join([*lines, "", f"{len(claims)} statements", *claims])


def claim(held: Statement, records: Records, vocabulary: Vocabulary) -> str:
    """Show one statement with grade, dates, deal, dispute, note and sources."""
    grade = vocabulary.grades[held.grade].label
    head = f"- {words.sentence(held, records, vocabulary)}"
    facts = f"{grade}; {words.when(held.period)}" + ("; DISPUTED" if held.disputed else "")
    lines = [fill(head, WIDTH, subsequent_indent="  "), f"  [{facts}]"]
    lines += [f"  deal: {records.deals[deal].title} ({deal})" for deal in held.deals]
    if held.note:
        lines.append(fill(held.note, WIDTH, initial_indent="  ", subsequent_indent="  "))
    if found := words.where(held, records):
        lines.append(fill(f"at {found}", WIDTH, initial_indent="  ", subsequent_indent="  "))
    lines += _source_lines("source", records.sources[held.evidence.source])
    if held.evidence.corroborating:
        lines += _source_lines("see also", records.sources[held.evidence.corroborating])
    return "\n".join(lines)


def answer(
    held: Answer,
    records: Records,
    vocabulary: Vocabulary,
    *,
    lens: Lens,
    composed: bool,
    evidence: bool,
    verdicts: Sequence[Verdict] = (),
    loosenings: Sequence[Loosening],
) -> str:
    """Show the paths, those hidden, and the account of the search."""
    shown = [*held.attested, *(held.composed if composed else ())]
    parts = [_count(held, records)]
    parts += [
        _path(number, each, records, vocabulary, evidence=evidence)
        for number, each in enumerate(shown, 1)
    ]
    if held.composed and not composed:
        parts.append(_hidden(held.composed, records))
    if not held.attested:
        helps = [told.loosened(each) for each in loosenings] or [told.NOTHING_HELPS]
        parts.append(_bulleted("What would find more:", helps))
    return "\n\n".join([*parts, *_read(verdicts), searched(held, records, lens)])


def _read(verdicts: Sequence[Verdict]) -> list[str]:
    lines = [f"{country.name(v.country)} {words.judged(v)}." for v in verdicts]
    head = "How these governments read through the lens:"
    return [_bulleted(head, lines)] if lines else []


def searched(held: Answer, records: Records, lens: Lens) -> str:
    """Show the account of a search, the lens it was asked through, and the data it ran on."""
    parts = [
        _bulleted("What was searched:", told.accounted(held.account, records)),
        fill(f"{lens.rule}. Data {records.content_hash}.", WIDTH),
        "A link is not a finding: it is what a named source said, for a person to judge.",
    ]
    return "\n\n".join(parts)


def no_intermediaries(known: int, composed: int, least: Mapping[str, int]) -> str:
    """Say that nobody serves so many, and what was looked at instead of nothing."""
    asked = f"{least['suppliers']} suppliers and {least['end_users']} end-users"
    return fill(
        f"No intermediary serves at least {asked} on attested paths; {known} serve one or more "
        f"of each (--suppliers 1 --end-users 1). With composed paths counted, which are no "
        f"evidence of a supply, {composed} would (--composed).",
        WIDTH,
    )


def _count(held: Answer, records: Records) -> str:
    number = words.number(len(held.attested), told.what(held.question)).capitalize()
    return fill(f"{number} {told.asked(held.question, records)}", WIDTH)


def _path(
    number: int, held: Path, records: Records, vocabulary: Vocabulary, *, evidence: bool
) -> str:
    grade = vocabulary.grades[held.grade].label
    dispute = "; DISPUTED: see the note" if held.disputed else ""
    facts = [
        words.basis(held, records),
        f"weakest hop: {grade}{dispute}; {words.time(held)}",
        words.end_role(held, records, vocabulary),
    ]
    lines = [f"{number}. {words.route(held, records)}"]
    lines += [fill(f, WIDTH, initial_indent="   ", subsequent_indent="   ") for f in facts]
    if evidence:
        lines += [_hop(hop, records, vocabulary) for hop in [*held.hops, *held.tie]]
    return "\n".join(lines)


def _hop(held: Hop, records: Records, vocabulary: Vocabulary) -> str:
    ends = f"{words.called(records, held.origin)} → {words.called(records, held.target)}"
    claims = "\n".join(claim(statement, records, vocabulary) for statement in held.statements)
    return f"   {ends}\n{indent(claims, '     ')}"


def _hidden(held: Sequence[Path], records: Records) -> str:
    middle = sorted({words.called(records, key) for path in held for key in path.intermediaries})
    head = (
        f"{words.number(len(held), 'composed path')} hidden, through {words.listed(middle)}; "
        "--composed shows them."
    )
    if len(held) > FEW:
        return fill(
            f"{head} No deal and no document joins their hops: they are no evidence.", WIDTH
        )
    reasons = [line for path in held for line in told.why_composed(path, records)]
    return _bulleted(fill(head, WIDTH), reasons)


def intermediaries(held: Sequence[Intermediary], records: Records) -> str:
    """Show intermediaries with whom they serve."""
    blocks = []
    for each in held:
        suppliers = words.listed(words.called(records, key) for key in each.suppliers)
        users = words.listed(words.called(records, key) for key in each.end_users)
        name, where = records.parties[each.party].name, records.parties[each.party].country
        lines = [
            f"{name}  ({country.name(where)}; {each.party})",
            f"  from {len(each.suppliers)}: {suppliers}",
            f"  to   {len(each.end_users)}: {users}",
        ]
        blocks.append("\n".join(lines))
    return "\n".join(blocks)


def verdicts(held: Iterable[Verdict]) -> str:
    """Show one line a country: whether it meets the lens and how it came about."""
    return "\n".join(f"{v.country}  {country.name(v.country):<34} {words.tally(v)}" for v in held)


def verdict(held: Verdict) -> str:
    """Show every reading of one country."""
    lines = [f"{country.name(held.country)} ({held.country}) {words.tally(held)}"]
    for each in held.readings:
        lines.append(f"- {each.test.question}")
        criterion = f"{each.test.criterion}; threshold: {each.test.threshold}"
        lines.append(f"    {each.answer.name.lower()}: {words.read(each)} [{criterion}]")
        if each.assessment:
            lines.append(f"    {each.assessment.url} ({each.assessment.basis})")
    return "\n".join(lines)


def sources(held: Iterable[tuple[Source, int]]) -> str:
    """Show sources with how many statements rest on each."""
    return "\n".join(
        f"{source.id}  ({words.number(count, 'statement')})\n"
        + "\n".join(_source_lines("", source))
        for source, count in held
    )


def patterns(held: Iterable[Pattern]) -> str:
    """Show named patterns: what each asks, and where it comes from."""
    return "\n\n".join(
        "\n".join(
            [f"{each.name}: {each.title}"]
            + [
                fill(line, WIDTH, initial_indent="  ", subsequent_indent="    ")
                for line in (each.sentence, each.text, each.citation)
            ]
        )
        for each in held
    )


def _source_lines(label: str, source: Source) -> list[str]:
    head = f"  {label}: " if label else "  "
    cited = fill(head + words.cited(source), WIDTH, subsequent_indent="    ")
    return [cited, f"    {source.url}"] if source.url else [cited]


def _bulleted(head: str, lines: Iterable[str]) -> str:
    return "\n".join([head, *(fill(f"- {each}", WIDTH, subsequent_indent="  ") for each in lines)])
