"""Numbers that stand in one row: what is said of one is meant of the other too."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Protocol

import regex

from kamermijn.records.figure_amount import Amount
from kamermijn.records.figure_context import Change, Surroundings, per
from kamermijn.records.figure_subject import counted
from kamermijn.rules import Rules

_EXACT = (
    "ongeveer|circa|ruim|bijna|gemiddeld|zelfs|wel|nog|eens|maximaal|minimaal|ten hoogste|ten minste|tenminste|minstens|hooguit|zo['’]n"
)
_MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_TIMED = rf"in|vanaf|structureel|daarna|vervolgens|de|het|jaar|begin|eind|medio|(?:19|20)\d\d|{_MONTHS}"
_CURRENCY = r"(?:[€$]\s?)?"
# Between two numbers of one row: their years, and words that join or weigh them (`van 50 procent in 2030 en 75 procent in 2050`).
_ROW = regex.compile(
    rf"(?i)(?:\s?(?:,|\(|\)|en|of|naar|tot|per|van|oplopend|respectievelijk|resp\.|tegen|{_EXACT}|{_TIMED}))+\s{_CURRENCY}"
)
# The same without what leads from one level to another.
_CHANGED = regex.compile(rf"(?i)(?:\s?(?:,|\(|\)|en|respectievelijk|resp\.|met|{_EXACT}|{_TIMED}))+\s{_CURRENCY}")
_LINK = regex.compile(r",|\s(?:en|respectievelijk|resp\.)\s")
# The rest of a row up to the end of its clause.
_END = r"\s?(?:[.;:]|$|,\s(?:terwijl|maar|waar\p{L}+|zodat|omdat)\s)"
_ROW_ENDS = regex.compile(
    rf"(?i)(?:\s?(?:,|\(|\)|en|respectievelijk|resp\.|met|{_EXACT}|{_TIMED})(?!\p{{L}})|\s{_CURRENCY}(?:\d[\d.]*(?:,\d+)?(?:\s?%)?"
    rf"(?:\s(?:procent|procentpunt|miljoen|miljard|mln\.|mld\.|duizend|euro|fte))*))*+{_END}"
)
_NOUN_ENDS = regex.compile(r"\s\p{Ll}+(?:en|s)\.?")
_SIZES = regex.compile(r"\s(?:lang|breed|hoog|diep|dik|zwaar|oud|wijd|groot)(?:,|,?\sen)\s")
_FROM = regex.compile(rf"(?i)(?<!\p{{L}})van(?:\s(?:{_EXACT}))*\s{_CURRENCY}$")
_TO = regex.compile(rf"(?i)(?:\s(?!naar\s|tot\s)[\p{{L}}’'-]+){{1,6}}?(?:\s(?:19|20)\d\d)?\s(?:naar|tot)(?:\s(?:{_EXACT}))*\s{_CURRENCY}")
_OF_THEM = regex.compile(rf"(?i)(?<!\p{{L}})(?<!^)er(?:\s(?:al|inmiddels|nu|toen|slechts|{_EXACT}))*\s$")
_DIFFERS = regex.compile(
    r"(?i)\s(?:(?:meer|minder|hoger|lager|groter|kleiner|langer|korter)\s(?:dan|als)|(?:boven|onder)\shet\s(?:gemiddelde|niveau|aantal))(?!\p{L})"
)
_ASIDE = regex.compile(
    rf"(?i)(?:[,(–:]|\sen)\s?(?:(?:dat|dit|wat|en)\s(?:(?:is|zijn|was|waren)\s)?(?:er\s)?)?(?:(?:{_EXACT})\s)*{_CURRENCY}$"
)
_FOR = regex.compile(
    r"\s(?:voor|ten behoeve van|naar)\s(?!(?:het\sjaar\s)?(?:19|20)\d\d)(?!(?:dit|volgend|komend|elk|ieder)\sjaar)"
    r"(?!(?:verwachting|schatting|rato|zover|rekening|het\seerst|een\sdeel|de\shelft)(?!\p{L}))"
)
_BESIDE = regex.compile(rf"(?i)\s(?:en|of|tot|respectievelijk|resp\.|dan wel)(?:\s(?:{_EXACT}))*\s{_CURRENCY}")
_AND = regex.compile(rf"[^.;:\d]{{0,80}}\sen(?:\s(?:{_EXACT}))*\s{_CURRENCY}")


class Before(Protocol):
    """The figure before: where it stands and its unit."""

    @property
    def start(self) -> int:
        """Where it starts."""

    @property
    def end(self) -> int:
        """Where it ends."""

    @property
    def unit(self) -> str:
        """Its unit."""


def in_row(between: str) -> bool:
    """Whether a number goes on the row of the one before it, of which ``between`` is the text between."""
    return _ROW.fullmatch(between) is not None


def of_one_thing(between: str) -> bool:
    """Whether two numbers measure one thing: `1,2 km lang, 30 meter breed en 14,5 m hoog`."""
    return _SIZES.fullmatch(between) is not None


def goes_on(amount: Amount, around: Surroundings, previous: Before, rules: Rules) -> bool:
    """Whether a number without a noun counts what the one before it counts.

    `van 490 kotters in 1995 naar 327 in 2004`; `Nederland levert er circa 450`, `in 2016 waren dat er 15`.
    """
    if amount.unit != "count" or previous.unit != "count" or counted(amount, around, rules) is not None:
        return False
    first = amount.start - len(around.before)
    return _OF_THEM.search(around.before) is not None or (
        previous.start >= first
        and _FROM.search(around.before, 0, previous.start - first) is not None
        and _TO.fullmatch(around.before, previous.end - first) is not None
    )


def more_than(amount: Amount, around: Surroundings, previous: Before) -> bool:
    """Whether a number says by how much the one before it in the sentence differs: `340 leden, 1 procent minder dan in 2022`."""
    here = previous.end - (amount.start - len(around.before))
    return here >= 0 and _DIFFERS.match(around.behind) is not None and _ASIDE.search(around.before, here) is not None


def has_own_aim(amount: Amount, around: Surroundings) -> bool:
    """Whether a part of a sum says itself what it is for: `waarvan € 190 mln. voor de gereedheid`."""
    return len(amount.unit) == 3 and amount.unit.isupper() and _FOR.match(around.behind) is not None


def joined(between: str) -> bool:
    """Whether `en` joins a number to the one before it: `€ 1 mln. voor de opvang en € 2 mln. structureel`."""
    return _AND.fullmatch(between) is not None


def change_in_row(between: str, behind: str, before: Change | None) -> Change | None:
    """The change that a row of numbers tells once: `steeg met 4% in 2015, 5% in 2016 en 7% in 2017`.

    The row runs to the end of its clause: what is said on of its last number (`en 40 procent ontvangt toeslag`) is of that one alone.
    """
    if before is None or not (_CHANGED.fullmatch(between) and _LINK.search(between)):
        return None
    one_by_one = "resp" in between and _NOUN_ENDS.fullmatch(behind) is not None
    return before if one_by_one or _ROW_ENDS.match(behind) else None


def following_in_row(amount: Amount, others: Sequence[Amount], around: Surroundings) -> Amount | None:
    """The next number where it is told one by one with this one, of one unit: `respectievelijk 12 en 15 scholen`."""
    following = _following(amount, others, around)
    if following is None or not (_ONE_BY_ONE.search(around.before) or "resp" in around.behind[: following.start - amount.end]):
        return None
    return following


def _following(amount: Amount, others: Sequence[Amount], around: Surroundings) -> Amount | None:
    following = next((other for other in others if other.start >= amount.end), None)
    if following is None or following.unit != amount.unit:
        return None
    return following if _BESIDE.fullmatch(around.behind, 0, following.start - amount.end) else None


def per_of_row(amount: Amount, others: Sequence[Amount], around: Surroundings, rules: Rules) -> str | None:
    """What the next number of a row is per, where a number says none: `minimaal € 171 en ten hoogste € 901 per maand`."""
    following = _following(amount, others, around)
    if following is None or not Fraction(1, 10) < amount.value / (following.value or 1) < 10:
        return None
    bounds = _LEAST.search(around.before) and _MOST.search(around.behind, 0, following.start - amount.end)
    if not bounds and following_in_row(amount, others, around) is None:
        return None
    return per(Surroundings("", around.behind[following.end - amount.end :]), rules)


_ONE_BY_ONE = regex.compile(r"(?i)(?<!\p{L})resp(?:ectievelijk|\.)\s(?:[€$]\s?)?$")
_LEAST = regex.compile(r"(?i)(?<!\p{L})(?:minimaal|minstens|ten minste|tenminste)\s(?:[€$]\s?)?$")
_MOST = regex.compile(r"(?i)(?<!\p{L})(?:maximaal|ten hoogste|hooguit)\s(?:[€$]\s?)?$")
