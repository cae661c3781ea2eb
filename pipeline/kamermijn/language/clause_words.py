"""The words of a sentence as the clause reader sees them, and the closed classes that it tells them apart by."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Literal

import regex

from kamermijn.language.verbs import Reading, readings
from kamermijn.rules import Rules

Level = Literal["main", "reported", "subordinate"]
_WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}'’\-]*|[,;:()«»“”–—]")


@dataclass(slots=True)
class Word:
    """A word or sign of a sentence: its place, in which clause it stands, and whether it is that clause's finite verb."""

    start: int
    end: int
    text: str
    readings: tuple[Reading, ...] = ()
    auxiliary: str = ""
    level: Level = "main"
    finite: bool = False

    @property
    def verbal(self) -> bool:
        """Whether the word can be any form of a verb."""
        return bool(self.readings or self.auxiliary)

    def can_be(self, form: str) -> bool:
        """Whether the word can be this form of a verb of the lexicon."""
        return form in [reading.form for reading in self.readings]


@dataclass(frozen=True)
class Classes:
    """The closed classes of rules/language/clauses.toml."""

    auxiliary: dict[str, str]
    opener: frozenset[str]
    transparent: frozenset[str]
    small: dict[str, frozenset[str]] = field(default_factory=dict)


@cache
def classes_of(rules: Rules) -> Classes:
    """The closed classes of a rules folder."""
    return Classes(
        auxiliary={word: group for group, words in rules.lexicon("clause_auxiliary").items() for word in words},
        opener=frozenset(w for group in ("conjunction", "relative") for w in rules.lexicon("clause_opener")[group]),
        transparent=frozenset(w for words in rules.lexicon("clause_transparent").values() for w in words),
        small={group: frozenset(words) for group, words in rules.lexicon("clause_small_word").items()},
    )


def words_of(text: str, start: int, end: int, rules: Rules) -> list[Word]:
    """The words and signs of ``text[start:end]`` with the verb forms that each can be."""
    index, auxiliary = readings(rules), classes_of(rules).auxiliary
    found: list[Word] = []
    for match in _WORD.finditer(text, start, end):
        (first, last), sign = match.span(), match[0]
        if found and sign[0].isupper():  # a name: `Milieu en Wonen`, `het OM`
            found.append(Word(first, last, sign))
        else:
            low = sign.casefold()
            found.append(Word(first, last, low, index.get(low, ()), auxiliary.get(low, "")))
    return found
