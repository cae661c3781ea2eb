"""Dutch number words: a grammar as regex patterns, and the exact value of what it matches.

The spelling rules are those of the Woordenlijst Nederlandse Taal: words up to a thousand are written as one
(`honderdtweeëndertig`), a space follows `duizend`, and `miljoen`, `miljard` stand apart; letters also glue and part
where the rules do not, so both are read. The article `een` is no number word, `één` is.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Final

import regex

ONES: Final = {"een": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9}
TEENS: Final = {
    "tien": 10, "elf": 11, "twaalf": 12, "dertien": 13, "veertien": 14, "vijftien": 15, "zestien": 16, "zeventien": 17,
    "achttien": 18, "negentien": 19,
}  # fmt: skip
TENS: Final = {"twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50, "zestig": 60, "zeventig": 70, "tachtig": 80, "negentig": 90}
SCALES: Final = {"biljard": 10**15, "biljoen": 10**12, "miljard": 10**9, "miljoen": 10**6, "duizend": 10**3, "honderd": 10**2}
COLLECTIVES: Final = {"dozijn": 12, "gros": 144}

_LONGEST_WORD = 250
"""Characters; the longest word for a number below a quadrillion stays well under it, and each scale in it is a step of recursion."""

# één, eén, éen with a ready-made accent or a combining one.
_E = r"(?:é|e\u0301)"
ONE: Final = rf"(?:{_E}{_E}|e{_E}|{_E}e)n"
_LINK = r"(?:(?:e|ë|e\u0308)n)"
_SPACE = r"[ \u00a0\u202f]"
_EDGE = r"(?![\p{L}\p{N}])"

_PLAIN = {*ONES, *TEENS, *TENS, *SCALES, *COLLECTIVES, "nul", "halve", "half", "ander"}
# The longest first; and in one order in every process, since the digest of what made a record rests on it.
_PARTS = "|".join([ONE, *sorted(_PLAIN, key=lambda word: (-len(word), word))])
STEM: Final = rf"(?i:(?:{_PARTS})(?:{_LINK}?(?:{_PARTS}))*)"
"""Pattern of a number word inside a longer word (``vier`` in ``vierjarige``); its value decides whether it is one."""

# One word made of parts of number words; its value decides whether it is a number (`vijftignul` is none).
_WORD = rf"(?:{_PARTS})(?:{_LINK}?(?:{_PARTS}))*{_EDGE}"
_BIG = r"(?:miljoen|miljard|biljoen|biljard)"
_SCALE = rf"(?:honderd|duizend|{_BIG})"
_ONE_TO_NINE = "|".join(w for w in ONES if w != "een")
# `een`, `half`, `ander` are number words only before a scale; `de één` is a pronoun; after a loose `komma` stand
# the decimals of a number that was not said; `half vier` is a time.
_NO_NUMBER = (
    rf"(?<!komma |half )(?!(?:een|hal(?:f|ve)|ander){_EDGE}(?!{_SPACE}{_BIG}{_EDGE}|(?<=een){_SPACE}hal(?:f|ve){_SPACE}{_BIG}{_EDGE}))"
    rf"(?!(?<=(?<!\p{{L}})de ){ONE}{_EDGE}(?!{_SPACE}{_BIG}))"
)
# A next word joins where a scale stands on one side of the space: `negentienhonderd negentig`, `vijfenzeventig duizend`.
_JOINED = (
    rf"{_SPACE}(?:(?<={_SCALE}{_SPACE})(?!een{_EDGE}(?!{_SPACE}{_BIG}{_EDGE}))(?:(?:{_ONE_TO_NINE}) en (?:{'|'.join(TENS)}){_EDGE}|{_WORD})"
    rf"|(?={_SCALE}|hal(?:f|ve){_SPACE}{_BIG}){_WORD})"
)
# `een` counts where it stands among number words: `negentig een,` or `een, twee, drie`; nowhere else.
_LONE_ONE = (
    rf"(?:een(?=, (?:{_ONE_TO_NINE}){_EDGE})"
    rf"|(?<=(?:{_ONE_TO_NINE}|{'|'.join(TENS)}|nul){_SPACE})een(?=$|[,.;]|{_SPACE}(?!een{_EDGE}){_WORD}))"
)
_UNIT_AND_TEN = rf"(?:{ONE}|{_ONE_TO_NINE}) en (?:{'|'.join(TENS)}){_EDGE}"

# Looked at first, because most words of a letter are no number, and the article `een` is the commonest that could be.
_START = rf"(?=(?:{_PARTS}))(?!een{_SPACE}(?!{_PARTS}))"

GRAMMAR: Final = (
    rf"(?:{_LONE_ONE}|{_NO_NUMBER}(?:{_UNIT_AND_TEN}|{_WORD}"
    rf"(?:[ -]en[ -]een[ -]hal(?:f|ve){_EDGE}(?:{_SPACE}{_SCALE}{_EDGE})?|(?:{_JOINED})*(?: komma {_WORD}(?: {_WORD})*)?)))"
)
"""The long part of :data:`WORDS`, which stands behind a look at the first word: a pattern with many numbers needs it once."""

WORDS: Final = rf"(?:(?<![\p{{L}}\p{{N}}])(?=[aAdDeEéÉgGhHnNtTvVzZ])(?i:{_START}{GRAMMAR}))"
"""Pattern of one number in words, whole words only, in the dialect of ``regex``; a match need not have a value."""

_BELOW: Final = {
    **ONES, **TEENS, **TENS,
    **{one + "en" + ten: value + tens for one, value in ONES.items() for ten, tens in TENS.items()},
}  # fmt: skip
_ACCENTS = str.maketrans({"é": "e", "ë": "e", "\u0301": None, "\u0308": None, "\u00a0": " ", "\u202f": " "})
_HALF = regex.compile(r"(.+?)en(?:een)?hal(?:f|ve)(?:(.*))?")
# Only `drie en dertig` with both words apart may also be two numbers.
_TWO_NUMBERS = regex.compile(rf"(?i){_UNIT_AND_TEN}")


def plain(words: str) -> str:
    """Lower case without accents or spaces: ``Tweeën dertig`` and ``tweeendertig`` are one word."""
    return regex.sub(r"[\s-]+", "", words.lower().translate(_ACCENTS))


@lru_cache(maxsize=50_000)
def value_of(words: str) -> Fraction | None:
    """The exact value of a number in words, or None when the words are no number."""
    whole, comma, decimals = words.lower().translate(_ACCENTS).partition(" komma ")
    value = _value(plain(whole))
    if value is None or not comma:
        return value
    digits = [_value(part) for part in decimals.split()]
    if any(d is None or d.denominator != 1 for d in digits):
        return None
    text = "".join(str(d) for d in digits)
    return value + Fraction(int(text), 10 ** len(text))


def may_be_two(words: str) -> bool:
    """Whether the words are like ``drie en dertig``, which is 33 to some and two numbers to most."""
    return _TWO_NUMBERS.fullmatch(words) is not None


def _value(word: str) -> Fraction | None:
    if len(word) > _LONGEST_WORD:
        return None
    if word in {"nul", *COLLECTIVES}:
        return Fraction(COLLECTIVES.get(word, 0))
    if word.startswith(("half", "halve", "eenhal", "anderhal")):
        match = regex.fullmatch(r"(ander)?(?:een)?hal(?:f|ve)(.*)", word)
        scale = _scale(match[2]) if match else None
        return None if scale is None or match is None else Fraction(3 if match[1] else 1, 2) * scale
    if match := _HALF.fullmatch(word):
        whole, scale = _integer(match[1]), _scale(match[2])
        return None if whole is None or scale is None else (whole + Fraction(1, 2)) * scale
    whole = _integer(word)
    return None if whole is None else Fraction(whole)


def _scale(word: str) -> int | None:
    return 1 if not word else SCALES.get(word)


def _integer(word: str) -> int | None:
    if word in _BELOW:
        return _BELOW[word]
    for name, factor in SCALES.items():
        before, scale, after = word.partition(name)
        if scale:
            count = _integer(before) if before else 1
            rest = _integer(after.removeprefix("en") if after not in _BELOW else after) if after else 0
            if count is None or rest is None or rest >= factor:
                return None
            # `honderdduizend` is fine, `duizendhonderdduizend` is not; hundreds count up to 99.
            if count >= (100 if factor == 100 else 10**6 if factor == 1000 else 10**18):
                return None
            return count * factor + rest
    return None
