"""JSON-LD made ready to be read: no context fetched, and no two records silently made one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import orjson

from graph.errors import BadFile
from loaders.reading.objects import WRONG, whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from loaders.reading.format import Head
    from loaders.reading.tally import Tally

CONTEXT, GRAPH, ID = "@context", "@graph", "@id"
# In the ids of the only JSON-LD that is read as something else than RDF.
METI = b"ammitto.org/entity/jp/"
FETCH = "fetch it yourself, and name the file that it is beside this one"


def is_linked(head: Head) -> bool:
    """Tell JSON-LD by its name, or by the context it begins with."""
    begins = head.start.lstrip(b"\xef\xbb\xbf \r\n\t[{").startswith(b'"@context"')
    return head.name.endswith(".jsonld") or (head.name.endswith(".json") and begins)


def documents(files: Sequence[Path], tally: Tally) -> Iterator[tuple[Path, Any]]:
    """Yield each file with its value, in which contexts are those of files that hold only one.

    Raises `BadFile` for a context that none of the files is, which would have to be fetched,
    and where records of one list share an id though their content differs.
    """
    values = [(file, whole(file, tally)) for file in files]
    contexts = {file.name: value for file, value in values if _is_context(value)}
    for file, value in values:
        if not isinstance(value, dict | list):
            raise BadFile(file, "is JSON, and neither an object nor a list", WRONG)
        if file.name not in contexts:
            check_ids(file, value)
            _localise(file, value, contexts)
            yield file, value


def _is_context(value: object) -> bool:
    held = isinstance(value, dict) and set(value) == {CONTEXT} and value[CONTEXT]
    return isinstance(held, dict | list)


def _localise(file: Path, value: object, contexts: Mapping[str, Any]) -> None:
    """Put the contexts of the files in the place of their names."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            if CONTEXT in each:
                each[CONTEXT] = _local(file, each[CONTEXT], contexts)
            waiting += each.values()
        elif isinstance(each, list):
            waiting += each


def _local(file: Path, context: object, contexts: Mapping[str, Any]) -> object:
    if isinstance(context, list):
        return [_local(file, each, contexts) for each in context]
    if isinstance(context, dict) and "@import" in context:
        raise _remote(file, context["@import"])
    if not isinstance(context, str):
        return context
    found = contexts.get(context.rpartition("/")[2])
    if found is None:
        raise _remote(file, context)
    # A context that names another would have to be followed, perhaps in a circle.
    _localise(file, found, {})
    return found[CONTEXT]


def _remote(file: Path, address: object) -> BadFile:
    return BadFile(file, f"needs the context {address}, and nothing is ever fetched", FETCH)


def check_ids(file: Path, value: object) -> None:
    """Refuse a list in which one id stands for records of different content: they would merge."""
    for records in _lists(value):
        ids = Counter(key for key, _ in records)
        told = Counter(key for key, _ in set(records))
        if not ids or max(told.values()) == 1:
            continue
        worst = max(sorted(told), key=ids.__getitem__)
        lost = ids.total() - len(ids)
        problem = (
            f"{lost:,} of {ids.total():,} records have an id that stands before; "
            f"{ids[worst]:,} share {worst}, and their content differs"
        )
        raise BadFile(file, problem, "load another form of the list: these would become one")


def _lists(value: object) -> Iterator[list[tuple[str, bytes]]]:
    """Yield the lists of records, each with its id and content."""
    waiting, aliases = [value], {ID, "id"}
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            aliases |= _aliases(each.get(CONTEXT))
            waiting.append(each.get(GRAPH))
        elif isinstance(each, list):
            yield [
                (str(record[key]), orjson.dumps(record, option=orjson.OPT_SORT_KEYS))
                for record in each
                if isinstance(record, dict)
                for key in sorted(aliases & record.keys())[:1]
            ]
            waiting += each


def _aliases(context: object) -> set[str]:
    """Give what a context calls the id."""
    found = context if isinstance(context, list) else [context]
    return {
        name
        for each in found
        if isinstance(each, dict)
        for name, means in each.items()
        if means == ID
    }
