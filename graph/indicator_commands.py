"""The command that asks indicators: of a party, of a deal, or which there are."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph import arguments, country, find, findings, indicator_text
from graph.assessing import open_indicators
from graph.base_rates import base_rates
from graph.dates import Answer

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from graph.finding import Finding
    from graph.grounds import Grounds
    from graph.workspace import Workspace

    Result = tuple[bool, str, Any]

# Of a graph of no more parties than this, base rates are worked out without being asked for.
SMALL = 3000


def describe(
    group: argparse._SubParsersAction[argparse.ArgumentParser],
    command_of: Callable[
        [argparse._SubParsersAction[argparse.ArgumentParser], str, str], argparse.ArgumentParser
    ],
) -> None:
    """Describe the command and its options; `command_of` makes one with the common options."""
    about = "ask named indicators of a party or deal, or list them"
    command = command_of(group, "indicators", about)
    command.set_defaults(run=indicators)
    command.add_argument("about", nargs="?", metavar="PARTY", help="a party, or the id of a deal")
    command.add_argument(
        "--rules", type=Path, metavar="FILE", help="a file of your own indicators, beside ours"
    )
    command.add_argument(
        "--base-rates", action="store_true", help="say how often each says yes on this data"
    )
    command.add_argument("--as-of", metavar="DATE", help="ask as of a day")


def indicators(workspace: Workspace, given: argparse.Namespace) -> Result:
    """Ask of a party or deal, or list the indicators in force."""
    grounds = open_indicators(workspace, given.rules, arguments.day(given.as_of))
    small = len(workspace.records.parties) <= SMALL
    rates = base_rates(grounds) if given.base_rates or small else {}
    data = indicator_text.as_data(grounds, workspace.records)
    data["base_rates"] = [asdict(each) for each in rates.values()]
    if given.about is None:
        data["set"] = [indicator_text.indicator_data(i) for i in grounds.indicators.in_use]
        return True, indicator_text.every(grounds, rates), data
    title, found = _asked(workspace, grounds, given.about)
    data["findings"] = [
        indicator_text.finding_data(each, grounds, workspace.records) for each in found
    ]
    told = indicator_text.findings(found, grounds, workspace.records, rates)
    return any(f.answer is Answer.YES for f in found), f"{title}\n\n{told}", data


def _asked(workspace: Workspace, grounds: Grounds, about: str) -> tuple[str, list[Finding]]:
    """Ask of the deal of that id, else of the party that the text names."""
    deal = workspace.records.deals.get(about)
    if deal is not None:
        return f"Deal {deal.id}: {deal.title}", findings.of_deal(grounds, deal.id)
    held = find.resolve(workspace.names, about)
    deals = grounds.deals_of(held.id)
    kind = workspace.vocabulary.kinds[held.kind].label
    title = f"{held.name}  ({kind}, {country.name(held.country)})\nid {held.id}"
    if deals:
        more = f" and {len(deals) - 5} more" if len(deals) > 5 else ""
        title += f"\nits deals can be asked about too: {', '.join(deals[:5])}{more}"
    return title, findings.of_party(grounds, held.id)
