"""Which fields let in what a search left out, and which make a question looser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.question import MOST_HOPS, LeftOut

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.paths import Answer
    from graph.question import Question

    Values = Mapping[str, object]

# More parties than this do not fit into an address.
MOST_LIFTED = 20
SAID = {
    LeftOut.GRADE: "of a weaker grade",
    LeftOut.DATE: "not held at that date",
    LeftOut.UNDATED: "whose dates do not tell",
    LeftOut.SHARE: "with too small a share",
    LeftOut.DOUBT: "of doubtful identity",
    LeftOut.OFFER: "offers",
    LeftOut.MONEY: "loans and grants",
    LeftOut.CONTROL: "of control",
    LeftOut.ASSOCIATION: "of association",
    LeftOut.IDENTITY: "of identity",
}
SETS: Mapping[LeftOut, Values] = {
    LeftOut.GRADE: {"grade": "inferred"},
    LeftOut.DATE: {"at": ""},
    LeftOut.UNDATED: {"undated": True},
    LeftOut.SHARE: {"share": None},
    LeftOut.DOUBT: {"doubtful": True},
    LeftOut.OFFER: {"offers": True},
    LeftOut.MONEY: {"money": True},
}


def let_in(reason: LeftOut, question: Question) -> Values:
    """Give the fields that let in what was left out for a reason; none where nothing does."""
    if reason in SETS:
        return SETS[reason]
    layer = reason.name.lower()
    return following(question, layer) if reason in SAID else {}


def following(question: Question, layer: str) -> Values:
    """Give the fields that follow one layer more."""
    return {"follow": sorted({*question.layers, layer})}


def lifting(answer: Answer) -> Values:
    """Give the fields that let paths pass whom they were not let through; none for too many."""
    lifted = sorted({*answer.question.conditions.lift, *answer.account.stopped_at})
    return {"lift": lifted} if 0 < len(lifted) <= MOST_LIFTED else {}


def loosening(change: str, answer: Answer, end: str) -> Values:
    """Give the fields that make a question looser in a way told in words; none for unknown ones.

    `end` is the field that says where paths end.
    """
    return _changes(answer, end).get(change, {})


def _changes(answer: Answer, end: str) -> Mapping[str, Values]:
    question = answer.question
    farther = min(question.hops + 2, MOST_HOPS)
    return {
        "accepting any grade": {"grade": "inferred"},
        "at any date": {"at": ""},
        "keeping undated statements": {"undated": True},
        f"looking up to {farther} hops far": {"hops": farther},
        "following offers, with no delivery shown": {"offers": True},
        "following loans and grants": {"money": True},
        **{
            f"following {layer} hops": following(question, layer)
            for layer in ("control", "association", "identity")
        },
        "going onward from agencies": {"beyond": True},
        "ending at every government, whatever its record": {end: "any"},
        **_of_whole_paths(answer),
    }


def _of_whole_paths(answer: Answer) -> Mapping[str, Values]:
    return {
        "whatever joins the hops": {"joined": "any"},
        "in any order of time": {"in_order": "nothing"},
        "with periods that need not overlap": {"coexist": "nothing"},
        "with any share": {"share": None},
        "crossing doubtful identity": {"doubtful": True},
        "avoiding no party": {"avoid": []},
        "passing no party in particular": {"through": []},
        "passing those that do not carry": lifting(answer),
    }
