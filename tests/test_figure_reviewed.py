"""Sentences that a rule of rows, ellipsis or context once read wrongly: what stands there is of one number alone. They are fictional."""

import pytest

from kamermijn.rulecheck import mine_example
from kamermijn.rules import load

RULES = load()


def figures(text):
    return mine_example(text, RULES).figures


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Leerlingen haalden gemiddeld een 6,5 en 2 miljoen euro gaat naar bijles.", [2e6]),
        ("De prijs van een liter is € 1,5 en € 3 miljoen gaat naar controles.", [3e6]),
        ("De R-waarde is 1,2 en 4 miljoen Nederlanders zijn gevaccineerd.", [4e6]),
        ("De inflatie bedroeg 2,5 en 1,5 miljoen huishoudens kregen hulp.", [1.5e6]),
        ("De magnitude was 3,6 en 5 duizend huizen liepen schade op.", [5e3]),
        ("De ratio ligt op 0,8 en 2 miljard euro ontbreekt.", [2e9]),
        ("Het cijfer steeg van 6,8 naar 7,2 en 1 miljoen mensen keken.", [1e6]),
        ("De premie is € 7,5, € 5 miljoen daarvan is betaald.", [5e6]),
        ("In totaal 2,3 miljard euro in 2018 en 4,5 in 2019 was de groei in procenten.", [2.3e9]),
        ("Het aantal scholen en het budget bedragen respectievelijk 8 en 12 miljoen euro.", [12e6]),
        ("Het aantal projecten en de kosten kwamen uit op 14 respectievelijk 20 miljoen euro.", [20e6]),
        # One thing over years.
        ("In 2021 en 2022 is respectievelijk € 12 en € 15 miljoen nodig.", [12e6, 15e6]),
    ],
)
def test_a_number_takes_over_no_scale_of_what_may_be_another_thing(text, values):
    assert [f.value for f in figures(text)] == [pytest.approx(value) for value in values]


@pytest.mark.parametrize(
    "text",
    [
        "Wij dragen 98 miljoen dollar bij, 12 miljoen meer mensen krijgen hulp.",
        "De opvang kost 700 miljoen euro, dat is 1,2 miljoen meer vluchtelingen.",
        "Het budget is 30 miljoen euro, 2 miljoen meer leerlingen doen mee.",
        "Het budget is 30 miljoen euro, 2 miljoen extra vaccins zijn besteld.",
        "Met 30 miljoen euro bereiken wij leerlingen, 2 miljoen meer dan vorig jaar.",
    ],
)
def test_more_of_something_is_no_money(text):
    assert figures(text)[1].unit == "count"


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("Het aantal doden bedroeg 12 en 40 gewonden liggen nog in het ziekenhuis.", ["doden", "gewonden"]),
        ("Het aantal arrestaties bedroeg 120 en 80 boetes zijn opgelegd.", ["arrestaties", "boetes"]),
        ("Van de 12 bruggen werden er 5 en 7 sluizen vernieuwd.", ["bruggen", "bruggen", "sluizen"]),
        ("Het budget wordt verhoogd met € 30 miljoen en € 45 miljoen gaat naar de gemeenten.", [None, None]),
    ],
)
def test_a_noun_of_the_next_number_is_not_what_is_counted_before_it(text, subjects):
    assert [f.subject for f in figures(text)] == subjects


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("De huren stegen met 3 procent en 40 procent ontvangt toeslag.", ["increase", None]),
        ("De formatie krimpt met 50 fte en 200 fte wordt omgeschoold.", ["decrease", None]),
        ("De sterkte neemt toe met 120 fte en 80 fte blijft beschikbaar.", ["increase", None]),
        ("De premie stijgt met € 10 en € 100 wordt vergoed.", ["increase", None]),
        ("De premie stijgt met € 10, € 80 en € 100 wordt vergoed.", ["increase", None, None]),
        ("De wachttijd neemt af met 3 weken en 10 weken blijft de norm.", ["decrease", None]),
        ("Het budget wordt verhoogd met € 30 miljoen en € 45 miljoen gaat naar de gemeenten.", ["increase", None]),
        ("De uitstoot daalt met 49% in 2030 en 70% in 2030 is hernieuwbaar.", ["decrease", None]),
        ("Het aantal steeg met 40, 60 en 80 in de drie regio's.", ["increase", None, None, None]),
        ("Het aantal steeg met 80 in de drie regio's.", ["increase", None]),
        ("Ik neem contact op met 12 gemeenten.", [None]),
        ("De inspectie nam contact op met 40 instellingen.", [None]),
        ("De gemeente treedt op met 12 handhavers.", [None]),
        ("Ik kom hierop terug met 3 voorstellen.", [None]),
        ("We sloten het jaar af met 20 deelnemers.", [None]),
        ("De NS komt terug met 12 treinen.", [None]),
        ("De gemeente rondt het project af met 20 bewoners.", [None]),
    ],
)
def test_a_change_ends_with_what_it_is_said_of(text, changes):
    assert [f.change for f in figures(text)] == changes


@pytest.mark.parametrize(
    ("text", "rates"),
    [
        ("Het programma kost eenmalig € 12 miljoen en € 3 miljoen per jaar.", [None, "year"]),
        ("De zorg kost € 300 miljoen en € 5.000 per jaar per cliënt.", [None, "year"]),
        ("Er geldt een dwangsom van € 10.000 en € 500 per dag.", [None, "day"]),
        ("De school telt 300 en 25 leerlingen per klas.", [None, "klas"]),
    ],
)
def test_a_rate_is_of_the_number_before_it_alone(text, rates):
    assert [f.per for f in figures(text)] == rates
