"""Promises as rows: what was said would be done, and what later letters of the collection say of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from kamermijn.dossier.card import Card
from kamermijn.dossier.matching import MOST_CANDIDATES, Match, rank
from kamermijn.dossier.rows import FollowUp, Promise
from kamermijn.dossier.statements import plain


def promises(card: Card, matches: Iterable[Match], newest: str | None) -> Iterator[Promise]:
    """A row for each measure of a letter; ``newest`` is the date of the newest letter of the collection, up to which it can tell."""
    found: dict[str, dict[tuple[str, str], Match]] = {}
    for match in matches:
        kept = found.setdefault(match.promise, {})
        place = (match.letter_id, match.sentence)
        if place not in kept or (match.sure, match.score) > (kept[place].sure, kept[place].score):
            kept[place] = match
    for statement in card.statements:
        if statement.measure is None:
            continue
        measure, told = (
            statement.measure,
            sorted(found.get(statement.record, {}).values(), key=lambda match: (match.day, match.letter_id, match.record)),
        )
        sure = [match for match in told if match.sure]
        doubtful = sorted((match for match in told if not match.sure), key=rank)[:MOST_CANDIDATES]
        first = sure[0] if sure else None
        yield Promise.model_validate({
            "promise_id": statement.record, "letter_id": card.letter_id, "date": card.date, "actor": measure["actor"],
            "type": measure["type"], "act": measure["action"], "topic": measure["promise_topic"], "told_as": measure["status"],
            "deadline_start": measure["deadline_start"], "deadline_end": measure["deadline_end"], "amount": measure["amount"],
            "amount_unit": measure["amount_unit"], "motion": measure["motion"],
            "status": _status(measure["status"], measure["deadline_end"], sure, newest),
            "first_follow_up": first.letter_id if first else None, "first_follow_up_date": first.date if first else None,
            "days_after_deadline": _days(measure["deadline_end"], first.date if first else None, newest),
            "followed_up_in": tuple(_follow_up(match) for match in sure), "candidates": tuple(_follow_up(match) for match in doubtful),
            "quote": measure["quote"], "page": measure["page"], "fictional": card.fictional,
        })  # fmt: skip


def _status(told_as: str, deadline: str | None, sure: list[Match], newest: str | None) -> str:
    if sure:
        return "follow-up found"
    if told_as == "completed":
        return "told as done"
    if deadline and newest and deadline > newest:
        return "deadline ahead"
    return "none found in this collection"


def _days(deadline: str | None, followed: str | None, newest: str | None) -> int | None:
    """Days from the deadline to the first follow-up; without one, to the newest letter where the deadline has passed by then."""
    if deadline is None:
        return None
    end = datetime.date.fromisoformat(deadline)
    if followed:
        return (datetime.date.fromisoformat(followed) - end).days
    late = (datetime.date.fromisoformat(newest) - end).days if newest else 0
    return late if late > 0 else None


def _follow_up(match: Match) -> FollowUp:
    return FollowUp.model_validate({
        "letter_id": match.letter_id, "date": match.date, "record_id": match.record, "sentence": match.sentence, "why": match.why,
        "words": tuple(match.words), "amounts": tuple(f"{plain(value)} {unit}" for value, unit in match.amounts), "score": match.score,
        "says": match.says, "doubt": match.doubt,
    })  # fmt: skip
