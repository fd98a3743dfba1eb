"""What other tools' models ask for: ids of few characters, whole days, addresses that are one."""

from __future__ import annotations

import re
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING

from graph.errors import BadQuestion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.dates import PartialDate
    from graph.statement import Statement
    from graph.vocabulary import Vocabulary

_PLAIN = re.compile(
    r"[0-9A-Za-z](?:[0-9A-Za-z-]*[0-9A-Za-z])?(?::[0-9A-Za-z](?:[0-9A-Za-z-]*[0-9A-Za-z])?)*"
)
_OTHER = re.compile(r"[^0-9A-Za-z]+")
_WEB = re.compile(
    r"https?://[0-9A-Za-z](?:[0-9A-Za-z-]*[0-9A-Za-z])?(?:\.[0-9A-Za-z](?:[0-9A-Za-z-]*[0-9A-Za-z])?)+"
    r"(?::\d{1,5})?(?:[/?](?:[0-9A-Za-z._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?"
    r"(?:#(?:[0-9A-Za-z._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?"
)
LONGEST, DAY = 100, 10


@contextmanager
def whole_characters() -> Iterator[None]:
    """Raise `BadQuestion` for half a character that is met before anything is written."""
    try:
        yield
    except UnicodeEncodeError as error:
        problem = "holds half a character (a lone surrogate) and cannot be written"
        raise BadQuestion(f"{error.object!r} {problem}") from error


def plain_id(key: str) -> str:
    """Give an id of letters, digits, points and hyphens, another one for each id.

    >>> plain_id("casebook:zte"), plain_id("s:Z T E")
    ('casebook.zte', 's-Z-T-E-6287cab58f9c901e')
    """
    if _PLAIN.fullmatch(key) and len(key) <= LONGEST:
        return key.replace(":", ".")
    short = _OTHER.sub("-", key)[:LONGEST].strip("-") or "id"
    return f"{short}-{sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def web_address(url: str) -> str:
    """Give an address that every reader takes for one, or nothing."""
    return url if _WEB.fullmatch(url) else ""


def whole_day(date: PartialDate | None) -> str:
    """Give a date that is a whole day, or nothing: a day is never made up."""
    return date.text if date is not None and len(date.text) == DAY else ""


def graded(said: Statement, vocabulary: Vocabulary) -> str:
    """Say how strong a claim is and whether it is denied, for models that have no place for it."""
    grade = f"Grade: {vocabulary.grade(said.grade).label}."
    return f"{grade} Disputed: a named party denies it." if said.disputed else grade
