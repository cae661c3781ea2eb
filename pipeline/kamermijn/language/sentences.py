"""Rule-based sentences that know the abbreviations of parliamentary papers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from kamermijn.model import LetterText
from kamermijn.rules import Rules


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: offsets into the letter's text, without surrounding white space and without a list bullet."""

    start: int
    end: int


_BULLET = regex.compile(r"\s*(?:[-–—•●▪◦·*oØ➢✓]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+")
_BREAK = regex.compile(r"(?P<stop>[.!?…]+[\"'”’»)\]]*|:(?=\s+[-–•]))(?P<space>\s+)(?=[\"'“‘«(\[–-]*\s?[\p{Lu}\p{N}'’])")


def split(text: LetterText, rules: Rules) -> Iterator[Sentence]:
    """Yield the sentences of every paragraph, in order; a paragraph end always ends a sentence."""
    abbreviations = {w.casefold() for words in rules.lexicon("abbreviation").values() for w in words}
    paragraphs = [(p.start, p.end) for p in text.paragraphs] or [(0, len(text.text))]
    for start, end in paragraphs:
        bullet = _BULLET.match(text.text, start, end)
        begin = bullet.end() if bullet and bullet.end() < end else start
        for stop in _BREAK.finditer(text.text, begin, end):
            if not _ends_in_abbreviation(text.text[begin : stop.end("stop")], abbreviations):
                if stop.end("stop") > begin:
                    yield Sentence(begin, stop.end("stop"))
                begin = stop.end("space")
        if begin < end:
            yield Sentence(begin, end)


def _ends_in_abbreviation(words: str, abbreviations: set[str]) -> bool:
    last = words.rsplit(maxsplit=1)[-1].lstrip("(«“\"'[").casefold() if words.strip() else ""
    if last in abbreviations:
        return True
    # An initial ("S.A. Blok", "J. Jansen") never ends a sentence here; a single number ("1.") neither.
    return bool(regex.fullmatch(r"(?:\p{L}\.)+|\d{1,2}\.", last))
