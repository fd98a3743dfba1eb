"""Path patterns as people write them: SPARQL 1.1 property paths over the vocabulary's words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyparsing import ParseBaseException
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery

from graph.errors import BadQuestion, UnknownTerm
from graph.vocabulary import VOCABULARY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rdflib import URIRef
    from rdflib.paths import Path

    from graph.vocabulary import Vocabulary

_WORD = r"[A-Za-z_][A-Za-z_0-9]*"
_TOKEN = re.compile(rf"\s*({_WORD}|\{{\d{{0,4}}(?:,\d{{0,4}})?\}}|[()/|^!*+?])\s*", re.ASCII)
# Copies beyond this make an automaton that nobody meant.
MOST_COPIES = 64
# And so does a longer pattern, its named patterns and counts written out.
MOST_TOKENS = 1000


def parse(text: str, vocabulary: Vocabulary, named: Mapping[str, str]) -> Path | URIRef:
    """Read a pattern; `named` patterns may stand in it by their names, in their own brackets.

    `{n}`, `{n,}`, `{n,m}` and `{,m}` count repetitions, which SPARQL 1.1 leaves out. Raises
    `UnknownTerm` for a word that is neither a relation nor a named pattern, `BadQuestion` for
    what is no property path.
    """
    tokens = _unfolded(text, vocabulary, named, ())
    tokens = _counted(_sorted_negations(tokens, text), text)
    path = "".join(f"<{VOCABULARY[t]}>" if re.fullmatch(_WORD, t) else t for t in tokens)
    try:
        query = translateQuery(parseQuery(f"SELECT * WHERE {{ ?from {path} ?to }}"))
    except ParseBaseException as error:
        raise BadQuestion(f"pattern {text!r} is no property path: {error}") from error
    except RecursionError as error:
        raise BadQuestion(f"pattern {text!r}: its brackets stand too deep") from error
    part = query.algebra
    while "triples" not in part:
        part = part.p
    found: Path | URIRef = part.triples[0][1]
    return found


def _unfolded(
    text: str, vocabulary: Vocabulary, named: Mapping[str, str], inside: tuple[str, ...]
) -> list[str]:
    """Split a pattern into tokens, each named pattern replaced by its own tokens in brackets."""
    tokens: list[str] = []
    for token in _tokens(text):
        if token in inside:
            raise BadQuestion(f"pattern {token!r} is made of itself: {' in '.join(inside)}")
        if token in named:
            part = _unfolded(named[token], vocabulary, named, (*inside, token))
            tokens += ["(", *part, ")"]
        elif re.fullmatch(_WORD, token) and token not in vocabulary.relations:
            known = sorted({*vocabulary.relations, *named})
            raise UnknownTerm(token, f"pattern {text!r}", known)
        else:
            tokens.append(token)
    return tokens


def _tokens(text: str) -> list[str]:
    tokens, at = [], 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise BadQuestion(f"pattern {text!r}: cannot read {text[at:]!r}")
        tokens.append(match[1])
        at = match.end()
    return tokens


def _sorted_negations(tokens: list[str], text: str) -> list[str]:
    """Part what a negated set says of hops against relations, where rdflib's parser loses it.

    !(a|^b) is any hop but a along its relation, or any but b against its: (!(a)|^(!(b))).
    """
    written: list[str] = []
    rest = iter(tokens)
    for token in rest:
        written += _negation(_negated(rest, text)) if token == "!" else [token]
    return written


def _negated(rest: Iterator[str], text: str) -> dict[bool, list[str]]:
    """Take the set after a `!`: relations named along, and relations named against (True)."""
    found: dict[bool, list[str]] = {False: [], True: []}
    token = next(rest, "")
    bracketed = token == "("
    token = next(rest, "") if bracketed else token
    while True:
        inverse = token == "^"
        token = next(rest, "") if inverse else token
        if not re.fullmatch(_WORD, token):
            break
        found[inverse].append(token)
        token = next(rest, "") if bracketed else ")"
        if token == ")":
            return found
        if token != "|":
            break
        token = next(rest, "")
    raise BadQuestion(f"pattern {text!r}: name one relation after `!`, or several in brackets")


def _negation(found: dict[bool, list[str]]) -> list[str]:
    along, against = (f"! ( {' | '.join(names)} )" for names in found.values())
    parts = [along] if found[False] else []
    parts += [f"^ ( {against} )"] if found[True] else []
    return f"( {' | '.join(parts)} )".split()


def _counted(tokens: list[str], text: str) -> list[str]:
    """Rewrite counted repetition: x{2,3} becomes (x/x/x?), x{2,} becomes (x/x/x*)."""
    written: list[str] = []
    for token in tokens:
        if token.startswith("{"):
            start = _operand(written, text)
            operand = written[start:]
            written[start:] = ["(", *_copies(operand, token, text), ")"]
        else:
            written.append(token)
        if len(written) > MOST_TOKENS:
            raise BadQuestion(f"pattern {text!r} is too long, its counts written out")
    return written


def _operand(written: list[str], text: str) -> int:
    """Find where the part that a count stands after begins: a word or a group."""
    start, depth = len(written), 0
    while start > 0:
        start -= 1
        depth += {")": 1, "(": -1}.get(written[start], 0)
        if depth == 0:
            break
    if start == len(written) or written[start] in "|/^!*+?":
        raise BadQuestion(f"pattern {text!r}: a count must stand after a relation or a group")
    return start


def _copies(operand: list[str], count: str, text: str) -> list[str]:
    low, comma, high = count.strip("{}").partition(",")
    least, most = int(low or 0), int(high or 0) if high or not comma else None
    most = least if not comma else most
    if (not low and not high) or (most is not None and most < max(least, 1)):
        raise BadQuestion(f"pattern {text!r}: {count} counts nothing")
    if max(least, most or 0) > MOST_COPIES:
        raise BadQuestion(f"pattern {text!r}: {count} is more than {MOST_COPIES}")
    parts = [operand] * least
    parts += [[*operand, "*"]] if most is None else [[*operand, "?"]] * (most - least)
    return [token for part in parts for token in ("/", *part)][1:]
