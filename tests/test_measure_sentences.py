"""Our own sentences come out as a reader reads them by the rules alone, but for the known failures, which are exactly these."""

import pytest
from tests.measure_sentences import LATER_MEASURES, LATER_NO_MEASURES, MEASURES, NO_MEASURES

from kamermijn.records import Letter
from kamermijn.rulecheck import mine_example
from kamermijn.rules import load

RULES = load()
ALL_MEASURES = (*MEASURES, *LATER_MEASURES)

# Sentences that the rules get wrong, each list two-sided: who mends one takes it off, who breaks one sees it here.
MISSED = (
    "De commandant van de marechaussee heeft",
    "Ten slotte wordt in het curriculum",
    "Het demissionaire kabinet laat dit besluit",
)
WRONG_TYPE = (
    "Ik zal de vergunningplicht voor intern",
    "Wij ontwikkelen een leerlijn digitale geletterdheid.",
    "Vooruitlopend op de wet tref ik",
    "Luchtverkeersleiding Nederland past hiervoor de vertrekroutes",
    "In overleg met de KNMP stel",
    "Daarom zijn wij met de corporaties",
    "Het nieuwe stelsel gaat per 1",
    "Met ingang van 2026 vervalt de",
    "Ook heb ik TNO verzocht een",
    "Om dit te bespoedigen komen er",
)
WRONG_STATUS = (
    "Ik ben met de beroepsgroep in",
    "Provincies actualiseren dit jaar hun natuurdoelanalyses.",
    "Hierover voer ik gesprekken met de",
    "Voor de uitvoering komt jaarlijks 3",
    "In 2022 is de databank van",
    "Zodra de toets is afgerond, leg",
    "Daarom zijn wij met de corporaties",
)


def mined(sentence: str) -> Letter:
    return mine_example(sentence, RULES, model="none")


@pytest.mark.parametrize("sentence", [s for s, _, _ in ALL_MEASURES])
def test_a_commitment_is_a_measure(sentence):
    assert bool(mined(sentence).measures) != sentence.startswith(MISSED)


@pytest.mark.parametrize("sentence", [*NO_MEASURES, *LATER_NO_MEASURES])
def test_what_commits_nobody_is_no_measure(sentence):
    assert not mined(sentence).measures


@pytest.mark.parametrize(("sentence", "kind", "status"), [row for row in ALL_MEASURES if not row[0].startswith(MISSED)])
def test_a_measure_says_what_sort_of_act_it_is_and_how_far(sentence, kind, status):
    measure = mined(sentence).measures[0]
    assert (measure.type == kind) != sentence.startswith(WRONG_TYPE), measure.type
    assert (measure.status == status) != sentence.startswith(WRONG_STATUS), measure.status
