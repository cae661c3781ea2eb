"""For whom a measure is (rules/measure/beneficiaries.toml): people and bodies behind `voor`, or those who are given something."""

from __future__ import annotations

import itertools
from functools import cache

from kamermijn.language.syntax import Tree
from kamermijn.records.measure_details import phrase_of
from kamermijn.records.measure_scene import Act, Scene
from kamermijn.records.measure_trees import clause_of, lemma_of, verb_of
from kamermijn.rules import Rules

# A particle that the parser takes for a second preposition: `richt een fonds in voor slachtoffers`.
_PARTICLES = frozenset({"in", "op", "uit", "af", "open", "vrij", "aan"})


def beneficiary_of(act: Act, scene: Scene, tree: Tree | None, rules: Rules) -> str | None:
    """For whom the act is, as the letter words it; None where it is for a thing, a purpose or a time, or nobody is named."""
    verb = verb_of(act, tree) if tree else None
    if tree is None or verb is None:
        return None
    giving = _is_giving(act, tree, verb, rules)
    for index in clause_of(tree, verb):
        word = tree.words[index]
        cases = {tree.words[i].text.casefold() for i in tree.children(index, "case")}
        meant = "voor" in cases and cases <= {"voor"} | _PARTICLES and word.dep in {"obl", "nmod"}
        given = giving and word.dep in {"iobj", "obl"} and cases <= {"aan"} and (cases or word.dep == "iobj") and word.head == verb
        if (meant or given) and _is_somebody(tree, index, scene, rules):
            return phrase_of(tree, index, scene)
    beside = _beside_gift(tree, verb, scene, rules) if giving else _receiver(tree, verb, scene, rules)
    if beside is None and not giving:
        beside = _helped(act, tree, verb, scene, rules)
    phrase = None if beside is None else phrase_of(tree, beside, scene)
    # A noun without an article that opens the sentence has its capital from there.
    opens = phrase is not None and beside is not None and tree.words[beside].pos == "NOUN" and scene.text.startswith(phrase, scene.start)
    return phrase[0].lower() + phrase[1:] if phrase and opens else phrase


def _is_giving(act: Act, tree: Tree, verb: int, rules: Rules) -> bool:
    words = rules.lexicon("measure_giving")
    # The lexicon knows its verbs by their forms, also where the lemma is wrong (`keer` as `keeren`).
    lemma = act.verb.infinitive.replace("|", "").replace(" ", "") if act.verb else lemma_of(tree, verb)
    gifts = {tree.words[i].lemma for i in tree.children(verb, "obj")}
    return lemma in words["verb"] and not gifts & set(words["no_gift"])


def _beside_gift(tree: Tree, verb: int, scene: Scene, rules: Rules) -> int | None:
    """Somebody who stands before what is given: `biedt kwetsbare huishoudens een toeslag`."""
    objects = tree.children(verb, "obj", "nsubj")
    subjects = tree.children(verb, "nsubj")
    for index, following in itertools.pairwise(objects):
        acts = bool(subjects) and index == subjects[0]
        gift = not acts and tree.words[following].dep == "obj" and _is_somebody(tree, index, scene, rules)
        if gift and not tree.children(index, "case"):
            return index
    return None


def _receiver(tree: Tree, verb: int, scene: Scene, rules: Rules) -> int | None:
    """The subject of `krijgen`."""
    if lemma_of(tree, verb) not in rules.lexicon("measure_giving")["receiving"]:
        return None
    return next((i for i in tree.children(verb, "nsubj") if _is_somebody(tree, i, scene, rules)), None)


def _helped(act: Act, tree: Tree, verb: int, scene: Scene, rules: Rules) -> int | None:
    """Those who are helped: `compenseert huishoudens`, `mantelzorgers worden ontlast`."""
    lemma = act.verb.infinitive.replace("|", "").replace(" ", "") if act.verb else lemma_of(tree, verb)
    if lemma not in rules.lexicon("measure_giving")["helping"]:
        return None
    objects = tree.children(verb, "nsubj:pass" if act.passive else "obj")
    return next((i for i in objects if not tree.children(i, "case") and _is_somebody(tree, i, scene, rules)), None)


def _is_somebody(tree: Tree, index: int, scene: Scene, rules: Rules) -> bool:
    """Whether a noun is people or a body: by its noun, by the ending of its word, or since the letter names a body there."""
    word = tree.words[index]
    text, lemma = word.text.casefold(), word.lemma.casefold()
    if text in rules.lexicon("measure_parliament")["noun"] or text in rules.lexicon("measure_person")["thing"]:
        return False
    for start, end in scene.bodies:
        if start <= word.start < end:
            if scene.text[start:end].casefold().split()[-1] in rules.lexicon("measure_parliament")["noun"]:
                return False  # `de Tweede Kamer`
            # `de Kamercommissie voor Landbouw` is one name.
            return not any(start < tree.words[i].start for i in tree.children(index, "case"))
    return lemma.endswith(_groups(rules)) or text.endswith(_forms(rules))


@cache
def _groups(rules: Rules) -> tuple[str, ...]:
    return tuple(word for words in rules.lexicon("measure_group").values() for word in words)


@cache
def _forms(rules: Rules) -> tuple[str, ...]:
    """Forms of words: those of people, and of bodies without a name."""
    bodies = tuple(word for group in ("public", "provider", "society") for word in rules.lexicon("measure_body")[group])
    return (*rules.lexicon("measure_person")["ending"], *bodies)
