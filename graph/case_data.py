"""A case as one readable JSON file: sorted, indented, and refused where a field is not as it is."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from graph import as_json, lens_data, view_data
from graph.case import Asked, Case, HopThen, Note, PartyThen, StatementThen
from graph.case_question import question_of
from graph.errors import BadField, BadFile
from graph.fields import read
from graph.view import MOST_SHOWN

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from graph.fields import Field
    from graph.view import View

FORMAT, VERSION = "enduse case", 1
OURS = "give a file that this program wrote"
MOST_NOTES, MOST_HOPS, MOST_STATEMENTS = 5_000, 10_000, 100_000
MOST_ROUTES, MOST_STEPS, FAR = 20_000, 10_001, 1e6


def write(case: Case) -> bytes:
    """Give the file of a case; equal cases, equal bytes."""
    return (json.dumps(to_data(case), ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def to_data(case: Case) -> dict[str, object]:
    """Give a case as values that JSON can hold."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "title": case.title,
        "graph": {"content_hash": case.content_hash, "program": case.program},
        "lens": lens_data.to_data(case.lens),
        "paths": _asked_data(case.asked) if case.asked else None,
        "view": view_data.to_data(case.view),
        "then": {
            "parties": [asdict(each) for each in case.parties],
            "hops": [asdict(each) for each in case.hops],
        },
        "notes": [asdict(each) for each in case.notes],
    }


def _asked_data(asked: Asked) -> Mapping[str, object]:
    return {
        "question": as_json.question(asked.question),
        "address": {name: list(values) for name, values in asked.address.items()},
        "answer": {
            "attested": asked.attested,
            "composed": asked.composed,
            "complete": asked.complete,
            "routes": asked.routes,
        },
        "chosen": asked.chosen,
    }


def read_file(file: Path) -> Case:
    """Read the file of a case; raises `BadFile` and `BadField`."""
    try:
        return from_bytes(file, file.read_bytes())
    except OSError as error:
        raise BadFile(file, f"cannot be read ({error.strerror})", "name a case file") from error


def from_bytes(file: Path, content: bytes) -> Case:
    """Read what `write` gave; `file` is what errors call it. What is not known is passed over."""
    held = read(file, content)
    if not held.has("format") or held.of("format").value != FORMAT:
        raise BadFile(file, "is no case", OURS)
    if held.of("version").count() != VERSION:
        raise held.of("version").refused(f"this program reads version {VERSION}")
    graph, then = held.of("graph"), held.of("then")
    return Case(
        title=held.of("title").text(200),
        content_hash=graph.of("content_hash").text(200),
        program=graph.of("program").text(200),
        lens=lens_data.from_field(held.of("lens")),
        asked=_asked(held.of("paths")) if held.has("paths") else None,
        view=_view(held.of("view")),
        parties=tuple(_party(each) for each in then.of("parties").items(MOST_STATEMENTS)),
        hops=tuple(_hop(each) for each in then.of("hops").items(MOST_HOPS)),
        notes=_notes(held.of("notes")),
    )


def _asked(held: Field) -> Asked:
    answer = held.of("answer")
    routes = answer.of("routes")
    return Asked(
        question=question_of(held.of("question")),
        address={name: each.texts(1_000) for name, each in held.of("address").pairs(200)},
        attested=answer.of("attested").count(),
        composed=answer.of("composed").count(),
        complete=answer.of("complete").truth(),
        routes=tuple(each.texts(MOST_STEPS) for each in routes.items(MOST_ROUTES))
        if answer.has("routes")
        else None,
        chosen=held.of("chosen").texts(MOST_STEPS),
    )


def _view(held: Field) -> View:
    try:
        view = view_data.from_data(held.value)
    except ValueError as error:
        raise BadField(held.file, held.name, str(error.__cause__ or error), OURS) from error
    if len(view.parties) > MOST_SHOWN:
        raise BadField(held.file, "view.parties", len(view.parties), f"show at most {MOST_SHOWN}")
    for key, place in view.places.items():
        if max(map(abs, place)) > FAR:
            raise BadField(held.file, f"view.parties, {key}", place, "give a place nearer to 0")
    return view


def _party(held: Field) -> PartyThen:
    return PartyThen(
        id=held.of("id").text(),
        name=held.of("name").text(),
        kind=held.of("kind").text(),
        country=held.of("country").text() if held.has("country") else None,
        listings=held.of("listings").count(),
        statements=held.of("statements").count(),
        digest=held.of("digest").text(),
    )


def _hop(held: Field) -> HopThen:
    said = held.of("statements").items(MOST_STATEMENTS)
    return HopThen(held.of("key").text(), tuple(_statement(each) for each in said))


def _statement(held: Field) -> StatementThen:
    return StatementThen(
        id=held.of("id").text(),
        said=held.of("said").text(),
        grade=held.of("grade").text(),
        disputed=held.of("disputed").truth(),
        digest=held.of("digest").text(),
    )


def _notes(held: Field) -> tuple[Note, ...]:
    found: dict[str, Note] = {}
    for each in held.items(MOST_NOTES):
        note = Note(each.of("about").text(), each.of("text").text())
        if note.about in found:
            raise each.of("about").refused("give one note about it")
        found[note.about] = note
    return tuple(found[about] for about in sorted(found))
