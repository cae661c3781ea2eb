"""Sentences that no rule was written for: how many come out right, by the rules alone and with the statistical model.

The bounds have two sides: who makes the reading better narrows them, who makes it worse sees it here. When the rules alone first
read these sentences, they found 64 of the 85 commitments and fell into 4 of the 85 traps; with trees 69 and 4.
"""

import datetime
from functools import cache

import pytest
from tests.measure_unseen import COMMITMENTS, TRAPS

from kamermijn import language, records
from kamermijn.language.syntax import available
from kamermijn.language.weights import SHIPPED
from kamermijn.model import LetterText, Paragraph
from kamermijn.rules import load

RULES = load()
ROLE = "Minister van Visserij"
FIELDS = ("type", "status", "actor", "deadline", "amount")
# How many come out right: the least and the most.
EXPECTED = {
    "none": {
        "found": (64, 64), "trapped": (4, 4),
        "type": (51, 51), "status": (63, 63), "actor": (63, 63), "deadline": (58, 58), "amount": (63, 63),
    },
    SHIPPED: {
        "found": (67, 71), "trapped": (3, 5),
        "type": (53, 57), "status": (66, 71), "actor": (66, 71), "deadline": (61, 66), "amount": (66, 71),
    },
}  # fmt: skip
MODELS = [
    "none",
    pytest.param(SHIPPED, marks=pytest.mark.skipif(available(SHIPPED) is None, reason="this checkout holds no weights of the model")),
]


def mined(sentence, model):
    """The measures of a letter of this one sentence, of 1 March 2023."""
    annotated = language.annotate(LetterText(sentence, (Paragraph(0, len(sentence)),)), RULES, model)
    fields = records.LetterFields(
        letter_id="example", source="example", sha256="", format="text", date=datetime.date(2023, 3, 1), sender_role=ROLE
    )
    return records.extract(annotated, fields).measures


def as_written(measure):
    """The fields of a measure as the sentences' annotation writes them."""
    deadline = "/".join(str(day or "") for day in (measure.deadline_start, measure.deadline_end))
    return {
        "type": measure.type,
        "status": measure.status,
        "actor": {ROLE: "ik", None: "-"}.get(measure.actor, measure.actor),
        "deadline": deadline.strip("/") and deadline,
        "amount": "" if measure.amount is None else f"{measure.amount:.10g} {measure.amount_unit}",
    }


@cache
def counts(model):
    """How many commitments were found, how many traps worked, and how many fields of the found ones are right."""
    found = dict.fromkeys(("found", "trapped", *FIELDS), 0)
    for sentence, *wanted in COMMITMENTS:
        for measure in mined(sentence, model)[:1]:
            found["found"] += 1
            got = as_written(measure)
            for field, values in zip(FIELDS, wanted, strict=True):
                found[field] += got[field] in values.split("|")
    found["trapped"] = sum(bool(mined(sentence, model)) for sentence in TRAPS)
    return found


@pytest.mark.parametrize("what", ["found", "trapped", *FIELDS])
@pytest.mark.parametrize("model", MODELS)
def test_unseen_sentences_are_read_neither_worse_nor_better_than_said(model, what):
    least, most = EXPECTED[model][what]
    assert least <= counts(model)[what] <= most


def test_half_of_the_sentences_are_traps():
    assert len(COMMITMENTS) + len(TRAPS) >= 150
    assert abs(len(COMMITMENTS) - len(TRAPS)) <= 10
