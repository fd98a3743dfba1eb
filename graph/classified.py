"""What items, products, bodies and statements are classified as, and what decided it.

The rows of classified.csv hold for what they name. All else is decided by the words of the
vocabularies when asked. What neither decides is unclassified, which is not "none".
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph import schemes
from graph.errors import BadFile, BadRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from graph.schemes import Scheme
    from graph.statement import Party, Records, Statement

COLUMNS = ("id", "scheme", "term", "reason", "source")
VOCABULARIES = ("products.toml", "functions.toml", "misuse.toml")
PRODUCT, FUNCTION, MISUSE = "product", "function", "misuse"
BY_HAND = "by hand: "
ITEM, STATEMENT = "item:", "statement:"


@dataclass(frozen=True, slots=True)
class Row:
    """One classification: what, under which term of which vocabulary, why, and where that stands.

    `id` is a party's id, `item:` and the text of an item, or `statement:`, its collection and
    its record.
    """

    id: str
    scheme: str
    term: str
    reason: str
    source: str


class Classified:
    """Answers what something is classified as; remembers what the words have decided."""

    def __init__(self, vocabularies: Mapping[str, Scheme], rows: Iterable[Row] = ()) -> None:
        """Rows that name the same thing under several terms all hold."""
        self.schemes = vocabularies
        self._found: dict[tuple[str, str], tuple[Row, ...]] = {}
        for row in rows:
            key = row.scheme, row.id
            self._found[key] = (*self._found.get(key, ()), row)

    def item(self, said: Statement) -> tuple[Row, ...]:
        """Classify the item of a statement; nothing where none is named or no word fits."""
        if not said.item:
            return ()
        where = said.record or said.evidence.source
        return self._rows(PRODUCT, f"{ITEM}{said.item}", [(where, said.item)])

    def product(self, party: Party) -> tuple[Row, ...]:
        """Classify a product by its name, other names and description."""
        return self._rows(PRODUCT, party.id, _texts(party))

    def functions(self, party: Party) -> tuple[Row, ...]:
        """Classify a public body by its name, other names and description."""
        return self._rows(FUNCTION, party.id, _texts(party))

    def misuse(self, said: Statement) -> tuple[Row, ...]:
        """Classify what a source says of a use; nothing for relations that tell of none."""
        if not said.note or said.relation not in self.schemes[MISUSE].relations:
            return ()
        collection = (said.as_stated or (said.subject, ""))[0].partition(":")[0]
        key = f"{STATEMENT}{collection}:{said.record or said.id}"
        return self._rows(MISUSE, key, [(said.evidence.source, said.note)])

    def _rows(self, scheme: str, key: str, texts: Sequence[tuple[str, str]]) -> tuple[Row, ...]:
        found = self._found.get((scheme, key))
        if found is None:
            decided = self.schemes[scheme].decide(texts)
            found = tuple(Row(key, scheme, d.term, f"says “{d.word}”", d.where) for d in decided)
            self._found[scheme, key] = found
        return found


def _texts(party: Party) -> list[tuple[str, str]]:
    records = party.members or (party,)
    texts = [(f"{each.id} name", each.name) for each in records]
    texts += [(f"{each.id} alias", alias) for each in records for alias in each.aliases]
    return texts + [(f"{each.id} description", each.description) for each in records]


def load_schemes(folder: Path) -> dict[str, Scheme]:
    """Read the three vocabularies of a folder, by id."""
    found = [schemes.load(folder / name) for name in VOCABULARIES]
    return {scheme.id: scheme for scheme in found}


def load_rows(file: Path, known: Mapping[str, Scheme]) -> list[Row]:
    """Read classified.csv; raise `BadRow` for a term that its vocabulary does not have."""
    try:
        lines = csv.DictReader(io.StringIO(file.read_text("utf-8")))
        table = list(lines)
    except OSError as error:
        raise BadFile(file, f"cannot be read ({error.strerror})", "restore it") from error
    if tuple(lines.fieldnames or ()) != COLUMNS:
        raise BadFile(file, f"has columns {lines.fieldnames}", f"use {', '.join(COLUMNS)}")
    for number, cells in enumerate(table, 2):
        scheme = known.get(cells["scheme"])
        if scheme is None:
            raise BadRow(file, number, "scheme", cells["scheme"], f"use {', '.join(known)}")
        if cells["term"] not in scheme.terms:
            raise BadRow(file, number, "term", cells["term"], f"use {', '.join(scheme.terms)}")
        if not (cells["reason"] and cells["source"]):
            raise BadRow(file, number, "reason", cells["reason"], "give a reason and its source")
    return [Row(**cells) for cells in table]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many things of a kind there are, and how many of them no word fits."""

    what: str
    every: int
    unclassified: int


def classify(records: Records, found: Classified) -> tuple[list[Row], list[Coverage]]:
    """Classify every item, product, public body and use of some records, sorted; count the rest."""
    rows: set[Row] = set()
    counts = []
    for what, things in _things(records, found).items():
        counts.append(Coverage(what, len(things), sum(not each for each in things.values())))
        rows.update(row for each in things.values() for row in each)
    return sorted(rows, key=lambda row: (row.scheme, row.id, row.term)), counts


def _things(records: Records, found: Classified) -> dict[str, dict[str, tuple[Row, ...]]]:
    parties, stated = records.parties.values(), records.statements
    first = {said.item: said for said in reversed(stated) if said.item}
    used = found.schemes[MISUSE].relations
    return {
        "items": {item: found.item(said) for item, said in first.items()},
        "products": {p.id: found.product(p) for p in parties if p.kind == "product"},
        "government agencies": {
            p.id: found.functions(p) for p in parties if p.kind == "government_agency"
        },
        "statements of use": {s.id: found.misuse(s) for s in stated if s.relation in used},
    }


def written(rows: Iterable[Row]) -> str:
    """Write rows as classified.csv."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((r.id, r.scheme, r.term, r.reason, r.source) for r in rows)
    return text.getvalue()


def by_hand(rows: Iterable[Row]) -> Iterator[Row]:
    """Give the rows that a person has decided: they stand when the words decide anew."""
    return (row for row in rows if row.reason.startswith(BY_HAND))


def renewed(records: Records, folder: Path) -> tuple[list[Row], list[Coverage]]:
    """Decide anew by the words of a folder's vocabularies, keeping what was decided by hand."""
    known = load_schemes(folder)
    file = folder / "classified.csv"
    kept = by_hand(load_rows(file, known)) if file.exists() else ()
    return classify(records, Classified(known, kept))
