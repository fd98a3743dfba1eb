"""A lens as plain data for a file, and as what differs from another, for an address."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from graph.practice import Lens, Test

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.fields import Field

SHARE, KNOWN, ON, OFF = "share", "known", "on", "off"
CRITERIA = ("at_most", "category", "part")
ADJUSTED = "Adjusted lens"
LEAST_PERCENT, MOST_PERCENT = 10, 100
MOST_TESTS = 100


def to_data(lens: Lens) -> dict[str, object]:
    """Give the whole lens as values that JSON can hold; equal lenses, equal data."""
    return {
        "title": lens.title,
        "share": str(lens.share),
        "known": lens.known,
        "tests": [_test_data(test) for test in lens.tests],
    }


def _test_data(test: Test) -> dict[str, object]:
    names = ("id", "question", "indicator", "threshold", "use")
    told = {name: getattr(test, name) for name in names}
    [criterion] = [name for name in CRITERIA if getattr(test, name) is not None]
    return told | {criterion: str(getattr(test, criterion))}


def from_field(held: Field) -> Lens:
    """Read what `to_data` gave; raises `BadField` for anything else."""
    share = held.of("share")
    return Lens(
        title=held.of("title").text(),
        share=share.number_text(Decimal("0.001"), Decimal(1)),
        known=held.of("known").count(),
        tests=tuple(_test(each) for each in held.of("tests").items(MOST_TESTS)),
    )


def _test(held: Field) -> Test:
    there = [name for name in CRITERIA if held.has(name)]
    if len(there) != 1:
        raise held.refused(f"give one of {', '.join(CRITERIA)}")
    return Test(
        id=held.of("id").text(),
        question=held.of("question").text(),
        indicator=held.of("indicator").text(),
        threshold=held.of("threshold").text(),
        use=held.of("use").truth(),
        at_most=held.of("at_most").number_text() if there == ["at_most"] else None,
        category=held.of("category").text() if there == ["category"] else None,
        part=held.of("part").text() if there == ["part"] else None,
    )


# What differs from the lens of the rules file


def fits(lens: Lens, file: Lens) -> bool:
    """Say whether a lens differs from another only in what a reader can set."""
    return _settable(lens) and _rest(lens) == _rest(file)


def _settable(lens: Lens) -> bool:
    percent = lens.share * 100
    whole = percent == int(percent) and LEAST_PERCENT <= percent <= MOST_PERCENT
    return whole and 1 <= lens.known <= len(lens.tests)


def _rest(lens: Lens) -> list[Test]:
    """Give the tests without what a reader can set."""
    bare = [replace(test, use=True) for test in lens.tests]
    return [test if test.at_most is None else replace(test, at_most=Decimal(0)) for test in bare]


def differences(lens: Lens, file: Lens) -> list[str]:
    """Say in words for an address what differs from the lens of the file; nothing if nothing does.

    `adjusted` reads them. The lens must fit the file's.
    """
    found = []
    if lens.share != file.share:
        found.append(f"{SHARE}:{int(lens.share * 100)}")
    if lens.known != file.known:
        found.append(f"{KNOWN}:{lens.known}")
    for now, usual in zip(lens.tests, file.tests, strict=True):
        if now.use is not usual.use:
            found.append(f"{now.id}:{ON if now.use else OFF}")
        if now.at_most != usual.at_most:
            found.append(f"{now.id}:{now.at_most}")
    return found


def adjusted(file: Lens, told: Iterable[str]) -> Lens:
    """Give the lens of the file with what an address tells of it; what is not known is left out."""
    lens = file
    for each in told:
        name, _, value = each.rpartition(":")
        lens = _set(lens, name, value)
    return titled(lens, file)


def titled(lens: Lens, file: Lens) -> Lens:
    """Call a changed lens so: its title travels with every answer."""
    same = replace(lens, title=file.title) == file
    return replace(lens, title=file.title if same else ADJUSTED)


def _set(lens: Lens, name: str, value: str) -> Lens:
    plain = value.isascii() and value.isdecimal() and len(value) <= 3
    if name == SHARE:
        fits = plain and LEAST_PERCENT <= int(value) <= MOST_PERCENT
        return replace(lens, share=Decimal(value) / 100) if fits else lens
    if name == KNOWN:
        return replace(lens, known=int(value)) if plain and _enough(value, lens) else lens
    tests = tuple(_adjusted(test, value) if test.id == name else test for test in lens.tests)
    return replace(lens, tests=tests)


def _enough(value: str, lens: Lens) -> bool:
    return 1 <= int(value) <= len(lens.tests)


def _adjusted(test: Test, value: str) -> Test:
    if value in (ON, OFF):
        return replace(test, use=value == ON)
    number = _number(value) if test.at_most is not None else None
    return test if number is None else replace(test, at_most=number)


def _number(text: str) -> Decimal | None:
    try:
        found = Decimal(text) if len(text) <= 12 else None
    except InvalidOperation:
        return None
    return found if found is not None and found.is_finite() else None


def changes(then: Lens, now: Lens) -> Iterator[str]:
    """Say, a line each, how the lens in force differs from that of a case."""
    if then.share != now.share:
        shares = [f"{each.share * 100:.0f} percent" for each in (then, now)]
        yield f"share of the tests that must say yes: {shares[0]} in the case, {shares[1]} in force"
    if then.known != now.known:
        yield f"values that must be known: {then.known} in the case, {now.known} in force"
    before, after = ({test.id: test for test in lens.tests} for lens in (then, now))
    for key in sorted(before.keys() | after.keys()):
        if key not in after or key not in before:
            yield f"test {key}: {'only in the case' if key not in after else 'only in force'}"
        elif before[key] != after[key]:
            yield f"test {key}: {_told(before[key])} in the case, {_told(after[key])} in force"


def _told(test: Test) -> str:
    return f"{test.indicator} {test.criterion}" + ("" if test.use else ", not in use")
