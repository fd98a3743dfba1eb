"""What each command answers: whether it found anything, the text, and the exact data."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from graph import as_json, country, exposure_text, find, practice, text, told, words
from graph.arguments import asked
from graph.citation import citation
from graph.citation_text import FORMATS
from graph.dates import Answer
from graph.engine.query import Joined
from graph.engine.search import Mode
from graph.errors import BadQuestion
from graph.exposure import exposure as exposed
from graph.intermediaries import intermediaries as serving
from graph.neighbourhood import statements_of
from graph.sources import resting
from graph.workspace import Workspace, ask, judged, loosen

if TYPE_CHECKING:
    import argparse

    from graph.paths import Answer as Found

    Result = tuple[bool, str, Any]  # found anything, as text, as data

# Up to so many paths are shown with every source unless --evidence or --brief says otherwise.
SHOWN_WITH_EVIDENCE = 5


def search(workspace: Workspace, arguments: argparse.Namespace) -> Result:
    """List the parties that a text may mean."""
    found = find.search(workspace.names, arguments.text)
    said = text.matches(found, workspace.vocabulary) or f"No party is named like {arguments.text!r}"
    data = [{"score": m.score, "name": m.name, "party": as_json.party(m.party)} for m in found]
    return bool(found), said, data


def show(workspace: Workspace, arguments: argparse.Namespace) -> Result:
    """Show one party with every statement about it."""
    records, vocabulary = workspace.records, workspace.vocabulary
    held = find.resolve(workspace.names, arguments.party)
    stated = statements_of(workspace.network, held.id)
    data = {
        "graph": as_json.graph(records),
        "party": as_json.party(held),
        "statements": [as_json.statement(each, records, vocabulary) for each in stated],
    }
    return True, text.party(held, stated, records, vocabulary), data


def paths(workspace: Workspace, arguments: argparse.Namespace) -> Result:
    """Answer a question about paths."""
    return _answered(workspace, arguments, ask(workspace, asked(workspace, arguments)))


def reach(workspace: Workspace, arguments: argparse.Namespace) -> Result:
    """Say which suppliers reach which end-users, with one shortest path each as witness."""
    question = asked(workspace, arguments)
    conditions = replace(question.conditions, mode=Mode.ANY_SHORTEST)
    if conditions.joined is Joined.ANY and not arguments.composed:
        conditions = replace(conditions, joined=Joined.ATTESTED)
    answer = ask(workspace, replace(question, conditions=conditions))
    return _answered(workspace, arguments, answer)


def patterns(workspace: Workspace, arguments: argparse.Namespace) -> Result:
    """List the named patterns."""
    found = [p for p in workspace.patterns.values() if arguments.text in f"{p.name} {p.title}"]
    data = [as_json.pattern(each) for each in found]
    return bool(found), text.patterns(found) or f"No pattern matches {arguments.text!r}", data


def _answered(workspace: Workspace, arguments: argparse.Namespace, answer: Found) -> Result:
    shown = len(answer.attested) + (len(answer.composed) if arguments.composed else 0)
    helps = [] if answer.attested else loosen(workspace, answer)
    few = arguments.supplier is not None and shown <= SHOWN_WITH_EVIDENCE
    told = text.answer(
        answer,
        workspace.records,
        workspace.vocabulary,
        lens=workspace.lens,
        verdicts=judged(workspace, answer),
        composed=arguments.composed,
        evidence=arguments.evidence or (few and not arguments.brief),
        loosenings=helps,
    )
    data = as_json.answer(
        answer,
        workspace.records,
        workspace.vocabulary,
        lens=workspace.lens,
        verdicts=judged(workspace, answer),
        composed=arguments.composed,
        loosenings=helps,
    )
    return shown > 0, told, data


def intermediaries(workspace: Workspace, arguments: argparse.Namespace) -> Result:
    """List who serves several suppliers and several end-users."""
    answer = ask(workspace, asked(workspace, arguments))
    counted = [*answer.attested, *(answer.composed if arguments.composed else ())]
    least = {"suppliers": arguments.suppliers, "end_users": arguments.end_users}
    found = serving(counted, **least)
    told = text.intermediaries(found, workspace.records)
    if not found:
        composed = serving([*answer.attested, *answer.composed], **least)
        told = text.no_intermediaries(len(serving(counted)), len(composed), least)
    account = text.searched(answer, workspace.records, workspace.lens)
    data = {
        "graph": as_json.graph(workspace.records),
        "question": as_json.question(answer.question) | least,
        "lens": workspace.lens.rule,
        "intermediaries": [as_json.intermediary(each, workspace.records) for each in found],
        "account": as_json.account(answer),
    }
    return bool(found), f"{told}\n\n{account}", data


def cite(workspace: Workspace, arguments: argparse.Namespace) -> Result:
    """Write paths as sentences with numbered sources, to be quoted."""
    answer = ask(workspace, asked(workspace, arguments))
    found = [*answer.attested, *(answer.composed if arguments.composed else ())]
    if arguments.path is not None:
        if not 1 <= arguments.path <= len(found):
            raise BadQuestion(f"--path {arguments.path}: there are {len(found)} paths")
        found = [found[arguments.path - 1]]
    records = workspace.records
    held = citation(
        (hop for path in found for hop in (*path.hops, *path.tie)),
        records,
        workspace.vocabulary,
        asked=f"Third-party paths {told.asked(answer.question, records)}",
        standing=[f"{words.route(path, records)}: {words.basis(path, records)}" for path in found],
    )
    return bool(found), FORMATS[arguments.format](held).rstrip("\n"), asdict(held)


def exposure(workspace: Workspace, arguments: argparse.Namespace) -> Result:
    """Rank suppliers, intermediaries, end-users and countries by the paths they are on."""
    answer = ask(workspace, asked(workspace, arguments))
    counted = [*answer.attested, *(answer.composed if arguments.composed else ())]
    found = exposed(counted)
    told = exposure_text.shown(found, workspace.records, arguments.rows, arguments.open)
    account = text.searched(answer, workspace.records, workspace.lens)
    data = {
        "graph": as_json.graph(workspace.records),
        "question": as_json.question(answer.question),
        "lens": workspace.lens.rule,
        "exposure": as_json.exposure(found, workspace.records),
        "account": as_json.account(answer),
    }
    return bool(counted), f"{told}\n\n{account}", data


def practices(workspace: Workspace, arguments: argparse.Namespace) -> Result:
    """Show which governments meet the lens, or how one country reads."""
    lens, table = workspace.lens, workspace.practices
    if arguments.country is None:
        every = practice.verdicts(lens, table).values()
        found = [v for v in every if v.meets is Answer.YES or arguments.all]
        told = f"{text.verdicts(found)}\n\nLens: {lens.rule}."
    else:
        code = country.code_of(arguments.country)
        if code is None:
            raise BadQuestion(f"{arguments.country!r} is no country: use a code such as BY")
        found = [practice.verdict(lens, table, code)] if code in table else []
        told = text.verdict(found[0]) if found else f"No assessment of {country.name(code)}"
    data = {"lens": lens.rule, "verdicts": [as_json.verdict(each) for each in found]}
    return bool(found), told, data


def sources(workspace: Workspace, arguments: argparse.Namespace) -> Result:
    """List sources with how many statements rest on each."""
    counts = resting(workspace.records)
    found = [
        (source, counts[source.id])
        for source in workspace.records.sources.values()
        if arguments.text.casefold() in f"{source.id} {source.publisher} {source.title}".casefold()
    ]
    data = [as_json.source(source) | {"statements": count} for source, count in found]
    return bool(found), text.sources(found) or f"No source matches {arguments.text!r}", data
