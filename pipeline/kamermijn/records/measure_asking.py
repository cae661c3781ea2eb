"""Which sentences are worth parsing: those in whose main clauses the rules for trees (rules/measure/trees.toml) could see an act."""

from __future__ import annotations

from functools import cache
from typing import Any

from kamermijn.language.clauses import Word
from kamermijn.records.measure_scene import Scene, committer_heads
from kamermijn.rules import Rules

_AHEAD = frozenset({"future", "going", "wish"})
_OWN = frozenset({"ik", "we", "wij", "kabinet", "regering"})
# These open a sentence in which the rules for trees look for nothing.
_CONDITION = frozenset({"als", "indien", "mocht", "mits", "tenzij", "wanneer", "hoe", "wat"})


def may_hold_act(scene: Scene, rules: Rules) -> bool:
    """Whether somebody may act in a main clause of the sentence; where no verb of it is known, whether somebody could."""
    if not scene.words or _CONDITION & {word.text for word in scene.words[:2]}:
        return False
    own = any(word.text in _OWN for word in scene.words)
    somebody = own or bool(scene.bodies or scene.offices) or _names_committer(scene, rules)
    likely = scene.ahead or scene.listed
    # An auxiliary is taken along where the words before it look like a verb: `Het aantal plaatsen wordt ...`.
    verbs = [word for word in scene.words if word.level != "subordinate" and (word.finite or word.auxiliary in _AHEAD | {"passive"})]
    if not verbs or _unknown_verb(scene):
        return somebody or likely
    return any(_may_be_act(word, scene, rules, own=own, somebody=somebody, likely=likely) for word in verbs)


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
