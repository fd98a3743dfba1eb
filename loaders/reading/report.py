"""What a load came to, as data that is kept beside the graph and as text that a person reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from loaders.reading.tally import Rejected

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from loaders.reading.tally import Tally

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Report:
    """One source's account: `rows` is always `used` + `skipped` + `rejected`.

    `unknown` counts, per table, the words that it does not hold; `lost` the statements that
    could not be made, by reason, because an end is missing or of a kind that does not fit.
    """

    id: str
    format: str
    files: tuple[str, ...]
    rows: int
    used: int
    skipped: Mapping[str, int]
    rejected: tuple[Rejected, ...]
    unknown: Mapping[str, Mapping[str, int]]
    parties: int
    statements: int
    lost: Mapping[str, int] = field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        """Give it as plain data, everything sorted."""
        return {
            "id": self.id,
            "format": self.format,
            "files": list(self.files),
            "rows": self.rows,
            "used": self.used,
            "skipped": dict(sorted(self.skipped.items())),
            "rejected": [list(each) for each in self.rejected],
            "unknown": {name: _by_count(found) for name, found in sorted(self.unknown.items())},
            "parties": self.parties,
            "statements": self.statements,
            "lost": dict(sorted(self.lost.items())),
        }

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Report:
        """Give back what `as_data` gave."""
        rejected = tuple(Rejected(*each) for each in data["rejected"])
        return cls(**{**data, "files": tuple(data["files"]), "rejected": rejected})

    def lines(self) -> list[str]:
        """Say it in a few lines."""
        rejected = len(self.rejected)
        skipped = sum(self.skipped.values())
        found = [
            f"{self.id} ({self.format}): {self.rows:,} rows read = {self.used:,} used + "
            f"{skipped:,} skipped + {rejected:,} rejected; "
            f"{self.parties:,} parties, {self.statements:,} statements"
        ]
        found += [f"  skipped {count:,}: {why}" for why, count in sorted(self.skipped.items())]
        found += [f"  rejected {r.file}, row {r.row}: {r.reason}" for r in self.rejected[:SHOWN]]
        if rejected > SHOWN:
            found.append(f"  and {rejected - SHOWN:,} rejected rows more: see report.json")
        found += [f"  not made {count:,}: {why}" for why, count in sorted(self.lost.items())]
        for name, words in sorted(self.unknown.items()):
            few = list(_by_count(words).items())[:SHOWN]
            told = ", ".join(f"{word!r} {count:,}" for word, count in few)
            more = f" and {len(words) - SHOWN:,} more" if len(words) > SHOWN else ""
            found.append(f"  words that {name} does not hold: {told}{more}")
        return found


def report(name: str, format_: str, files: tuple[str, ...], tally: Tally, **made: Any) -> Report:  # noqa: ANN401
    """Close an account; `made` are the counts of what was made."""
    return Report(
        *(name, format_, files, tally.rows, tally.used),
        skipped=dict(tally.skipped),
        rejected=tuple(tally.rejected),
        unknown={table: dict(words) for table, words in tally.unknown.items()},
        **made,
    )


def _by_count(words: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(words.items(), key=lambda item: (-item[1], item[0])))
