"""For every bundled indicator cases in which it says yes, and decoys in which it must not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.indicator_worlds import CANNOT, NO, YES, Case, crowd, described, listed

if TYPE_CHECKING:
    from tests.examples import Said

PRESS = {"note": "Used against journalists."}
D1 = {"deal": "d1"}
CAMERAS = {"item": "cameras"}


def _deal(sentence: str, **cells: str) -> Said:
    return sentence, {"deal": "d1", **cells}


def _held(sentence: str, percent: str, **cells: str) -> Said:
    return sentence, {"percent": percent, **cells}


SERVES = "Neighbour supplies Ministry of Iran"
SOLD = (_deal("Maker supplies Police of Iran", valid_from="2018"),)
LISTED = listed("Listed")
LATER = {"valid_from": "2021"}

GOVERNMENT = [
    Case("state_controlled", YES, "Firm", (_held("Government of Iran owns Firm", "51"),)),
    Case(
        "state_controlled",
        YES,
        "Firm",
        (_held("Ministry of Iran owns Firm", "30"), _held("Bureau of Iran owns Firm", "20")),
    ),
    Case(
        "state_controlled",
        YES,
        "Firm",
        (_held("Government of Iran owns Holding", "50"), _held("Holding owns Firm", "50")),
    ),
    Case("state_controlled", YES, "Firm", ("Ministry of Iran controls Firm",)),
    # Decoys: a minority, an open band, two states together, another lens, an ended holding.
    Case(
        "state_controlled",
        NO,
        "Firm",
        (_held("Government of Iran owns Firm", "30"), _held("A Person owns Firm", "70")),
    ),
    Case("state_controlled", CANNOT, "Firm", (_held("Government of Iran owns Firm", "25-50"),)),
    Case(
        "state_controlled",
        NO,
        "Firm",
        (
            _held("Government of Iran owns Firm", "30"),
            _held("Government of Belarus owns Firm", "30"),
        ),
    ),
    Case("state_controlled", NO, "Firm", (_held("Government of Ghana owns Firm", "60"),)),
    Case(
        "state_controlled",
        CANNOT,
        "Firm",
        (_held("Government of Iran owns Firm", "60", valid_until="2015"),),
    ),
    Case(
        "state_controlled",
        YES,
        "Firm",
        (_held("Government of Iran owns Firm", "60", valid_from="2010", valid_until="2015"),),
        as_of="2012",
    ),
    Case("state_controlled", CANNOT, "Firm", ("Firm supplies Ministry of Iran",)),
    Case("state_minority", YES, "Firm", (_held("Government of Iran owns Firm", "30"),)),
    Case(
        "state_minority",
        NO,
        "Firm",
        (_held("Government of Iran owns Firm", "5"), _held("A Person owns Firm", "95")),
    ),
    Case("state_minority", CANNOT, "Firm", ("Government of Iran owns Firm",)),
    Case(
        "revolving_door",
        YES,
        "Firm",
        (
            ("A Person directs Firm", {"valid_from": "2018-02", "valid_until": "2020"}),
            ("A Person directs Ministry of Iran", {"valid_from": "2015", "valid_until": "2017"}),
        ),
    ),
    # An office long given up; dates unknown; a different person.
    Case(
        "revolving_door",
        NO,
        "Firm",
        (
            ("A Person directs Firm", {"valid_from": "2018", "valid_until": "2020"}),
            ("A Person directs Ministry of Iran", {"valid_from": "1999", "valid_until": "2001"}),
        ),
    ),
    Case(
        "revolving_door",
        CANNOT,
        "Firm",
        ("A Person directs Firm", "A Person directs Ministry of Iran"),
    ),
    Case(
        "revolving_door",
        NO,
        "Firm",
        ("A Person directs Firm", "B Person directs Ministry of Iran"),
        (described("A Person", called="Same Name"), described("B Person", called="Same Name")),
    ),
    Case("sells_to_state", YES, "Firm", ("Firm supplies Ministry of Iran",)),
    Case("sells_to_state", NO, "Firm", ("Firm supplies Ministry of Ghana",)),
    Case("sells_to_state", CANNOT, "Firm", ("Firm offered_to Ministry of Iran",)),
    Case("sells_to_state", CANNOT, "Firm", ("Firm supplies Ministry of Nowhere",)),
    Case(
        "sells_for_seller",
        YES,
        "Firm",
        ("Firm resells_for Maker", "Maker supplies Ministry of Iran"),
    ),
    Case(
        "sells_for_seller",
        NO,
        "Firm",
        ("Firm resells_for Maker", "Maker supplies Ministry of Ghana"),
    ),
    Case(
        "address_near_state",
        YES,
        "Firm",
        ("Firm located_at 1 Street", "Neighbour located_at 1 Street", SERVES),
    ),
    Case(
        "address_near_state",
        CANNOT,
        "Firm",
        ("Firm located_at 1 Street", "Neighbour located_at 1 Street", SERVES, *crowd("1 Street")),
    ),
    Case(
        "address_near_state",
        NO,
        "Firm",
        ("Firm located_at 1 Street", "Neighbour located_at 2 Street", SERVES),
    ),
    Case("successor_firm", YES, "Firm", ("Firm succeeds Old", "Old supplies Ministry of Iran")),
    Case("successor_firm", NO, "Firm", ("Firm succeeds Old", "Old supplies Ministry of Ghana")),
    Case("close_relationship", YES, "Firm", ("Firm supplies Ministry of Iran",)),
    Case("close_relationship", CANNOT, "Firm", ("Firm supplies Ministry of Ghana",)),
    Case("buys_near_state", YES, "Firm", ("Maker supplies Firm", "Firm acts_for Ministry of Iran")),
    Case("buys_near_state", NO, "Firm", ("Maker supplies Firm", "Firm acts_for Other")),
    Case("front_for_body", YES, "Firm", ("Firm front_for Police of Iran",)),
    Case("front_for_body", NO, "Firm", ("Firm front_for Other", "Other supplies Police of Iran")),
    Case(
        "group_sells_to_state",
        YES,
        "Firm",
        ("Firm owns Daughter", "Daughter supplies Ministry of Iran"),
    ),
    Case(
        "group_sells_to_state",
        NO,
        "Firm",
        ("Firm owns Daughter", "Daughter supplies Ministry of Ghana"),
    ),
    Case(
        "close_private_end_user",
        YES,
        "Telecom",
        ("Maker supplies Telecom", "Telecom intercepts_for Police of Iran"),
    ),
    Case(
        "close_private_end_user",
        CANNOT,
        "Telecom",
        ("Maker supplies Telecom", "Telecom intercepts_for Police of Ghana"),
    ),
]

OWNERS = [
    Case("owned_by_listed_ofac", YES, "Firm", (_held("Listed owns Firm", "50"),), (LISTED,)),
    Case(
        "owned_by_listed_ofac", NO, "Firm",
        (_held("Listed owns Firm", "49.99"), _held("A Person owns Firm", "50.01")), (LISTED,),
    ),
    Case("owned_by_listed_ofac", CANNOT, "Firm", (_held("Listed owns Firm", "25-50"),), (LISTED,)),
    Case(
        "owned_by_listed_ofac", CANNOT, "Firm", (_held("Listed owns Firm", "60"),),
        (listed("Listed", on="EU sanctions"),),
    ),
    Case(
        "owned_by_listed_eu", YES, "Firm", (_held("Listed owns Firm", "60"),),
        (listed("Listed", on="EU sanctions"),),
    ),
    Case(
        "owned_by_listed_eu", CANNOT, "Firm",
        (_held("Listed owns Firm", "30"), _held("Second owns Firm", "30")),
        (listed("Listed", on="EU sanctions"), listed("Second", on="EU sanctions")),
    ),
    Case(
        "owned_by_listed_uk", YES, "Firm", (_held("Listed owns Firm", "51"),),
        (listed("Listed", on="UK OFSI"),),
    ),
    Case(
        "owned_by_listed_uk", CANNOT, "Firm", (_held("Listed owns Firm", "50"),),
        (listed("Listed", on="UK OFSI"),),
    ),
    Case(
        "owned_by_listed_bis", YES, "Firm of China", (_held("Listed owns Firm of China", "50"),),
        (listed("Listed", on="BIS Entity List"),),
    ),
    Case(
        "owned_by_listed_bis", NO, "Firm", (_held("Listed owns Firm", "50"),),
        (listed("Listed", on="BIS Entity List"), described("Firm", country="US")),
    ),
    Case(
        "some_listed_owner", YES, "Firm",
        (_held("Listed owns Holding", "5"), _held("Holding owns Firm", "5")), (LISTED,),
    ),
    Case(
        "some_listed_owner", NO, "Firm",
        (_held("Listed owns Firm", "5"), _held("A Person owns Firm", "95")),
        (listed("Listed", until="2021"),),
    ),
    Case(
        "some_listed_owner", CANNOT, "Firm", (_held("Listed owns Firm", "5"),),
        (listed("Listed", on="OFAC SDN (removed 2021)"),),
    ),
    Case("owner_unresolved", YES, "Firm", (_held("Holding owns Firm", "80"),)),
    Case(
        "owner_unresolved", NO, "Firm",
        (_held("Holding owns Firm", "80"), _held("A Person owns Holding", "100")),
    ),
    Case("ownership_cycle", YES, "Firm", ("Firm owns Other", "Other owns Firm")),
    Case("ownership_cycle", NO, "Firm", ("Holding owns Firm", "Holding owns Other")),
    Case(
        "share_fell", YES, "Firm",
        (
            _held("Listed owns Firm", "60", valid_from="2015", valid_until="2020-06-01"),
            _held("Listed owns Firm", "40", valid_from="2020-06-01"),
        ),
        (LISTED,),
    ),
    # A share that rose; dates unknown.
    Case(
        "share_fell", NO, "Firm",
        (
            _held("Listed owns Firm", "60", valid_from="2020-06-01"),
            _held("Listed owns Firm", "40", valid_from="2015", valid_until="2020-06-01"),
        ),
        (LISTED,),
    ),
    Case(
        "share_fell", CANNOT, "Firm",
        (_held("Listed owns Firm", "60"), _held("Listed owns Firm", "40")), (LISTED,),
    ),
]  # fmt: skip

DIRECTS = ("A Person directs Firm", "A Person directs Listed")

LISTINGS = [
    Case("listed_itself", YES, "Listed", ("Maker supplies Listed",), (LISTED,)),
    Case(
        "listed_itself", NO, "Listed", ("Maker supplies Listed",),
        (listed("Listed", until="2021"),),
    ),
    Case(
        "listed_itself", YES, "Listed", ("Maker supplies Listed",),
        (listed("Listed", until="2021"),), "2020-06",
    ),
    # The same name in another country is another party.
    Case(
        "listed_itself", NO, "Firm", ("Maker supplies Firm",),
        (listed("Listed", called="Firm", country="CN"), described("Firm", country="DE")),
    ),
    Case(
        "listed_officer", YES, "Firm", (("A Person directs Firm", {"valid_from": "2018"}),),
        (listed("A Person"),),
    ),
    Case(
        "listed_officer", NO, "Firm", (("A Person directs Firm", {"valid_until": "2010"}),),
        (listed("A Person"),),
    ),
    Case(
        "shared_director", YES, "Firm",
        (
            ("A Person directs Firm", {"valid_from": "2020"}),
            ("A Person directs Listed", {"valid_from": "2017", "valid_until": "2019-06"}),
        ),
        (LISTED,),
    ),
    Case(
        "shared_director", NO, "Firm",
        (
            ("A Person directs Firm", {"valid_from": "2020"}),
            ("A Person directs Listed", {"valid_from": "1999", "valid_until": "2001"}),
        ),
        (LISTED,),
    ),
    Case("shared_director", CANNOT, "Firm", DIRECTS, (LISTED,)),
    Case(
        "shared_director", NO, "Firm", ("A Person directs Firm", "B Person directs Listed"),
        (LISTED, described("A Person", called="Same"), described("B Person", called="Same")),
    ),
    Case(
        "begun_after_listing", YES, "Firm", DIRECTS,
        (LISTED, described("Firm", begun="2020-08")),
    ),
    Case("begun_after_listing", NO, "Firm", DIRECTS, (LISTED, described("Firm", begun="2019"))),
    Case("begun_after_listing", CANNOT, "Firm", DIRECTS, (LISTED,)),
    # What has ended since counts for a party begun before that, and for no other.
    Case(
        "begun_after_listing", YES, "Firm", DIRECTS,
        (listed("Listed", until="2022"), described("Firm", begun="2020-08")),
    ),
    Case(
        "begun_after_listing", NO, "Firm", DIRECTS,
        (listed("Listed", until="2020-06"), described("Firm", begun="2020-08")),
    ),
    Case(
        "begun_after_listing", CANNOT, "Firm", DIRECTS,
        (listed("Listed", until="2020"), described("Firm", begun="2020-08")),
    ),
    Case("begun_after_listing", CANNOT, "Firm", DIRECTS, (listed("Listed", until="2022"),)),
    Case(
        "begun_after_listing", CANNOT, "Firm", ("Maker supplies Firm", "Maker supplies Listed"),
        (
            listed("Listed", called="Lens Works Ltd"),
            described("Firm", called="Lens Works GmbH", begun="2020-08"),
        ),
    ),
    Case(
        "begun_after_listing", NO, "Firm",
        ("Firm located_at 1 Street", "Listed located_at 1 Street", *crowd("1 Street")),
        (LISTED, described("Firm", begun="2020-08")),
    ),
    Case(
        "begun_after_listing", YES, "Firm", ("Maker supplies Firm", "Maker supplies Listed"),
        (
            described("Firm", begun="2020-08", id_phone="1234"),
            listed("Listed", id_phone="1234"),
        ),
    ),
    Case(
        "takes_over_business", YES, "Firm",
        (*DIRECTS, ("Maker supplies Firm", CAMERAS), ("Maker supplies Listed", CAMERAS)),
        (LISTED, described("Firm", begun="2021")),
    ),
    Case(
        "takes_over_business", NO, "Firm",
        (*DIRECTS, ("Maker supplies Firm", CAMERAS), ("Maker supplies Listed", CAMERAS)),
        (listed("Listed", until="2020-12"), described("Firm", begun="2021")),
    ),
    Case(
        "takes_over_business", NO, "Firm",
        (*DIRECTS, ("Maker supplies Firm", CAMERAS), ("Maker supplies Listed", {"item": "drones"})),
        (LISTED, described("Firm", begun="2021")),
    ),
    Case(
        "takes_over_business", CANNOT, "Firm",
        (*DIRECTS, ("Maker supplies Firm", {"item": "chairs"})),
        (LISTED, described("Firm", begun="2021")),
    ),
    Case(
        "supplied_after_listing", YES, "Listed", (("Maker supplies Listed", LATER),), (LISTED,),
    ),
    Case(
        "supplied_after_listing", NO, "Listed",
        (("Maker supplies Listed", {"valid_until": "2019"}),), (LISTED,),
    ),
    # A supply of the very year, one without a date, one whose end is open.
    Case(
        "supplied_after_listing", CANNOT, "Listed",
        (("Maker supplies Listed", {"valid_from": "2020", "valid_until": "2020"}),), (LISTED,),
    ),
    Case("supplied_after_listing", CANNOT, "Listed", ("Maker supplies Listed",), (LISTED,)),
    Case(
        "supplied_after_listing", NO, "Listed", (("Maker supplies Listed", LATER),),
        (listed("Listed", until="2020-12"),),
    ),
    # Ended in the very year of the supply; no date but its end; an end that only a name tells.
    Case(
        "supplied_after_listing", CANNOT, "Listed", (("Maker supplies Listed", LATER),),
        (listed("Listed", until="2021"),),
    ),
    Case(
        "supplied_after_listing", NO, "Listed", (("Maker supplies Listed", LATER),),
        (listed("Listed", date="", until="2020-12"),),
    ),
    Case(
        "supplied_after_listing", CANNOT, "Listed", (("Maker supplies Listed", LATER),),
        (listed("Listed", on="Entity List (2016-2017)"),),
    ),
    Case(
        "supplied_after_listing", YES, "Listed",
        (("Maker supplies Listed", {"valid_from": "2010", "valid_until": "2023"}),),
        (listed("Listed", until="2021"),),
    ),
]  # fmt: skip

AT = ("Firm located_at 1318-19 High Street", "Listed located_at 1318-19 High Street")

ADDRESSES = [
    Case("at_listed_address", YES, "Firm", AT, (LISTED,)),
    Case(
        "at_listed_address", YES, "Firm", ("Firm located_at 1318-19 High Street",),
        (listed("1318-19 High Street"),),
    ),
    # Another unit, a mass address, and another time.
    Case(
        "at_listed_address", NO, "Firm",
        (AT[0], "Listed located_at 1318-20 High Street"), (LISTED,),
    ),
    Case("at_listed_address", CANNOT, "Firm", (*AT, *crowd("1318-19 High Street")), (LISTED,)),
    Case(
        "at_listed_address", NO, "Firm",
        ((AT[0], {"valid_from": "2015"}), (AT[1], {"valid_until": "2010"})), (LISTED,),
    ),
    Case("kind_of_address", YES, "Firm", ("Firm located_at Flat 3 High Street",)),
    Case("kind_of_address", YES, "Firm", ("Firm located_at 3 Street", *crowd("3 Street"))),
    Case("kind_of_address", NO, "Firm", ("Firm located_at 3 Flatiron Street",)),
    Case(
        "alike_name", YES, "Firm", ("Maker supplies Firm",),
        (
            described("Firm", called="Lens Works GmbH", country="DE"),
            listed("Listed", called="Lens Works Ltd", country="CN"),
        ),
    ),
    Case(
        "alike_name", NO, "Firm", ("Maker supplies Firm",),
        (
            described("Firm", called="Lens Works GmbH", country="DE"),
            listed("Listed", called="Trading Post Ltd", country="CN"),
        ),
    ),
    Case(
        "alike_name", CANNOT, "Firm", ("Maker supplies Firm",),
        (
            described("Firm", called="Lens Works"),
            listed("Listed", called="Lens Works", country="CN"),
        ),
    ),
]  # fmt: skip

ABOVE = "Police of Iran agency_of Government of Iran"

BODIES = [
    Case("agency_record", YES, "Police of Iran", (("Box used_by Police of Iran", PRESS),)),
    Case(
        "agency_record", YES, "Police of Iran",
        ("Police of Iran succeeds Old Police of Iran", ("Box used_by Old Police of Iran", PRESS)),
    ),
    Case(
        "agency_record", YES, "Police of Iran", ("Maker supplies Police of Iran",),
        (listed("Police of Iran", on="EU human rights sanctions"),),
    ),
    # Only the government is named; another body; a source that says "fear".
    Case(
        "agency_record", CANNOT, "Police of Iran",
        (ABOVE, ("Firm enables_surveillance_by Government of Iran", PRESS)),
    ),
    Case(
        "agency_record", CANNOT, "Police of Iran",
        (ABOVE, ("Box used_by Police of Ghana", PRESS)),
    ),
    Case(
        "agency_record", CANNOT, "Police of Iran",
        (("Box used_by Police of Iran", {"note": "Groups fear use against journalists."}),),
    ),
    Case("sensitive_function", YES, "Police of Iran", ("Maker supplies Police of Iran",)),
    Case(
        "sensitive_function", NO, "Bureau of Statistics", ("Maker supplies Bureau of Statistics",),
    ),
    Case("sensitive_function", CANNOT, "Bureau of Iran", ("Maker supplies Bureau of Iran",)),
    Case("armed_body", YES, "Army Bureau of Iran", ("Maker supplies Army Bureau of Iran",)),
    Case("armed_body", NO, "Police of Iran", ("Maker supplies Police of Iran",)),
    Case("armed_body", YES, "Firm", ("Army Bureau of Iran controls Firm",)),
    Case(
        "state_sells_on", YES, "Firm of China",
        (
            _held("Government of China owns Firm of China", "100"),
            ("Firm of China supplies Ministry of Iran", CAMERAS),
        ),
    ),
    Case(
        "state_sells_on", NO, "Firm of China",
        (
            _held("A Person owns Firm of China", "100"),
            ("Firm of China supplies Ministry of Iran", CAMERAS),
        ),
    ),
    Case(
        "listed_at_supply", YES, "d1", (_deal("Maker supplies Police of Iran", **LATER),),
        (listed("Police of Iran"),),
    ),
    Case("listed_at_supply", NO, "d1", SOLD, (listed("Police of Iran"),)),
    Case(
        "listed_at_supply", CANNOT, "d1", (_deal("Maker supplies Police of Iran"),),
        (listed("Police of Iran"),),
    ),
    Case(
        "listed_at_supply", CANNOT, "d1",
        (_deal("Maker supplies Police of Iran", valid_from="2020"),), (listed("Police of Iran"),),
    ),
]  # fmt: skip

MADE = _deal("Maker manufactures Box", valid_from="2018")

GOODS = [
    Case("surveillance_item", YES, "d1", (_deal("Maker supplies Firm", item="40 cameras"),)),
    Case("surveillance_item", CANNOT, "d1", (_deal("Maker supplies Firm", item="40 chairs"),)),
    Case("on_control_list", YES, "d1", (_deal("Maker supplies Firm", item="ECCN 5A001.j system"),)),
    Case("on_control_list", NO, "d1", (_deal("Maker supplies Firm", item="router (5A991)"),)),
    Case("on_control_list", CANNOT, "d1", (_deal("Maker supplies Firm", item="spyware"),)),
    Case("high_priority_code", YES, "d1", (_deal("Maker supplies Firm", item="HS 8517.62"),)),
    Case("high_priority_code", NO, "d1", (_deal("Maker supplies Firm", item="HS 9403.30"),)),
    Case("product_misused", YES, "Box", (("Box used_by Police of Iran", PRESS),)),
    Case(
        "product_misused", YES, "Box",
        ("Box derived_from Old Box", ("Old Box used_by Police of Iran", PRESS)),
    ),
    Case("product_misused", CANNOT, "Box", ("Box used_by Police of Iran",)),
    Case("deal_product_misused", YES, "d1", (MADE, ("Box used_by Police of Iran", PRESS))),
    Case("deal_product_misused", CANNOT, "d1", (MADE, ("Other Box used_by Police of Iran", PRESS))),
    Case(
        "component_of_misused", YES, "Firm",
        ("Firm supplies_component_for Box", ("Box used_by Police of Iran", PRESS)),
    ),
    # The part is for a maker of several products, which one is not recorded.
    Case(
        "component_of_misused", CANNOT, "Firm",
        (
            "Firm supplies_component_for Maker", "Maker manufactures Box",
            ("Box used_by Police of Iran", PRESS),
        ),
    ),
    Case(
        "full_version", YES, "d1",
        (MADE, _deal("Box used_by Police of Iran"), "Small Box derived_from Box"),
        (described("Small Box", description="A limited version"),),
    ),
    Case(
        "full_version", NO, "d1",
        (MADE, _deal("Box used_by Police of Ghana"), "Small Box derived_from Box"),
        (described("Small Box", description="A limited version"),),
    ),
    Case(
        "full_version", CANNOT, "d1",
        (MADE, _deal("Box used_by Police of Iran"), "Small Box derived_from Box"),
    ),
]  # fmt: skip

THROUGH = (_deal("Maker supplies Fast Cargo"), _deal("Fast Cargo supplies Ministry of Iran"))

ROLES = [
    Case("carrier_at_end", YES, "d1", THROUGH[:1]),
    Case("carrier_at_end", NO, "d1", THROUGH),
    Case("carrier_at_end", YES, "d1", (_deal("Maker supplies Firm"),),
         (described("Firm", trade_role="reseller"),)),
    Case(
        "user_passes_on", YES, "d1",
        (_deal("Box used_by Police of Iran"), _deal("Police of Iran supplies Bureau of Iran")),
    ),
    Case(
        "user_passes_on", NO, "d1",
        (_deal("Box used_by Police of Iran"), "Police of Iran supplies Bureau of Iran"),
    ),
    Case("purchaser_is_carrier", YES, "Swift Freight", ("Swift Freight procures_for Firm",)),
    Case("purchaser_is_carrier", NO, "Buyer", ("Buyer procures_for Firm",)),
    Case("user_at_home", YES, "d1", (_deal("Maker of Iran supplies Ministry of Iran"),)),
    Case("user_at_home", NO, "d1", (_deal("Maker of China supplies Ministry of Iran"),)),
    Case("user_at_home", CANNOT, "d1", (_deal("Maker supplies Ministry of Iran"),)),
    Case(
        "receiver_elsewhere", YES, "d1",
        (
            _deal("Maker of China supplies Trader of Ghana"),
            _deal("Trader of Ghana supplies Ministry of Iran"),
        ),
    ),
    Case(
        "receiver_elsewhere", NO, "d1",
        (
            _deal("Maker of China supplies Trader of Iran"),
            _deal("Trader of Iran supplies Ministry of Iran"),
        ),
    ),
    Case("no_end_user", YES, "d1", (_deal("Maker supplies Firm"),)),
    Case("no_end_user", NO, "d1", (_deal("Maker supplies Ministry of Iran"),)),
    Case("no_end_user", CANNOT, "d1", (_deal("Maker partner_of Firm"),)),
    Case("no_item", YES, "d1", (_deal("Maker supplies Firm"),)),
    Case("no_item", NO, "d1", (_deal("Maker supplies Firm", item="chairs"),)),
    Case("no_licence_record", YES, "d1", (_deal("Maker supplies Firm"),)),
    Case(
        "no_licence_record", NO, "d1",
        (_deal("Maker supplies Firm"), _deal("Maker licensed_by Ministry of China")),
    ),
    Case(
        "no_licence_record", CANNOT, "d1",
        (_deal("Maker supplies Firm"), "Maker licensed_by Ministry of China"),
    ),
]  # fmt: skip


def _sells(*buyers: str, item: str = "cameras") -> tuple[Said, ...]:
    return ("Maker supplies Firm", *((f"Firm supplies {each}", {"item": item}) for each in buyers))


def _two_deals(second: str) -> tuple[Said, ...]:
    return (
        ("Maker supplies Firm", {"deal": "d1"}), ("Firm supplies Police of Iran", {"deal": "d1"}),
        (f"Maker supplies {second}", {"deal": "d2"}),
        (f"{second} supplies Bureau of Iran", {"deal": "d2"}),
    )  # fmt: skip


IN_RUSSIA = described("Buyer", country="RU")
IN_KAZAKHSTAN = described("Friend", country="KZ")


def _shift(before: str, then: str) -> tuple[Said, ...]:
    return (
        ("Firm supplies Buyer", {"item": "cameras", "valid_from": before}),
        ("Firm supplies Friend", {"item": "cameras", "valid_from": then}),
    )


TRADE = [
    Case("earlier_supplies", YES, "Firm", _sells("Ministry of Iran")),
    Case("earlier_supplies", NO, "Firm", _sells("Ministry of Ghana")),
    Case("earlier_supplies", CANNOT, "Firm", _sells("Ministry of Iran", item="chairs")),
    Case("several_countries", YES, "Firm", _sells("A of China", "B of Ghana", "C of Iran")),
    Case("several_countries", NO, "Firm", _sells("A of China", "B of Ghana")),
    Case(
        "several_countries", NO, "Firm",
        (*_sells("A of China", "B of Ghana"), ("Firm supplies C of Iran", {"item": "drones"})),
    ),
    Case("sole_reseller", YES, "Firm", _two_deals("Firm")),
    Case("sole_reseller", NO, "Firm", _two_deals("Rival")),
    Case("sole_reseller", CANNOT, "Firm", _two_deals("Firm")[:2]),
    Case(
        "shared_intermediary", YES, "Firm",
        (*_sells("Police of Iran", "Police of Belarus"), "Second supplies Firm"),
    ),
    Case(
        "shared_intermediary", NO, "Firm",
        (*_sells("Police of Iran", "Police of Ghana"), "Second supplies Firm"),
    ),
    Case("near_country_group", YES, "Firm", _sells("Ministry of Iran")),
    Case("near_country_group", YES, "Firm", (*_sells("Other"), "Other supplies Police of Iran")),
    Case("near_country_group", NO, "Firm", _sells("Ministry of Ghana")),
    Case("trade_shift", YES, "Firm", _shift("2020", "2022-06"), (IN_RUSSIA, IN_KAZAKHSTAN)),
    Case("trade_shift", NO, "Firm", _shift("2020", "2021"), (IN_RUSSIA, IN_KAZAKHSTAN)),
    Case("trade_shift", CANNOT, "Firm", _shift("2020", ""), (IN_RUSSIA, IN_KAZAKHSTAN)),
    Case("trade_shift", CANNOT, "Firm", _shift("2020", "2022"), (IN_RUSSIA, IN_KAZAKHSTAN)),
    Case(
        "little_history", YES, "Firm", (("Maker supplies Firm", {"valid_from": "2020-06"}),),
        (described("Firm", begun="2020-01"),),
    ),
    Case(
        "little_history", NO, "Firm", (("Maker supplies Firm", {"valid_from": "2020-06"}),),
        (described("Firm", begun="2005"),),
    ),
    Case("little_history", CANNOT, "Firm", (("Maker supplies Firm", {"valid_from": "2020-06"}),)),
    Case(
        "begun_after_controls", YES, "Firm", ("Maker supplies Firm",),
        (described("Firm", begun="2022-05"),),
    ),
    Case(
        "begun_after_controls", NO, "Firm", ("Maker supplies Firm",),
        (described("Firm", begun="2010"),),
    ),
    Case(
        "begun_after_controls", CANNOT, "Firm", ("Maker supplies Firm",),
        (described("Firm", begun="2022"),),
    ),
    Case(
        "business_does_not_fit", YES, "Firm", (("Maker supplies Firm", CAMERAS),),
        (described("Firm", id_sic="01110"),),
    ),
    Case(
        "business_does_not_fit", NO, "Firm", (("Maker supplies Firm", CAMERAS),),
        (described("Firm", id_sic="62020"),),
    ),
    Case("business_does_not_fit", CANNOT, "Firm", (("Maker supplies Firm", CAMERAS),)),
]  # fmt: skip

AFTER = [
    Case("listed_after_sale", YES, "d1", SOLD, (listed("Maker"),)),
    Case(
        "listed_after_sale", NO, "d1", (_deal("Maker supplies Police of Iran", **LATER),),
        (listed("Maker"),),
    ),
    Case(
        "listed_after_sale", CANNOT, "d1", (_deal("Maker supplies Police of Iran"),),
        (listed("Maker"),),
    ),
    Case("owner_changed_after_sale", YES, "d1", (*SOLD, ("Holding owns Maker", LATER))),
    Case(
        "owner_changed_after_sale", NO, "d1",
        (*SOLD, ("Holding owns Maker", {"valid_from": "2010"})),
    ),
    Case("owner_changed_after_sale", CANNOT, "d1", (*SOLD, "Holding owns Maker")),
    Case(
        "user_reorganised", YES, "d1",
        (*SOLD, ("New Police of Iran succeeds Police of Iran", LATER)),
    ),
    Case(
        "user_reorganised", NO, "d1",
        (*SOLD, ("New Police of Iran succeeds Police of Iran", {"valid_from": "2010"})),
    ),
    Case(
        "misused_after_sale", YES, "d1",
        (MADE, ("Box used_by Police of Iran", {**PRESS, **LATER})),
    ),
    Case(
        "misused_after_sale", NO, "d1",
        (MADE, ("Box used_by Police of Iran", {**PRESS, "valid_from": "2010"})),
    ),
    Case("misused_after_sale", CANNOT, "d1", (MADE, ("Box used_by Police of Iran", PRESS))),
    Case("moved_on", YES, "d1", (*SOLD, _deal("Police of Iran supplies Bureau of Iran"))),
    Case("moved_on", NO, "d1", SOLD),
    Case("moved_on", CANNOT, "d1", (*SOLD, _deal("Maker supplies Bureau of Iran"))),
]  # fmt: skip

CASES = [
    *(*GOVERNMENT, *OWNERS, *LISTINGS, *ADDRESSES, *BODIES),
    *(*GOODS, *ROLES, *TRADE, *AFTER),
]
