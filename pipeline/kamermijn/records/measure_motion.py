"""The motion that a measure carries out (rules/measure/motions.toml): not any that its sentence names."""

from __future__ import annotations

from typing import Any

from kamermijn.records.extraction import Extraction
from kamermijn.records.measure_scene import Scene


def motion_carried_out(scene: Scene, extraction: Extraction) -> str | None:
    """The Kamerstuk of the first motion of which the sentence says that it is carried out, followed or dealt with; None where none is."""
    rules = extraction.annotated.rules
    before, behind, aside = (rules.compile(f"(?i){{measure_{name}}}") for name in ("carrying_out", "carried_out", "leaving_aside"))
    named: list[Any] = list(extraction.found.get("motions", ()))
    for motion in named:
        for span in motion.mentions:
            if motion.target is None or not (scene.start <= span.start and span.end <= scene.end):
                continue
            lead, rest = scene.text[scene.start : span.start], scene.text[span.end : scene.end]
            if not aside.search(lead) and (before.search(lead) or behind.search(rest)):
                return str(motion.target)
    return None
