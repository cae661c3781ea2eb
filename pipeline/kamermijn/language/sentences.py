"""Rule-based sentences that know the abbreviations of parliamentary papers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex

from kamermijn.model import LetterText, ParagraphKind
from kamermijn.rules import Rules


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: offsets into the letter's text, without surrounding white space and without a list bullet."""

    start: int
    end: int


# What marks a list item and is no part of its sentence; a footnote's number is the same to its body.
_SIGN = r"[-–—•●▪■◦·∙‣➢➤✓✔*\uf0b7\uf0a7\uf02d\ufffd]"
_BULLET = regex.compile(rf"\s*(?:{_SIGN}+|[oOØ]|\(?\d{{1,2}}[.)°]|\(?[a-zA-Z][.)]|\(?(?:x?(?:ix|iv|v?i{{1,3}}|v))[.)])\s+")
_NOTE_NUMBER = regex.compile(r"\s*(?:\d{1,3}|\*)[.)]?\s+")
# Where a sentence may end: a stop with what closes behind it, or a colon or semicolon before an inline bullet.
_STOP = regex.compile(
    rf"""(?P<stop>[.!?…]++["'”’»)\]]*+)(?P<space>\s++)(?=["'“‘„«(\[]?+(?:[\p{{Lu}}\p{{N}}€]|['’][stn]\s|{_SIGN}\s))"""
    rf"|(?P<stop>[:;])(?P<space>\s++)(?={_SIGN}\s)"
)
_INLINE_BULLET = regex.compile(rf"{_SIGN}\s+(?=\S)")
_WORD = regex.compile(r"[\p{L}\p{M}'’]+")
_INITIALS = regex.compile(r"(?:\p{L}\p{M}?\.)+|…|\.{2,}")
_COUNT = regex.compile(r"\d+(?:\.\d+)*\.")
_CLAUSE_END, _COMMA, _SPACE = map(regex.compile, (r"[;:]\s+", r",\s+", r"\s+"))
# An abbreviation is never longer than this, so that one long paragraph is not read again at every stop.
_REACH = 24


@cache
def _words(rules: Rules) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Abbreviations that never end a sentence, those that may, and the words that open one."""
    abbreviations = rules.lexicon("abbreviation")
    never, may = (frozenset(w.casefold() for w in abbreviations.get(group, ())) for group in ("never_last", "may_be_last"))
    return never, may, frozenset(word for words in rules.lexicon("sentence_opener").values() for word in words)


def split(text: LetterText, rules: Rules) -> Iterator[Sentence]:
    """Yield the sentences of every paragraph, in order; a paragraph's end always ends a sentence.

    Bullets, list numbers and the number of a footnote belong to no sentence; all other text that is not white space does.
    """
    if not text.paragraphs:
        yield from _paragraph(text.text, 0, len(text.text), "body", rules)
    for paragraph in text.paragraphs:
        yield from _paragraph(text.text, paragraph.start, paragraph.end, paragraph.kind, rules)


def _paragraph(text: str, start: int, end: int, kind: ParagraphKind, rules: Rules) -> Iterator[Sentence]:
    bullet = (_NOTE_NUMBER if kind == "footnote" else _BULLET).match(text, start, end)
    begin = bullet.end() if bullet and bullet.end() < end else start
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    for stop in _STOP.finditer(text, begin, end):
        if stop.end("stop") <= begin or not _ends_sentence(text, begin, stop, rules):
            continue
        yield Sentence(begin, stop.end("stop"))
        begin = stop.end("space")
        if inline := _INLINE_BULLET.match(text, begin, end):
            begin = inline.end()
    if begin < end:
        yield Sentence(begin, end)


def pieces(text: str, sentence: Sentence, longest: int) -> Iterator[Sentence]:
    """Cut a sentence longer than ``longest`` characters, such as a list that lost its marks, into its clauses.

    It is cut at every semicolon and colon, and what is still too long at the last comma within reach, else at the last white
    space; a word without end stays whole.
    """
    if sentence.end - sentence.start <= longest:
        yield sentence
        return
    begin = sentence.start
    for end in (*(cut.end() for cut in _CLAUSE_END.finditer(text, sentence.start, sentence.end)), sentence.end):
        yield from _reached(text, begin, end, longest)
        begin = end


def _reached(text: str, begin: int, end: int, longest: int) -> Iterator[Sentence]:
    """The pieces of ``text[begin:end]``, cut where a reader may pause."""
    while begin < end:
        last = end
        if end - begin > longest:
            cuts = [cut.end() for cut in _COMMA.finditer(text, begin, begin + longest)]
            cuts = cuts or [cut.end() for cut in _SPACE.finditer(text, begin + 1, begin + longest)]
            further = None if cuts else _SPACE.search(text, begin + longest, end)
            last = cuts[-1] if cuts else further.end() if further else end
        if words := text[begin:last].strip():
            start = text.index(words[0], begin)
            yield Sentence(start, start + len(words))
        begin = last


def _ends_sentence(text: str, begin: int, stop: regex.Match[str], rules: Rules) -> bool:
    """Whether the stop closes a sentence, judged by the word that carries it and the word behind it."""
    closing = text[stop.start("stop") : stop.end("stop")]
    if closing[0] in ":;!?":
        return True
    reach = text[max(begin, stop.start("stop") - _REACH) : stop.end("stop")].rstrip("\"'”’»)]")
    before, _, last = reach.rpartition(" ")
    last = last.lstrip("([{«“„\"'‘").casefold()
    never, may, openers = _words(rules)
    if last in never:
        # Closed by a bracket or quote (`(zie bijl.)`) the abbreviation has had its say.
        return closing[-1] in ")]»”"
    following = _WORD.match(text, stop.end("space"))
    if last in may or _INITIALS.fullmatch(last):
        return bool(following and following[0] in openers)
    if _COUNT.fullmatch(last):
        # `1. Meer toezicht`: a number that opens the sentence, or follows a colon, counts an item and ends nothing.
        return bool(before.strip()) and before.rstrip()[-1] not in ":;"
    return True
