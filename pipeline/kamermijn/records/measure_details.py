"""What the tree of a measure tells besides the act: all acts joined in it, and what a promise is about."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

import regex

from kamermijn.language.syntax import Tree
from kamermijn.records.measure_items import nouns_of_acting
from kamermijn.records.measure_scene import Act, Scene
from kamermijn.records.measure_trees import clause_of, verb_of
from kamermijn.rules import Rules

# A topic that only points back says nothing to who reads the record alone.
_POINTING = frozenset({"dit", "deze", "dat", "dezen", "hem", "haar", "hen"})
_LONGEST_PHRASE = 160
_CLOSING = {"'": "'", "’": "‘", "”": "“", '"': '"', "»": "«"}
# A time that may end a topic; `voor het jaar 2024` tells what it is about.
_WHEN = regex.compile(
    r"(?i)\s(?!voor\shet\sjaar\s\d)(?:in|voor|na|rond|begin|medio|eind|uiterlijk|dit|komend|volgend)(?:\s(?:het|de))?(?:\s(?:\d{1,2}|eerste|tweede|derde|vierde"
    r"|begin|eind|komende|(?:loop|kwartaal|helft|einde|najaar|voorjaar|zomer)\svan|de|het))*\s(?:voorjaar|najaar|zomer|herfst|winter"
    r"|kwartaal|jaar|(?:zomer|kerst)?reces|kerst|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    r"|(?:19|20)\d\d)(?:\s(?:19|20)\d\d)?$"
)


def first_joined(surest: Act, found: list[Act], tree: Tree | None) -> Act:
    """Of acts joined under one subject (`Ik stel ... in en informeer ...`) the first, if it is one for itself; else the surest."""
    verb = verb_of(surest, tree) if tree else None
    if tree is None or verb is None or tree.words[verb].dep != "conj" or tree.children(verb, "nsubj"):
        return surest
    head = tree.words[verb].head
    # What only lies with others says less than the step that follows: `ligt bij de Raad van State en zal ... worden ingediend`.
    return next((act for act in found if verb_of(act, tree) == head and act.rule.reading != "pending"), surest)


def actions_of(act: Act, action: str, scene: Scene, tree: Tree | None, rules: Rules) -> tuple[str, ...]:
    """The act and the acts joined to it by `en` or a comma, in the words of the letter."""
    verb = verb_of(act, tree) if tree else None
    if tree is None or verb is None:
        return (action,)
    more = []
    item = act.rule.reading == "list_item"
    # A noun of acting is often hung under the object of the first one: `verdieping van de haven en uitbreiding van de kade`.
    above = (verb, *tree.children(verb, "nmod")) if item else (verb,)
    for joined in (i for word in above for i in tree.children(word, "conj")):
        words = [tree.words[i] for i in clause_of(tree, joined)]
        words = [w for w in words if w.pos != "CCONJ" and w.dep != "punct"]
        nominal = item and tree.words[joined].lemma.casefold() in nouns_of_acting(rules)
        if (nominal or tree.words[joined].pos == "VERB") and not any(w.text.casefold() in {"niet", "geen"} for w in words):
            more.append(scene.text[words[0].start : words[-1].end])
    if not more:
        return (action,)
    # The second act is no part of the first one's words.
    start = scene.text.find(more[0], scene.start, scene.end)
    place = scene.text.find(action, scene.start, scene.end)
    if place >= 0 and place < start < place + len(action):
        action = scene.text[place:start].rstrip(" ,;")
    return (action.removesuffix(" en").removesuffix(" of").rstrip(" ,;"), *more)


def topic_of(act: Act, scene: Scene, tree: Tree | None, times: Iterable[tuple[int, int]]) -> str | None:
    """What Parliament is to hear about, without the time by which it will: ``times`` are where in the text that stands."""
    topic = _topic(act, scene, tree)
    when = _WHEN.search(topic) if topic else None
    if topic is None or when is None:
        return topic
    place = scene.text.find(topic, scene.start, scene.end)
    own = any(start < place + when.end() and end > place + when.start() for start, end in times)
    return topic[: when.start()] if own else topic


def _topic(act: Act, scene: Scene, tree: Tree | None) -> str | None:
    """What Parliament is to hear about: the words behind `over`, else what is sent; None where the sentence only points back."""
    verb = verb_of(act, tree) if tree else None
    if tree is None or verb is None:
        return None
    reach = tree.subtree(verb)
    for index in reach:
        if any(tree.words[i].text.casefold() in {"over", "omtrent", "inzake"} for i in tree.children(index, "case")):
            return None if tree.words[index].lemma in _POINTING else phrase_of(tree, index, scene)
    for index in tree.children(verb, "obj", "nsubj:pass"):
        if tree.words[index].pos == "NOUN" and tree.words[index].text not in {"Kamer", "Kamers"}:
            return phrase_of(tree, index, scene)
    for index in tree.children(verb, "ccomp"):
        asked = {tree.words[i].text.casefold() for i in tree.children(index, "mark", "advmod", "cc")}
        if asked & {"of", "hoe", "wanneer", "waarom"}:
            return phrase_of(tree, index, scene, whole=True)  # `of de regeling wordt verlengd`
    return None


def phrase_of(tree: Tree, index: int, scene: Scene, *, whole: bool = False) -> str | None:
    """A noun with what belongs to it, without its preposition and the article before it; a clause is taken ``whole``."""
    below = tree.subtree(index)
    skipped = (
        set() if whole else {i for i in tree.children(index) if tree.words[i].dep in {"case", "det", "punct", "cc", "mark"} and i < index}
    )
    kept = [i for i in below if i not in skipped]
    while kept and tree.words[kept[-1]].dep == "punct":
        kept.pop()
    while kept and (tree.words[kept[0]].dep == "punct" or tree.words[kept[0]].pos == "ADP" or tree.words[kept[0]].text.casefold() == "ook"):
        kept.pop(0)
    # What stands behind a word of another phrase hangs on from afar: `boeren ondersteunen die ...`.
    gap = next((n for n, (i, j) in enumerate(itertools.pairwise(kept), 1) if j > i + 1 and i >= index), None)
    kept = kept[:gap]
    if not kept:
        return None
    first, last = tree.words[kept[0]].start, tree.words[kept[-1]].end
    if scene.text[last : last + 1] in _CLOSING and _CLOSING[scene.text[last]] in scene.text[first:last]:
        last += 1  # `het rapport 'Zicht op zorg'`
    words = scene.text[first:last]
    return words if len(words) <= _LONGEST_PHRASE else None
