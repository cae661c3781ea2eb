"""Noun phrases by word lists, without a tagger: a run of words that are neither function words nor verbs, with what `van` hangs on it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

import regex

from kamermijn.dutch.numbers import SCALE_SIGNS, read
from kamermijn.records.figure_amount import unit_words
from kamermijn.rules import Rules

TOKEN = regex.compile(r"\(\p{L}[\p{L}-]*\)[\p{L}\p{N}-]*|[\p{L}\p{N}][\p{L}\p{N}_'’‑/-]*|[^\s\p{L}\p{N}]")
ARTICLE = frozenset({"de", "het", "deze", "die", "dit", "dat", "een", "zijn", "haar", "hun", "onze", "ons", "uw", "mijn", "alle"})
# What may hang on a noun without ending the phrase: behind it, and before it.
_LINKS = frozenset({"van", "tegen", "door"})
_BINDERS = frozenset({"van", "door"})
_MAX_WORDS = 9
RATE = r"\p{L}*(?:percentages?|rentes?|tarie(?:f|ven)|groei|korting|inflatie|opslag|aandeel|prijs|premie)"
_RATE_WORD = regex.compile(rf"(?i){RATE}")
# Participles by their shape: `toegenomen`, `gemeld`; they end a phrase, but may stand before a noun (`ingeschreven zaken`). Some nouns have
# the same shape: `gezondheid`, `gewest`, `overgewicht`.
_PARTICIPLE = regex.compile(
    r"(?:(?:aan|af|bij|door|in|mee|na|om|op|over|terug|toe|uit|voor|vrij)ge\p{L}+(?:d|t|en)"
    r"|ge(?!bied|tal|ld|weld|luid|vecht|wicht|recht|zant|dicht|zicht|west|slacht|rucht)\p{L}{2,}[^n](?:d|t))"
    r"(?<!heid|gewicht|gebouwen|geslacht|gesprekken|gevecht)"
)


# The participle that ends a clause after a plural noun (`regio's bezocht`): nothing else follows a plural without a link.
_PLURAL = regex.compile(r"\p{Ll}+(?:en|s|['’]s)")
_CLOSING = regex.compile(r"(?:ge|be|ver|ont|her|er)\p{L}{2,}(?:d|t|en)")


@lru_cache(maxsize=50_000)
def _is_number(word: str) -> bool:
    return read(word).value is not None


@dataclass(frozen=True)
class Classes:
    """Function words and verb forms, in lower case."""

    function: frozenset[str]
    verb: frozenset[str]

    def word(self, token: str) -> bool:
        """Whether a token is a word, and no sign or number."""
        return token[0].isalpha() or (token[0] == "(" and len(token) > 1)

    def verbal(self, token: str) -> bool:
        """Whether a word is a verb form, by list or shape."""
        folded = token.casefold()
        return folded in self.verb or _PARTICIPLE.fullmatch(folded) is not None

    def noun(self, token: str) -> bool:
        """Whether a token may be part of a noun phrase."""
        bare = token.strip("()").casefold()
        return self.word(token) and bare not in self.function and not self.verbal(bare) and not _is_number(bare)


@cache
def classes_of(rules: Rules) -> Classes:
    """The word classes that the lists of a rules folder give."""
    function = {w for words in rules.lexicon("figure_function_word").values() for w in words}
    # The unit of the number before is not what this one counts (`van 24 uur naar 48 uur`).
    function |= {w.casefold() for w in unit_words(rules, "figure_unit") if len(w) > 1}
    function |= {month for months in rules.lexicon("date_month").values() for month in months}
    function |= {"ouder", "jonger", "euro", *(sign.casefold() for sign in SCALE_SIGNS)}
    return Classes(frozenset(function), frozenset(w for words in rules.lexicon("figure_verb").values() for w in words))


def phrase_of(text: str, rules: Rules) -> str | None:
    """The noun phrase with which a text starts, articles left out in front."""
    classes = classes_of(rules)
    tokens = list(TOKEN.finditer(text[:200]))
    count, start, end = 0, -1, -1
    linked = False
    for index, token in enumerate(tokens):
        word, folded = token[0], token[0].casefold()
        nominal = classes.noun(word)
        if not nominal and classes.verbal(word) and (start < 0 or linked):
            # A participle before a noun describes it.
            nominal = index + 1 < len(tokens) and classes.noun(tokens[index + 1][0]) and "ge" in folded
        if start < 0:
            if folded in ARTICLE or folded in ("andere", "extra"):
                continue
            if not nominal:
                return None
            start, end, count = *token.span(), 1
        elif nominal and not linked and _closes(tokens, index, classes):
            break
        elif nominal and count < _MAX_WORDS:
            end, linked, count = token.end(), False, count + 1
        elif (linked and folded in ARTICLE) or (not linked and (folded in _LINKS or _joins(tokens, index, classes))):
            linked = True
        else:
            break
    return text[start:end] if start >= 0 else None


def _closes(tokens: list[regex.Match[str]], index: int, classes: Classes) -> bool:
    """Whether a word has the form of a participle, stands behind a plural noun and has no noun behind it."""
    if not _CLOSING.fullmatch(tokens[index][0]) or not _PLURAL.fullmatch(tokens[index - 1][0]):
        return False
    return index + 1 == len(tokens) or not classes.noun(tokens[index + 1][0])


def _joins(tokens: list[regex.Match[str]], index: int, classes: Classes) -> bool:
    """Whether `en` joins two nouns of one kind: a `van` follows the second, or both are counted (`aantal starts en landingen`)."""
    if tokens[index - 1][0].endswith("-") and tokens[index][0] in (",", "en", "of"):
        return True  # `land- en tuinbouwbedrijven`
    if tokens[index][0] not in ("en", "of") or index + 1 >= len(tokens) or not classes.noun(tokens[index + 1][0]):
        return False
    both_counted = (
        any(t[0] == "aantal" for t in tokens[:index])
        and _PLURAL.fullmatch(tokens[index - 1][0])
        and _PLURAL.fullmatch(tokens[index + 1][0])
    )
    return bool(both_counted) or (index + 2 < len(tokens) and tokens[index + 2][0] == "van")


def phrase_before(text: str, rules: Rules) -> str | None:
    """The last noun phrase before a number, over the verbs and prepositions that lead to it."""
    classes = classes_of(rules)
    text = text[-250:]
    tokens = list(TOKEN.finditer(text))
    index = len(tokens) - 1
    while index >= 0 and not classes.noun(tokens[index][0]):
        if tokens[index][0] in ".;:" and index < len(tokens) - 1:
            return None
        index -= 1
    if index < 0:
        return None
    first = last = index
    article = False
    while index > 0 and last - index < _MAX_WORDS:
        index -= 1
        word, folded = tokens[index][0], tokens[index][0].casefold()
        governed = index > 0 and classes.noun(tokens[index - 1][0])
        if governed and (folded in _BINDERS or (folded in ("voor", "in") and _RATE_WORD.fullmatch(tokens[index - 1][0]))):
            article = False
        elif article:
            break
        elif folded in ARTICLE:
            article = True
        elif classes.noun(word):
            first = index
        else:
            break
    return text[tokens[first].start() : tokens[last].end()]
