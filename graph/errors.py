"""Every error this project raises on purpose: one base, a handful of leaves that carry facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


MOST_TOLD = 60  # characters of a wrong value that are repeated


class EnduseError(Exception):
    """Base of every error this project raises on purpose."""


class BadRow(EnduseError):
    """A row of a table says something that cannot be taken as it stands."""

    def __init__(self, file: Path, row: int, column: str, value: str, remedy: str) -> None:
        """Name the file, the line in it (the header is line 1), the field, and what to do."""
        super().__init__(f"{file}, row {row}, column {column}: {value!r}: {remedy}")
        self.file, self.row, self.column, self.value, self.remedy = file, row, column, value, remedy


class BadFile(EnduseError):
    """A file is missing, or is not what its name promises."""

    def __init__(self, file: Path, problem: str, remedy: str) -> None:
        """Name the file, what is wrong with it as a whole, and what to do."""
        super().__init__(f"{file}: {problem}: {remedy}")
        self.file, self.problem, self.remedy = file, problem, remedy


class BadField(EnduseError):
    """A field of a structured file holds what it cannot; nothing of the file is taken."""

    def __init__(self, file: Path, field: str, value: object, remedy: str) -> None:
        """Name the file, the way to the field in it, what stands there, and what to do."""
        told = repr(value)
        told = told if len(told) <= MOST_TOLD else f"{told[:MOST_TOLD]}…"
        super().__init__(f"{file}, {field}: {told}: {remedy}")
        self.file, self.field, self.value, self.remedy = file, field, value, remedy


class UnknownTerm(EnduseError):
    """A word that the vocabulary or the rules do not hold."""

    def __init__(self, term: str, where: str, known: Sequence[str] = ()) -> None:
        """Name the word, where it stood, and the words that would have done."""
        hint = f"; known: {', '.join(known)}" if known else ""
        super().__init__(f"{where}: unknown {term!r}{hint}")
        self.term, self.where, self.known = term, where, tuple(known)


class NoSuchParty(EnduseError):
    """A name that no party bears, or that several bear."""

    def __init__(self, query: str, suggestions: Sequence[str], *, ambiguous: bool = False) -> None:
        """`suggestions` are lines a person can choose from: an id and a name each."""
        problem = "names several parties" if ambiguous else "names no party"
        lines = "".join(f"\n  {line}" for line in suggestions)
        hint = f"; use an id. Did you mean:{lines}" if lines else "; try `enduse search`"
        super().__init__(f"{query!r} {problem}{hint}")
        self.query, self.suggestions, self.ambiguous = query, tuple(suggestions), ambiguous


class BadQuestion(EnduseError):
    """A question whose parameters make no sense together or are out of range."""


class RefusedQuery(EnduseError):
    """A query that asks for what this program does not do: write, fetch, or call out."""

    def __init__(self, what: str, remedy: str) -> None:
        """Name what was asked for, and what to do instead."""
        super().__init__(f"{what} is refused: {remedy}")
        self.what, self.remedy = what, remedy


class StoppedQuery(EnduseError):
    """A query that was ended before it had its whole answer; there is no part of one."""

    def __init__(self, why: str, remedy: str) -> None:
        """Name the limit that was met, and what to do."""
        super().__init__(f"the query was stopped: {why}; {remedy}")
        self.why, self.remedy = why, remedy
