"""A pronoun is the one that its paragraph names before, if one alone fits; else nobody."""

import pytest
from tests.test_measure import mined


@pytest.mark.parametrize(
    ("paragraph", "actor"),
    [
        ("De VNG is hierbij betrokken. Zij zal de handreiking in 2018 actualiseren.", "Vereniging van Nederlandse Gemeenten"),
        ("De Kustwacht ziet toe op de havens. Daarnaast breidt zij in 2018 de controles uit.", "Kustwacht"),
        ("De Kustwacht ziet toe op de havens. Deze zal in 2018 de controles uitbreiden.", "Kustwacht"),
        ("De Minister van Defensie ontving het rapport. Hij zal de kazerne in 2018 renoveren.", "Minister van Defensie"),
        # One is a person, the other is not.
        ("De Minister van Financiën sprak hierover met de VNG. Hij zal het tarief in 2018 verlagen.", "Minister van Financiën"),
        # One is many, the other is not.
        ("Gemeenten spraken hierover met de Kustwacht. Zij zullen de opvang in 2018 uitbreiden.", "gemeenten"),
        ("Gemeenten spraken hierover met de Kustwacht. Zij zal de opvang in 2018 uitbreiden.", "Kustwacht"),
        ("Gemeenten spraken hierover met de Kustwacht. Zij gaan de opvang in 2018 uitbreiden.", "gemeenten"),
        ("Gemeenten spraken hierover met de Kustwacht. Zij staan vanaf 2018 extra vluchten toe.", "gemeenten"),
        # Named twice, and in between by a sentence with neither.
        ("De Kustwacht waakt. Het water stijgt. De Kustwacht weet dat. Zij zal in 2018 vijf schepen aanschaffen.", "Kustwacht"),
    ],
)
def test_a_pronoun_is_the_one_candidate_that_fits(paragraph, actor):
    assert mined(paragraph)[-1].actor == actor


@pytest.mark.parametrize(
    "paragraph",
    [
        "De VNG en het IPO zijn betrokken. Zij zullen de handreiking in 2018 actualiseren.",
        "De Kustwacht en de politie zien toe. Daarnaast breidt zij in 2018 de controles uit.",
        "De VNG sprak met de Minister van Financiën. Zij zal in 2018 een handreiking opstellen.",
        "De ministers van Defensie en van Financiën spraken elkaar. Hij zal de kazerne in 2018 renoveren.",
        "De Minister van Defensie en de Minister van Financiën spraken elkaar. Hij zal de kazerne in 2018 renoveren.",
        "Gemeenten en provincies spraken elkaar. Zij zullen de opvang in 2018 uitbreiden.",
        "De ondernemers spraken met gemeenten. Zij zullen de opvang in 2018 uitbreiden.",
        "De minister besloot dit. De Minister van Defensie ook. Hij zal de kazerne in 2018 renoveren.",
    ],
)
def test_of_several_candidates_none_is_named(paragraph):
    assert mined(paragraph)[-1].actor is None


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("De Kustwacht ziet toe.", "Zij zal in 2018 de controles uitbreiden."),
        ("De Kustwacht ziet toe. Deze regeling zal in 2018 worden uitgebreid.",),
        ("De vissers zien toe. Zij zullen in 2018 een haven bouwen.",),
    ],
)
def test_nobody_is_looked_for_elsewhere(paragraphs):
    assert mined(*paragraphs)[-1].actor is None
