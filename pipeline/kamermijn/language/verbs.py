"""The forms of the verb lexicon: which word can be which form of which verb."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kamermijn.dutch.conjugation import conjugate
from kamermijn.rules import Rules, Verb

Form = Literal["first", "third", "plural", "past", "participle", "infinitive"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one word can be: a form of a verb, with the particle that must stand elsewhere (empty where none is needed).

    ``joined`` is true of forms written as one word with their particle (`uitbreidt`): a finite one ends a subordinate clause.
    """

    verb: Verb
    form: Form
    particle: str = ""
    joined: bool = False


@cache
def readings(rules: Rules) -> Mapping[str, tuple[Reading, ...]]:
    """Every form of every verb of the lexicon, in lower case."""
    found: dict[str, dict[Reading, None]] = defaultdict(dict)
    for verb in rules.verbs:
        forms = conjugate(verb.infinitive, first=verb.first, past=verb.past, participle=verb.participle)
        part = forms.particle
        finite: list[tuple[str, Form]] = [(forms.first, "first"), (forms.third, "third"), (forms.plural, "plural")]
        finite += [(past, "past") for past in forms.past]
        for word, form in finite:
            found[word][Reading(verb, form, part)] = None
            if part and " " not in forms.infinitive and form != "plural":
                found[part + word][Reading(verb, form, "", True)] = None
        for word, form in ((forms.participle, "participle"), (forms.infinitive, "infinitive")):
            # `beschikbaar gesteld`: the last word carries the form, the words before it are the particle.
            last = word.rpartition(" ")[2]
            found[last][Reading(verb, form, part if last != word else "", bool(part) and last == word)] = None
        if part:
            # `uit te breiden`: the particle stands before `te`.
            found[forms.plural][Reading(verb, "infinitive", part)] = None
    return {word: tuple(forms) for word, forms in found.items()}
