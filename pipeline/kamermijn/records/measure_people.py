"""People by the nouns that letters use for them (rules/measure/beneficiaries.toml), one or many."""

from __future__ import annotations

from functools import cache

import regex

from kamermijn.rules import Rules


@cache
def people(rules: Rules) -> regex.Pattern[str]:
    """A pattern for a noun of `measure_group` or a compound of one (`visser`, `zeevissers`); the group ``many`` is its plural ending."""
    words = sorted(rules.lexicon("measure_group")["people"], key=len, reverse=True)
    return rules.compile(r"(?i)(?<!\w)\p{L}*(?:" + "|".join(map(regex.escape, words)) + r")(?P<many>s|en|n|ren|eren|len|nen|[’']s)?(?!\w)")


def is_people(word: str, rules: Rules) -> bool:
    """Whether a noun is people: by the noun, or by the ending of others (`woningzoekenden`)."""
    return word.casefold().endswith(rules.lexicon("measure_person")["ending"]) or people(rules).fullmatch(word) is not None
