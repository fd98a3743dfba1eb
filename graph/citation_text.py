"""Citations as Markdown, HTML, BibTeX and CSL-JSON."""

from __future__ import annotations

import json
import re
from html import escape
from typing import TYPE_CHECKING, Any

from graph.citation import CAUTION
from graph.words import cited

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from graph.citation import Citation
    from graph.statement import Source

# What would be markup in Markdown, or a command in BibTeX.
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~])")
_BIBTEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$",
    "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def markdown(held: Citation) -> str:
    """Write sentences with footnotes; text from data is never markup."""
    lines = [f"**{_plain(held.asked)}**", ""] if held.asked else []
    lines += [f"- {_plain(each)}" for each in held.standing]
    lines += [""] if held.standing else []
    for each in held.sentences:
        marks = "".join(f"[^{number}]" for number in each.notes)
        lines.append(f"{_plain(each.sentence)}{marks}\n")
    lines += [f"{CAUTION} {held.data}.", ""]
    for number, source in enumerate(held.sources, 1):
        lines.append(f"[^{number}]: {_plain(_noted(source))}{_angled(source)}")
    lines += ["", *(f"- {_plain(each)}" for each in held.licences)]
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def _noted(source: Source) -> str:
    return f"{cited(source)}."


def _angled(source: Source) -> str:
    url = source.url
    return f" <{url}>" if url.startswith("http") and not re.search(r"[\s<>]", url) else ""


def html(held: Citation) -> str:
    """Write a piece of HTML with numbered notes that link both ways; no script, no style."""
    body = [f"<p><strong>{escape(held.asked)}</strong></p>"] if held.asked else []
    if held.standing:
        body.append(f"<ul>{''.join(f'<li>{escape(each)}</li>' for each in held.standing)}</ul>")
    for each in held.sentences:
        marks = "".join(f'<sup><a href="#note-{n}">{n}</a></sup>' for n in each.notes)
        body.append(f"<p>{escape(each.sentence)}{marks}</p>")
    body.append(f"<p><em>{CAUTION} {escape(held.data)}.</em></p>")
    notes = (
        f'<li id="note-{number}">{escape(_noted(source))}{_linked(source)}</li>'
        for number, source in enumerate(held.sources, 1)
    )
    body.append(f"<ol>{''.join(notes)}</ol>")
    body.append(f"<ul>{''.join(f'<li>{escape(each)}</li>' for each in held.licences)}</ul>")
    return "\n".join(body) + "\n"


def _linked(source: Source) -> str:
    url = escape(source.url, quote=True)
    return f' <a href="{url}">{url}</a>' if source.url.startswith(("http://", "https://")) else ""


def bibtex(held: Citation) -> str:
    """Write one `@misc` entry a source, for BibLaTeX or BibTeX, in UTF-8."""
    return "\n".join(_entry(key, source) for key, source in _keyed(held.sources).items())


def _entry(key: str, source: Source) -> str:
    fields = {
        "title": f"{{{_tex(source.title)}}}",
        "author": f"{{{_tex(source.publisher)}}}",
        "date": str(source.published or ""),
        "year": str(source.published or "")[:4],
        "url": source.url,
        "urldate": str(source.retrieved or ""),
        "note": _tex(source.kind.replace("_", " ")),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{key},", *lines, "}", ""])


def _tex(text: str) -> str:
    return "".join(_BIBTEX.get(letter, letter) for letter in " ".join(text.split()))


def _keyed(sources: Iterable[Source]) -> dict[str, Source]:
    """Give each source a key of letters, digits and hyphens that no other has."""
    found: dict[str, Source] = {}
    for source in sources:
        plain = re.sub(r"[^A-Za-z0-9-]+", "-", source.id).strip("-") or "source"
        key, number = plain, 2
        while key in found:
            key, number = f"{plain}-{number}", number + 1
        found[key] = source
    return found


def csl_json(held: Citation) -> str:
    """Write the sources as CSL-JSON, which Zotero and Pandoc read."""
    items = [_item(key, source) for key, source in _keyed(held.sources).items()]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _item(key: str, source: Source) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": key,
        "type": "webpage" if source.url else "document",
        "title": source.title,
        "author": [{"literal": source.publisher}],
        "genre": source.kind.replace("_", " "),
    }
    item |= {"URL": source.url} if source.url else {}
    for name, date in (("issued", source.published), ("accessed", source.retrieved)):
        if date is not None:
            item[name] = {"date-parts": [[int(part) for part in date.text.split("-")]]}
    return item


FORMATS: Mapping[str, Callable[[Citation], str]] = {
    "markdown": markdown,
    "html": html,
    "bibtex": bibtex,
    "csl-json": csl_json,
}
"""How a citation can be written, by the name that the command line uses."""
