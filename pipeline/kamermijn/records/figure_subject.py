"""What a figure counts or measures, as the letter words it: the noun phrase at the number, by word lists.

There is no tagger here. A phrase is a run of words that are neither function words nor verbs, with what `van`
hangs on it; where the number stands behind its noun (`een rente van 2%`), the phrase before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from kamermijn.records.figure_amount import Amount
from kamermijn.records.figure_context import Surroundings, words_pattern
from kamermijn.rules import Rules

_TOKEN = regex.compile(r"\(\p{L}[\p{L}-]*\)[\p{L}\p{N}-]*|[\p{L}\p{N}][\p{L}\p{N}_'’‑/-]*(?:\(\p{L}+\))?|[^\s\p{L}\p{N}]")
_ARTICLE = frozenset({"de", "het", "deze", "die", "dit", "dat", "een", "zijn", "haar", "hun", "onze", "ons", "uw", "mijn", "alle"})
# What may hang on a noun without ending the phrase.
_LINKS = frozenset({"van", "voor", "tegen"})
_BINDERS = frozenset({"van", "in", "voor", "naar", "tegen", "door", "tussen", "op"})
_MAX_WORDS = 9


@dataclass(frozen=True)
class _Classes:
    function: frozenset[str]
    verb: frozenset[str]

    def noun(self, word: str) -> bool:
        """Whether a word may be part of a noun phrase."""
        folded = word.casefold()
        return word[:1] not in ",.;:!?–—-«»“”\"'…" and folded not in self.function and folded not in self.verb


@cache
def _classes(rules: Rules) -> _Classes:
    function = {w for words in rules.lexicon("figure_function_word").values() for w in words}
    return _Classes(frozenset(function), frozenset(w for words in rules.lexicon("figure_verb").values() for w in words))


@cache
def _bare_change(rules: Rules) -> regex.Pattern[str]:
    return regex.compile(rf"(?i)^\s?-?(?:{words_pattern(rules, 'figure_change_after')})(?!\p{{L}})")


def counted(amount: Amount, around: Surroundings, rules: Rules) -> str | None:
    """The noun phrase directly behind the number, or behind `van de (N)`; None where a verb or a stop follows."""
    behind = around.behind
    if changed := _bare_change(rules).match(behind):
        behind = behind[changed.end() :]
    if part := regex.match(r"\s(?:van|uit)\s(?:(?:de|het|alle|onze|deze)\s)?(?:(?:in totaal|circa|ruim)\s)?(?:[\d.]+\s)?", behind):
        return _phrase(behind[part.end() :], rules)
    return _phrase(behind, rules)


def subject(amount: Amount, around: Surroundings, rules: Rules) -> str | None:
    """What is counted or measured; of money what it is for; None if the letter does not say it near the number."""
    behind = counted(amount, around, rules)
    if amount.unit == "count":
        return behind or _before(around.before, rules)
    if len(amount.unit) == 3 and amount.unit.isupper():
        return _purpose(around, rules) or _before(around.before, rules) or behind
    if amount.unit in ("percent", "ratio", "percentage_point"):
        return behind or _before(around.before, rules)
    return _before(around.before, rules) or behind


def _purpose(around: Surroundings, rules: Rules) -> str | None:
    """`voor de versterking van …` in the clause behind an amount of money, else in the clause before it."""
    clause = regex.match(r"[^.;]{0,120}", around.behind)
    for match in regex.finditer(r"(?<!\p{L})(?:voor|ten behoeve van|aan|naar|in)\s", clause[0] if clause else ""):
        if match[0].strip() == "in" and regex.match(r"\d", around.behind[match.end() :]):
            continue
        if found := _phrase(around.behind[match.end() - 1 :], rules):
            return found
    if before := regex.search(r"(?<!\p{L})(?:[Vv]oor|[Aa]an)\s(?=[^.;,]*$)", around.before):
        return _phrase(around.before[before.end() - 1 :], rules)
    return None


def _phrase(text: str, rules: Rules) -> str | None:
    """The noun phrase with which a text starts, articles left out in front."""
    classes = _classes(rules)
    words: list[str] = []
    start = end = -1
    pending = -1
    for token in _TOKEN.finditer(text[:200]):
        word, folded = token[0], token[0].casefold()
        if start < 0:
            if folded in _ARTICLE or folded in ("andere", "extra"):
                continue
            if not classes.noun(word) or word[0].isdigit():
                return None
            start, end = token.span()
            words.append(word)
            continue
        gap = text[end if pending < 0 else pending : token.start()]
        if gap.strip() or len(words) >= _MAX_WORDS:
            break
        if classes.noun(word) and not word[0].isdigit():
            end, pending = token.end(), -1
            words.append(word)
        elif folded in _LINKS or (pending >= 0 and folded in _ARTICLE):
            if folded in _LINKS and pending >= 0:
                break
            pending = token.end()
        else:
            break
    return text[start:end].strip("()") or None if start >= 0 else None


def _before(text: str, rules: Rules) -> str | None:
    """The last noun phrase before a number, over the verbs and prepositions that lead to it."""
    classes = _classes(rules)
    text = text[-250:]
    tokens = list(_TOKEN.finditer(text))
    index = len(tokens) - 1
    while index >= 0 and not (classes.noun(tokens[index][0]) and not tokens[index][0][0].isdigit()):
        if tokens[index][0] in ".;:" and index < len(tokens) - 2:
            return None
        index -= 1
    if index < 0:
        return None
    last = first = index
    while index > 0 and last - index < _MAX_WORDS:
        index -= 1
        word, folded = tokens[index][0], tokens[index][0].casefold()
        if classes.noun(word) and not word[0].isdigit():
            first = index
        elif folded in _ARTICLE or folded in _BINDERS:
            continue
        else:
            break
    return text[tokens[first].start() : tokens[last].end()].strip("()")
