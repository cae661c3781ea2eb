"""Dutch numbers in digits and words: where they stand in a text, and their exact values.

In Dutch the point groups thousands and the comma starts the decimals (NEN 1888; Taaladvies, "Getallen: schrijfwijze").
What has another reading besides that one carries a ``doubt`` that names it; what has no reading has no value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from typing import Final

import regex

from kamermijn.dutch.number_words import SCALES, STEM, WORDS, may_be_two, value_of

SCALE_SIGNS: Final = {
    "mln": 10**6, "mio": 10**6, "mjn": 10**6, "mld": 10**9, "mrd": 10**9, "bln": 10**12, "dzd": 10**3, "k": 10**3, "K": 10**3,
    "miljoenen": 10**6, "miljarden": 10**9, **SCALES,
}  # fmt: skip
_LONGEST_NUMBER = 60
"""Characters; no quantity is printed longer, and reading ever longer ones would take ever more time."""
_GAP = r"[ \u00a0\u202f]"
_THIN = r"[\u00a0\u2009\u202f]"
_VULGAR: Final = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4), "⅓": Fraction(1, 3), "⅔": Fraction(2, 3),
                  "⅕": Fraction(1, 5), "⅛": Fraction(1, 8)}  # fmt: skip
_VULGAR_SIGN = f"[{''.join(_VULGAR)}]"

# A run of digits is taken whole or not at all: nothing may be glued to either end that would make it another number.
_RUN = rf"(?>\d{{1,3}}(?:[ \u00a0\u2009\u202f]\d{{3}}(?![\d]))+(?:,\d+)?|\d+(?:[.,]\d+)*{_VULGAR_SIGN}?|{_VULGAR_SIGN})"
_NOT_GLUED = r"(?<![\p{L}\p{N}_])(?<![\p{L}\p{N}][.,:/'’‑_-])(?<!\d\s?[/])"
_NOT_RUNNING_ON = rf"(?![\d_{_VULGAR_SIGN[1:-1]}])(?![.,:/]\d)(?!\s?/\s?\d)"
DIGITS: Final = rf"(?:{_NOT_GLUED}(?:{_RUN}|(?<![\d.,]),\d+){_NOT_RUNNING_ON})"
_SCALE = rf"(?:{_GAP}?(?:(?:mln|mld|mrd|mio|mjn|bln|dzd)\b\.?|(?:miljoen|miljard|biljoen|biljard|duizend|honderd)\b)|[kK]\b)"
COMMON_FRACTION: Final = rf"(?:{_NOT_GLUED}\d{{1,4}}\s?/\s?\d{{1,4}}{_NOT_RUNNING_ON})"

PATTERN: Final = rf"(?:(?=[\d,{_VULGAR_SIGN[1:-1]}]){DIGITS}(?i:{_SCALE})?|{WORDS})"
"""One number with its scale word (``2,5 mln.``, ``honderdduizend``); the text behind it is the caller's to check."""

_BEHIND_DASH = rf"(?:{_RUN}{_NOT_RUNNING_ON}(?i:{_SCALE})?|{WORDS})"

NAMED_PATTERNS: Final = {"number": PATTERN, "number_to": _BEHIND_DASH, "number_stem": STEM, "common_fraction": COMMON_FRACTION}
"""What rules may insert by name: a number, one right behind a dash (``2-4``), a number word within a word, ``2/3``."""

_SCALED = regex.compile(rf"(?P<digits>\d.*?|,\d+|{_VULGAR_SIGN}){_GAP}?(?P<scale>\p{{L}}+)\.?", regex.IGNORECASE)
_FRACTION = regex.compile(r"(\d{1,4})\s?/\s?(\d{1,4})")
# Denominators that people write with a slash; `12/34` is more likely a number of something.
_USUAL_DENOMINATORS: Final = frozenset({2, 3, 4, 5, 6, 8, 10, 12, 15, 16, 20, 25, 50, 100, 1000})


@dataclass(frozen=True, slots=True)
class Reading:
    """What a number says: ``value`` is None when nothing certain can be said, ``doubt`` names a second reading.

    ``doubt`` is ``point`` (1.5 may number a section), ``comma`` (1,321 may group thousands), ``spaced`` (28 638 may be
    a dossier), ``two`` (`drie en dertig`), ``zero`` (a leading zero: a code), ``large`` (1.250 miljard) or ``malformed``.
    """

    value: Fraction | None
    doubt: str | None = None
    candidates: tuple[Fraction, ...] = ()
    scale: int = 1
    decimals: int = 0
    in_words: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: ``text[start:end]`` reads as ``reading``."""

    start: int
    end: int
    reading: Reading


MALFORMED: Final = Reading(None, "malformed")


@lru_cache(maxsize=50_000)
def read(text: str) -> Reading:
    """Read one whole number in digits or words; a Reading without value when the text is none.

    The caller knows that it is a number: ``een`` reads as 1 here.
    """
    text = text.strip()
    if text[:1].isdigit() or text[:1] == "," or text[:1] in _VULGAR:
        return _read_digits(text)
    value = value_of(text)
    if value is None:
        return MALFORMED
    if may_be_two(text):
        one, _, ten = text.lower().partition(" en ")
        parts = tuple(v for v in (value_of(one), value_of(ten)) if v is not None)
        return Reading(value, "two", (value, *parts), in_words=True)
    scale = next((f for name, f in SCALES.items() if text.lower().endswith(name)), 1)
    return Reading(value, scale=scale, in_words=True)


def find(text: str, matches: Iterable[regex.Match[str]] | None = None) -> Iterator[Number]:
    """Every number in a text, in order, those without a certain value included; never the article ``een``.

    ``matches`` are those of ``PATTERN`` where the caller has them.
    """
    for match in _number().finditer(text) if matches is None else matches:
        reading = read(match[0])
        if reading.value is None and " " in match[0] and not match[0][0].isdigit():
            yield from _apart(match[0], match.start())
        else:
            yield Number(match.start(), match.end(), reading)


@cache
def _number() -> regex.Pattern[str]:
    # To compile it takes as long as to read a page; who has the matches of rules does not need it.
    return regex.compile(PATTERN)


def _apart(words: str, start: int) -> Iterator[Number]:
    """Number words that follow each other without making one number, each as long as it can be."""
    ends = [m.end() for m in regex.finditer(r"\S+", words)]
    position = 0
    while position < len(words):
        readable = [end for end in ends if end > position and read(words[position:end]).value is not None]
        end = readable[-1] if readable else next(e for e in ends if e > position)
        yield Number(start + position, start + end, read(words[position:end]))
        position = end + 1


def _read_digits(text: str) -> Reading:
    if fraction := _FRACTION.fullmatch(text):
        return _read_fraction(int(fraction[1]), int(fraction[2]))
    scaled = _SCALED.fullmatch(text)
    if not scaled:
        return _read_run(text)
    factor = SCALE_SIGNS.get(scaled["scale"].lower())
    plain = _read_run(scaled["digits"].strip())
    if factor is None or plain.value is None:
        return MALFORMED
    value = plain.value * factor
    if plain.doubt in ("point", "comma"):  # A scale behind it leaves one reading: 1.5 miljoen, 1,321 miljard.
        return Reading(value, None, (), factor, plain.decimals)
    if factor >= 10**9 and plain.decimals == 0 and regex.fullmatch(r"\d{1,3}\.\d{3}", scaled["digits"]):
        # A thousand milliards is more than the state spends; whether the point was meant as a comma cannot be told.
        return Reading(value, "large", (value, value / 1000), factor)
    return Reading(value, plain.doubt, tuple(c * factor for c in plain.candidates), factor, plain.decimals)


def _read_fraction(above: int, below: int) -> Reading:
    if below == 0 or above >= below or below not in _USUAL_DENOMINATORS:
        return MALFORMED
    return Reading(Fraction(above, below), None)


def _read_run(text: str) -> Reading:
    if len(text) > _LONGEST_NUMBER:
        return MALFORMED
    if text[-1] in _VULGAR:
        left = _read_run(text[:-1]) if len(text) > 1 else Reading(Fraction(0))
        return MALFORMED if left.value is None or left.decimals else Reading(left.value + _VULGAR[text[-1]], decimals=1)
    if text.startswith(","):
        return Reading(_decimal("0", text[1:]), decimals=len(text) - 1) if text[1:].isdigit() else MALFORMED
    compact = regex.sub(r"[ \u00a0\u2009\u202f]", "", text)
    whole, comma, decimals = compact.partition(",")
    if compact != text and (
        comma or not regex.fullmatch(rf"\d{{1,3}}(?:{_THIN}\d{{3}})+|\d{{1,3}}(?:{_GAP}\d{{3}}){{2,}}|\d{{3}}{_GAP}\d{{3}}", text)
    ):
        if not regex.fullmatch(r"\d+(?:,\d+)?", compact):
            return MALFORMED
        value = _decimal(whole, decimals)
        return Reading(value, "spaced", (value,), decimals=len(decimals))
    if regex.fullmatch(r"\d+", whole) and not comma:
        value = Fraction(int(whole))
        leading_zero = len(whole) > 1 and whole.startswith("0")
        return Reading(value, "zero" if leading_zero else None, (value,) if leading_zero else ())
    if regex.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+", whole) and (not comma or decimals.isdigit()):
        return Reading(_decimal(whole.replace(".", ""), decimals), decimals=len(decimals))
    if comma and whole.isdigit() and decimals.isdigit():
        value = _decimal(whole, decimals)
        if len(decimals) == 3 and len(whole) <= 3 and not whole.startswith("0"):
            return Reading(value, "comma", (value, Fraction(int(whole + decimals))), decimals=3)
        return Reading(value, decimals=len(decimals))
    # Two English commas, or commas and then a point, can mean one thing only.
    if regex.fullmatch(r"[1-9]\d{0,2}(?:,\d{3}){2,}(?:\.\d+)?|[1-9]\d{0,2}(?:,\d{3})+\.\d{1,2}", text):
        head, _, tail = text.replace(",", "").partition(".")
        return Reading(_decimal(head, tail), decimals=len(tail))
    if regex.fullmatch(r"\d+\.\d+", text):
        head, _, tail = text.partition(".")
        value = _decimal(head, tail)
        return Reading(value, None if head == "0" else "point", (value,), decimals=len(tail))
    return MALFORMED


def _decimal(whole: str, decimals: str) -> Fraction:
    return Fraction(int(whole + decimals), 10 ** len(decimals)) if decimals else Fraction(int(whole))
