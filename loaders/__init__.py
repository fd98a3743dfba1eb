"""One module per format: each turns a published file into parties and statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders import (
    bods,
    casebook,
    companies_house,
    csl,
    eforms,
    eu_fsf,
    eu_fsf_csv,
    eu_journal,
    ftm,
    ftm_simple,
    gleif,
    icij,
    mapped,
    meti,
    misp,
    ocds,
    ofac,
    ofac_enhanced,
    ofac_xml,
    rdf,
    uk_ofsi,
    un_sc,
    us_lists,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from loaders.reading.format import Format

LOADERS: Mapping[str, Format] = {
    "bods": bods.FORMAT,
    "companies-house": companies_house.FORMAT,
    "csl": csl.FORMAT,
    "eforms": eforms.FORMAT,
    "eu-fsf": eu_fsf.FORMAT,
    "eu-fsf-csv": eu_fsf_csv.FORMAT,
    "eu-journal": eu_journal.FORMAT,
    "ftm": ftm.FORMAT,
    "ftm-simple": ftm_simple.FORMAT,
    "gleif": gleif.FORMAT,
    "icij": icij.FORMAT,
    "mapped": mapped.FORMAT,
    "meti": meti.FORMAT,
    "misp": misp.FORMAT,
    "ocds": ocds.FORMAT,
    "ofac": ofac.FORMAT,
    "ofac-enhanced": ofac_enhanced.FORMAT,
    "ofac-xml": ofac_xml.FORMAT,
    "rdf": rdf.FORMAT,
    "tables": casebook.FORMAT,
    "uk-ofsi": uk_ofsi.FORMAT,
    "un-sc": un_sc.FORMAT,
    "us-lists": us_lists.FORMAT,
}
"""What each format's name stands for; a file is recognised by asking each in this order."""
