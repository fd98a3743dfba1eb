"""Small invented LEI records, as the LEI system prints them in XML and as golden-copy CSV."""

from __future__ import annotations

import csv
from io import StringIO

PARENT = "5299INVENTEDPARENT01"
CHILD = "5299INVENTEDCHILDS02"
GRANDCHILD = "5299INVENTEDGRANDS03"
MINISTRY = "5299INVENTEDMINIST04"
FUND = "5299INVENTEDFUNDED05"
DIRECT, ULTIMATE = "IS_DIRECTLY_CONSOLIDATED_BY", "IS_ULTIMATELY_CONSOLIDATED_BY"

SCHEMAS = "http://www.gleif.org/data/schema"
ADDRESS = """
         <lei:FirstAddressLine>1 Lantern Street</lei:FirstAddressLine>
         <lei:AddressNumber>1</lei:AddressNumber>
         <lei:MailRouting>C/O Nobody</lei:MailRouting>
         <lei:AdditionalAddressLine>Second Floor</lei:AdditionalAddressLine>
         <lei:City>Nowhere</lei:City>
         <lei:Region>US-MA</lei:Region>
         <lei:Country>US</lei:Country>
         <lei:PostalCode>02000</lei:PostalCode>
"""


def party(
    lei: str,
    name: str,
    *,
    status: str = "ISSUED",
    category: str = "GENERAL",
    form: str = "8888",
    number: tuple[str, str] = ("RA999999", ""),
    jurisdiction: str = "US-MA",
    more: str = "",
    operating: str = "ACTIVE",
) -> str:
    """Give a level-1 record; `more` stands at the end of what is said of the party."""
    return f"""
<lei:LEIRecord xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
               xmlns:lei="{SCHEMAS}/leidata/2016">
   <lei:LEI>{lei}</lei:LEI>
   <lei:Entity>
      <lei:LegalName xml:lang="en">{name}</lei:LegalName>
      <lei:LegalAddress xml:lang="en">{ADDRESS}</lei:LegalAddress>
      <lei:HeadquartersAddress xml:lang="en">{ADDRESS}</lei:HeadquartersAddress>
      <lei:RegistrationAuthority>
         <lei:RegistrationAuthorityID>{number[0]}</lei:RegistrationAuthorityID>
         <lei:RegistrationAuthorityEntityID>{number[1]}</lei:RegistrationAuthorityEntityID>
      </lei:RegistrationAuthority>
      <lei:LegalJurisdiction>{jurisdiction}</lei:LegalJurisdiction>
      <lei:EntityCategory>{category}</lei:EntityCategory>
      <lei:LegalForm>
         <lei:EntityLegalFormCode>{form}</lei:EntityLegalFormCode>
      </lei:LegalForm>
      <lei:EntityStatus>{operating}</lei:EntityStatus>
      {more}
   </lei:Entity>
   <lei:Registration>
      <lei:RegistrationStatus>{status}</lei:RegistrationStatus>
   </lei:Registration>
   <lei:Extension/>
</lei:LEIRecord>"""


def parties(*records: str) -> str:
    """Give a level-1 file."""
    return f"""<?xml version="1.0" encoding="UTF-8"?><lei:LEIData
 xmlns:lei="{SCHEMAS}/leidata/2016">
  <lei:LEIHeader><lei:RecordCount>{len(records)}</lei:RecordCount></lei:LEIHeader>
  <lei:LEIRecords>{"".join(records)}
  </lei:LEIRecords>
</lei:LEIData>
"""


def period(kind: str, start: str, end: str = "") -> str:
    """Give one period of a relationship."""
    until = f"<rr:EndDate>{end}</rr:EndDate>" if end else ""
    return f"""
         <rr:RelationshipPeriod>
            <rr:StartDate>{start}</rr:StartDate>{until}
            <rr:PeriodType>{kind}</rr:PeriodType>
         </rr:RelationshipPeriod>"""


def relationship(
    child: str,
    type_: str,
    parent: str,
    *,
    status: str = "ACTIVE",
    registration: str = "PUBLISHED",
    periods: str = "",
    more: str = "",
    node: str = "LEI",
) -> str:
    """Give a level-2 record."""
    return f"""
<rr:RelationshipRecord xmlns:rr="{SCHEMAS}/rr/2016">
   <rr:Relationship>
      <rr:StartNode><rr:NodeID>{child}</rr:NodeID><rr:NodeIDType>LEI</rr:NodeIDType></rr:StartNode>
      <rr:EndNode><rr:NodeID>{parent}</rr:NodeID><rr:NodeIDType>{node}</rr:NodeIDType></rr:EndNode>
      <rr:RelationshipType>{type_}</rr:RelationshipType>
      <rr:RelationshipPeriods>{periods}</rr:RelationshipPeriods>
      <rr:RelationshipStatus>{status}</rr:RelationshipStatus>
      {more}
   </rr:Relationship>
   <rr:Registration>
      <rr:RegistrationStatus>{registration}</rr:RegistrationStatus>
   </rr:Registration>
</rr:RelationshipRecord>"""


def quantifier(amount: str) -> str:
    """Give the figure of a relationship."""
    return f"""
      <rr:RelationshipQuantifiers>
         <rr:RelationshipQuantifier>
            <rr:MeasurementMethod>ACCOUNTING_CONSOLIDATION</rr:MeasurementMethod>
            <rr:QuantifierAmount>{amount}</rr:QuantifierAmount>
            <rr:QuantifierUnits>PERCENTAGE</rr:QuantifierUnits>
         </rr:RelationshipQuantifier>
      </rr:RelationshipQuantifiers>"""


def relationships(*records: str) -> str:
    """Give a level-2 file."""
    return f"""<?xml version="1.0" encoding="UTF-8"?><rr:RelationshipData
 xmlns:rr="{SCHEMAS}/rr/2016">
  <rr:Header><rr:RecordCount>{len(records)}</rr:RecordCount></rr:Header>
  <rr:RelationshipRecords>{"".join(records)}
  </rr:RelationshipRecords>
</rr:RelationshipData>
"""


def exceptions(*said: tuple[str, str, str]) -> str:
    """Give a file of reporting exceptions: LEI, which parent, why."""
    records = "".join(
        f"""
<repex:Exception xmlns:repex="{SCHEMAS}/repex/2016">
   <repex:LEI>{lei}</repex:LEI>
   <repex:ExceptionCategory>{which}_ACCOUNTING_CONSOLIDATION_PARENT</repex:ExceptionCategory>
   <repex:ExceptionReason>{why}</repex:ExceptionReason>
</repex:Exception>"""
        for lei, which, why in said
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?><repex:ReportingExceptionData
 xmlns:repex="{SCHEMAS}/repex/2016">
  <repex:Header><repex:RecordCount>{len(said)}</repex:RecordCount></repex:Header>
  <repex:ReportingExceptions>{records}
  </repex:ReportingExceptions>
</repex:ReportingExceptionData>
"""


def table(columns: tuple[str, ...], *rows: dict[str, str]) -> str:
    """Give a golden copy: every cell in quotes, empty where a row gives nothing."""
    out = StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([[row.get(column, "") for column in columns] for row in rows])
    return out.getvalue()
