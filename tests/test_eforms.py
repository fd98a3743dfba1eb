"""EU eForms contract award notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.dates import PartialDate, Period
from graph.errors import BadFile
from graph.statement import Deal, Identifier
from loaders import eforms
from loaders.reading.files import head
from loaders.reading.words import tables
from tests.loading import load, write
from tests.records import words

if TYPE_CHECKING:
    from pathlib import Path

    from tests.loading import Loaded

UBL = "urn:oasis:names:specification:ubl:schema:xsd"
EU = "http://data.europa.eu/p27"
SPACES = {
    "": f"{UBL}:ContractAwardNotice-2",
    "ext": f"{UBL}:CommonExtensionComponents-2",
    "cbc": f"{UBL}:CommonBasicComponents-2",
    "cac": f"{UBL}:CommonAggregateComponents-2",
    "efext": f"{EU}/eforms-ubl-extensions/1",
    "efbc": f"{EU}/eforms-ubl-extension-basic-components/1",
    "efac": f"{EU}/eforms-ubl-extension-aggregate-components/1",
}
NO_PART = "an organisation with no part in a contract"
NO_CONTRACT = "a notice without a contract that names who supplies whom"


def reference(tag: str, key: str, more: str = "") -> str:
    return f'<efac:{tag}><cbc:ID schemeName="x">{key}</cbc:ID>{more}</efac:{tag}>'


def party_id(key: str) -> str:
    return f"<cac:PartyIdentification><cbc:ID>{key}</cbc:ID></cac:PartyIdentification>"


def named(*names: str) -> str:
    """Give a name in English, and in the languages that come before a colon."""
    spelled = (name.rpartition(":") for name in names)
    inside = "".join(
        f'<cbc:Name languageID="{language or "ENG"}">{name}</cbc:Name>'
        for language, _, name in spelled
    )
    return f"<cac:PartyName>{inside}</cac:PartyName>"


def organisation(
    key: str,
    *names: str,
    country: str = "LUX",
    number: str = "",
    before: str = "",
    street: str = "",
    after: str = "",
) -> str:
    """Give an organisation; `before` and `after` stand beside its company."""
    where = f"<cac:Country><cbc:IdentificationCode>{country}</cbc:IdentificationCode></cac:Country>"
    road = f"<cbc:StreetName>{street}</cbc:StreetName>" if street else ""
    code = f"<cbc:CompanyID>{number}</cbc:CompanyID>" if number else ""
    return (
        f"<efac:Organization>{before}<efac:Company>{party_id(key)}{named(*names)}"
        f"<cac:PostalAddress>{road}<cbc:CityName>Iceport</cbc:CityName>{where}</cac:PostalAddress>"
        f"<cac:PartyLegalEntity>{code}</cac:PartyLegalEntity></efac:Company>{after}"
        "</efac:Organization>"
    )


BUYER = organisation("ORG-0001", "Ice Patrol", number="111")
SELLER = organisation("ORG-0002", "Lantern Lens", number="222")
SENDER = organisation("ORG-0009", "Ice Sender", number="999")


def tendering(*keys: str, key: str = "TPA-0001", name: str = "", more: str = "") -> str:
    """Give those who tender together; `*` marks who leads."""
    called = f'<cbc:Name languageID="ENG">{name}</cbc:Name>' if name else ""
    lead = "<efbc:GroupLeadIndicator>true</efbc:GroupLeadIndicator>"
    members = "".join(
        reference("Tenderer", each.rstrip("*"), lead if each.endswith("*") else "") for each in keys
    )
    return (
        f"<efac:TenderingParty><cbc:ID>{key}</cbc:ID>{called}{members}{more}</efac:TenderingParty>"
    )


def tender(
    key: str = "TEN-0001", by: str = "TPA-0001", lot: str = "LOT-0001", amount: str = "1100.50",
    before: str = "",
) -> str:  # fmt: skip
    value = (
        '<cac:LegalMonetaryTotal><cbc:PayableAmount currencyID="EUR">'
        f"{amount}</cbc:PayableAmount></cac:LegalMonetaryTotal>"
    )
    inside = f"{value}{reference('TenderingParty', by)}{reference('TenderLot', lot)}"
    return f"<efac:LotTender>{before}<cbc:ID>{key}</cbc:ID>{inside}</efac:LotTender>"


DATES = (
    "<cbc:AwardDate>2023-03-23+02:00</cbc:AwardDate><cbc:IssueDate>2023-03-24+02:00</cbc:IssueDate>"
)


def contract(
    key: str = "CON-0001", *tenders: str, signed: str = "", title: str = "Cameras",
    dates: str = DATES,
) -> str:  # fmt: skip
    called = f'<cbc:Title languageID="ENG">{title}</cbc:Title>' if title else ""
    sign = f"<cac:SignatoryParty>{party_id(signed)}</cac:SignatoryParty>" if signed else ""
    settles = "".join(reference("LotTender", each) for each in tenders or ("TEN-0001",))
    return (
        f"<efac:SettledContract><cbc:ID>{key}</cbc:ID>{dates}{called}{sign}"
        f"{reference('ContractReference', 'REF 7.')}{settles}</efac:SettledContract>"
    )


def result(code: str = "selec-w", key: str = "CON-0001", *tenders: str) -> str:
    """Give the result of a lot, which refers to contracts and to all tenders, won or not."""
    refers = "".join(reference("LotTender", each) for each in tenders or ("TEN-0001",))
    settled = reference("SettledContract", key)
    return (
        "<efac:LotResult><cbc:ID>RES-0001</cbc:ID>"
        f"<cbc:TenderResultCode>{code}</cbc:TenderResultCode>{refers}{settled}</efac:LotResult>"
    )


def buyer(key: str = "ORG-0001", type_: str = "cga", providers: str = "") -> str:
    kind = (
        '<cac:ContractingPartyType><cbc:PartyTypeCode listName="buyer-contracting-type">'
        "not-cont-ent</cbc:PartyTypeCode></cac:ContractingPartyType><cac:ContractingPartyType>"
        f'<cbc:PartyTypeCode listName="buyer-legal-type">{type_}</cbc:PartyTypeCode>'
        "</cac:ContractingPartyType>"
        if type_
        else ""
    )
    party = f"<cac:Party>{party_id(key)}{providers}</cac:Party>"
    return f"<cac:ContractingParty>{kind}{party}</cac:ContractingParty>"


def provider(key: str, role: str) -> str:
    party = f"<cac:Party>{party_id(key)}</cac:Party>"
    code = f'<cbc:ServiceTypeCode listName="organisation-role">{role}</cbc:ServiceTypeCode>'
    return f"<cac:ServiceProviderParty>{code}{party}</cac:ServiceProviderParty>"


def lot(
    key: str = "LOT-0001", name: str = "Lot of cameras", system: str = "none", end: str = ""
) -> str:
    period = (
        f"<cac:PlannedPeriod><cbc:EndDate>{end}</cbc:EndDate></cac:PlannedPeriod>" if end else ""
    )
    code = "<cbc:ContractingSystemTypeCode listName="
    return (
        f"<cac:ProcurementProjectLot><cbc:ID>{key}</cbc:ID><cac:TenderingProcess>"
        f'<cac:ContractingSystem>{code}"framework-agreement">{system}</cbc:ContractingSystemTypeCode>'
        f'</cac:ContractingSystem><cac:ContractingSystem>{code}"dps-usage">dps-list'
        "</cbc:ContractingSystemTypeCode></cac:ContractingSystem></cac:TenderingProcess>"
        f'<cac:ProcurementProject><cbc:Name languageID="ENG">{name}</cbc:Name>{period}'
        "</cac:ProcurementProject></cac:ProcurementProjectLot>"
    )


def notice(
    results: str = result() + tender() + contract() + tendering("ORG-0002"),
    organisations: str = BUYER + SELLER + SENDER,
    buyers: str | None = None,
    lots: str | None = None,
    *,
    key: str = "n-1",
    version: str = "01",
    kind: str = "can-standard",
    language: str = "ENG",
    changes: str = "",
    root: str = "ContractAwardNotice",
) -> str:
    """Give a notice as TED publishes it, without the parts that say nothing of who supplies."""
    spaces = " ".join(f'xmlns{":" if p else ""}{p}="{uri}"' for p, uri in SPACES.items())
    changed = (
        "<efac:Changes><efbc:ChangedNoticeIdentifier>"
        f"{changes}</efbc:ChangedNoticeIdentifier></efac:Changes>"
        if changes
        else ""
    )
    return (
        f"<{root} {spaces}>\n<!-- an invented notice -->\n"
        "<ext:UBLExtensions><ext:UBLExtension><ext:ExtensionContent><efext:EformsExtension>"
        f"{changed}<efac:NoticeResult>{results}</efac:NoticeResult>\n"
        f"<efac:Organizations>{organisations}</efac:Organizations></efext:EformsExtension>"
        "</ext:ExtensionContent></ext:UBLExtension></ext:UBLExtensions>\n"
        f'<cbc:ID schemeName="notice-id">{key}</cbc:ID>'
        "<cbc:IssueDate>2023-04-23+01:00</cbc:IssueDate>"
        f'<cbc:VersionID>{version}</cbc:VersionID><cbc:NoticeTypeCode listName="result">{kind}'
        f"</cbc:NoticeTypeCode><cbc:NoticeLanguageCode>{language}</cbc:NoticeLanguageCode>"
        f"{buyer() if buyers is None else buyers}<cac:ProcurementProject>"
        '<cbc:Name languageID="ENG">Watching the ice</cbc:Name></cac:ProcurementProject>'
        f"{lot() if lots is None else lots}<cac:TenderResult><cbc:AwardDate>2000-01-01Z"
        f"</cbc:AwardDate></cac:TenderResult></{root}>\n"
    )


def loaded(folder: Path, *notices: str) -> Loaded:
    start = '<?xml version="1.0" encoding="UTF-8"?>\n'
    files = [write(folder / f"{n}.xml", start + text) for n, text in enumerate(notices)]
    return load("eforms", *files)


def account(made: Loaded) -> tuple[int, int, dict[str, int], list[str]]:
    tally = made.tally
    return tally.rows, tally.used, dict(tally.skipped), [each.reason for each in tally.rejected]


def test_a_settled_contract_says_who_supplies_which_buyer_what_and_when(tmp_path: Path) -> None:
    made = loaded(tmp_path, notice())
    (said,) = made.said("supplies")
    assert made.ends("supplies") == [("Lantern Lens", "Ice Patrol")]
    assert (said.item, said.grade) == ("Cameras", "documented")
    assert said.note == "Value as printed: 1100.50 EUR. Contract: REF 7."
    assert said.period == Period(PartialDate("2023-03-24"))
    assert said.evidence.locator == "n-1-01, CON-0001"


def test_each_contract_is_a_deal_in_the_country_of_its_buyer(tmp_path: Path) -> None:
    made = loaded(tmp_path, notice())
    assert list(made.records.deals.values()) == [Deal("s:n-1/CON-0001", "Cameras", "LU")]
    assert made.said("supplies")[0].deals == ("s:n-1/CON-0001",)


def test_rows_are_the_notice_its_contracts_organisations_and_owners(tmp_path: Path) -> None:
    assert account(loaded(tmp_path, notice())) == (5, 4, {NO_PART: 1}, [])


def test_who_merely_tendered_or_sends_the_notice_is_left_out(tmp_path: Path) -> None:
    loser = organisation("ORG-0003", "Candle Works")
    results = (
        result("selec-w", "CON-0001", "TEN-0001", "TEN-0002")
        + tender()
        + tender("TEN-0002", "TPA-0002")
        + contract()
        + tendering("ORG-0002")
        + tendering("ORG-0003", key="TPA-0002")
    )
    made = loaded(tmp_path, notice(results, BUYER + SELLER + loser + SENDER))
    assert made.ends("supplies") == [("Lantern Lens", "Ice Patrol")]
    assert made.tally.skipped == {NO_PART: 2}


def test_a_public_buyer_stands_under_its_government(tmp_path: Path) -> None:
    made = loaded(tmp_path, notice())
    assert made.named("Ice Patrol").kind == "government_agency"
    assert made.ends("agency_of") == [("Ice Patrol", "Government of Luxembourg")]


@pytest.mark.parametrize(
    ("type_", "kind"),
    [
        ("la", "government_agency"),
        ("body-pl-cga", "government_agency"),
        ("", "government_agency"),
        ("pub-undert", "company"),
        ("def-cont", "company"),
        ("int-org", "organisation"),
        ("eu-ins-bod-ag", "organisation"),
        ("org-sub", "organisation"),
    ],
)
def test_the_legal_type_tells_the_kind_of_a_buyer(tmp_path: Path, type_: str, kind: str) -> None:
    made = loaded(tmp_path, notice(buyers=buyer(type_=type_)))
    assert made.named("Ice Patrol").kind == kind
    assert bool(made.said("agency_of")) == (kind == "government_agency")
    assert not made.said("controls")


def test_an_unknown_legal_type_is_counted(tmp_path: Path) -> None:
    made = loaded(tmp_path, notice(buyers=buyer(type_="guild")))
    assert made.named("Ice Patrol").kind == "government_agency"
    assert made.tally.unknown == {"eforms kinds": {"guild": 1}}


def test_an_undertaking_that_the_central_government_controls_is_tied_to_it(tmp_path: Path) -> None:
    made = loaded(tmp_path, notice(buyers=buyer(type_="pub-undert-cga")))
    assert made.named("Ice Patrol").kind == "company"
    assert made.ends("controls") == [("Government of Luxembourg", "Ice Patrol")]
    assert made.said("controls")[0].grade == "inferred"


def test_those_who_tender_together_are_a_consortium_in_one_deal(tmp_path: Path) -> None:
    third = organisation("ORG-0003", "Candle Works")
    results = (
        result() + tender() + contract() + tendering("ORG-0002*", "ORG-0003", name="Ice Group")
    )
    made = loaded(tmp_path, notice(results, BUYER + SELLER + third))
    notes = {made.records.parties[said.subject].name: said.note for said in made.said("supplies")}
    assert "In a consortium of 2. It is called Ice Group. Leads it." in notes["Lantern Lens"]
    assert notes["Candle Works"].endswith("In a consortium of 2. It is called Ice Group.")
    assert {said.deals for said in made.said("supplies")} == {("s:n-1/CON-0001",)}


def test_tenders_of_one_contract_are_no_consortium(tmp_path: Path) -> None:
    third = organisation("ORG-0003", "Candle Works")
    results = (
        tender()
        + tender("TEN-0002", "TPA-0002", amount="7")
        + contract("CON-0001", "TEN-0001", "TEN-0002")
        + tendering("ORG-0002")
        + tendering("ORG-0003", key="TPA-0002")
    )
    made = loaded(tmp_path, notice(results, BUYER + SELLER + third))
    assert made.ends("supplies") == [("Candle Works", "Ice Patrol"), ("Lantern Lens", "Ice Patrol")]
    assert not any("consortium" in said.note for said in made.said())


def test_a_subcontractor_supplies_whom_the_notice_says(tmp_path: Path) -> None:
    others = organisation("ORG-0003", "Candle Works") + organisation("ORG-0004", "Wick & amp; Wax")
    below = reference("SubContractor", "ORG-0004", reference("MainContractor", "ORG-0003"))
    results = tender() + contract() + tendering("ORG-0002", "ORG-0003", more=below)
    made = loaded(tmp_path, notice(results, BUYER + SELLER + others.replace("& amp;", "&amp;")))
    (said,) = [said for said in made.said("supplies") if "subcontractor" in said.note]
    ends = [made.records.parties[key].name for key in (said.subject, said.object)]
    assert ends == ["Wick & Wax", "Candle Works"]
    assert (said.period, said.item) == (Period(as_of=PartialDate("2023-03-24")), "")
    assert said.deals == ("s:n-1/CON-0001",)


def test_a_subcontractor_of_no_one_in_particular_supplies_all_who_tender(tmp_path: Path) -> None:
    third = organisation("ORG-0003", "Wick")
    below = reference("SubContractor", "ORG-0003")
    results = tender() + contract() + tendering("ORG-0002", more=below)
    made = loaded(tmp_path, notice(results, BUYER + SELLER + third))
    assert ("Wick", "Lantern Lens") in made.ends("supplies")


def test_a_natural_person_is_a_person_without_an_address(tmp_path: Path) -> None:
    mark = "<efbc:NaturalPersonIndicator>true</efbc:NaturalPersonIndicator>"
    ana = organisation("ORG-0002", "Ana Frost", before=mark, street="1 Floe Road")
    made = loaded(tmp_path, notice(organisations=BUYER + ana))
    assert made.named("Ana Frost").kind == "person"
    assert not made.said("located_at")


def test_an_address_needs_a_street(tmp_path: Path) -> None:
    lens = organisation("ORG-0002", "Lantern Lens", street="1 Floe Road")
    made = loaded(tmp_path, notice(organisations=BUYER + lens))
    assert made.ends("located_at") == [("Lantern Lens", "1 Floe Road, Iceport, LUX")]


def owned(key: str, by: str, owner: str) -> str:
    """Give a seller with that id, and its owner."""
    refers = reference("UltimateBeneficialOwner", by)
    lens = organisation(key, "Lantern Lens", before=refers)
    return lens + reference("UltimateBeneficialOwner", by, owner)


FROST = (
    "<cbc:FirstName>Ana</cbc:FirstName><cbc:FamilyName>Frost</cbc:FamilyName>"
    "<cac:ResidenceAddress><cbc:StreetName>1 Floe Road</cbc:StreetName></cac:ResidenceAddress>"
    "<efac:Nationality><cbc:NationalityID>BEL</cbc:NationalityID></efac:Nationality>"
)


def test_a_beneficial_owner_owns_without_a_share(tmp_path: Path) -> None:
    made = loaded(tmp_path, notice(organisations=BUYER + owned("ORG-0002", "UBO-0001", FROST)))
    assert made.ends("owns") == [("Ana Frost", "Lantern Lens")]
    (said,) = made.said("owns")
    assert (said.percent, said.grade) == (None, "documented")
    assert said.period == Period(as_of=PartialDate("2023-04-23"))
    assert "No share is given" in said.note
    ana = made.named("Ana Frost")
    assert (ana.kind, ana.country) == ("person", "BE")
    assert not made.said("located_at")
    assert account(made) == (5, 5, {}, [])


def test_an_owner_whose_name_is_not_given_is_skipped(tmp_path: Path) -> None:
    hidden = FROST.replace("Ana", "unpublished").replace("Frost", "unpublished")
    made = loaded(tmp_path, notice(organisations=BUYER + owned("ORG-0002", "UBO-0001", hidden)))
    assert not made.said("owns")
    assert made.tally.skipped == {"a beneficial owner whose name is not given": 1}


def test_an_owner_of_nobody_in_a_contract_is_skipped(tmp_path: Path) -> None:
    made = loaded(tmp_path, notice(organisations=BUYER + SELLER + owned("ORG-3", "UBO-1", FROST)))
    reasons = {NO_PART: 1, "a beneficial owner of nobody with a part in a contract": 1}
    assert made.tally.skipped == reasons


def test_an_organisation_whose_id_begins_like_that_of_an_owner_is_one_still(
    tmp_path: Path,
) -> None:
    results = tender() + contract() + tendering("UBO-0001")
    both = owned("UBO-0001", "UBO-0001", FROST)
    made = loaded(tmp_path, notice(results, BUYER + both))
    assert made.named("Lantern Lens").kind == "company"
    assert made.ends("owns") == [("Ana Frost", "Lantern Lens")]


def test_ids_are_local_to_a_notice(tmp_path: Path) -> None:
    one = notice(organisations=BUYER + organisation("ORG-0002", "Lantern Lens"))
    two = notice(organisations=BUYER + organisation("ORG-0002", "Candle Works"), key="n-2")
    made = loaded(tmp_path, one, two)
    assert made.party("n-1/ORG-0002").name == "Lantern Lens"
    assert made.party("n-2/ORG-0002").name == "Candle Works"


def test_number_country_and_name_together_identify_one_over_notices(tmp_path: Path) -> None:
    made = loaded(tmp_path, notice(), notice(key="n-2"))
    assert made.party("LU-222/lanternlens").identifiers == (Identifier("registration:lu", "222"),)
    assert len(made.said("supplies")) == 2
    assert account(made) == (10, 8, {NO_PART: 2}, [])


def test_one_number_under_two_names_is_two_parties(tmp_path: Path) -> None:
    candle = organisation("ORG-0002", "Candle Works", number="222")
    made = loaded(tmp_path, notice(), notice(organisations=BUYER + candle, key="n-2"))
    assert made.ends("supplies") == [("Candle Works", "Ice Patrol"), ("Lantern Lens", "Ice Patrol")]


@pytest.mark.parametrize("number", ["not available", "N/A", "unpublished", "-", "000000", ""])
def test_a_number_that_is_none_identifies_nobody(tmp_path: Path, number: str) -> None:
    made = loaded(
        tmp_path,
        notice(organisations=BUYER + organisation("ORG-0002", "Lantern Lens", number=number)),
    )
    assert made.party("n-1/ORG-0002").identifiers == ()


def test_one_who_buys_here_and_wins_there_is_two_records(tmp_path: Path) -> None:
    swapped = notice(
        tender() + contract() + tendering("ORG-0001"), buyers=buyer("ORG-0002"), key="n-2"
    )
    for folder, order in (("a", (notice(), swapped)), ("b", (swapped, notice()))):
        (tmp_path / folder).mkdir()
        made = loaded(tmp_path / folder, *order)
        assert made.party("LU-111/icepatrol").kind == "company"
        assert made.party("government_agency/LU-111/icepatrol").kind == "government_agency"
        assert not made.lost


def test_names_in_several_languages_are_one_name_and_aliases(tmp_path: Path) -> None:
    lens = organisation("ORG-0002", "DEU:Laterne", "FRA:Lanterne", "ENG:Lantern", "FRA:Laterne")
    made = loaded(tmp_path, notice(organisations=BUYER + lens, language="FRA"))
    found = made.party("n-1/ORG-0002")
    assert (found.name, found.aliases) == ("Lanterne", ("Laterne", "Lantern"))


def test_three_letter_codes_are_countries(tmp_path: Path) -> None:
    lens = organisation("ORG-0002", "Lantern Lens", country="1A0")
    made = loaded(tmp_path, notice(organisations=BUYER + lens))
    assert (made.named("Lantern Lens").country, made.named("Ice Patrol").country) == ("XK", "LU")


def test_the_dummy_award_date_of_the_notice_is_not_read(tmp_path: Path) -> None:
    results = tender() + contract(dates="") + tendering("ORG-0002")
    assert loaded(tmp_path, notice(results)).said("supplies")[0].period == Period()


def test_without_a_conclusion_the_award_tells_the_date(tmp_path: Path) -> None:
    dates = (
        "<cbc:AwardDate>2023-03-23+02:00</cbc:AwardDate><cbc:IssueDate>1970-01-01Z</cbc:IssueDate>"
    )
    results = tender() + contract(dates=dates) + tendering("ORG-0002")
    (said,) = loaded(tmp_path, notice(results)).said("supplies")
    assert said.period == Period(PartialDate("2023-03-23"))


def test_the_planned_end_of_its_lot_ends_a_contract(tmp_path: Path) -> None:
    made = loaded(tmp_path, notice(lots=lot(end="2024-05-23+01:00")))
    assert made.said("supplies")[0].period.valid_until == PartialDate("2024-05-23")


def test_a_contract_without_a_title_is_called_by_its_lot_or_the_procedure(tmp_path: Path) -> None:
    results = tender() + contract(title="unpublished") + tendering("ORG-0002")
    assert loaded(tmp_path, notice(results)).said("supplies")[0].item == "Lot of cameras"
    made = loaded(tmp_path, notice(results, lots=""))
    assert made.said("supplies")[0].item == "Watching the ice"


def test_a_framework_agreement_is_said_to_be_one(tmp_path: Path) -> None:
    made = loaded(tmp_path, notice(lots=lot(system="fa-wo-rc")))
    assert "A framework agreement" in made.said("supplies")[0].note


@pytest.mark.parametrize(
    ("amount", "told"),
    [("-1", "The value is withheld."), ("1100.50", "Value as printed: 1100.50 EUR.")],
)
def test_a_value_is_withheld_until_it_is_published(tmp_path: Path, amount: str, told: str) -> None:
    code = '<efbc:FieldIdentifierCode listName="non-publication-identifier">win-ten-val'
    privacy = f"<efac:FieldsPrivacy>{code}</efbc:FieldIdentifierCode></efac:FieldsPrivacy>"
    results = tender(amount=amount, before=privacy) + contract() + tendering("ORG-0002")
    (said,) = loaded(tmp_path, notice(results)).said("supplies")
    assert said.note == f"{told} Contract: REF 7."


def test_a_masked_value_is_not_shown(tmp_path: Path) -> None:
    results = tender(amount="-1") + contract() + tendering("ORG-0002")
    assert loaded(tmp_path, notice(results)).said("supplies")[0].note == "Contract: REF 7."


def test_a_contract_whose_tenderers_are_withheld_is_skipped(tmp_path: Path) -> None:
    made = loaded(tmp_path, notice(organisations=BUYER + organisation("ORG-0002", "unpublished")))
    reasons = {"a contract that names no tenderer of the notice": 1, NO_PART: 2, NO_CONTRACT: 1}
    assert account(made) == (4, 0, reasons, [])


def test_a_contract_whose_buyer_is_withheld_is_skipped(tmp_path: Path) -> None:
    made = loaded(tmp_path, notice(organisations=organisation("ORG-0001", "unpublished") + SELLER))
    assert made.tally.skipped["a contract whose buyer has no name"] == 1


@pytest.mark.parametrize("code", ["clos-nw", "open-nw"])
def test_a_lot_that_nobody_won_makes_no_supplier(tmp_path: Path, code: str) -> None:
    results = result(code) + tender() + contract() + tendering("ORG-0002")
    made = loaded(tmp_path, notice(results))
    assert not made.said()
    assert made.tally.skipped["a contract of a lot that nobody won"] == 1


def test_a_notice_without_a_contract_is_skipped(tmp_path: Path) -> None:
    made = loaded(tmp_path, notice(result("clos-nw") + tender() + tendering("ORG-0002")))
    assert account(made) == (4, 0, {NO_CONTRACT: 1, NO_PART: 3}, [])


def test_an_award_announced_before_it_is_made_is_only_offered(tmp_path: Path) -> None:
    made = loaded(tmp_path, notice(kind="veat"))
    assert made.ends("offered_to") == [("Lantern Lens", "Ice Patrol")]
    assert "Announced before it is made." in made.said("offered_to")[0].note
    assert not made.said("supplies")


FLEET = organisation("ORG-0005", "Ice Fleet", number="555")


def test_of_several_buyers_who_signs_is_supplied(tmp_path: Path) -> None:
    results = tender() + contract(signed="ORG-0005") + tendering("ORG-0002")
    two = buyer() + buyer("ORG-0005")
    made = loaded(tmp_path, notice(results, BUYER + SELLER + FLEET, two))
    assert made.ends("supplies") == [("Lantern Lens", "Ice Fleet")]


@pytest.mark.parametrize("signed", ["", "ORG-0002"])
def test_where_no_buyer_signs_all_are_supplied(tmp_path: Path, signed: str) -> None:
    results = tender() + contract(signed=signed) + tendering("ORG-0002")
    two = buyer() + buyer("ORG-0005")
    made = loaded(tmp_path, notice(results, BUYER + SELLER + FLEET, two))
    assert made.ends("supplies") == [("Lantern Lens", "Ice Fleet"), ("Lantern Lens", "Ice Patrol")]


def test_a_central_purchasing_body_procures_for_the_other_buyers(tmp_path: Path) -> None:
    mark = "<efbc:AwardingCPBIndicator>true</efbc:AwardingCPBIndicator>"
    office = organisation("ORG-0005", "Purchasing Office", before=mark)
    results = tender() + contract(signed="ORG-0005") + tendering("ORG-0002")
    made = loaded(tmp_path, notice(results, BUYER + SELLER + office, buyer("ORG-0005") + buyer()))
    assert made.ends("supplies") == [("Lantern Lens", "Purchasing Office")]
    assert made.ends("procures_for") == [("Purchasing Office", "Ice Patrol")]
    assert made.said("procures_for")[0].deals == ("s:n-1/CON-0001",)


def test_a_procurement_service_provider_acts_for_its_buyer(tmp_path: Path) -> None:
    agent = organisation("ORG-0006", "Ice Agents")
    roles = provider("ORG-0006", "serv-prov") + provider("ORG-0009", "ted-esen")
    made = loaded(
        tmp_path,
        notice(organisations=BUYER + SELLER + agent + SENDER, buyers=buyer(providers=roles)),
    )
    assert made.ends("acts_for") == [("Ice Agents", "Ice Patrol")]
    assert made.named("Ice Agents").kind == "organisation"
    assert made.tally.skipped == {NO_PART: 1}


def test_a_touch_point_stands_for_its_organisation(tmp_path: Path) -> None:
    point = f"<efac:TouchPoint>{party_id('TPO-0001')}{named('Front desk')}</efac:TouchPoint>"
    desk = organisation("ORG-0001", "Ice Patrol", after=point)
    made = loaded(tmp_path, notice(organisations=desk + SELLER, buyers=buyer("TPO-0001")))
    assert made.ends("supplies") == [("Lantern Lens", "Ice Patrol")]


def test_of_versions_of_a_notice_the_highest_counts(tmp_path: Path) -> None:
    made = loaded(tmp_path, notice(version="02"), notice(version="01"))
    assert len(made.said("supplies")) == 1
    assert made.tally.skipped == {"a notice of which a later version is there": 1, NO_PART: 1}


def test_a_notice_that_another_one_changes_is_skipped(tmp_path: Path) -> None:
    made = loaded(tmp_path, notice(), notice(key="n-2", changes="n-1-01"))
    assert list(made.records.deals) == ["s:n-2/CON-0001"]
    assert made.tally.skipped == {"a notice that another one changes": 1, NO_PART: 1}


def test_a_notice_is_read_once(tmp_path: Path) -> None:
    made = loaded(tmp_path, notice(), notice())
    assert account(made) == (6, 4, {"a notice that was read before": 1, NO_PART: 1}, [])


def test_a_notice_of_another_kind_is_skipped(tmp_path: Path) -> None:
    made = loaded(tmp_path, notice(), notice(root="ContractNotice", key="n-2"))
    assert made.tally.skipped == {"a notice that is not of an award": 1, NO_PART: 1}


def test_a_notice_without_an_id_is_rejected(tmp_path: Path) -> None:
    made = loaded(tmp_path, notice(), notice(key=""))
    assert [each.reason for each in made.tally.rejected] == ["the notice has no id"]


def test_several_notices_can_stand_in_one_file(tmp_path: Path) -> None:
    made = loaded(tmp_path, f"<notices>{notice()}{notice(key='n-2')}</notices>")
    assert len(made.records.deals) == 2


def test_a_notice_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    text = notice()
    with pytest.raises(BadFile, match="cut off"):
        loaded(tmp_path, text[: len(text) * 2 // 3])


@pytest.mark.parametrize("table", ["notices", "results", "above", "roles"])
def test_relations_are_words_of_the_vocabulary(table: str) -> None:
    assert set(tables("eforms.toml")[table].values()) <= {*words().relations, ""}


def test_kinds_are_words_of_the_vocabulary() -> None:
    assert set(tables("eforms.toml")["kinds"].values()) <= set(words().kinds)


def test_a_notice_of_an_award_is_recognised_and_no_other(tmp_path: Path) -> None:
    assert eforms.recognises(head(write(tmp_path / "a.xml", notice())))
    other = notice().replace("ContractAwardNotice", "ContractNotice")
    assert not eforms.recognises(head(write(tmp_path / "b.xml", other)))
