"""What comes by an act of the government (`er komt een meldpunt`), and what comes of itself (`er komt kritiek`)."""

from __future__ import annotations

from kamermijn.language.dependencies import dependency_matches
from kamermijn.language.syntax import Tree
from kamermijn.records.measure_people import is_people
from kamermijn.records.measure_scene import Scene
from kamermijn.rules import Rules

# Where what comes has come from or goes to: it arrives, and nobody makes it. Behind `volgens` others say so.
_FROM_OR_TO = frozenset({"uit", "van", "vanuit", "naar", "volgens"})
# `Er komt geld beschikbaar`: with these particles something is made too.
_ALSO = frozenset({"bij", "beschikbaar", "vrij"})
_MORE = frozenset({"extra", "nieuw", "nieuwe", "meer", "aanvullende"})
_MANY = frozenset({"veel", "vele", "steeds", "weinig", "minder", "vaak", "vaker"})


def noun_comes(tree: Tree, rules: Rules) -> bool:
    """Whether the rules for trees see a noun that comes, by an act or of itself."""
    return any(match.rule.reading == "tree_comes" for match in dependency_matches(tree, rules, "measure"))


def weight_of_coming(tree: Tree, verb: int, subject: int, scene: Scene, rules: Rules) -> float:
    """How sure it is that what comes is made by somebody: 0 where it comes of itself, or again and again."""
    if subject != tree.children(verb, "nsubj")[-1]:
        return 0.0  # `Er komen de laatste jaren veel studenten`: the last of what the parser takes for subjects is what comes.
    particles = {tree.words[i].text for i in tree.children(verb, "compound:prt", "case")}
    if particles - _ALSO:
        return 0.0  # `komt een vraag op`
    for index in () if particles else tree.children(verb, "obl"):
        cases = {tree.words[i].text.casefold() for i in tree.children(index, "case")}
        if cases & _FROM_OR_TO and tree.words[index].lemma != "verwachting":
            return 0.0
        if "op" in cases and tree.words[index].lemma == "markt":
            return 0.0
    beside = {tree.words[i].text.casefold() for i in (*tree.children(verb), *tree.children(subject))}
    habits = {word for words in rules.lexicon("measure_habit").values() for word in words}
    if beside & (_MANY | habits):
        return 0.0
    noun, arriving = tree.words[subject], rules.lexicon("measure_arrives")
    if noun.lemma.casefold() in arriving["never"] or (is_people(noun.text, rules) and not beside & (_MORE | {"een"})):
        return 0.0
    return 1.5 if noun.lemma.casefold() in arriving["dated"] else 2.5
