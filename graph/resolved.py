"""The records as views show them: several records of one party stand as that one party."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graph.identity import clusters

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.statement import Party, Records, Statement


def resolved(records: Records) -> Records:
    """Let the first record of each cluster stand for all, with the others as its members.

    Statements are moved to it and remember their ends as stated; those between records of one
    party, `same_as` above all, are left out here and stand in the records as loaded. Records
    without clusters come back as they are.
    """
    members = clusters(records)
    if not members:
        return records
    together: dict[str, list[Party]] = {}
    for key in sorted(members):
        together.setdefault(members[key], []).append(records.parties[key])
    parties = {
        key: _one(party, together[key]) if key in together else party
        for key, party in records.parties.items()
        if members.get(key, key) == key
    }
    return replace(
        records,
        parties=parties,
        statements=tuple(
            moved for said in records.statements if (moved := _moved(said, members)) is not None
        ),
        known_hash=records.content_hash,
    )


def _one(first: Party, members: list[Party]) -> Party:
    """Make the party of several records: its own words, and what identifies the others."""
    others = [each for each in members if each.id != first.id]
    listings = (listing for each in (first, *others) for listing in each.listings)
    return replace(
        first,
        country=first.country or next((o.country for o in others if o.country), None),
        listings=tuple(dict.fromkeys(listings)),
        members=(first, *others),
    )


def _moved(said: Statement, members: Mapping[str, str]) -> Statement | None:
    """Move a statement to the parties that stand for its ends; None within one party."""
    ends = said.subject, said.object
    subject, object_ = (members.get(end, end) for end in ends)
    if subject == object_:
        return None
    if (subject, object_) == ends:
        return said
    return replace(said, subject=subject, object=object_, as_stated=said.as_stated or ends)
