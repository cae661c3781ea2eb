"""Who acts in a measure: the sender or the cabinet, a body or office by its name, several of a kind as the letter calls them."""

from __future__ import annotations

import regex

from kamermijn.language.syntax import Tree
from kamermijn.records.extraction import Extraction
from kamermijn.records.measure_offices import acting_office
from kamermijn.records.measure_pronouns import meant_by_pronoun, parliament
from kamermijn.records.measure_scene import Act, Scene
from kamermijn.records.measure_trees import subject_kind, verb_of


def actor_among(act: Act, kind: str, scene: Scene, tree: Tree | None, extraction: Extraction) -> str | None:
    """Who acts, by the words beside the verb, by the tree, or by a pronoun; Parliament, which is informed, informs nobody."""
    if act.rule.reading in {"comes", "tree_comes"}:
        return _agent(act, scene, extraction)  # What comes is made: it makes nothing itself.
    barred = parliament(extraction.annotated.rules) if kind == "information" else frozenset[str]()
    beside = actor_of(act, scene, extraction)
    if beside and beside not in barred:
        return beside
    found = actor_in_tree(act, scene, tree, extraction) or meant_by_pronoun(act, scene, extraction)
    if not found and not act.passive:
        found = _called_beside(act, scene, extraction)
    return found if found not in barred else None


def actor_of(act: Act, scene: Scene, extraction: Extraction) -> str | None:
    """Canonical name of the grammatical agent, None where the sentence names none."""
    role = extraction.fields.sender_role
    text = scene.text
    if act.passive:
        return _agent(act, scene, extraction)
    if act.subject == "sender":
        return role
    if act.subject == "cabinet":
        return "kabinet"
    place = act.anchor
    behind = text[place.end : min(scene.end, place.end + 60)]
    own = regex.match(r"\s+(?:mijn|het)\s+(departement|ministerie)\b", behind)
    if own := own or regex.match(r"(?:Ook\s+)?[Mm]ijn\s+(departement|ministerie)\b", text[scene.start : place.start]):
        return ministry_of(role) or own[1]
    if office := acting_office(scene.offices, text, scene.start, (place.start, place.end)):
        return office.name
    bodies = sorted(extraction.overlapping("organisations", scene.start, scene.end), key=lambda b: b.start)
    for body in bodies:
        between = text[place.end : body.start].strip().casefold() if body.start >= place.end else None
        if between in {"", "de", "het", "ook de", "ook het", "bijvoorbeeld de", "bijvoorbeeld het"}:
            return str(body.name)  # type: ignore[attr-defined]
        lead = text[scene.start : body.start].strip().casefold()
        if body.end <= place.start and (
            lead in {"", "de", "het", "ook de", "ook het", "en", "de landelijke", "de nationale"} or lead.endswith((", de", ", het"))
        ):
            return str(body.name)  # type: ignore[attr-defined]
    return None


def _called_beside(act: Act, scene: Scene, extraction: Extraction) -> str | None:
    """A body without a name that opens the sentence before the verb, or stands right behind it."""
    verb, called = act.anchor, extraction.annotated.rules.compile("{measure_body_called}")
    opening = called.match(scene.text, scene.start, verb.start)
    if opening and (not (rest := scene.text[opening.end() : verb.start].strip()) or rest.startswith(("in ", "en "))):
        return _written(opening, act, scene, extraction)
    space = regex.compile(r"\s+").match(scene.text, verb.end, scene.end)
    behind = called.match(scene.text, space.end(), scene.end) if space else None
    return _written(behind, act, scene, extraction) if behind else None


def _written(called: regex.Match[str], act: Act, scene: Scene, extraction: Extraction) -> str:
    """The name as the letter writes it, without the capital that only opens a sentence; that of a body which the letter names before."""
    for body in extraction.overlapping("organisations", called.start("name"), called.end("name")):
        return str(body.name)  # type: ignore[attr-defined]
    # `De ambassade in Caracas opent ...`: all that stands before the verb is its name.
    rest = scene.text[called.end() : act.anchor.start]
    place = extraction.annotated.rules.compile(r"\s+in\s+{organisation_name}\s*").fullmatch(rest)
    name = " ".join((called["name"] + (place[0] if place else "")).split())
    return name[0].lower() + name[1:] if called.start("name") == scene.start and not name[1:2].isupper() else name


def _agent(act: Act, scene: Scene, extraction: Extraction) -> str | None:
    """Who stands behind `door` in a passive clause: before the participle, or right behind it; else `door` belongs to a noun."""
    for i, word in enumerate(act.clause):
        if word.text != "door":
            continue
        later = any(w.can_be("participle") for w in act.clause[i + 1 :])
        if not later and not (i and act.clause[i - 1].can_be("participle")):
            continue
        behind = scene.text[word.end : min(scene.end, word.end + 90)]
        if own := regex.match(r"\s+(mij|ons|het\s+kabinet)\b", behind):
            return extraction.fields.sender_role if own[1] == "mij" else "kabinet"
        for office in scene.offices:
            if not scene.text[word.end : office.start].strip() and office.start >= word.end:
                return office.name
        for body in extraction.overlapping("organisations", word.end, scene.end):
            if scene.text[word.end : body.start].strip().casefold() in {"", "de", "het", "mijn", "de landelijke", "de nationale"}:
                return str(body.name)  # type: ignore[attr-defined]
        if called := extraction.annotated.rules.compile(r"\s+{measure_body_called}").match(scene.text, word.end, scene.end):
            return _written(called, act, scene, extraction)
    return None


def ministry_of(role: str | None) -> str | None:
    """`ministerie van X` for `Minister van X`; None for a role that does not name one."""
    match = regex.fullmatch(r"(?:Minister|Staatssecretaris|Minister-president)\s+(?:van|voor)\s+(.+)", role or "")
    return f"ministerie van {match[1]}" if match else None


def actor_in_tree(act: Act, scene: Scene, tree: Tree | None, extraction: Extraction) -> str | None:
    """The body or office that is the subject of the act, or its agent in a passive, whatever words stand between."""
    verb = verb_of(act, tree) if tree else None
    if tree is None or verb is None:
        return None
    rules = extraction.annotated.rules
    if act.passive:
        agents = [i for i in tree.children(verb, "obl", "obl:agent") if any(tree.words[c].text == "door" for c in tree.children(i, "case"))]
    else:
        finite = tree.at(act.anchor.start)
        agents = [i for v in (verb, finite) if v is not None for i in tree.children(v, "nsubj")]
        if not agents and tree.words[verb].dep == "conj":
            # `De Kustwacht koopt schepen en leidt duikers op`: the second act has the subject of the first.
            agents = [*tree.children(tree.words[verb].head, "nsubj")]
    for index in agents:
        kind = subject_kind(tree, index, scene, rules)
        if kind == "sender":
            return extraction.fields.sender_role
        if kind == "cabinet":
            return "kabinet"
        place = tree.words[index].start
        office = next((o.name for o in scene.offices if o.start <= place < o.end), None)
        body = next((str(b.name) for b in extraction.overlapping("organisations", place, place + 1)), None)  # type: ignore[attr-defined]
        if office or body:
            return office or body
        if called := _called(tree, index, act, scene, extraction):
            return called
    return None


def _called(tree: Tree, index: int, act: Act, scene: Scene, extraction: Extraction) -> str | None:
    """The noun of a body without a name, with its adjectives."""
    own = (index, *(i for i in tree.children(index, "det", "amod") if i < index))
    called = extraction.annotated.rules.compile("{measure_body_called}").match(
        scene.text, tree.words[min(own)].start, tree.words[index].end
    )
    return _written(called, act, scene, extraction) if called and called.end() == tree.words[index].end else None
