"""Opening the indicators for a workspace: the bundled ones, or with a file of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph import classified, indicators, regimes
from graph.engine.pattern import parse
from graph.errors import BadFile, EnduseError, UnknownTerm
from graph.grounds import Grounds
from graph.tests_of import check
from graph.workspace import DATA, Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from graph.dates import PartialDate
    from graph.indicators import IndicatorSet

INDICATORS = DATA / "indicators.toml"
ROWS = DATA / "classified.csv"
BESIDE = (*(DATA / name for name in classified.VOCABULARIES), ROWS, DATA / "regimes.toml")


def open_indicators(
    workspace: Workspace, extra: Path | None = None, as_of: PartialDate | None = None
) -> Grounds:
    """Give what indicators are asked on; `extra` is a file of one's own, beside ours.

    Raises an `EnduseError` for a file that cannot be taken, such as a pattern of unknown words.
    """
    files = (INDICATORS, extra) if extra else (INDICATORS,)
    found = indicators.load(files, BESIDE)
    check(files[-1], found)
    rules, state, minority = regimes.load(DATA / "regimes.toml")
    _check(files[-1], found, workspace, rules)
    known = classified.load_schemes(DATA)
    return Grounds(
        network=workspace.network,
        vocabulary=workspace.vocabulary,
        patterns=workspace.patterns,
        hubs=workspace.hubs,
        lens=workspace.lens,
        practices=workspace.practices,
        regimes=rules,
        state=state,
        minority=minority,
        indicators=found,
        classified=classified.Classified(known, classified.load_rows(ROWS, known)),
        deals=workspace.records.deals,
        as_of=as_of,
    )


def _check(
    file: Path, found: IndicatorSet, workspace: Workspace, rules: dict[str, regimes.Regime]
) -> None:
    """Raise for a pattern, kind or regime that the words in force do not hold."""
    words = workspace.vocabulary
    named = {name: pattern.text for name, pattern in workspace.patterns.items()}
    for each in found.indicators.values():
        where = f"{file}, indicator {each.id}"
        if each.pattern:
            try:
                parse(each.pattern, words, named)
            except EnduseError as error:
                raise BadFile(file, f"indicator {each.id!r}: {error}", "correct it") from error
        for kind in (*each.kinds, *each.passes, *each.ends):
            if kind != indicators.RESTRICTIVE and kind not in words.kinds:
                raise UnknownTerm(kind, where, list(words.kinds))
        for relation in each.needs:
            words.relation(relation)
        regime = each.thresholds.get("regime")
        if regime is not None and regime not in rules:
            raise UnknownTerm(str(regime), f"{where}, regime", list(rules))
