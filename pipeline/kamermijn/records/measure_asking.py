"""Which sentences are worth parsing: those in whose main clauses the rules for trees (rules/measure/trees.toml) could see an act.

First the clause reader must see somebody who may act. Then no tree is asked for where, whatever it were, no rule could give an act the
weight that a measure needs: nobody is there who could be its subject, or no word that could be its verb.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from kamermijn.language.clause_words import classes_of
from kamermijn.language.clauses import Word
from kamermijn.language.verbs import Reading
from kamermijn.records.measure_scene import ENOUGH, Scene, committer_heads, words_of_step
from kamermijn.records.measure_trees import no_acts
from kamermijn.records.measure_verbs import needed, particle_at
from kamermijn.rules import Rules

_AHEAD = frozenset({"future", "going", "wish"})
_OWN = frozenset({"ik", "we", "wij", "kabinet", "regering"})
# These open a sentence in which the rules for trees look for nothing.
_CONDITION = frozenset({"als", "indien", "mocht", "mits", "tenzij", "wanneer", "hoe", "wat"})
# A tree knows words by their lemma: forms and compounds of these may be the cabinet, and what begins like a committer may be one.
_CABINET, _STEM = ("kabinet", "regering"), 5
# Words that can be the separable particle of a verb that no list knows: `doe ik de motie af`.
_PARTICLES = frozenset({
    "aan", "achter", "af", "bij", "binnen", "deel", "door", "goed", "in", "klaar", "kwijt", "los", "mee", "na", "neer", "om", "onder",
    "op", "open", "over", "plaats", "rond", "samen", "stil", "tegemoet", "tegen", "terecht", "terug", "thuis", "toe", "tot", "uit", "vast",
    "verder", "vol", "voor", "voort", "vooruit", "vrij", "weer", "weg",
})  # fmt: skip


def may_hold_act(scene: Scene, rules: Rules) -> bool:
    """Whether somebody may act in a main clause of the sentence; where no verb of it is known, whether somebody could."""
    if not scene.words or _CONDITION & {word.text for word in scene.words[:2]}:
        return False
    if _something_comes(scene):
        return True
    own = any(word.text in _OWN for word in scene.words)
    somebody = own or bool(scene.bodies or scene.offices) or _names_committer(scene, rules)
    likely = scene.ahead or scene.listed
    # An auxiliary is taken along where the words before it look like a verb: `Het aantal plaatsen wordt ...`.
    verbs = [word for word in scene.words if word.level != "subordinate" and (word.finite or word.auxiliary in _AHEAD | {"passive"})]
    unsure = not verbs or _unknown_verb(scene)
    if unsure:
        possible = somebody or likely
    else:
        possible = any(_may_be_act(word, scene, rules, own=own, somebody=somebody, likely=likely) for word in verbs)
    return possible and (scene.listed or _Possible(scene, rules, unsure).weight() >= ENOUGH)


def _something_comes(scene: Scene) -> bool:
    """Whether something may come by an act (`er komt een meldpunt`): only a tree tells what does."""
    texts = {word.text for word in scene.words if word.level != "subordinate"}
    return "er" in texts and bool(texts & {"komt", "komen"})


@dataclass
class _Possible:
    """What an act in a sentence could weigh at most, by its words alone; ``unsure`` where its verb is not known.

    It follows the weighing of ``measure_trees``, with each of its conditions replaced by what the words must hold for it to be met.
    """

    scene: Scene
    rules: Rules
    unsure: bool

    def weight(self) -> float:
        """The most that any rule for trees could give."""
        return max(self._said(), self._helped(), self._passive()) + (0.5 if self.scene.ahead else 0.0)

    def _said(self) -> float:
        """Of somebody who does something: a finite verb with its subject."""
        # `We gaan door met ...`: no auxiliary there.
        verbs = [word for word in self._main if self.unsure or (word.finite and word.auxiliary in {"", "going"})]
        forces = {reading.verb.force for word in verbs for reading in self._readings(word) if reading.form in {"first", "third", "plural"}}
        unknown = self.unsure or any(not word.verbal for word in verbs)
        if self._own and (forces or unknown or any(self._parted(word) for word in verbs)):
            return 2.0
        weight = 0.0
        if self._body:
            weight = 2.0 if forces & {"act", "event"} else 1.5 + self._support if forces else 1.5 if unknown else 0.0
        return max(weight, 1.5 if "act" in forces else 0.0)

    def _helped(self) -> float:
        """Of somebody who will act, has acted, has something done or is set on it."""
        somebody, helpers = self._own or self._body, {word.auxiliary for word in self.scene.words}
        if somebody and self._texts & _set_on(self.rules):
            return 2.0
        if self._own and (self._texts & {"laat", "laten"} or ("perfect" in helpers and any(r.verb.lasting for r in self._participles))):
            return 2.0
        if helpers & _AHEAD:
            return 2.0 if "worden" in self._texts or (somebody and any(map(self._infinitive, self.scene.words))) else 1.0
        return 0.0

    def _passive(self) -> float:
        """Of what is being done: `wordt`, or a `worden` that is no infinitive."""
        words = self.scene.words
        modal = next((i for i, word in enumerate(words) if word.auxiliary == "modal"), len(words))
        if not any(
            word.auxiliary == "passive"
            and (self.unsure or word.level != "subordinate")
            and (word.finite or word.text != "worden" or (i < modal and words[i - 1].text != "te"))
            for i, word in enumerate(words)
        ):
            return 0.0
        forces = {reading.verb.force for reading in self._participles}
        by_somebody = "door" in self._texts and (self._named or forces)
        return 2.0 if by_somebody or "act" in forces else 1.5 + self._support if "support" in forces else 1.5

    @cached_property
    def _main(self) -> list[Word]:
        """The words of the main and the reported clauses; all where one cannot be sure."""
        return [word for word in self.scene.words if self.unsure or word.level != "subordinate"]

    @cached_property
    def _texts(self) -> frozenset[str]:
        return frozenset(word.text.casefold() for word in self.scene.words)

    @cached_property
    def _text(self) -> str:
        return " ".join(self.scene.text[self.scene.start : self.scene.end].split())

    @property
    def _support(self) -> float:
        """What a verb of support may gain by words of time."""
        return 1.0 if self.scene.ahead or self._texts & words_of_step(self.rules) else 0.0

    @cached_property
    def _own(self) -> bool:
        """Whether the sender or the cabinet may be a subject."""
        return bool(self._texts & {"ik", "we", "wij"}) or any(self._free(i) for i in self._cabinet)

    @cached_property
    def _cabinet(self) -> list[int]:
        return [i for i, word in enumerate(self.scene.words) if word.text.casefold().startswith(_CABINET)]

    @property
    def _named(self) -> bool:
        """Whether the cabinet is named, behind a preposition too: `door het kabinet`."""
        return bool(self._cabinet or self._texts & {"ik", "we", "wij"})

    @cached_property
    def _body(self) -> bool:
        """Whether a body or office may be a subject."""
        words = self.scene.words
        starts = [start for start, _ in self.scene.bodies] + [office.start for office in self.scene.offices]
        places = [next((i for i, word in enumerate(words) if word.end > start), 0) for start in starts]
        stems, endings = _committers(self.rules)
        places += [i for i, word in enumerate(words) if (low := word.text.casefold()).startswith(stems) or low.endswith(endings)]
        return any(self._free(i) for i in places)

    def _free(self, index: int) -> bool:
        """Whether no preposition stands before a noun and its article: no subject has one."""
        small = classes_of(self.rules).small
        index -= 1
        while index >= 0 and self.scene.words[index].text.casefold() in small["determiner"]:
            index -= 1
        return index < 0 or self.scene.words[index].text.casefold() not in small["preposition"]

    def _readings(self, word: Word) -> list[Reading]:
        """As what acts of the lexicon the word may be read in this sentence: its particle and one of the words it needs are there."""
        return [
            reading
            for reading in word.readings
            if reading.verb.force != "process" and self._has_particle(reading, word) and self._has_needs(reading.verb.needs)
        ]

    def _has_particle(self, reading: Reading, word: Word) -> bool:
        if not reading.particle:
            return True
        if reading.form in {"first", "third"}:
            return particle_at(reading.particle, self.scene.words, word.end) >= 0
        return self._texts.issuperset(reading.particle.split())

    def _has_needs(self, needs: tuple[str, ...]) -> bool:
        # Of several words (`eerste stap`) others may stand between.
        return not needs or any(" " in need for need in needs) or needed(needs).search(self._text) is not None

    @cached_property
    def _participles(self) -> list[Reading]:
        return [reading for word in self.scene.words for reading in self._readings(word) if reading.form == "participle"]

    def _parted(self, verb: Word) -> bool:
        """Whether a particle may belong to the verb, and make another verb of it."""
        return any(particle_at(particle, self.scene.words, verb.end) >= 0 for particle in _PARTICLES & self._texts)

    @cached_property
    def _no_acts(self) -> frozenset[str]:
        return no_acts(self.rules)

    def _infinitive(self, word: Word) -> bool:
        """Whether a word may be the infinitive of an act; of a verb that no list knows too."""
        if word.readings:
            return any(reading.form in {"infinitive", "plural"} for reading in self._readings(word))
        return not word.auxiliary and len(word.text) > 3 and word.text.endswith("n") and word.text not in self._no_acts


@cache
def _committers(rules: Rules) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """How the words begin, and how they end, by which those who can commit themselves are called."""
    return tuple(sorted({head[:_STEM] for head in committer_heads(rules)})), tuple(rules.lexicon("measure_body")["public"])


def _may_be_act(verb: Word, scene: Scene, rules: Rules, *, own: bool, somebody: bool, likely: bool) -> bool:
    """Whether a finite verb may be an act, or an auxiliary of one."""
    match verb.auxiliary:
        case aside if aside in _AHEAD:
            return True
        case "passive":
            return likely or any(w.text == "door" for w in scene.words) or _known(scene, "participle")
        case "being":
            return somebody and any(word.text in _set_on(rules) for word in scene.words)
        case "perfect":
            return own and _known(scene, "participle")
        case "":
            acting = any(reading.verb.force != "process" for reading in verb.readings)
            if own and (not verb.readings or verb.text.startswith("laat")):
                return True
            return acting and (somebody or likely)
        case _:
            return False


@cache
def _set_on(rules: Rules) -> frozenset[str]:
    """The words that say with `zijn` that somebody is set on an act, as the rules for trees name them: `voornemens`."""
    found: set[str] = set()
    for rule in rules.of("measure"):
        for node in (node for pattern in rule.dependency for node in pattern if rule.reading == "tree_intend"):
            wanted: Any = node["RIGHT_ATTRS"]
            found |= {*wanted["TEXT"]["IN"]} if node["RIGHT_ID"] == "head" else set()
    return frozenset(found)


def _known(scene: Scene, form: str) -> bool:
    return any(reading.form == form and reading.verb.force != "process" for word in scene.words for reading in word.readings)


def _unknown_verb(scene: Scene) -> bool:
    """Whether a word beside `ik` may be its verb though no list knows it: `trommel ik`."""
    words = scene.words
    beside = (words[i + step] for i, word in enumerate(words) if word.text == "ik" for step in (-1, 1) if 0 <= i + step < len(words))
    return all(not (word.verbal or word.auxiliary) for word in beside) and any(word.text == "ik" for word in words)


def _names_committer(scene: Scene, rules: Rules) -> bool:
    return any(word.text in committer_heads(rules) for word in scene.words)
