"""A smaller alphabet to look for the beginnings of patterns in: letters without case, one sign for white space, two for digits."""

from __future__ import annotations

import re
import sys
from functools import cache
from importlib import import_module
from typing import Any

import regex

_ENGINE: Any = import_module("regex._regex")
# What is drawn as no sign of its own.
OTHER = "\ufffd"
# No character is drawn as one of these: they mark what cannot stand before a beginning.
BOUND, APART, EDGE = "^", "\a", "\b"
# Signs that a pattern may name are told apart, all further ones are one and the same.
_SIGNS = (*range(0x250), *range(0x2010, 0x2040), 0x20AC, 0x212A, 0x212B)
LAST = _SIGNS[-1]
_SPACE, _DIGIT = map(regex.compile, (r"\s", r"\d"))
_RUN_ON = re.compile("(?<=0)0")
_BLIND = int(regex.IGNORECASE | regex.UNICODE)


class _Drawing(dict[int, str]):
    """What each character is drawn as; one that is not listed is ``OTHER``, unless it is white space or a digit."""

    def __missing__(self, code: int) -> str:
        self[code] = _sort(chr(code)) or OTHER
        return self[code]


def _sort(sign: str) -> str:
    """The one sign for all white space and that for all digits; nothing for what is neither."""
    return " " if _SPACE.match(sign) else "0" if _DIGIT.match(sign) else ""


@cache
def cases(sign: str) -> tuple[str, ...]:
    """The characters that a pattern takes for one and the same where case does not count."""
    return tuple(map(chr, sorted({ord(sign), *_ENGINE.get_all_cases(_BLIND, ord(sign))})))


def _drawing() -> _Drawing:
    found = _Drawing()
    for code in _SIGNS:
        # The first of its cases, so that the long s is an s; a letter whose capital is two signs (ß) would shift all that follows.
        low = cases(chr(code))[0].lower()
        plain = len(low) == len(low.title()) == 1 and low.title().lower() == low and low not in (BOUND, APART, EDGE)
        found[code] = _sort(chr(code)) or (low if plain else OTHER)
    return found


_DRAWN_AS = _drawing()
KNOWN = tuple(map(chr, _DRAWN_AS))


def drawn(text: str) -> str:
    """The text on the alphabet of beginnings, sign for sign; a letter that follows no letter is a capital, a digit behind a digit a 1."""
    return drawn_digits(text.translate(_DRAWN_AS).title())


def drawn_digits(drawn_text: str) -> str:
    """Drawn text in which every digit is a 0, with a 1 for each that stands behind another."""
    return _RUN_ON.sub("1", drawn_text)


@cache
def far() -> dict[str, tuple[int, ...]]:
    """White space and digits that are not among the signs told apart: all that is drawn neither as itself nor as ``OTHER``."""
    told_apart = set(_SIGNS)
    signs = "".join(chr(code) for code in range(sys.maxunicode + 1) if code not in told_apart and not 0xD800 <= code < 0xE000)
    return {drawn_as: tuple(map(ord, each.findall(signs))) for drawn_as, each in ((" ", _SPACE), ("0", _DIGIT))}


def draw(sign: str) -> str:
    """What one character is drawn as, without regard to what stands before."""
    return _DRAWN_AS[ord(sign)]


# What ``str.title`` takes for letters.
LETTERS = tuple(code for code, sign in _DRAWN_AS.items() if ("x" + sign + "x").title() == "X" + sign + "x")
DIGITS = tuple(code for code, sign in _DRAWN_AS.items() if sign == "0")
_SIGNS_OF_WORDS = frozenset(sign for sign in KNOWN if regex.match(r"\w", sign))
# Drawn signs that stand for nothing but the characters of words.
WORDLY = frozenset(map(draw, _SIGNS_OF_WORDS)) - frozenset(draw(sign) for sign in KNOWN if sign not in _SIGNS_OF_WORDS) - {OTHER}
