"""Which figures changed between two versions of a letter: number by number, wherever the sentence stands now."""

import datetime

import pytest

import kamermijn
from kamermijn.dossier.revisions import between_versions
from kamermijn.records.document import document

BRIDGES = "In 2031 waren er 1.204 bruggen in beheer bij de dienst."
COSTS = "Het herstel van de sluis kost 4 miljoen euro."
PEOPLE = "De dienst telde in 2031 ongeveer 310 medewerkers, van wie 88 in opleiding."


def version(number, *sentences):
    made = document(kamermijn.mine_text("\n\n".join(sentences), date=datetime.date(2032, 3, number)))
    return {**made, "letter": {**made["letter"], "version": number, "letter_id": "kst-99001-7"}}


def changes(old, new):
    found = between_versions([version(1, *old), version(2, *new)])
    return [(row.verdict, row.stated, row.computed) for row in found]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ((BRIDGES, COSTS), (BRIDGES, COSTS), []),
        ((BRIDGES, COSTS), (COSTS, BRIDGES), []),
        ((BRIDGES, COSTS), (BRIDGES.replace("1.204", "1.240"), COSTS), [("does not hold", "1.240", "1.204 in version 1")]),
        ((BRIDGES, COSTS), (COSTS.replace("4", "5"), BRIDGES), [("does not hold", "5 miljoen euro", "4 miljoen euro in version 1")]),
        ((PEOPLE,), (PEOPLE.replace("88", "91"),), [("does not hold", "91", "88 in version 1")]),
        # Reworded: what it was before is told by the words that stayed.
        ((COSTS,), ("Het herstel van de oude sluis kost naar schatting 5 miljoen euro.",),
         [("does not hold", "5 miljoen euro", "4 miljoen euro in version 1")]),
        ((COSTS,), ("Het herstel van de oude sluis kost 4 miljoen euro.",), []),
        (("In het noorden staan 12 bruggen en 30 sluizen.",), ("In het noorden staan 30 sluizen en 12 bruggen.",), []),
        (("In het noorden staan 12 bruggen en 30 sluizen.",), ("In het noorden staan 30 sluizen en 14 bruggen.",),
         [("does not hold", "14", "12 in version 1")]),
        # Only one version says it.
        ((BRIDGES,), (BRIDGES, COSTS), [("cannot tell", "4 miljoen euro", "not in version 1")]),
        ((BRIDGES, COSTS), (BRIDGES,), [("cannot tell", "4 miljoen euro", "not in version 2")]),
        ((BRIDGES,), (COSTS,), [("cannot tell", "4 miljoen euro", "not in version 1"), ("cannot tell", "1.204", "not in version 2")]),
        # The same words twice are two sentences.
        ((COSTS, COSTS), (COSTS, COSTS.replace("4", "6")), [("does not hold", "6 miljoen euro", "4 miljoen euro in version 1")]),
        ((COSTS, COSTS), (COSTS,), [("cannot tell", "4 miljoen euro", "not in version 2")]),
    ],
)  # fmt: skip
def test_the_figures_that_changed_are_told_and_no_others(old, new, found):
    assert changes(old, new) == found


def test_each_version_is_compared_with_the_one_before_it():
    texts = [COSTS, COSTS.replace("4", "5"), COSTS.replace("4", "6")]
    found = between_versions([version(number, text) for number, text in enumerate(texts, start=1)])
    assert [(row.stated[0], row.computed) for row in found] == [("5", "4 miljoen euro in version 1"), ("6", "5 miljoen euro in version 2")]


def test_a_change_is_told_with_its_sentence_and_the_dates_of_both_versions():
    (row,) = between_versions([version(1, COSTS), version(2, COSTS.replace("4", "5"))])
    assert (row.kind, row.letter_id, row.date, row.other_date) == (
        "two versions", "kst-99001-7", datetime.date(2032, 3, 2), datetime.date(2032, 3, 1))  # fmt: skip
    assert row.sentence == COSTS.replace("4", "5")
    assert len(row.figures) == 2
