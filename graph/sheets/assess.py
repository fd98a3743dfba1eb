"""Making the sheet of a party or a deal: all that it depends on is passed in, the day included."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from graph import VERSION, country
from graph.assessing import open_indicators
from graph.errors import BadQuestion
from graph.neighbourhood import statements_of
from graph.sheets import (
    agency,
    asking,
    country_record,
    form,
    product,
    stakeholders,
    then_now,
)
from graph.sheets.limited import in_year, published_by, with_floor
from graph.sheets.making import Making, Terms
from graph.sheets.noting import Noting
from graph.sheets.sheet import DEAL, PARTY, InForce, Section, Sheet
from graph.tests_of import dealing
from graph.tests_of.goods import supply_date
from graph.workspace import DATA, practices_by_year

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.dates import PartialDate
    from graph.sheets.sheet import Part
    from graph.workspace import Workspace

FORM = DATA / "sheet.toml"


def of_party(workspace: Workspace, key: str, terms: Terms | None = None) -> Sheet:
    """Make the sheet of a party; raises `KeyError` for one that the graph does not hold.

    The lens is the workspace's. A party of which little is known has a short sheet.

    >>> sheet = of_party(workspace, "casebook:nso-group")
    >>> sheet.title, [section.id for section in sheet.sections][:3]
    ('NSO Group', ['product', 'agency', 'country'])
    """
    made = _making(workspace, None, terms or Terms())
    held = made.ever.party(key)
    users = agency.users_of_party(made, key)
    codes = country_record.countries(made, users, None)
    days = {code: _first_deal(made, key, code) for code in codes}
    named = f"{made.ever.vocabulary.kinds[held.kind].label}, {country.name(held.country)}"
    parts: dict[str, tuple[Part, ...]] = {
        form.PRODUCT: product.of_party(made, key),
        form.AGENCY: agency.of_party(made, key),
        form.COUNTRY: country_record.parts(made, days),
        form.STAKEHOLDERS: stakeholders.of_party(made, key),
    }
    return _sheet(made, PARTY, key, (held.name, named), parts, None)


def of_deal(workspace: Workspace, deal: str, terms: Terms | None = None) -> Sheet:
    """Make the sheet of a deal; raises `BadQuestion` for one that the graph does not hold."""
    if deal not in workspace.records.deals:
        raise BadQuestion(f"no deal has the id {deal!r}: enduse assess PARTY lists a party's deals")
    made = _making(workspace, deal, terms or Terms())
    held = made.ever.deals[deal]
    codes = country_record.countries(made, agency.users_of_deal(made, deal), held.country)
    day = f"supply first dated {made.then}" if made.then else "no source dates the supply"
    named = f"case filed under {country.name(held.country)}; {day}"
    parts = {
        form.PRODUCT: product.of_deal(made, deal),
        form.AGENCY: agency.of_deal(made, deal),
        form.COUNTRY: country_record.parts(made, dict.fromkeys(codes, made.then)),
        form.STAKEHOLDERS: stakeholders.of_deal(made, deal),
    }
    return _sheet(made, DEAL, deal, (held.title, named), parts, deal)


def deals_of(workspace: Workspace, key: str) -> list[str]:
    """List the deals that a party takes part in, sorted; none for one that takes part in none.

    >>> deals_of(workspace, "casebook:jet-infosystems")
    ['by-sandvine-2020']
    """
    stated = statements_of(workspace.network, key)
    return sorted({deal for said in stated for deal in said.deals})


def _making(workspace: Workspace, deal: str | None, terms: Terms) -> Making:
    held = with_floor(workspace, terms.floor)
    grounds = open_indicators(held, terms.extra, terms.as_of)
    ever = replace(grounds, as_of=None) if terms.as_of else grounds
    then = supply_date(dealing.of_deal(ever, deal)) if deal else None
    years = practices_by_year(terms.years) if terms.years else {}
    past = None
    if deal and then:
        keep = frozenset(end for s in ever.of_deal(deal) for end in (s.subject, s.object))
        known = replace(
            published_by(held, then, keep), practices=in_year(held.practices, years, then)
        )
        past = open_indicators(known, terms.extra, then)
    return Making(held, grounds, ever, form.load(FORM), Noting(held), then, past, terms, years)


def _first_deal(made: Making, key: str, code: str) -> PartialDate | None:
    """Give the first date that a source gives for a deal of a party with end-users of a country."""
    found = []
    for deal in made.ever.deals_of(key):
        moves = dealing.of_deal(made.ever, deal)
        users = dealing.users(made.ever, moves)
        if any(code in made.ever.end_users[user].countries for user in users):
            found.append(supply_date(moves))
    return min((d for d in found if d), key=lambda d: (d.earliest(), d.text), default=None)


def _sheet(
    made: Making,
    subject: str,
    key: str,
    named: tuple[str, str],
    parts: Mapping[str, tuple[Part, ...]],
    deal: str | None,
) -> Sheet:
    sections = [_section(made, step, found) for step, found in parts.items()]
    after = _section(made, form.AFTER, asking.after(made, deal))
    before = _section(made, form.BEFORE, asking.before(made, [*sections, after]))
    sections += [before, after]
    if deal:
        sections.append(_section(made, form.THEN_NOW, then_now.of_deal(made, deal)))
    words_ = made.form.order, made.form.no_score
    told = in_force(made)
    return Sheet(subject, key, *named, *words_, told, tuple(sections), made.noting.notes)


def _section(made: Making, step: str, parts: tuple[Part, ...]) -> Section:
    held = made.form.steps[step]
    return Section(held.id, held.title, held.lead, parts)


def in_force(made: Making) -> InForce:
    """Name the lens, the floor, the day, the files and the data that every answer depends on."""
    lens, records, day = made.workspace.lens, made.workspace.records, made.terms.as_of
    assumed = tuple(
        f"{made.name(owner)} holds {share.text} percent of {made.name(company)}"
        for (owner, company), share in sorted(made.terms.assumed.items())
    )
    return InForce(
        lens.title,
        lens.rule.removeprefix(f"{lens.title}: "),
        made.workspace.vocabulary.grade(made.terms.floor).label,
        str(day) if day else "no day given: what sources last state",
        made.ever.indicators.label,
        _years(made),
        made.form.content_hash,
        records.content_hash,
        f"enduse {VERSION}",
        assumed,
    )


def _years(made: Making) -> str:
    """Name the reader's own file of assessments with a hash of what stands in it."""
    file = made.terms.years
    if file is None:
        return "those bundled, the newest of each alone"
    content = sha256(file.read_bytes()).hexdigest()[:16]
    return f"those bundled, and of other years {file.name} ({content})"
