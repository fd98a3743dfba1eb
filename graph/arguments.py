"""The options that put a question: described for the command line, and read back from it."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from graph import country, find
from graph.conditions import FLOOD, Conditions
from graph.dates import PartialDate
from graph.engine.query import Joined, Need, Restrictor
from graph.engine.search import Mode
from graph.errors import BadQuestion, NoSuchParty
from graph.question import MOST_HOPS, Ends, Question
from graph.statement import Percent

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from graph.workspace import Workspace

NEEDS = {"possible": Need.POSSIBLE, "known": Need.KNOWN}


def describe(command: argparse.ArgumentParser) -> None:
    """Add every option of a question, in groups."""
    _where(command.add_argument_group("where paths lead"))
    _what(command.add_argument_group("which statements count"))
    _whole(command.add_argument_group("what a whole path must satisfy"))
    _many(command.add_argument_group("how many paths"))


def _where(group: argparse._ArgumentGroup) -> None:
    add = group.add_argument
    add("--to", metavar="END", help="a country, a party, a kind, or 'any' (default: the lens)")
    add("--from", dest="starts", action="append", default=[], metavar="KIND", help="start there")
    add("--hops", type=int, default=4, help=f"how far to look, up to {MOST_HOPS} (default: 4)")
    add("--pattern", default="", help="a named pattern, or a property path over the relations")
    layers = ("control", "association", "identity")
    add("--follow", action="append", choices=layers, default=[], help="follow this layer too")
    add("--offers", action="store_true", help="follow offers with no delivery shown")
    add("--money", action="store_true", help="follow loans and grants")
    add("--beyond-agencies", action="store_true", help="go on from agencies to bodies above")


def _what(group: argparse._ArgumentGroup) -> None:
    add = group.add_argument
    add("--min-grade", default="inferred", metavar="GRADE", help="the weakest grade to accept")
    add("--as-of", metavar="DATE", help="only what had begun and not ended by then")
    add("--undated", action="store_true", help="with --as-of: keep undated statements too")
    add("--min-share", metavar="PERCENT", help="ownership of at least so much")
    add("--known-share", action="store_true", help="with --min-share: drop unknown shares")
    add("--doubtful", action="store_true", help="cross identity that nobody has settled")


def _whole(group: argparse._ArgumentGroup) -> None:
    add = group.add_argument
    add("--joined", choices=[str(each) for each in Joined], default="any", help="joined by what")
    add("--in-order", choices=NEEDS, help="hops in order of time: possible, or known to be")
    add("--coexist", choices=NEEDS, help="periods that overlap: possible, or known to")
    add("--avoid", action="append", default=[], metavar="PARTY", help="touch no such party")
    add("--through", action="append", default=[], metavar="PARTY", help="pass this party")
    add("--lift", action="append", default=[], metavar="PARTY", help="pass it, hub or not")
    add(
        "--restrictor",
        choices=[str(each) for each in Restrictor],
        default="acyclic",
        help="what may be visited twice (default: acyclic, no party)",
    )
    add("--apart", action="store_true", help="make parallel relations separate paths")
    add("--composed", action="store_true", help="show paths that only this program joined")


def _many(group: argparse._ArgumentGroup) -> None:
    add = group.add_argument
    add("--mode", choices=[str(each) for each in Mode], default="all", help="of each pair of ends")
    add("--k", type=int, default=1, help="with --mode shortest: so many (default: 1)")
    add("--best", type=int, metavar="K", help="keep the K best in the order of the answer")
    add("--answers", type=int, metavar="N", help="stop at so many paths")
    add("--seconds", type=float, metavar="S", help="stop after so long, with what there is")
    add("--flood", type=float, default=FLOOD, metavar="N", help="refuse to list more than that")


def asked(workspace: Workspace, arguments: argparse.Namespace) -> Question:
    """Read a question; raises `NoSuchParty` or `BadQuestion` for what makes none."""
    ends, end = _end(workspace, arguments)
    supplier = arguments.supplier
    return Question(
        supplier=find.resolve(workspace.names, supplier).id if supplier is not None else None,
        ends=ends,
        end=end,
        hops=arguments.hops,
        pattern=arguments.pattern,
        starts=tuple(_kind(workspace, kind) for kind in arguments.starts),
        minimum_grade=arguments.min_grade,
        as_of=day(arguments.as_of),
        undated=arguments.undated,
        offers=arguments.offers,
        money=arguments.money,
        layers=frozenset(arguments.follow),
        beyond_bodies=arguments.beyond_agencies,
        conditions=_conditions(workspace, arguments),
    )


def _conditions(workspace: Workspace, arguments: argparse.Namespace) -> Conditions:
    def ids(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(find.resolve(workspace.names, name).id for name in names)

    return Conditions(
        mode=Mode(arguments.mode),
        k=arguments.k,
        best=arguments.best,
        restrictor=Restrictor(arguments.restrictor),
        joined=Joined(arguments.joined),
        in_order=NEEDS.get(arguments.in_order, Need.NOTHING),
        coexist=NEEDS.get(arguments.coexist, Need.NOTHING),
        share=_share(arguments.min_share),
        unknown_share=not arguments.known_share,
        doubtful=arguments.doubtful,
        avoid=ids(arguments.avoid),
        through=ids(arguments.through),
        lift=ids(arguments.lift),
        apart=arguments.apart,
        answers=arguments.answers,
        seconds=arguments.seconds,
        flood=arguments.flood,
    )


def day(text: str | None) -> PartialDate | None:
    """Read `--as-of`; None where it was not given."""
    try:
        return PartialDate(text) if text is not None else None
    except ValueError:
        raise BadQuestion(f"--as-of {text}: write YYYY, YYYY-MM or YYYY-MM-DD") from None


def assumed(workspace: Workspace, key: str, given: Iterable[str]) -> dict[tuple[str, str], Percent]:
    """Read what-ifs of a party's owners, each as OWNER=SHARE, by owner and company."""
    found = {}
    for text in given:
        owner, given_one, share = text.rpartition("=")
        try:
            percent = Percent.parse(share) if given_one else None
        except (ValueError, IndexError):
            percent = None
        if percent is None:
            raise BadQuestion(f"--assume {text}: write OWNER=SHARE, such as “Some Ltd=30”")
        found[find.resolve(workspace.names, owner).id, key] = percent
    return found


def _share(text: str | None) -> Decimal | None:
    try:
        return Decimal(text) if text is not None else None
    except InvalidOperation:
        raise BadQuestion(f"--min-share {text}: write a number such as 50") from None


def _kind(workspace: Workspace, name: str) -> str:
    if name not in workspace.vocabulary.kinds:
        raise BadQuestion(f"--from {name}: use one of {', '.join(workspace.vocabulary.kinds)}")
    return name


def _end(workspace: Workspace, arguments: argparse.Namespace) -> tuple[Ends, str | None]:
    """Read --to: nothing means the lens, or what the named pattern says."""
    to = arguments.to
    if to is None:
        return (Ends.PATTERN if arguments.pattern in workspace.patterns else Ends.LENS), None
    if to == "any":
        return Ends.ANY, None
    if to in workspace.vocabulary.kinds:
        return Ends.KIND, to
    return _place_or_party(workspace, to)


def _place_or_party(workspace: Workspace, to: str) -> tuple[Ends, str | None]:
    """Read a party's id, a country, then a party's name; one that could be either is neither."""
    parties = workspace.records.parties
    code = None if to in parties else country.code_of(to)
    if code is None:
        return Ends.PARTY, find.resolve(workspace.names, to).id
    if namesakes := [p for p in find.bearing(workspace.names, to) if p.country != code]:
        ids = [f"{p.id}  {p.name} ({p.kind})" for p in namesakes]
        raise NoSuchParty(to, [f"{country.name(code)}  (the country)", *ids], ambiguous=True)
    return Ends.COUNTRY, code
