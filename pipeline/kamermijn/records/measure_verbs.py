"""Which verbs of the lexicon complete a clause: with their particle, their needed words, and not denied."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from kamermijn.language.clauses import Word
from kamermijn.records.measure_scene import Scene
from kamermijn.rules import Verb

# Negation within a clause: the act is denied.
_DENIED = frozenset({"niet", "geen", "nooit", "noch", "evenmin", "nauwelijks", "amper"})
# Words in `needs` that are no nouns, and so have no compounds.
_PLAIN = frozenset({
    "naar", "waar", "welke", "samen", "hierop", "erop", "zich", "gezamenlijk", "nauwgezet", "nauwlettend", "hieraan", "daaraan",
    "ervoor", "hiervoor", "daarvoor", "eerste stap", "met", "hoe",
})  # fmt: skip
# What may follow a particle that looks like a preposition: `zet ... in op`, `wijzen ... aan voor`.
# fmt: off
_BEHIND_PARTICLE = frozenset({
    "aan", "als", "bij", "binnen", "conform", "dan", "door", "en", "in", "maar", "met", "na", "naar", "naast", "of", "om", "onder", "op",
    "over", "per", "sinds", "te", "tegen", "tot", "totdat", "tussen", "uit", "van", "vanaf", "vanuit", "via", "volgens", "voor", "waar",
    "wanneer", "zich", "zodat", "zodra", "zonder",
})
# fmt: on


@cache
def needed(needs: tuple[str, ...]) -> regex.Pattern[str]:
    """A pattern for the words of which a verb needs one; ``*`` stands for more letters, and a noun for its compounds too.

    `plan` is in `gebiedsplan` and `onderzoek` in `vervolgonderzoek`: the last part of a Dutch compound says what it is.
    """
    parts = []
    for need in needs:
        compound = len(need) >= 4 and need not in _PLAIN and " " not in need
        word = regex.escape(need.strip("*"), literal_spaces=True)
        parts.append((r"\w*" if need.startswith("*") or compound else "") + word + (r"\w*" if need.endswith("*") else ""))
    return regex.compile(r"(?i)(?<!\w)(?:" + "|".join(parts) + r")(?!\w)")


def particle_at(particle: str, clause: list[Word], after: int) -> int:
    """Where the separable particle stands in the clause behind offset ``after``; -1 where it does not.

    `in`, `op` and `aan` are prepositions too: a particle closes its clause, or a preposition or conjunction follows it.
    """
    parts = particle.split()
    rest = [word for word in clause if word.start >= after]
    for i in range(len(rest) - len(parts), -1, -1):
        if [word.text for word in rest[i : i + len(parts)]] != parts:
            continue
        following = rest[i + len(parts)] if i + len(parts) < len(rest) else None
        if following is None or len(particle) > 4 or following.verbal or following.text in {",", ";", ":"} | _BEHIND_PARTICLE:
            return rest[i].start
        if following.start - rest[i + len(parts) - 1].end > 1:
            return rest[i].start
    return -1


def denied(clause: list[Word]) -> bool:
    """Whether the clause says that the act is not done; `niet alleen` and what follows `maar` deny nothing."""
    texts = [word.text for word in clause]
    if "maar" in texts[1:]:
        texts = texts[: texts.index("maar", 1)]
    return any(w in _DENIED and texts[i + 1 : i + 2] not in (["alleen"], ["langer"], ["eerder"]) for i, w in enumerate(texts))


def completing_verbs(scene: Scene, clause: list[Word], anchor: Word, form: str) -> Iterator[Verb]:
    """The verbs of the lexicon that complete the frame with a participle or infinitive in the clause."""
    text = searched_words(scene, clause)
    for i, word in enumerate(clause):
        if word is anchor or word.finite or (i and clause[i - 1].text == "te" and anchor.auxiliary in {"future", "going", "wish"}):
            continue
        for reading in word.readings:
            if reading.form != form or reading.verb.force == "process" or (form == "participle" and _describes(scene, clause, i)):
                continue
            if form == "infinitive" and reading.joined and i and clause[i - 1].text in _OF_NOUNS:
                continue  # `komen met voorstellen`
            if reading.particle and not _before(clause, i).endswith(reading.particle):
                continue
            if reading.verb.needs and not needed(reading.verb.needs).search(text):
                continue
            yield reading.verb


# Behind these stands a noun: what looks like an infinitive with its particle is none.
_OF_NOUNS = frozenset({"met", "voor", "over", "bij", "door"})
# What may lead to a participle before its noun. After `er` a pronoun or number does: `is er een verbreed`.
_DETERMINED = regex.compile(r"(?i)(?<!\p{L})(?:de|alle|onze|(?<!(?<!\p{L})er\s)(?P<neuter>een))\s$")
# A count with its article; a number alone may be a year or a day: `heeft in 2019 besloten scholen te sluiten`.
_COUNTED = regex.compile(r"(?i)(?<!\p{L})(?:de|deze|die|alle|onze|uw|hun)\s(?!(?:1[6-9]|20)\d\d\s)\d[\d.]*\s$")
# Words that are no noun behind a participle, next to those that may follow a particle.
_NO_NOUN = frozenset({
    ",", ";", ":", "(", ")", "al", "de", "dat", "deze", "die", "dit", "doordat", "een", "er", "het", "hierover", "nadat", "niet", "ook",
    "omdat", "opdat", "terwijl", "voordat", "zoals",
})  # fmt: skip


def _describes(scene: Scene, clause: list[Word], i: int) -> bool:
    """Whether a participle only describes the noun behind it: `de (1.150) uitgezonden militairen zijn ...`."""
    word, behind = clause[i], clause[i + 1] if i + 1 < len(clause) else None
    before = scene.text[max(scene.start, word.start - 24) : word.start]
    determined = _DETERMINED.search(before)
    if determined and word.text.endswith("e"):
        return True
    if behind is None or behind.auxiliary or behind.text in _BEHIND_PARTICLE | _NO_NOUN:
        return False
    if determined:
        # Only before a neuter noun does a participle stay as it is: `een verbreed kanaal`, but `zijn alle verbreed`.
        return determined["neuter"] is not None or word.text.endswith("en")
    plural = behind.text.endswith(("en", "s")) and len(behind.text) > 4
    return plural and word.text.endswith(("e", "en")) and _COUNTED.search(before) is not None


def _before(clause: list[Word], i: int) -> str:
    """The words before the verb at ``i`` without the auxiliaries beside it: `in kaart (worden) gebracht`, `in (te) zetten`."""
    while i and (clause[i - 1].auxiliary or clause[i - 1].text == "te"):
        i -= 1
    return " ".join(word.text for word in clause[:i])


def searched_words(scene: Scene, clause: list[Word]) -> str:
    """The words of a clause, with those that open a subordinate clause of it (`kijken hoe`): where needed words are sought."""
    ends = clause[-1].end if clause else 0
    opening = {"of", "hoe", "welke", "waar", "hoeverre", "dat"}
    extra = [w.text for w in scene.words if w.level == "subordinate" and w.text in opening and w.start <= ends + 40]
    return " ".join([w.text for w in clause] + extra)


def best_verb(verbs: Iterator[Verb]) -> Verb | None:
    """The verb that says most: a separable one before its simple twin, an act before support."""
    return max(verbs, key=lambda v: (v.force == "act", "|" in v.infinitive, bool(v.needs), len(v.infinitive)), default=None)
