"""A light stem: what the forms of a Dutch word, and the noun and the verb of one act, have in common.

``uitbreiding``, ``uitbreiden`` and ``uitgebreid`` all give ``uitbreid``; ``trainen``, ``training`` and ``getraind`` give ``train``. It is
made to compare sentences with, not to be read: two words of one stem are nearly always one word. What is cut are the endings of the
inflection (e-ANS 2.3 and 3.5) and ``-ing``.
"""

from __future__ import annotations

import re
import unicodedata

_PARTICLES = ("achteruit", "tegemoet", "achter", "binnen", "samen", "terug", "tegen", "onder", "vooruit", "voort", "over", "vast", "vrij",
              "door", "voor", "mede", "open", "klaar", "rond", "weg", "aan", "bij", "mee", "uit", "toe", "los", "stil", "op", "af", "in",
              "om", "na", "her")  # fmt: skip
_PARTICIPLE = re.compile(rf"^({'|'.join(sorted(_PARTICLES, key=len, reverse=True))})?ge([a-z]{{3,9}}?)(?:[dt]|en)$")
_DOUBLE_VOWEL = re.compile(r"([aeou])\1(?=[bcdfghjklmnpqrstvwxz]$)")
_DOUBLE_CONSONANT = re.compile(r"([bcdfghjklmnpqrstvwxz])\1$")
_VOWEL = re.compile(r"[aeiouy]")


def fold(word: str) -> str:
    """Lower case, without accents; the typographic apostrophe as a plain one."""
    lowered = word.casefold().replace("’", "'")
    if lowered.isascii():
        return lowered
    # What is taken apart may hold capitals that the sign itself had not (`𝕊`), and what is folded may come apart again.
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", lowered).casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("’", "'")


def stem_of_lemma(lemma: str) -> str:
    """The stem of a noun, an adjective or an infinitive as a dictionary has it."""
    body = lemma
    for ending in ("ingen", "ing"):
        if body.endswith(ending) and len(body) - len(ending) >= 3 and _VOWEL.search(body[: -len(ending)]):
            return _bare(body[: -len(ending)])
    if body.endswith("en") and len(body) > 4:
        body = body[:-2]
    elif body.endswith("e") and len(body) > 4:
        body = body[:-1]
    return _bare(body)


def stem_of_form(form: str) -> str:
    """The stem of a form that no list knows: a plural, a participle or a form of a verb."""
    if (participle := _PARTICIPLE.match(form)) and _VOWEL.search(participle[2]):
        return _bare((participle[1] or "") + participle[2])
    if form.endswith("'s"):
        return form[:-2]
    if len(form) > 5:
        if form.endswith("heden"):
            return _bare(form.removesuffix("heden") + "heid")
        if form.endswith("en"):
            return stem_of_lemma(form)
        if form.endswith("s") and not form.endswith(("ss", "us", "is", "sis")):
            return stem_of_lemma(form[:-1])
        if form.endswith(("de", "te")):
            return _bare(form[:-2])
        if form.endswith(("eert", "iert", "elt", "ent", "mt", "rt")):
            return _bare(form[:-1])
    return stem_of_lemma(form)


def _bare(body: str) -> str:
    """Spelled the same whether the syllable was open or closed, its last consonant voiced or not."""
    body = _DOUBLE_CONSONANT.sub(r"\1", body)
    body = _DOUBLE_VOWEL.sub(r"\1", body)
    if body[-1:] in ("v", "z"):
        body = body[:-1] + {"v": "f", "z": "s"}[body[-1]]
    return body
