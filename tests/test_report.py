"""The account of a load adds up, can be kept and read back, and is told in a few lines."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from loaders.reading.report import Report, report
from loaders.reading.tally import Place, Rejected, Tally


def filled() -> Tally:
    tally = Tally()
    for _ in range(1234 + 2 + 7):
        tally.read()
    tally.use(1234)
    tally.skip("is a note", 2)
    for number in range(7):
        tally.reject(Place("list.csv", number + 1), "has no name")
    for number in range(7):
        tally.miss("list kinds", f"word {number}")
    tally.miss("list kinds", "word 6")
    return tally


def made() -> Report:
    return report(
        "a", "toy", ("list.csv",), filled(), parties=1000, statements=20, lost={"no end": 3}
    )


def test_an_account_is_what_was_counted() -> None:
    account = made()
    assert (account.rows, account.used) == (1243, 1234)
    assert account.rows == account.used + sum(account.skipped.values()) + len(account.rejected)
    assert (account.parties, account.statements, account.lost) == (1000, 20, {"no end": 3})


def test_it_is_told_in_a_few_lines() -> None:
    assert made().lines() == [
        "a (toy): 1,243 rows read = 1,234 used + 2 skipped + 7 rejected; "
        "1,000 parties, 20 statements",
        "  skipped 2: is a note",
        *(f"  rejected list.csv, row {number}: has no name" for number in range(1, 6)),
        "  and 2 rejected rows more: see report.json",
        "  not made 3: no end",
        "  words that list kinds does not hold: 'word 6' 2, 'word 0' 1, 'word 1' 1, 'word 2' 1, "
        "'word 3' 1 and 2 more",
    ]


def test_an_account_of_nothing_special_is_one_line() -> None:
    tally = Tally()
    tally.read()
    tally.use()
    [line] = report("a", "toy", (), tally, parties=1, statements=0).lines()
    assert line == "a (toy): 1 rows read = 1 used + 0 skipped + 0 rejected; 1 parties, 0 statements"


def test_what_a_publisher_wrote_cannot_command_the_terminal() -> None:
    tally = Tally()
    tally.miss("list kinds", "\x1b[2J\u202e")
    told = "\n".join(report("a", "toy", (), tally, parties=0, statements=0).lines())
    assert "\x1b" not in told
    assert "\u202e" not in told


COUNTS = st.dictionaries(st.text(max_size=5), st.integers(1, 9), max_size=4)
REPORTS = st.builds(
    Report,
    *(st.text(), st.text(), st.lists(st.text()).map(tuple), st.integers(), st.integers()),
    skipped=COUNTS,
    rejected=st.lists(st.builds(Rejected, st.text(), st.integers(), st.text())).map(tuple),
    unknown=st.dictionaries(st.text(max_size=5), COUNTS, max_size=3),
    parties=st.integers(),
    statements=st.integers(),
    lost=COUNTS,
)


@given(REPORTS)
def test_any_account_comes_back_from_json_as_it_was(account: Report) -> None:
    assert Report.of(json.loads(json.dumps(account.as_data()))) == account


@given(REPORTS)
def test_the_order_of_counting_does_not_show(account: Report) -> None:
    turned = Report.of(
        account.as_data()
        | {
            "skipped": dict(reversed(list(account.skipped.items()))),
            "unknown": dict(reversed(list(account.unknown.items()))),
        }
    )
    assert json.dumps(turned.as_data()) == json.dumps(account.as_data())
