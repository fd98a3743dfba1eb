"""JSON written an object a line, so that files of any size can be made and compared."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def text(value: object) -> str:
    """Write a value in one line; no `<` stands in it, for such text may come to lie in a page."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")


def objects(values: Iterable[object]) -> Iterator[str]:
    """Write the values of an array, a line each."""
    before = None
    for value in values:
        if before is not None:
            yield f"{before},"
        before = text(value)
    if before is not None:
        yield before
