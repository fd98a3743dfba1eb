"""The tests behind indicators, by the names that indicator files use."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from graph.errors import BadFile, UnknownTerm
from graph.indicators import DEAL, PARTY
from graph.tests_of import (
    address,
    after_sale,
    body,
    goods,
    listing,
    owning,
    roles,
    state,
    trade,
    trade_dates,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from graph.finding import Said
    from graph.grounds import Grounds
    from graph.indicators import Indicator, IndicatorSet

    Run: TypeAlias = Callable[[Grounds, str, Indicator], Said]


class Test(NamedTuple):
    """A function, whether it asks of a party or a deal, and the thresholds that it reads."""

    run: Run
    about: str
    thresholds: tuple[str, ...] = ()


TESTS: Mapping[str, Test] = {
    "state_controlled": Test(state.state_controlled, PARTY),
    "state_minority": Test(state.state_minority, PARTY, ("least", "below")),
    "shared_person": Test(state.shared_person, PARTY, ("months",)),
    "shared_address": Test(state.shared_address, PARTY, ("mass",)),
    "buys_near_state": Test(state.buys_near_state, PARTY),
    "close_user": Test(state.close_user, PARTY),
    "successor": Test(state.successor, PARTY),
    "owned_by_listed": Test(owning.owned_by_listed, PARTY, ("regime",)),
    "some_listed_owner": Test(owning.some_listed_owner, PARTY),
    "owner_unresolved": Test(owning.owner_unresolved, PARTY),
    "ownership_cycle": Test(owning.ownership_cycle, PARTY),
    "share_fell": Test(owning.share_fell, PARTY, ("days",)),
    "listed_itself": Test(listing.listed_itself, PARTY),
    "listed_officer": Test(listing.listed_officer, PARTY),
    "shared_director": Test(listing.shared_director, PARTY, ("months",)),
    "begun_after_listing": Test(listing.begun_after_listing, PARTY, ("days", "mass")),
    "takes_over": Test(listing.takes_over, PARTY, ("mass",)),
    "alike_name": Test(listing.alike_name, PARTY, ("likeness",)),
    "supplied_after": Test(listing.supplied_after, PARTY),
    "at_listed_address": Test(address.at_listed_address, PARTY, ("mass",)),
    "kind_of_address": Test(address.kind_of_address, PARTY, ("words", "mass", "share")),
    "agency_record": Test(body.agency_record, PARTY, ("grounds",)),
    "sensitive_function": Test(body.sensitive_function, PARTY),
    "armed": Test(body.armed, PARTY, ("functions",)),
    "listed_at_supply": Test(body.listed_at_supply, DEAL),
    "product_misused": Test(goods.product_misused, PARTY),
    "component_of_misused": Test(goods.component_of_misused, PARTY),
    "deal_product_misused": Test(goods.deal_product_misused, DEAL),
    "surveillance_item": Test(goods.surveillance_item, DEAL),
    "control_list": Test(goods.control_list, DEAL),
    "high_priority": Test(goods.high_priority, DEAL, ("codes",)),
    "full_version": Test(goods.full_version, DEAL, ("words",)),
    "misused_after": Test(goods.misused_after, DEAL),
    "listed_after": Test(after_sale.listed_after, DEAL),
    "owner_changed_after": Test(after_sale.owner_changed_after, DEAL),
    "user_reorganised": Test(after_sale.user_reorganised, DEAL),
    "moved_on": Test(after_sale.moved_on, DEAL),
    "purchaser_carries": Test(roles.purchaser_carries, PARTY, ("roles",)),
    "carrier_at_end": Test(roles.carrier_at_end, DEAL, ("roles",)),
    "user_passes_on": Test(roles.user_passes_on, DEAL),
    "user_at_home": Test(roles.user_at_home, DEAL),
    "receiver_elsewhere": Test(roles.receiver_elsewhere, DEAL),
    "no_end_user": Test(roles.no_end_user, DEAL),
    "no_item": Test(roles.no_item, DEAL),
    "no_licence": Test(roles.no_licence, DEAL),
    "earlier_supplies": Test(trade.earlier_supplies, PARTY),
    "several_countries": Test(trade.several_countries, PARTY, ("countries",)),
    "sole_reseller": Test(trade.sole_reseller, PARTY, ("deals",)),
    "shared_intermediary": Test(trade.shared_intermediary, PARTY, ("vendors", "end_users")),
    "near_group": Test(trade.near_group, PARTY, ("group",)),
    "state_sells": Test(trade.state_sells, PARTY),
    "trade_shift": Test(trade_dates.trade_shift, PARTY, ("controls",)),
    "little_history": Test(trade_dates.little_history, PARTY, ("months",)),
    "begun_after_controls": Test(trade_dates.begun_after_controls, PARTY, ("since",)),
    "business_fits": Test(trade_dates.business_fits, PARTY, ("schemes", "fits")),
}


def check(file: Path, indicators: IndicatorSet) -> None:
    """Raise `BadFile` or `UnknownTerm` for a test that is not here or lacks a threshold."""
    for each in indicators.indicators.values():
        if not each.test:
            continue
        if each.test not in TESTS:
            raise UnknownTerm(each.test, f"{file}, indicator {each.id}, test", sorted(TESTS))
        wanted = TESTS[each.test]
        if wanted.about != each.about:
            problem = f"indicator {each.id!r}: test {each.test!r} asks of a {wanted.about}"
            raise BadFile(file, problem, f"write about = {wanted.about!r}")
        if missing := [name for name in wanted.thresholds if name not in each.thresholds]:
            problem = f"indicator {each.id!r} lacks thresholds {', '.join(missing)}"
            raise BadFile(file, problem, "give them under thresholds")
