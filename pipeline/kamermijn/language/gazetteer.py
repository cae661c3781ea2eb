"""Find the names of thousands of bodies in a text, word by word, the longest first."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal

import regex

from kamermijn.rules import Body, Rules

NameKind = Literal["name", "abbreviation", "place"]

WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+|&")
# What may stand between two words of one name: a space, a hyphen or comma with or without one, an apostrophe, a slash.
_GAP = regex.compile(r"(?:\s?[-–‑]\s?|,?\s|\s?[/*+]\s?|\s?[’‘'´`]\s?|\s?\(|)")
# Behind an initial or another short word a full stop belongs to the name (N.V. Nederlandse Gasunie, Commissie m.e.r.).
_GAP_STOP = regex.compile(r"\.\s?|" + _GAP.pattern)
_SUFFIX = regex.compile(r"[’'´`](?:s|en)\b")
# D66'er, VVD’ers: a person of that party.
_PERSON = regex.compile(r"[’'´`]ers?\b")
_COMPOUND_AFTER = regex.compile(r"[-–](?:\p{L}|\s(?:en|of|dan\swel)\b)")
_QUOTES = "'’‘´`"
_APOSTROPHES = str.maketrans("’´`‘–‑", "''''--")


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name in the text and the bodies that go by it (several where the tables do not decide).

    ``kind`` says by what sort of name: an ``abbreviation`` matches letter by letter, a ``place`` is the bare name of a
    municipality, province or water board, which means the body only where the context says so.
    """

    start: int
    end: int
    kind: NameKind
    bodies: tuple[Body, ...]


class Shape(Enum):
    """What a word of a name asks of the word in the text: nothing, a capital, or capitals only (DENK is no `Denk`)."""

    ANY = 0
    CAPITAL = 1
    CAPITALS = 2

    @classmethod
    def of(cls, word: str) -> Shape:
        """What a word of a table asks for."""
        if len(word) > 1 and word.isupper():
            return cls.CAPITALS
        return cls.CAPITAL if word[0].isupper() else cls.ANY

    def fits(self, word: str) -> bool:
        """Whether a word of the text has that shape."""
        return self is Shape.ANY or (word.isupper() if self is Shape.CAPITALS else word[0].isupper())


@dataclass(frozen=True, slots=True)
class _Entry:
    words: tuple[str, ...]
    shapes: tuple[Shape, ...]
    kind: NameKind
    literal: str
    bodies: tuple[Body, ...]


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """A word as it is looked up: without case and accents, and ``&`` as ``en``."""
    if word == "&":
        return "en"
    if word.isascii():
        return word.casefold()
    return "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))


def _placed(text: str) -> Iterator[tuple[int, int, str]]:
    """Every word of a text with its place."""
    end = 0
    # Between two words stands nothing that a word is made of, so that each is the next of its kind.
    for word in WORD.findall(text):
        start = text.find(word, end)
        end = start + len(word)
        yield start, end, word


class Gazetteer:
    """The names of all bodies, ready to be found; built once per set of rules.

    A word that the name writes with a capital must have one in the text, except the generic nouns of
    ``[lexicon.organisation_head]`` (``inspectie SZW`` is ``Inspectie SZW``); other words match in any case.
    """

    def __init__(self, bodies: Iterable[Body], heads: frozenset[str], place_heads: tuple[str, ...]) -> None:
        self.by_id: dict[str, Body] = {}
        self.by_name: dict[str, Body] = {}
        self._heads = heads
        self._place_heads = place_heads
        shared: dict[tuple[str, NameKind], list[Body]] = {}
        for body in bodies:
            self.by_id[body.id] = body
            self.by_name.setdefault(body.name, body)
            for name, kind in self._names(body):
                shared.setdefault((name, kind), []).append(body)
        entries: list[_Entry] = []
        self._places: dict[str, tuple[Body, ...]] = {}
        for (name, kind), several in shared.items():
            found = tuple(several)
            if kind == "place":
                self._places[name] = found
            words = WORD.findall(name)
            shapes = tuple(Shape.ANY if len(words) > 1 and fold(w) in heads else Shape.of(w) for w in words)
            entry = _Entry(tuple(map(fold, words)), shapes, kind, name.translate(_APOSTROPHES), found)
            entries.append(entry)
        entries.sort(key=lambda e: (-len(e.words), ("abbreviation", "name", "place").index(e.kind), e.literal))
        # By their first word, and of more words by the second too: many begin with `de` or `Nationale`.
        self._entries: dict[str, dict[str, list[_Entry]]] = {}
        for entry in entries:
            second = entry.words[1] if len(entry.words) > 1 else ""
            self._entries.setdefault(entry.words[0], {}).setdefault(second, []).append(entry)

    def _names(self, body: Body) -> Iterator[tuple[str, NameKind]]:
        head = next((h for h in self._place_heads if body.name.startswith(h + " ")), None)
        yield body.name, "name"
        for alias in body.aliases:
            if head and not alias.casefold().startswith(head):
                yield alias, "place"
                if f"{head} {alias}" != body.name:
                    yield f"{head} {alias}", "name"
            else:
                yield alias, "name"
        for abbreviation in body.abbreviations:
            yield abbreviation, "name" if " " in abbreviation else "abbreviation"

    def find(self, text: str) -> Iterator[NameMatch]:
        """Every name in the text, the longest at each word; names may overlap."""
        words = list(_placed(text))
        folded = [fold(word) for _, _, word in words]
        for index, key in enumerate(folded):
            by_second = self._entries.get(key)
            if by_second is None:
                continue
            following = folded[index + 1] if index + 1 < len(folded) else ""
            longer = by_second.get(following, ()) if following else ()
            for entry in (*longer, *by_second.get("", ())):
                if match := self._match(text, words, folded, index, entry):
                    yield match
                    break

    def _match(self, text: str, words: list[tuple[int, int, str]], folded: list[str], index: int, entry: _Entry) -> NameMatch | None:
        size = len(entry.words)
        if size > 1 and tuple(folded[index : index + size]) != entry.words:
            return None
        span = words[index : index + size]
        for before, after in pairwise(span):
            gap = _GAP_STOP if before[1] - before[0] <= 2 else _GAP
            if not gap.fullmatch(text, before[1], after[0]):
                return None
        start, end = span[0][0], span[-1][1]
        if entry.literal[0] == "'" and start and text[start - 1] in _QUOTES:
            start -= 1
        if entry.kind == "abbreviation":
            end = start + len(entry.literal)
            if text[start:end].translate(_APOSTROPHES) != entry.literal:
                return None
            if _PERSON.match(text, end):
                return None
            suffix = _SUFFIX.match(text, end)
            return NameMatch(start, suffix.end() if suffix else end, entry.kind, entry.bodies)
        if not all(shape.fits(word[2]) for shape, word in zip(entry.shapes, span, strict=True)):
            return None
        # A name that ends in a sign keeps it (Versnellingshuis Nederland Circulair!, Ieder(in), MUMC+).
        tail = entry.literal[len(entry.literal.rstrip("!)+")) :]
        if tail and text.startswith(tail, end):
            end += len(tail)
        if all(shape is Shape.ANY for shape in entry.shapes) and entry.words[0] not in self._heads and _in_compound(text, start, end):
            return None
        return NameMatch(start, end, entry.kind, entry.bodies)

    def places(self, name: str, head: str | None = None) -> tuple[Body, ...]:
        """The bodies that go by a bare place name, of one sort where ``head`` (``gemeente``, ``provincie``) says which."""
        found = self._places.get(name, ()) or self._places.get(name.replace("’", "'").replace("‘", "'"), ())
        return tuple(b for b in found if head is None or b.name.startswith(head))


def _in_compound(text: str, start: int, end: int) -> bool:
    """Whether a common noun is only a part of a hyphenated word (``politie-inzet``, ``politie- en justitieketen``)."""
    return _COMPOUND_AFTER.match(text, end) is not None or (start > 1 and text[start - 1] in "-–" and not text[start - 2].isspace())


@cache
def gazetteer(rules: Rules) -> Gazetteer:
    """The gazetteer of a set of rules, built once per process."""
    heads = frozenset(fold(w) for words in rules.lexicon("organisation_head").values() for w in words)
    place_heads = tuple(w for words in rules.lexicon("organisation_place_head").values() for w in words)
    return Gazetteer(rules.bodies, heads, place_heads)
