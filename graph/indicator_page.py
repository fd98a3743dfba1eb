"""The indicators with what their answers mean and their base rates: docs/indicators.md.

Run as a program it first decides anew what the casebook's items and bodies are classified as.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from graph import classified
from graph.assessing import open_indicators
from graph.base_rates import base_rates
from graph.workspace import DATA, open_workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.base_rates import BaseRate
    from graph.classified import Coverage
    from graph.grounds import Grounds
    from graph.indicators import Indicator
    from graph.schemes import Scheme
    from graph.workspace import Workspace

OPENING = """# Indicators

Each indicator asks one question of a third party, an end-user or a deal, and answers *yes*, *no* or
*cannot tell*. `enduse indicators PARTY` asks them; they stand in
[indicators.toml](../data/indicators.toml), and [decision 24](decisions/0024-indicators.md) says why
they are as they are. This page is written by `make docs`; a test keeps it true.

**A yes is what named sources say, for a person to judge.** It finds nothing against anybody. One
marked *association* shows a tie and never that one party controls the other. *No* is said only
where something recorded speaks against it; where nothing is recorded that could, the answer is
*cannot tell*.

*Mark* says what was read: **verified**, the rule at the citation; **draft**, only the 2019 draft of
the State Department guidance; **own test**, no rule in these words.

The *base rate* is what the casebook answers through the default lens. The casebook holds cases that
somebody reported, so that its rates are no rates of the world; but one that says yes, or cannot
tell, of nearly everybody tells little, here and elsewhere.
"""
WORDS = """[classified.csv](../data/classified.csv) holds what the casebook's items, products,
agencies and uses are classified as, each with the word that decided or, where a person decided, the
reason. What no word fits is unclassified, which is not "none".
"""
MARKS = {"verified": "Verified", "draft": "Draft only", "own test": "Own test"}


def page(workspace: Workspace) -> str:
    """Write the page."""
    grounds = open_indicators(workspace)
    rates = base_rates(grounds)
    families = dict.fromkeys(each.family for each in grounds.indicators.in_use)
    parts = [OPENING, *_contents(grounds, rates)]
    for family in families:
        parts.append(f"\n## {family}\n")
        those = (each for each in grounds.indicators.in_use if each.family == family)
        parts += ["\n".join(_indicator(each, rates[each.id])) for each in those]
    return "\n".join([*parts, *_words(workspace, grounds)]) + "\n"


def _contents(grounds: Grounds, rates: dict[str, BaseRate]) -> Iterator[str]:
    yield "| indicator | about | mark | asked | yes | no | cannot tell |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for each in grounds.indicators.in_use:
        rate = rates[each.id]
        counts = f"{rate.asked} | {rate.yes} | {rate.no} | {rate.cannot_tell}"
        yield f"| [{each.title}](#{_anchor(each)}) | {each.about} | {each.mark} | {counts} |"


def _anchor(indicator: Indicator) -> str:
    kept = "".join(c for c in indicator.title.lower() if c.isalnum() or c in " -")
    return kept.replace(" ", "-")


def _indicator(held: Indicator, rate: BaseRate) -> Iterator[str]:
    yield f"### {held.title}\n"
    yield f"{held.question}{' *Association.*' if held.association else ''}\n"
    yield f"- id: `{held.id}`; about: {_about(held)}"
    yield f"- {MARKS[held.mark]}: {held.citation}"
    yield f"- yes: {held.yes}"
    yield f"- no: {held.no}"
    yield f"- cannot tell: {held.cannot_tell}"
    yield f"- what would change it: {held.change}"
    yield f"- looks at: {_looks_at(held)}"
    if held.thresholds:
        yield f"- thresholds: {_thresholds(held)}"
    yield f"- base rate: {rate.told}\n"


def _about(held: Indicator) -> str:
    kinds = ", ".join(kind.replace("_", " ") for kind in held.kinds)
    return held.about if held.about == "deal" else f"a party ({kinds})"


def _looks_at(held: Indicator) -> str:
    if held.pattern:
        return f"the path `{held.pattern}`, at most {held.hops} hops"
    if held.of:
        return ", ".join(f"`{name}`" for name in held.of)
    return ", ".join(held.inputs)


def _thresholds(held: Indicator) -> str:
    found = []
    for name, value in held.thresholds.items():
        rows = value if isinstance(value, list) else [value]
        told = [
            f"{row['country']} from {row['from']}" if isinstance(row, dict) else str(row)
            for row in rows
        ]
        found.append(f"`{name}` {', '.join(told)}")
    return "; ".join(found)


def _words(workspace: Workspace, grounds: Grounds) -> Iterator[str]:
    """Show the vocabularies and how much of the casebook they classify."""
    yield "\n## Words to classify with\n"
    yield WORDS
    _, counts = classified.classify(workspace.records, grounds.classified)
    yield "| what | how many | unclassified |\n| --- | --- | --- |"
    yield from (_coverage(each) for each in counts)
    for scheme in grounds.classified.schemes.values():
        yield from _scheme(scheme)


def _coverage(held: Coverage) -> str:
    return f"| {held.what} | {held.every} | {held.unclassified} |"


def _scheme(scheme: Scheme) -> Iterator[str]:
    yield f"\n### {scheme.title}\n"
    yield f"As of {scheme.as_of}: {scheme.citation}\n"
    yield "| term | what | mark | under | entries |\n| --- | --- | --- | --- | --- |"
    for term in scheme.terms.values():
        entries = ", ".join(term.entries)
        yield f"| `{term.id}` | {term.title} | {term.mark} | {term.under} | {entries} |"


if __name__ == "__main__":
    opened = open_workspace()
    decided, _ = classified.renewed(opened.records, DATA)
    file = DATA / "classified.csv"
    file.write_text(classified.written(decided), "utf-8", newline="\n")
    sys.stdout.write(page(opened))
