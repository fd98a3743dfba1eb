"""The form of the sheet, read from data/sheet.toml: its steps and what only a person can answer."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from graph.errors import BadFile
from graph.schemes import MARKS
from graph.sheets.sheet import Blank

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from graph.indicators import Indicator

PRODUCT, AGENCY, COUNTRY, STAKEHOLDERS = "product", "agency", "country", "stakeholders"
BEFORE, AFTER, THEN_NOW = "before", "after", "then_now"
STEPS = (PRODUCT, AGENCY, COUNTRY, STAKEHOLDERS, BEFORE, AFTER, THEN_NOW)


@dataclass(frozen=True, slots=True)
class Step:
    """A step: which families of indicators stand in it, and which single ones `also` do."""

    id: str
    title: str
    lead: str
    families: tuple[str, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """The steps in order and the questions for a person of each; the hash names the file."""

    order: str
    no_score: str
    steps: Mapping[str, Step]
    persons: Mapping[str, tuple[Blank, ...]]
    content_hash: str

    def step_of(self, indicator: Indicator) -> str:
        """Say in which step an indicator stands; one of an unknown family is a stakeholder's."""
        for step in self.steps.values():
            if indicator.id in step.also:
                return step.id
        found = (step.id for step in self.steps.values() if indicator.family in step.families)
        return next(found, STAKEHOLDERS)


def load(file: Path) -> Form:
    """Read the form; raise `BadFile` for a step or a mark that is not known."""
    try:
        content = file.read_bytes()
        table = tomllib.loads(content.decode("utf-8"))
        steps = {each["id"]: _step(each) for each in table["step"]}
        found = _persons(table["person"])
        sentences = str(table["sheet"]["order"]), str(table["sheet"]["no_score"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadFile(file, f"cannot be read ({error!r})", "restore it") from error
    if tuple(steps) != STEPS or not found.keys() <= steps.keys():
        raise BadFile(file, f"has steps {', '.join(steps)}", f"use {', '.join(STEPS)}, in order")
    return Form(*sentences, steps, found, sha256(content).hexdigest()[:16])


def _step(table: Mapping[str, Any]) -> Step:
    lists = tuple(table["families"]), tuple(table.get("also", ()))
    return Step(str(table["id"]), str(table["title"]), str(table["lead"]), *lists)


def _persons(tables: Iterable[Mapping[str, str]]) -> dict[str, tuple[Blank, ...]]:
    found: dict[str, tuple[Blank, ...]] = {}
    for each in tables:
        if each["mark"] not in MARKS:
            raise ValueError(f"mark {each['mark']}")
        made = Blank(each["question"], rule(each["mark"], each["citation"]))
        found[each["step"]] = (*found.get(each["step"], ()), made)
    return found


def rule(mark: str, citation: str) -> str:
    """Say where a question comes from, and whether that was read.

    >>> rule("own test", "Own test on diversion"), rule("verified", "15 CFR 748.5")
    ('Own test on diversion', 'verified: 15 CFR 748.5')
    """
    return citation if citation.casefold().startswith(mark) else f"{mark}: {citation}"
