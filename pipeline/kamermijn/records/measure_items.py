"""Items of a list of measures read off their trees (rules/measure/items.toml): nouns of acting and infinitives."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kamermijn.language.dependencies import TreeMatch, dependency_matches
from kamermijn.language.syntax import Tree
from kamermijn.records.measure_scene import Act, Scene
from kamermijn.records.measure_trees import DENYING, verbs_by_lemma, word_at
from kamermijn.rules import Rules, Verb


def item_act(scene: Scene, tree: Tree, rules: Rules) -> Act | None:
    """The act of an item that has no finite verb of its own; None where its head is none."""
    for match in dependency_matches(tree, rules, "measure"):
        if match.rule.reading == "list_item" and (act := _judged(match, scene, tree, rules)):
            return act
    return None


def _judged(match: TreeMatch, scene: Scene, tree: Tree, rules: Rules) -> Act | None:
    head = tree.words[match.nodes["verb"]]
    anchor = word_at(scene, head.start)
    things = rules.lexicon("measure_list_thing")
    if anchor is None or any(w.text in DENYING for w in scene.words) or head.lemma.casefold() in things["noun"]:
        return None
    if any(tree.words[i].lemma.casefold() in things["state"] for i in tree.children(match.nodes["verb"], "amod")):
        return None  # `Bestaande uitbreidingen van de haven`
    name = head.text.casefold()
    verb: Verb | None = None
    if "more" not in match.nodes:
        lowered = head.lemma.casefold()
        verb = nouns_of_acting(rules).get(lowered) or _infinitive(name, head.morph, rules)
        listed = _listed(rules)
        if verb is None and not (lowered in listed or name in listed or lowered.endswith(_endings(rules))):
            return None
    return Act(match.rule, "announced", 2.0, anchor, [w for w in scene.words if w.level == "main"] or scene.words, verb)


def _infinitive(name: str, morph: str, rules: Rules) -> Verb | None:
    """The verb of an infinitive; one that could be a finite verb too must show its particle (`inrichten`, not `ondersteunen`)."""
    for verb in verbs_by_lemma(rules).get(name, ()):
        if verb.force != "process" and ("VerbForm=Inf" in morph or "|" in verb.infinitive):
            return verb
    return None


@cache
def nouns_of_acting(rules: Rules) -> Mapping[str, Verb]:
    """The nouns in -ing of the verbs of the lexicon: ``uitbreiding`` of ``uit|breiden``."""
    found: dict[str, Verb] = {}
    for lemma, verbs in verbs_by_lemma(rules).items():
        acts = [verb for verb in verbs if verb.force != "process"]
        if acts and lemma.endswith("en") and " " not in lemma:
            found[lemma[:-2] + "ing"] = acts[0]
    return found


def is_noun_of_acting(word: str, rules: Rules) -> bool:
    """Whether a noun is an act of its own, one or many: `uitbreiding`, `pilots`, `trainingen`."""
    low = word.casefold()
    singular = {low, low.removesuffix("en"), low.removesuffix("s"), low.removesuffix("sen")}
    return any(form in nouns_of_acting(rules) or form in _listed(rules) or form.endswith(_endings(rules)) for form in singular)


@cache
def _listed(rules: Rules) -> frozenset[str]:
    return frozenset(word for words in rules.lexicon("measure_list_head").values() for word in words)


@cache
def _endings(rules: Rules) -> tuple[str, ...]:
    return tuple(rules.lexicon("measure_list_compound")["ending"])
