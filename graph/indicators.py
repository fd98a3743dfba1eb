"""Indicators: named tests of a party or a deal, as data that can be read, cited and added to."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from graph.errors import BadFile
from graph.schemes import MARKS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

PARTY, DEAL = "party", "deal"
TEXTS = ("id", "title", "family", "question", "citation", "mark", "yes", "no", "cannot_tell")
LISTS = ("kinds", "inputs", "needs", "passes", "ends", "of")
MORE = ("about", "change", "association", "test", "pattern", "coexist", "hops", "thresholds", "use")
RESTRICTIVE = "restrictive"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One test: what it asks, by which rule, and what its answers mean.

    `about` is "party" or "deal", `kinds` the kinds of party it is asked of. `mark` says whether
    the rule was read at `citation`, only its draft, or whether the test is our own. Exactly one
    of `test` (a function), `pattern` (a property path from the party) and `of` (indicators of
    which any may say yes) does the work. `change` says which record would settle the answer.
    An `association` shows a tie, never control.

    For a pattern: `ends` are kinds of party or RESTRICTIVE, `passes` kinds that may lie inside,
    `needs` the relations of which one must be stated of the party before "no" is said, `hops`
    the most steps; with `coexist` the periods of its hops must be known to overlap.
    """

    id: str
    title: str
    family: str
    question: str
    citation: str
    mark: str
    yes: str
    no: str
    cannot_tell: str
    change: str
    about: str = PARTY
    kinds: tuple[str, ...] = ("company", "organisation")
    inputs: tuple[str, ...] = ()
    association: bool = False
    test: str = ""
    pattern: str = ""
    of: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    passes: tuple[str, ...] = ()
    ends: tuple[str, ...] = (RESTRICTIVE,)
    coexist: bool = False
    hops: int = 4
    use: bool = True
    thresholds: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def number(self, name: str) -> Decimal:
        """Give a threshold that is a number."""
        return Decimal(str(self.thresholds[name]))

    def words(self, name: str) -> tuple[str, ...]:
        """Give a threshold that is a list of words."""
        return tuple(str(word) for word in self.thresholds[name])


@dataclass(frozen=True, slots=True)
class IndicatorSet:
    """The indicators in force. `name` and `content_hash` travel with every answer."""

    name: str
    content_hash: str
    indicators: Mapping[str, Indicator]

    @property
    def in_use(self) -> tuple[Indicator, ...]:
        """The indicators that are asked, in the order of their files."""
        return tuple(each for each in self.indicators.values() if each.use)

    @property
    def label(self) -> str:
        """The set as an answer names it."""
        return f"{self.name} ({self.content_hash})"


def load(files: Sequence[Path], beside: Sequence[Path] = ()) -> IndicatorSet:
    """Read indicator files; a later one's stand beside an earlier one's, or in their place.

    `beside` are files that decide answers too, such as classifications: they are part of the
    content hash. Raises `BadFile` naming an indicator that is not well formed.
    """
    found: dict[str, Indicator] = {}
    names, contents = [], []
    for file in files:
        table, content = _read(file)
        names.append(str(table.get("set", {}).get("name") or file.stem))
        contents.append(content)
        found |= _indicators(file, table)
        _check_parts(file, found)
    contents += [_bytes(file) for file in beside]
    return IndicatorSet(" + ".join(names), _hash(contents), found)


def _hash(contents: Sequence[bytes]) -> str:
    parts = b"".join(sha256(content).digest() for content in contents)
    return sha256(parts).hexdigest()[:16]


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise BadFile(file, f"cannot be read ({error.strerror})", "name a file") from error


def _read(file: Path) -> tuple[dict[str, Any], bytes]:
    content = _bytes(file)
    try:
        return tomllib.loads(content.decode("utf-8"), parse_float=Decimal), content
    except ValueError as error:
        raise BadFile(file, str(error), "write TOML in UTF-8") from error


def _indicators(file: Path, table: Mapping[str, Any]) -> dict[str, Indicator]:
    rows = table.get("indicator", [])
    if not isinstance(rows, list) or not rows:
        raise BadFile(file, "holds no [[indicator]]", "compare data/indicators.toml")
    found = [_indicator(file, row) for row in rows]
    ids = [each.id for each in found]
    if twice := sorted({each for each in ids if ids.count(each) > 1}):
        raise BadFile(file, f"has two indicators called {', '.join(twice)}", "rename one")
    return {each.id: each for each in found}


def _indicator(file: Path, row: Mapping[str, Any]) -> Indicator:
    name = row.get("id", "without id")
    if unknown := sorted(row.keys() - {*TEXTS, *LISTS, *MORE}):
        raise BadFile(file, f"indicator {name!r} has unknown keys {unknown}", "correct them")
    if missing := [key for key in (*TEXTS, "change") if not row.get(key)]:
        raise BadFile(file, f"indicator {name!r} lacks {', '.join(missing)}", "give each")
    given: dict[str, Any] = {key: tuple(row[key]) if key in LISTS else row[key] for key in row}
    made = Indicator(**given)
    if problem := _problem(made):
        raise BadFile(file, f"indicator {name!r} {problem}", "compare data/indicators.toml")
    return made


def _problem(made: Indicator) -> str:
    """Say what does not fit together; nothing when all is well."""
    if sum(map(bool, (made.test, made.pattern, made.of))) != 1:
        return "needs exactly one of test, pattern and of"
    if made.mark not in MARKS:
        return f"has mark {made.mark!r}: use {', '.join(MARKS)}"
    if made.about not in (PARTY, DEAL):
        return f"is about {made.about!r}: use party or deal"
    if made.pattern and made.about != PARTY:
        return "has a pattern, which begins at a party"
    return ""


def _check_parts(file: Path, found: Mapping[str, Indicator]) -> None:
    """Raise `BadFile` for an indicator made of one that is not there, or of itself."""
    for each in found.values():
        for part in each.of:
            if part not in found:
                raise BadFile(file, f"indicator {each.id!r}: no indicator {part!r}", "correct it")
            if found[part].of or found[part].about != each.about:
                problem = f"indicator {each.id!r} is made of {part!r}, which is not a plain one"
                raise BadFile(file, problem, f"name plain indicators about a {each.about}")
