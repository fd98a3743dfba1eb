"""Values of a row as a mapping says them: texts, our words, dates, several in one cell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.dates import Period
from graph.statement import Identifier, Listing, Percent
from loaders.reading.tally import Reject
from loaders.reading.values import country_of, date_of, several

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graph.dates import PartialDate
    from graph.statement import Party
    from loaders.reading.format import Load
    from loaders.reading.mapping_blocks import Sheet
    from loaders.reading.mapping_field import Field

NO_DAY = "a date may be day first or month first: say in the mapping dates = which of them"
NO_SHARE = "the share is no number, band or bound, such as 49, 25-50 or >50"
_DAYS = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d\d)")


@dataclass(frozen=True, slots=True)
class Reader:
    """What the rows of one file are read with; `made` are the parties of all files so far."""

    given: Load
    sheet: Sheet
    made: dict[str, Party] = field(default_factory=dict)

    def text(self, says: Mapping[str, Field], key: str, row: Mapping[str, str]) -> str:
        """Give the text of a field; empty where the mapping or the row does not say."""
        return says[key].text(row, self.sheet.settings.missing) if key in says else ""

    def word(self, says: Mapping[str, Field], key: str, row: Mapping[str, str]) -> str | None:
        """Give what a field's word means: empty where it is missing, None where it is left out.

        Raises `Reject` for a word that the table does not hold, which is counted.
        """
        text, words = self.text(says, key, row), says[key].words if key in says else None
        if words is None or (not text and "" not in words.table):
            return text
        found = words.table.get(text)
        if found is None:
            self.given.tally.miss(words.name, text)
            raise Reject(f"has a word that the table {words.name} does not hold")
        return found or None

    def date(
        self, says: Mapping[str, Field], key: str, row: Mapping[str, str]
    ) -> PartialDate | None:
        """Give a date; raise `Reject` where nobody says which of two numbers is the day."""
        text = self.text(says, key, row)
        if parts := _DAYS.fullmatch(text):
            first, second, year = parts.groups()
            month_first = int(second) > 12
            if int(first) <= 12 and int(second) <= 12 and int(first) != int(second):
                if self.sheet.settings.month_first is None:
                    raise Reject(NO_DAY)
                month_first = self.sheet.settings.month_first
            text = f"{second}.{first}.{year}" if month_first else f"{first}.{second}.{year}"
        return date_of(text, self.given.tally)

    def period(self, says: Mapping[str, Field], row: Mapping[str, str]) -> Period:
        """Give when a statement holds."""
        return Period(
            *(self.date(says, key, row) for key in ("valid_from", "valid_until", "as_of"))
        )

    def percent(self, says: Mapping[str, Field], row: Mapping[str, str]) -> Percent | None:
        """Give a share; a sign and blanks in it say nothing."""
        text = self.text(says, "percent", row).replace("%", "").replace(" ", "")
        try:
            return Percent.parse(text) if text else None
        except ValueError:
            raise Reject(NO_SHARE) from None

    def country(self, says: Mapping[str, Field], row: Mapping[str, str]) -> str | None:
        """Give a country's code."""
        found = self.word(says, "country", row)
        return country_of(found, self.given.tally) if found else None

    def all(self, fields: Iterable[Field], row: Mapping[str, str]) -> Iterator[str]:
        """Yield the values of fields that may each hold several."""
        for each in fields:
            text = each.text(row, self.sheet.settings.missing)
            yield from several(text, each.separator) if each.separator else filter(None, [text])

    def identifiers(
        self, says: Mapping[str, Field], row: Mapping[str, str]
    ) -> tuple[Identifier, ...]:
        """Give the identifiers, by their schemes."""
        return tuple(
            Identifier(scheme, value)
            for scheme, each in says.items()
            for value in dict.fromkeys(self.all([each], row))
        )

    def listings(
        self, says: Iterable[Mapping[str, Field]], row: Mapping[str, str]
    ) -> tuple[Listing, ...]:
        """Give the listings of which the row names the list."""
        return tuple(
            Listing(
                name,
                self.date(each, "date", row),
                self.text(each, "citation", row),
                self.text(each, "programme", row),
                self.date(each, "until", row),
            )
            for each in says
            if (name := self.text(each, "list", row))
        )
