"""What is done as a rule and is no step: everyday tasks of a body, and what follows whenever a case comes up.

The exclusions of rules/measure/exclusions.toml say where a sentence may tell such practice; here is judged which acts they take out.
"""

from __future__ import annotations

from collections.abc import Iterable

import regex

from kamermijn.language.clauses import Word
from kamermijn.records.measure_items import is_noun_of_acting
from kamermijn.records.measure_people import is_people
from kamermijn.records.measure_scene import Act, Scene
from kamermijn.rules import Rule, Rules, Verb


def where_holds(scene: Scene, rule: Rule, matches: Iterable[regex.Match[str]]) -> list[tuple[int, int]]:
    """Where in the text an exclusion holds; what stands in a subordinate clause excludes nothing, a condition only its own main clause."""
    found = []
    for match in matches:
        if rule.reading == "habit":
            place = match.start() + scene.start
            verb = _beside_verb(scene, place)
            found += [(verb.start, verb.end)] if verb else []
            continue
        if match.re.groupindex.get("condition"):
            place = match.start("condition") + scene.start
            if _opens_below_main(scene, place):
                found.append(_under_condition(scene, place))
            continue
        start, end = match.start() + scene.start, match.end() + scene.start
        seen = match.start("verb") + scene.start if match.re.groupindex.get("verb") else start
        inside = [w.level for w in scene.words if w.end > seen and w.start < end] or ["main"]
        if "subordinate" not in (inside[0], inside[-1]):
            found.append((start, end))
    return found


def _beside_verb(scene: Scene, place: int) -> Word | None:
    """The finite verb that a word of habit goes with: before it, or behind it where the sentence begins.

    Elsewhere it tells of nouns: `de meestal kleine havens`, `havens met meestal veel stroperij`.
    """
    index = next((i for i, word in enumerate(scene.words) if word.start <= place < word.end), None)
    if index is None or scene.words[index].level == "subordinate":
        return None
    if index == 0:
        return next(iter(scene.main_verbs()), None)
    return scene.words[index - 1] if scene.words[index - 1].finite else None


def _opens_below_main(scene: Scene, place: int) -> bool:
    """Whether the word at a place opens a condition of the main clause: behind a word of it, or where the sentence begins."""
    index = next((i for i, word in enumerate(scene.words) if word.start <= place < word.end), None)
    if index is None:
        return False
    before = next((word for word in reversed(scene.words[:index]) if word.text not in {",", ";", ":"}), None)
    if before:
        return before.level == "main"
    # `Als eerste stap wordt ...` opens no clause.
    return scene.words[index].text != "als" or scene.words[index].level == "subordinate"


def _under_condition(scene: Scene, place: int) -> tuple[int, int]:
    """What a condition holds for: all that follows where it comes first, only its own clause where it comes behind the verb.

    Of passives joined by `en` (`wordt ingetrokken en ... wordt verkocht als ...`) each is under the condition.
    """
    start, end = scene.joined_clause(place)
    verb = _verb_within(scene, start, end)
    if verb is None or place < verb.start:
        return start, scene.end
    while verb and verb.auxiliary == "passive" and scene.text.startswith("en ", start):
        earlier, behind = scene.joined_clause(start - 1)
        verb = _verb_within(scene, earlier, behind)
        if verb is None or verb.auxiliary != "passive":
            break
        start = earlier
    return start, end


def _verb_within(scene: Scene, start: int, end: int) -> Word | None:
    """The first finite verb of a main clause."""
    return next((word for word in scene.main_verbs() if start <= word.start < end), None)


def takes_out(rule: Rule, act: Act, scene: Scene, rules: Rules) -> bool:
    """Whether an exclusion that holds where an act stands takes it out."""
    if rule.reading == "of_itself":
        return not act.subject and not act.passive
    if rule.reading == "habit":
        by_itself = act.subject in {"sender", "cabinet"} or act.rule.reading in {"inform", "promise"} or act.status != "started"
        return not by_itself and act.anchor.auxiliary not in {"future", "going"} and not _dated_itself(act, scene, rules)
    if rule.reading == "routine":
        return act.passive and _changes_nothing(act.verb) and _handled(act, scene, rules)
    if rule.reading not in {"uncommitted", "others"}:
        return True
    # What the sender or the cabinet does, and what anybody says to be going to do, is a commitment under a condition too.
    if act.subject in {"sender", "cabinet"} or act.rule.reading in {"inform", "promise"} or act.anchor.auxiliary in {"future", "going"}:
        return False
    by_others = act.subject == "body" or any(word.text == "door" for word in act.clause)
    return (rule.reading == "uncommitted" or by_others) and not _dated_itself(act, scene, rules)


def _dated_itself(act: Act, scene: Scene, rules: Rules) -> bool:
    """Whether the act's own clause names the year, month or season, and no condition in it does (`als in 2018 een schip lekt`)."""
    start, end = scene.joined_clause(act.anchor.start)
    below = {word.start for word in scene.words if word.level == "subordinate"}
    return any(match.start() not in below for match in rules.compile("(?i){measure_dated}").finditer(scene.text, start, end))


def dated(scene: Scene, rules: Rules) -> bool:
    """Whether a year, month or season is named from which an act holds."""
    return rules.compile("(?i){measure_dated}").search(scene.text, scene.start, scene.end) is not None


def takes_so_long(scene: Scene, rules: Rules) -> bool:
    """Whether the only time is how long a case takes: `beoordeelt binnen zes weken of ...`."""
    return rules.compile("(?i){measure_case_takes}").search(scene.text, scene.start, scene.end) is not None and not dated(scene, rules)


def _changes_nothing(verb: Verb | None) -> bool:
    """Whether what a verb does leaves things as they are: it supports, checks or pays, and its perfect holds no longer than it lasts."""
    return verb is None or (not verb.lasting and (verb.force == "support" or verb.type in {"enforcement", "funding"}))


def _handled(act: Act, scene: Scene, rules: Rules) -> bool:
    """Whether what the act is done to is a case to handle: no people, no act of its own (`cursussen`, `pilots`)."""
    words: list[str] = []
    for word in act.clause:
        if word.text == "door":
            break
        words.append(scene.text[word.start : word.end])
    return not any(is_people(word, rules) or is_noun_of_acting(word, rules) for word in words)
