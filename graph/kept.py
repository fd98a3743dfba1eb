"""What is worked out of a network once and kept for all questions: its arrays, its end-users."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from graph.conditions import Conditions
from graph.end_users import EndUser, end_users
from graph.engine.arrays import index as lay_out
from graph.network import party, statements
from graph.question import Question, admit

if TYPE_CHECKING:
    from graph.engine.arrays import Index
    from graph.network import Network
    from graph.vocabulary import Vocabulary


@lru_cache(maxsize=4)
def indexed(network: Network, vocabulary: Vocabulary) -> Index:
    """Lay a network out as arrays, once: it is frozen and shared."""
    parties = {key: party(network, key) for key in network}
    return lay_out(parties, statements(network), vocabulary)


def _holding(question: Question) -> Question:
    """Keep of a question only what decides which statements hold at all."""
    asked = question.conditions
    conditions = Conditions(
        share=asked.share, unknown_share=asked.unknown_share, doubtful=asked.doubtful
    )
    return Question(
        minimum_grade=question.minimum_grade,
        as_of=question.as_of,
        undated=question.undated,
        conditions=conditions,
    )


def standing(network: Network, question: Question, vocabulary: Vocabulary) -> dict[str, EndUser]:
    """Find all end-users, once for all questions that let the same statements hold."""
    return _every(network, vocabulary, _holding(question))


@lru_cache(maxsize=8)
def _every(network: Network, vocabulary: Vocabulary, holding: Question) -> dict[str, EndUser]:
    held = admit(indexed(network, vocabulary).statements, holding, vocabulary).held
    return end_users(network, held, vocabulary)
