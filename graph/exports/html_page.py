"""One HTML page to read, print and pass on: no script, no request, nothing that it lacks.

Everything from data is text. Names stand in an isolated direction of writing, so that a name
cannot turn the words after it around.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from graph import country, words
from graph.exports.files import replacing
from graph.exports.html_drawing import drawing
from graph.exports.html_pieces import joined, link, own, piece, row
from graph.exports.rows import CAUTION
from graph.exports.subgraph import Export

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from graph.exports.subgraph import Losses, Subgraph
    from graph.statement import Party, Source, Statement

MOST_DRAWN = 60
NOT_READ = "The page is for people: nothing reads it back."
MANY = f"More than {MOST_DRAWN} parties are listed and not drawn."
NONE = Markup('<p class="quiet">None.</p>\n')


def write(subgraph: Subgraph, file: Path) -> Losses:
    """Write the page."""
    with replacing(file) as stream:
        for part in _parts(subgraph):
            stream.write(part.encode())
    many = len(subgraph.records.parties) > MOST_DRAWN
    return (NOT_READ, MANY) if many else (NOT_READ,)


def _parts(subgraph: Subgraph) -> Iterator[str]:
    """Yield the page from top to bottom."""
    records = subgraph.records
    counted = (
        words.number(len(records.statements), "statement"),
        words.number(len(records.parties), "party", "parties"),
        words.number(len(records.sources), "source"),
    )
    head, tail = _template(
        asked=subgraph.asked,
        caution=CAUTION,
        counted=f"{', '.join(counted)}.".capitalize(),
        sections=joined(piece('<a href="#{}">{}</a>', *each[:2]) for each in SECTIONS),
    )
    yield head
    for anchor, title, content in SECTIONS:
        yield piece('<section id="{}"><h2>{}</h2>\n', anchor, title)
        yield from content(subgraph)
        yield piece("</section>\n")
    yield tail


def _template(**values: object) -> tuple[str, str]:
    here = Path(__file__)
    template = here.with_suffix(".html").read_text("utf-8")
    style = Markup(here.with_suffix(".css").read_text("utf-8"))  # noqa: S704 - ours
    head, tail = template.split("{content}")
    return Markup(head).format(style=style, **values), tail  # noqa: S704 - ours


def _drawn(subgraph: Subgraph) -> Iterator[Markup]:
    if not subgraph.records.parties:
        yield NONE
    elif len(subgraph.records.parties) > MOST_DRAWN:
        yield piece('<p class="quiet">{}</p>\n', MANY)
    else:
        yield drawing(subgraph)


def _statements(subgraph: Subgraph) -> Iterator[Markup]:
    """Yield each statement with all that a reader needs to judge it."""
    if not subgraph.records.statements:
        yield NONE
    for said in subgraph.records.statements:
        yield piece(
            '<article id="{}"{}><h3>{}</h3>{}{}{}</article>\n',
            f"s-{said.id}",
            piece(' class="disputed"') if said.disputed else piece(""),
            own(words.sentence(said, subgraph.records, subgraph.vocabulary)),
            _badges(said, subgraph),
            piece('<p class="note"><bdi>{}</bdi></p>', said.note) if said.note else piece(""),
            joined(_grounds(said, subgraph)),
        )


def _badges(said: Statement, subgraph: Subgraph) -> Markup:
    grade = subgraph.vocabulary.grade(said.grade)
    told = [piece('<li title="{}">{}</li>', grade.definition, grade.label)]
    told.append(piece("<li>{}</li>", words.when(said.period)))
    if said.disputed:
        told.append(piece('<li class="dispute">⚠ disputed by a named party</li>'))
    return piece('<ul class="badges">{}</ul>', joined(told))


def _grounds(said: Statement, subgraph: Subgraph) -> Iterator[Markup]:
    records, second = subgraph.records, said.evidence.corroborating
    for deal in said.deals:
        yield piece("<p>Deal: {}</p>", own(records.deals[deal].title))
    yield _cited("Source", records.sources[said.evidence.source])
    if said.evidence.locator:
        yield piece('<p class="source">Entry {} of it</p>', own(said.evidence.locator))
    if second is not None:
        yield _cited("See also, which may say the opposite", records.sources[second])
    named = f"Statement {said.id}" + (f", record {said.record}" if said.record else "")
    yield piece('<p class="source">{}</p>', own(named))


def _cited(label: str, source: Source) -> Markup:
    told = own(words.cited(source)), link(source.url)
    return piece('<p class="source">{}: {}<br>{}</p>', label, *told)


def _parties(subgraph: Subgraph) -> Iterator[Markup]:
    held = subgraph.records.parties.values()
    header = ("Party", "Kind", "Country", "Other names", "Identifiers", "Listings", "More")
    yield from _table(header, (_party(each, subgraph) for each in held))


def _party(held: Party, subgraph: Subgraph) -> list[object]:
    weak = (f"{name} (too common to identify anyone)" for name in held.weak_aliases)
    names, numbers = [*held.aliases, *weak], (f"{i.scheme}: {i.value}" for i in held.identifiers)
    dates = (("begun", held.begun), ("ended", held.ended))
    more = [held.description, f"Called a {held.trade_role}" if held.trade_role else ""]
    more += [f"{label}: {date}" for label, date in dates if date]
    return [
        piece("{}<br><span class='quiet'>{}</span>", own(held.name), own(held.id)),
        subgraph.vocabulary.kinds[held.kind].label,
        country.name(held.country),
        *(_lines(each) for each in (names, numbers, map(words.listed_on, held.listings), more)),
    ]


def _lines(texts: Iterator[str] | list[str]) -> Markup:
    return Markup("<br>").join(own(text) for text in texts if text)


def _sources(subgraph: Subgraph) -> Iterator[Markup]:
    header = ("Source", "Address", "Retrieved", "Licence")
    held = subgraph.records.sources.values()
    yield from _table(
        header,
        ([own(words.cited(each)), link(each.url), each.retrieved or "not stated",
          own(each.licence or "not stated")] for each in held),
    )  # fmt: skip


def _collections(subgraph: Subgraph) -> Iterator[Markup]:
    header = ("Collection", "Publisher", "Licence", "As of", "About")
    held = subgraph.records.collections
    yield from _table(
        header,
        ([own(c.title), own(c.publisher), own(c.licence or "not stated"),
          c.compiled or "not stated", own(c.about)] for c in held),
    )  # fmt: skip


def _deals(subgraph: Subgraph) -> Iterator[Markup]:
    held = subgraph.records.deals.values()
    rows = ([own(each.title), country.name(each.country), own(each.id)] for each in held)
    yield from _table(("Deal", "Country", "Id"), rows)


def _table(header: tuple[str, ...], rows: Iterator[Sequence[object]]) -> Iterator[Markup]:
    first = next(rows, None)
    if first is None:
        yield NONE
        return
    yield piece('<div class="wide"><table><thead>{}</thead><tbody>\n', row(header, "th"))
    yield row(first)
    yield from map(row, rows)
    yield piece("</tbody></table></div>\n")


def _about(subgraph: Subgraph) -> Iterator[Markup]:
    told = [
        ("Question", subgraph.asked),
        *((f"Parameter {key}", value) for key, value in subgraph.parameters.items()),
        ("Lens", subgraph.lens),
        ("Content hash of the graph", subgraph.content_hash),
        ("Program", subgraph.program),
    ]
    facts = joined(piece("<dt>{}</dt><dd>{}</dd>", own(label), own(text)) for label, text in told)
    yield piece("<dl>{}</dl>\n", facts)


SECTIONS: tuple[tuple[str, str, Callable[[Subgraph], Iterator[Markup]]], ...] = (
    ("about", "What this answers", _about),
    ("drawing", "Drawing", _drawn),
    ("statements", "Statements and their evidence", _statements),
    ("parties", "Parties", _parties),
    ("deals", "Deals", _deals),
    ("sources", "Sources", _sources),
    ("collections", "Whose data this is", _collections),
)

EXPORT = Export("html", "A page to read and print", "html", write, loses=(NOT_READ, MANY))
