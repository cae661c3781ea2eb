"""The questions that were ever asked of a collection and when each was answered in full last, for ``--new``."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kamermijn.fetch.errors import FetchError
from kamermijn.fetch.question import Question
from kamermijn.fetch.wish import Wish
from kamermijn.fetch.writing import write

QUESTIONS = ".kamermijn-fetch.json"


@dataclass(frozen=True)
class Remembered:
    """A wish that was asked, and the day on which it was answered in full last; None when it never was."""

    wish: Wish
    day: datetime.date | None


def read(path: Path) -> dict[str, Remembered]:
    """What was asked, by the key of the wish; FetchError when the file is broken, as questions would be forgotten without a word."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        found = [_remembered(each) for each in said]
    except FileNotFoundError:
        return {}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise FetchError(
            "questions", f"{path}: is broken ({error!r:.100}): move it aside and ask your questions again; --new then brings all of it once"
        ) from None
    return {each.wish.key: each for each in found}


def remember(path: Path, wish: Wish, day: datetime.date | None) -> None:
    """Add a wish; without a day it keeps the one that it had."""
    said = read(path)
    before = said.get(wish.key)
    said[wish.key] = Remembered(replace(wish, only_new=False), day or (before.day if before else None))
    rows = [_written(said[key]) for key in sorted(said)]
    write(path, json.dumps(rows, ensure_ascii=False, indent=1).encode() + b"\n")


def _written(each: Remembered) -> dict[str, Any]:
    wish, asked = each.wish, each.wish.question
    return {
        "dossier": asked.dossier, "search": asked.words, "since": _text(asked.since), "until": _text(asked.until), "kind": wish.kind,
        "with_attachments": wish.attachments, "pages": wish.pages, "answered": _text(each.day),
    }  # fmt: skip


def _remembered(said: dict[str, Any]) -> Remembered:
    question = Question(_word(said["dossier"]), _word(said["search"]), since=_day(said["since"]), until=_day(said["until"]))
    wish = Wish(question, _word(said["kind"]), said["with_attachments"] is True, said["pages"] is True)
    if not question.dossier and not question.words:
        raise ValueError("a question without dossier and words")
    return Remembered(wish, _day(said["answered"]))


def _word(said: object) -> str | None:
    if said is not None and not isinstance(said, str):
        raise TypeError(f"{said!r} is no text")
    return said


def _day(said: object) -> datetime.date | None:
    word = _word(said)
    return datetime.date.fromisoformat(word) if word else None


def _text(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None
