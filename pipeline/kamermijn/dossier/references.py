"""How a letter names another letter: by its number, or by its date only (`mijn brief van 4 april 2017`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kamermijn.rules import Rules

_BEFORE, _BEHIND = 160, 60
NOTHING = "(?!)"
"""A pattern for a rules folder that does not have the one that is asked for."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One place where a letter names a document: ``target`` its id, else ``day`` its date and ``owner`` whose it is said to be.

    ``owner`` is ``own`` (mijn brief), an office as the letter words it, or None. ``answers`` says that the letter is written upon it.
    """

    record: str
    quote: str
    target: str | None = None
    day: str | None = None
    owner: str | None = None
    relation: str = "cites"


class References:
    """Finds the references of letters with the patterns of ``rules/across/``."""

    def __init__(self, rules: Rules) -> None:
        self._letter = rules.compile(rules.patterns.get("across_letter_before_date", NOTHING))
        self._wrote = rules.compile(rules.patterns.get("across_wrote_after_date", NOTHING))
        self._own = rules.compile(rules.patterns.get("across_own", NOTHING))
        self._office = rules.compile(rules.patterns.get("across_office", NOTHING))
        self._relations = [
            (name, rules.compile(rules.patterns.get(f"across_relation_{name}", NOTHING))) for name in ("answers", "carries_out", "corrects")
        ]

    def found(self, document: Mapping[str, Any]) -> Iterator[tuple[Reference, int]]:
        """Every reference with the offset at which it stands."""
        text: str = document["text"]
        for citation in document["citations"]:
            if citation["target"]:
                relation = self._relation(text, citation["start"], citation["end"])
                yield Reference(citation["record_id"], citation["quote"], citation["target"], relation=relation), citation["start"]
        for date in document["dates"]:
            if date["precision"] != "day" or date["date_start"] is None or date["date_start"] != date["date_end"]:
                continue
            start, end = date["start"], date["end"]
            before = text[max(0, start - _BEFORE) : start]
            if match := self._letter.search(before):
                words = match[0]
                quote_start = start - len(before) + match.start()
            elif self._wrote.match(text[end : end + _BEHIND]):
                words, quote_start = "ik", start
            else:
                continue
            owner = "own" if self._own.search(words) else None
            if owner is None and (office := self._office.search(words)):
                owner = office[0]
            yield (
                Reference(
                    date["record_id"], text[quote_start:end], None, date["date_start"], owner, self._relation(text, quote_start, end)
                ),
                start,
            )

    def _relation(self, text: str, start: int, end: int) -> str:
        before = text[max(0, start - _BEFORE) : start]
        around = before[max(before.rfind(". "), before.rfind("\n")) + 1 :] + text[start:end] + text[end : end + _BEHIND].split("\n")[0]
        for name, pattern in self._relations:
            if pattern.search(around):
                return name.replace("_", " ")
        return "cites"
