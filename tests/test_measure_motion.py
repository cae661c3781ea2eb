"""Which motion a measure carries out: the one of which its own clause says so, and none where it says that it does not."""

import pytest
from tests.test_measure import mined

MOTION = "de motie Bakker (Kamerstuk 32 813, nr. 952)"


@pytest.mark.parametrize(
    "sentence",
    [
        "Ter uitvoering van {} stel ik een visraad in.",
        "Ik stel een visraad in en geef daarmee uitvoering aan {}.",
        "Ik stel een visraad in en voer daarmee {} uit.",
        "Ik stel een visraad in en doe {} hiermee af.",
        "Ik stel een visraad in en kom {} daarmee tegemoet.",
        "Ik stel een visraad in, waarmee {} is uitgevoerd.",
        "Ik stel een visraad in, waarmee ik {} als afgedaan beschouw.",
        "Ik verhoog de quota; ook het budget verhoog ik. Ter uitvoering van {} stel ik een visraad in.",
    ],
)
def test_the_motion_is_the_one_that_is_carried_out(sentence):
    assert mined(sentence.format(MOTION))[-1].motion == "kst-32813-952"


@pytest.mark.parametrize(
    "sentence",
    [
        "Ik stel een visraad in en geef daarmee geen uitvoering aan {}.",
        "Ik stel een visraad in en voer daarmee {} niet uit.",
        "Ik stel een visraad in, waarmee {} niet wordt uitgevoerd.",
        "Ik stel een visraad in, waarmee ik afwijk van de wens van {}.",
        "In afwijking van {} verlaag ik het budget.",
        "In tegenstelling tot het verzoek van {} verlaag ik het budget.",
        "Los van {} verlaag ik het budget.",
        "Ik voer gesprekken met de indieners van {}.",
        "Ik verhoog het budget; ter uitvoering van {} stel ik een visraad in.",
    ],
)
def test_a_motion_that_is_only_named_left_aside_or_carried_out_by_another_act_is_none(sentence):
    (measure,) = mined(sentence.format(MOTION))
    assert measure.motion is None
