"""Acts that are said by a set phrase (rules/measure/phrases.toml) rather than by a verb of the lexicon."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import regex

from kamermijn.language.anchors import Anchors
from kamermijn.language.clauses import Word
from kamermijn.records.measure_scene import Act, Scene, Status, subject_of
from kamermijn.records.measure_verbs import best_verb, completing_verbs, denied
from kamermijn.rules import Rule, Rules


def phrase_acts(scene: Scene, rules: Rules, phrases: Iterable[Rule], anchors: Anchors) -> Iterator[Act]:
    """Acts that are said by a set phrase whose verb stands in a main or reported clause."""
    for rule in phrases:
        for match in anchors.finditer_in(scene.text, scene.start, rule):
            spans = match.spans("verb") if "verb" in match.re.groupindex else []
            place = spans[0][0] if spans else match.start()
            index = next((i for i, w in enumerate(scene.words) if w.start <= place < w.end), None)
            if index is None or scene.words[index].level == "subordinate":
                continue
            anchor = scene.words[index]
            if anchor.verbal and not anchor.finite and rule.reading != "inform":
                continue
            clause = scene.clause(index) if anchor.finite else [w for w in scene.words if w.level == anchor.level]
            subject = subject_of(scene, index, rules)
            weight = _phrase_weight(scene, rule, match, clause, subject)
            last = next((w for w in reversed(scene.words) if w.start < match.end()), anchor)
            if weight <= 0 or (last.level == "subordinate" and rule.reading in {"promise", "commission", "money"}):
                continue
            status: Status = rule.constants.get("status", "started")  # type: ignore[assignment]
            if status == "started" and rule.reading == "phrase" and anchor.auxiliary == "perfect":
                status = "completed"
            kind = rule.constants.get("type")
            verb = (
                best_verb(completing_verbs(scene, _words_asked(scene, rule, clause, index), anchor, "infinitive"))
                if rule.reading in {"intend", "intention", "commission"}
                else None
            )
            passive = anchor.auxiliary == "passive" or (rule.reading == "commission" and anchor.auxiliary == "being")
            yield Act(rule, status, weight, anchor, clause, verb, subject, passive, str(kind) if kind else None)
            break


def _words_asked(scene: Scene, rule: Rule, clause: list[Word], index: int) -> list[Word]:
    """The words in which the verb of an act is sought that a phrase only introduces: of an intention up to its first infinitive."""
    words = scene.words[index:]
    if rule.reading in {"intend", "intention"}:
        # `ben voornemens dit inzichtelijk te maken zodat ik ... kan vaststellen`: what comes behind it is no intention.
        first = next((i for i, word in enumerate(words) if i and words[i - 1].text == "te"), len(words))
        words = words[: first + 1]
    return clause + words


def _phrase_weight(scene: Scene, rule: Rule, match: regex.Match[str], clause: list[Word], subject: str) -> float:
    """How sure a set phrase is, by who says it."""
    reading = rule.reading
    if reading != "inform" and any(w.text in {"moeten", "kunnen"} for w in clause if match.start() <= w.start < match.end()):
        return 0.0
    if denied([w for w in clause if match.start() - 20 <= w.start <= match.end()]):
        return 0.0
    if reading == "inform":
        received = match.groupdict().get("received") is not None  # `U ontvangt een brief`: Parliament, the subject here, is informed.
        informed = match["verb"] in {"wordt", "worden"}  # `Over de vangst wordt u bericht`: u is no agent there.
        return 0.0 if subject == "other" and "Kamer" not in match[0] and not received and not informed else 3.0
    if reading == "commission":
        return 2.5 if subject in {"sender", "cabinet", "body"} else (2.0 if match[0].startswith(("is", "zijn")) else 0.0)
    if reading == "committer":
        return 2.5 if subject in {"sender", "cabinet"} else 0.0
    if reading == "work":
        return 2.5 if subject in {"sender", "cabinet", "body"} or match.group("done") else 0.0
    if reading == "talks":
        made = clause and (clause[-1].can_be("participle") or any(w.text in {"geweest", "gebeurd"} for w in clause))
        return 0.0 if made and match[0].split()[0] in {"is", "zijn", "ben"} else 2.5
    if reading == "comes":
        return 0.0 if {"binnen", "uit", "voort", "op", "naar", "vaak", "vragen", "signalen"} & {w.text for w in clause} else 2.5
    if reading == "effective":
        return 2.5 if scene.ahead and not scene.goal and subject not in {"sender", "cabinet"} else 0.0
    if reading == "scheduled":
        return 2.5 if scene.ahead and subject not in {"sender", "cabinet", "other"} else 0.0
    if reading == "planned":
        return 0.0 if scene.past else 2.5
    if reading == "money":
        return 0.0 if scene.past else 2.5
    if reading == "intend":
        return 2.5 if subject in {"sender", "cabinet", "body"} else 1.5
    return 2.5
