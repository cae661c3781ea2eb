"""The motion that a measure carries out (rules/measure/motions.toml): not any that its sentence names."""

from __future__ import annotations

from typing import Any

from kamermijn.records.extraction import Extraction
from kamermijn.records.measure_scene import Act, Scene
from kamermijn.rules import Rules


def motion_carried_out(act: Act, scene: Scene, extraction: Extraction) -> str | None:
    """The Kamerstuk of the first motion of which the sentence says that the act carries it out, follows it or deals with it; else None."""
    # What a semicolon parts from the act tells of another.
    start = scene.text.rfind(";", scene.start, act.anchor.start) + 1 or scene.start
    end = scene.text.find(";", act.anchor.start, scene.end)
    end = scene.end if end < 0 else end
    named: list[Any] = list(extraction.found.get("motions", ()))
    for motion in named:
        for span in motion.mentions:
            if motion.target is None or not (start <= span.start and span.end <= end):
                continue
            if _says_carried_out(scene, (start, end), (span.start, span.end), extraction.annotated.rules):
                return str(motion.target)
    return None


def _says_carried_out(scene: Scene, within: tuple[int, int], motion: tuple[int, int], rules: Rules) -> bool:
    """Whether the words about a motion say that it is carried out, and its own clause does not deny that."""

    def says(name: str, words: str) -> bool:
        return rules.compile(f"(?i){{measure_{name}}}").search(words) is not None

    lead = scene.text[within[0] : motion[0]]
    first, last = scene.joined_clause(motion[0])
    own_lead, own_rest = scene.text[max(first, within[0]) : motion[0]], scene.text[motion[1] : min(last, within[1])]
    if says("leaving_aside", lead) or says("not_carrying_out", own_lead) or says("not_carried_out", own_rest):
        return False
    return says("carrying_out", lead) or says("carried_out", own_rest) or says("carrying_out_around", f"{own_lead}§{own_rest}")
