"""What a letter says about itself outside its running text: masthead, letterhead, running heads, signature."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from kamermijn.layout.doubt import HIDDEN
from kamermijn.model import LetterText
from kamermijn.rules import Rules

_REACH = 16
"""Paragraphs from the top within which a masthead stands."""


@cache
def pattern(rules: Rules, name: str) -> regex.Pattern[str]:
    """A named pattern of ``rules/letter``, compiled."""
    return rules.compile(rules.patterns[name])


@dataclass(frozen=True)
class Head:
    """The parts of a letter that its fields are read from; ``top`` are its first paragraphs, ``masthead`` those before its text."""

    rules: Rules
    top: tuple[str, ...]
    masthead: tuple[str, ...]
    letterhead: tuple[tuple[str, str], ...]
    furniture: tuple[str, ...]
    signatures: tuple[str, ...]
    labels: int
    text: str

    @classmethod
    def of(cls, letter: LetterText, rules: Rules) -> Head:
        """Take the parts from a composed letter."""

        text = letter.masked

        def said(kind: str) -> tuple[str, ...]:
            return tuple(text[p.start : p.end] for p in letter.paragraphs if p.kind == kind)

        top = tuple(text[p.start : p.end] for p in letter.paragraphs[:_REACH])
        return cls(rules, top, said("masthead"), letter.letterhead, letter.furniture, said("signature"), len(said("label")), text)

    def labelled(self, *labels: str) -> str | None:
        """The value under the first of these labels that the letterhead has; one with characters in doubt is none."""
        for wanted in labels:
            for label, value in self.letterhead:
                if label.casefold() == wanted and value and HIDDEN not in value:
                    return " ".join(value.split())
        return None

    @property
    def in_doubt(self) -> tuple[str, ...]:
        """The labels of the letterhead whose value has characters in doubt."""
        return tuple(label for label, value in self.letterhead if label and HIDDEN in value)

    def search(self, name: str, texts: tuple[str, ...]) -> regex.Match[str] | None:
        """The first match of a named pattern in any of the texts."""
        found = pattern(self.rules, name)
        return next((m for text in texts if (m := found.search(text))), None)

    def matched(self, name: str, texts: tuple[str, ...]) -> regex.Match[str] | None:
        """The first of some texts that a named pattern matches whole."""
        found = pattern(self.rules, name)
        return next((m for text in texts if (m := found.fullmatch(text.strip()))), None)

    @property
    def is_parliamentary(self) -> bool:
        """Whether anything says that this paper has to do with parliament."""
        return bool(pattern(self.rules, "parliament_named").search(self.text[:20_000]) or self.search("parliament_named", self.furniture))
