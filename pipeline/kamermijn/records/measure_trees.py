"""Acts read off the tree of a sentence by the dependency rules (rules/measure/trees.toml)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from kamermijn.dutch.conjugation import conjugate
from kamermijn.language.clauses import Word
from kamermijn.language.dependencies import TreeMatch, dependency_matches
from kamermijn.language.syntax import Tree
from kamermijn.records.measure_comes import weight_of_coming
from kamermijn.records.measure_scene import Act, Scene
from kamermijn.records.measure_verbs import needed
from kamermijn.rules import Rules, Verb

_SENDER, _CABINET = frozenset({"ik"}), frozenset({"we", "wij"})
_COMMITTED = frozenset({"sender", "cabinet", "body"})
DENYING = frozenset({"niet", "geen", "nooit", "noch", "evenmin", "nauwelijks"})
# Under these an act may or ought to be done, and is not.
_MODAL = frozenset({"kunnen", "moeten", "mogen", "hoeven", "dienen", "zouden"})
_CONDITION = frozenset({"als", "indien", "mocht", "mits", "tenzij", "wanneer"})
# Parts of a sentence that have a verb of their own.
_OTHER_CLAUSES = frozenset({"advcl", "ccomp", "acl", "acl:relcl", "csubj", "parataxis", "conj"})
_OBJECTS = frozenset({"obj", "obl", "xcomp", "ccomp", "iobj", "obl:agent"})


@cache
def verbs_by_lemma(rules: Rules) -> Mapping[str, tuple[Verb, ...]]:
    """The verbs of the lexicon by their infinitive, particle in front: ``uitbreiden``."""
    found: dict[str, list[Verb]] = {}
    for verb in rules.verbs:
        particle, _, base = verb.infinitive.rpartition("|")
        found.setdefault(particle + base if " " not in particle else f"{particle} {base}", []).append(verb)
    return {lemma: tuple(verbs) for lemma, verbs in found.items()}


@cache
def no_acts(rules: Rules) -> frozenset[str]:
    """The verbs that are no acts, by lemma and by their regular forms: a trained lemma may be wrong (`hecht` for `hechten`)."""
    found: set[str] = set()
    for infinitive in {word for words in rules.lexicon("measure_no_act").values() for word in words}:
        forms = conjugate(infinitive)
        found |= {infinitive, forms.first, forms.third, forms.plural, forms.participle}
    return frozenset(found)


def verb_of(act: Act, tree: Tree) -> int | None:
    """The word of the tree that is the act: the verb of its finite word."""
    index = tree.at(act.anchor.start)
    if index is None:
        return None
    if tree.words[index].dep.split(":")[0] in {"aux", "cop"}:
        return tree.words[index].head
    below = [i for i in tree.children(index, "xcomp") if tree.words[i].pos == "VERB"]
    return below[0] if below and tree.words[index].lemma in {"zullen", "gaan", "willen", "laten", "blijven"} else index


def clause_of(tree: Tree, verb: int) -> list[int]:
    """The words of a verb's own clause: all below it but what has a verb of its own."""
    found, todo = [], [verb]
    while todo:
        found.append(todo.pop())
        todo += [i for i in tree.children(found[-1]) if tree.words[i].dep not in _OTHER_CLAUSES or tree.words[i].pos != "VERB"]
    return sorted(found)


def lemma_of(tree: Tree, verb: int) -> str:
    """The infinitive of a verb with its separable particle in front."""
    particle = "".join(tree.words[i].text.casefold() for i in tree.children(verb, "compound:prt"))
    lemma = tree.words[verb].lemma
    return lemma if lemma.startswith(particle) else particle + lemma


def in_main_clause(tree: Tree, verb: int) -> bool:
    """Whether a verb heads the sentence, or is joined to one that does, without a conjunction that subordinates it."""
    while tree.words[verb].dep in {"conj", "parataxis"} and tree.words[verb].head != verb:
        if any(tree.words[i].pos == "SCONJ" for i in tree.children(verb, "mark")):
            return False
        verb = tree.words[verb].head
    return tree.words[verb].dep == "ROOT" and not any(tree.words[i].pos == "SCONJ" for i in tree.children(verb, "mark"))


def subject_kind(tree: Tree, subject: int, scene: Scene, rules: Rules) -> str:
    """Who the subject is, as the frames name it: `sender`, `cabinet`, `body` or `other`."""
    word = tree.words[subject]
    low = word.text.casefold()
    joined = {tree.words[i].text.casefold() for i in (subject, *tree.children(subject, "conj"))}
    if joined & _SENDER:
        return "sender"
    if low in _CABINET or word.lemma in {"kabinet", "regering"}:
        return "cabinet"
    if any(start <= word.start < end for start, end in scene.bodies) or any(o.start <= word.start < o.end for o in scene.offices):
        return "body"
    committers = rules.lexicon("measure_committer")
    heads = {phrase.split()[-1] for group in ("office", "public") for phrase in committers[group]}
    public = tuple(rules.lexicon("measure_body")["public"])
    return "body" if low in heads or word.lemma in heads or low.endswith(public) else "other"


@cache
def _bodies(rules: Rules) -> tuple[str, ...]:
    """What bodies without a name are called: `gemeenten`, `corporaties`."""
    return tuple(word for words in rules.lexicon("measure_body").values() for word in words)


def tree_acts(scene: Scene, tree: Tree, rules: Rules) -> Iterator[Act]:
    """The acts that the dependency rules see in the main clauses of a sentence."""
    if _CONDITION & {word.text for word in scene.words[:2]} or scene.words[0].text in {"hoe", "wat"}:
        return
    taken: set[int] = set()
    # A passive or future is matched as a plain verb too; the fuller pattern comes last and is read first.
    for match in reversed(dependency_matches(tree, rules, "measure")):
        verb = match.nodes["verb"]
        if verb in taken or match.rule.reading == "list_item":
            continue
        if act := _act(match, scene, tree, rules):
            taken.add(verb)
            yield act


def _act(match: TreeMatch, scene: Scene, tree: Tree, rules: Rules) -> Act | None:
    verb, finite = match.nodes["verb"], match.nodes.get("finite", match.nodes["verb"])
    head = match.nodes.get("head", finite if tree.words[verb].dep in {"xcomp", "ccomp"} else verb)
    reading = match.rule.reading or ""
    if not in_main_clause(tree, head) or "Tense=Past" in tree.words[finite].morph:
        return None
    clause = clause_of(tree, head)
    if "head" in match.nodes:  # what is intended stands below the word that says so
        clause = sorted({*clause, *clause_of(tree, verb)})
    texts = {tree.words[i].text.casefold() for i in clause}
    helpers = {tree.words[i].lemma for h in (head, verb) for i in tree.children(h, "aux", "cop")}
    if texts & DENYING or helpers & _MODAL:
        return None
    if reading == "tree_active" and (helpers or "VerbForm=Fin" not in tree.words[verb].morph):
        return None
    anchor = word_at(scene, tree.words[finite].start)
    if anchor is None:
        return None
    places = {tree.words[i].start for i in clause}
    words = [w for w in scene.words if w.start in places]
    text = " ".join(tree.words[i].text for i in clause)
    known = _lexicon_verb(_set_phrase(tree, verb, text, rules) or lemma_of(tree, verb), text, rules)
    subject = subject_kind(tree, match.nodes["subject"], scene, rules)
    passive = reading == "tree_passive" or any(tree.words[i].lemma == "worden" for i in tree.children(verb, "aux:pass"))
    if subject not in {"sender", "cabinet"} and _conditional(tree, head):
        return None
    if reading == "tree_comes":
        weight = weight_of_coming(tree, verb, match.nodes["subject"], scene, rules)
    else:
        weight = _weight(reading, tree, verb, known, subject, passive, scene, rules)
    if weight <= 0:
        return None
    status = match.rule.constants.get("status", "started")
    return Act(match.rule, status, weight, anchor, words, known, "" if passive else subject, passive)  # type: ignore[arg-type]


def _conditional(tree: Tree, head: int) -> bool:
    """Whether a clause holds only under a condition: `wordt verleend als ...` explains a law."""
    marks = (tree.words[m].text.casefold() for clause in tree.children(head, "advcl") for m in tree.children(clause, "mark"))
    return any(mark in _CONDITION for mark in marks)


def _set_phrase(tree: Tree, verb: int, text: str, rules: Rules) -> str | None:
    """The infinitive with a particle of several words that stands in the clause: of `in ... brengen` it may be `in kaart brengen`."""
    lemma = tree.words[verb].lemma
    phrases = (known for known in verbs_by_lemma(rules) if " " in known and known.endswith(" " + lemma))
    return next((known for known in phrases if f" {known.removesuffix(lemma)}" in f" {text} "), None)


def _lexicon_verb(lemma: str, text: str, rules: Rules) -> Verb | None:
    for verb in verbs_by_lemma(rules).get(lemma, ()):
        if not verb.needs or needed(verb.needs).search(text):
            return verb
    return None


def _weight(reading: str, tree: Tree, verb: int, known: Verb | None, subject: str, passive: bool, scene: Scene, rules: Rules) -> float:
    """How sure an act is: by who acts, and by whether the verb is known as an act or at least not as none."""
    if reading == "tree_intend":
        return 2.0 if subject in _COMMITTED else 0.0
    if known and known.force == "process":
        return 0.0
    lemma = lemma_of(tree, verb)
    plain = not any(tree.children(verb, "compound:prt")) and tree.words[verb].text.casefold() in no_acts(rules)
    barred = known is None and (plain or lemma in no_acts(rules) or lemma in verbs_by_lemma(rules))
    reflexive = any(tree.words[i].text.casefold() in {"zich", "mij", "ons", "me"} for i in tree.children(verb, "obj", "expl", "iobj"))
    if barred or (reflexive and (known is None or "zich" not in known.needs)):
        return 0.0
    if reading == "tree_perfect":
        return 2.0 if subject in {"sender", "cabinet"} and known and known.lasting else 0.0
    if reading == "tree_have_done":
        return 2.0 if subject in {"sender", "cabinet"} else 0.0
    if passive:
        if reading == "tree_future":
            return 2.0
        agents = [i for i in tree.children(verb, "obl") if any(tree.words[c].text == "door" for c in tree.children(i, "case"))]
        by = subject_kind(tree, agents[0], scene, rules) if agents else ""
        if by == "other" and tree.words[agents[0]].text.casefold().endswith(_bodies(rules)):
            by = "body"
        sure = known is not None and (known.force == "act" or by == "body")
        return 2.0 if by in {"sender", "cabinet"} or sure else (1.5 if by == "body" or not agents else 0.5)
    if reading == "tree_future":
        return 2.0 if subject in _COMMITTED else (1.0 if known and known.force == "act" else 0.0)
    if subject in {"sender", "cabinet"}:
        return 2.0 if known or any(tree.words[i].dep.split(":")[0] in _OBJECTS for i in tree.children(verb)) else 0.0
    if subject == "body":
        return 2.0 if known and known.force != "support" else 1.5
    return 1.5 if known and known.force == "act" else 0.0


def word_at(scene: Scene, offset: int) -> Word | None:
    """The word of the scene at a place in the text."""
    return next((word for word in scene.words if word.start <= offset < word.end), None)
