"""Conjugate a Dutch verb: regular verbs by rule, others with the forms that a rule file gives.

The rules are those of the Algemene Nederlandse Spraakkunst (e-ANS 2.3): the stem is the infinitive without ``-en``,
spelled with a long vowel in a closed syllable; the participle takes ``ge-`` unless the verb has an unstressed prefix.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_VOWELS = "aeiou"
_PREFIX = re.compile(r"(?:be|ge|her|er|ont|ver|mis)(?=[^aeiou]*[aeiouy].*[aeiouy])")
# Unstressed endings, which do not lengthen in the stem: handelen -> handel, ontwikkelen -> ontwikkel, tekenen -> teken.
# Nor does a prefix before them bear the stress: verlenen -> verleen, but verzamelen -> verzamel.
_UNSTRESSED = re.compile(r"(?:(?:be|ge|her|er|ont|ver|mis)(?=.*[aeiouy]))*+.*[aeiouy].*(?:el|en|em|ig)$")
_OPEN_A = re.compile(r"(?<!a)a$")
_VOICELESS = ("t", "k", "f", "s", "ch", "p", "x", "c")


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of one verb without its separable particle: ``participle`` and ``infinitive`` carry the particle."""

    particle: str
    first: str
    third: str
    plural: str
    past: tuple[str, ...]
    participle: str
    infinitive: str
    to_infinitive: str


def stem(base: str) -> str:
    """The stem of a regular verb, given its infinitive without particle: ``maken`` -> ``maak``, ``schrappen`` -> ``schrap``."""
    if base.endswith("komen"):
        return base[:-2]
    if not base.endswith("en"):
        return base.removesuffix("n")
    body = base[:-2]
    if len(body) > 1 and body[-1] == body[-2] and body[-1] not in _VOWELS:
        return body[:-1]
    long = (len(body) > 1 and body[-1] not in _VOWELS + "y" and body[-2] in _VOWELS
            and (len(body) < 3 or body[-3] not in _VOWELS or body[-3:-1] in {"ue", "ië"}))  # fmt: skip
    if long and not _UNSTRESSED.match(body):
        body = body[:-1] + body[-2] + body[-1]
    return body[:-1] + {"v": "f", "z": "s"}.get(body[-1], body[-1])


def conjugate(infinitive: str, *, first: str | None = None, past: tuple[str, ...] = (), participle: str | None = None) -> Forms:
    """The forms of ``infinitive``, in which ``|`` stands behind a separable particle (``uit|breiden``, ``beschikbaar|stellen``).

    ``first`` (first person, without particle), ``past`` and ``participle`` (without particle) override the regular ones.
    """
    particle, _, base = infinitive.rpartition("|")
    first = first or stem(base)
    # A long vowel that ends the stem keeps its length: ga -> gaat.
    third = first if first.endswith("t") else first + ("at" if _OPEN_A.search(first) else "t")
    voiced = base[:-2].endswith(("v", "z")) or not first.endswith(_VOICELESS)
    ending = "d" if voiced else "t"
    past = past or (f"{first}{ending}e", f"{first}{ending}en")
    if participle is None:
        core = first if first.endswith(("d", "t")) and first[-1] in "dt" else first + ending
        start = "" if _PREFIX.match(base) else ("geë" if core.startswith("e") else "geï" if core.startswith("i") else "ge")
        participle = start + (core[1:] if start[-1:] in {"ë", "ï"} else core)
    # A particle of one word is written to the participle; `in gang gezet`, `beschikbaar gesteld` stay apart.
    glue = "" if _is_glued(particle) else " "
    return Forms(
        particle=particle,
        first=first,
        third=third,
        plural=base,
        past=past,
        participle=f"{particle}{glue}{participle}" if particle else participle,
        infinitive=f"{particle}{glue}{base}" if particle else base,
        to_infinitive=f"{particle} te {base}" if particle else f"te {base}",
    )


# Particles written as one word with the participle and the infinitive.
# fmt: off
_GLUED = frozenset({
    "aan", "aaneen", "achter", "af", "bij", "binnen", "bijeen", "dicht", "door", "heen", "her", "in", "los",
    "mee", "na", "naar", "neer", "om", "onder", "op", "open", "over", "samen", "tegen", "tegemoet",
    "terecht", "terug", "teweeg", "toe", "uit", "uiteen", "vast", "vooruit", "voor", "voorop", "voort",
    "vrij", "weg", "stil", "klaar", "deel", "plaats", "stop", "goed", "kennis", "waar", "teleur", "thuis",
    "zeker", "veilig", "vorm", "garant", "kwijt", "bekend", "overeen",
})
# fmt: on


def _is_glued(particle: str) -> bool:
    return particle in _GLUED
