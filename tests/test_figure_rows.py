"""Several numbers in one sentence: which time, scale, unit, change and rate each of them has. The sentences are fictional."""

import pytest

from kamermijn.rulecheck import mine_example
from kamermijn.rules import load

RULES = load()


def figures(text):
    return mine_example(text, RULES).figures


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("De krimp is dit jaar 3,5 procent en in 2018 naar verwachting 2 procent.", [2017, 2018]),
        ("De leeftijd gaat in 2016 naar 65 jaar en zes maanden, in 2018 naar 66 jaar en in 2021 naar 67 jaar.", [2016, 2016, 2018, 2021]),
        ("Het tekort komt uit op 2,7% in 2015 en op 3,6% in 2016.", [2015, 2016]),
        ("Er zijn 12 sluizen vernieuwd, in 2016.", [2016]),
        ("Er waren 661 branden in 2015, 39 procent minder dan in 2000.", [2015, 2015]),
        ("In 2015 was de bezetting 80%, nu 54%.", [2015, None]),
        ("In 2035 is 90 procent schoon, tegen 54 procent nu.", [2035, None]),
        ("De kosten zijn € 654 mln. (prijspeil 2011).", [None]),
        ("Vanaf 2021 is structureel € 275 mln. beschikbaar.", [2021]),
        ("Er is in 2018 € 12 mln. en structureel € 15 mln. beschikbaar.", [2018, None]),
        ("De prijsindex staat op 104,7 (2015 = 100).", [None]),
    ],
)
def test_each_number_has_the_time_that_is_said_of_it(text, years):
    assert [f.period_start and f.period_start.year for f in figures(text)] == years


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("De uitgaven stijgen van 12 naar 15 miljoen euro.", [(12e6, "EUR"), (15e6, "EUR")]),
        ("De uitgaven stijgen van € 800 naar € 950 miljoen.", [(800e6, "EUR"), (950e6, "EUR")]),
        ("De winning daalt van 21,6 naar maximaal 12 miljard m3.", [(21.6e9, "m³"), (12e9, "m³")]),
        ("De subsidies zijn respectievelijk 5, 8 en 10 miljoen euro.", [(5e6, "EUR"), (8e6, "EUR"), (10e6, "EUR")]),
        ("Wij dragen 98 miljoen dollar bij, 12 miljoen meer dan vorig jaar.", [(98e6, "USD"), (12e6, "USD")]),
        ("Dat kost een kwart miljoen euro, en later driekwart procent.", [(250e3, "EUR"), (0.75, "percent")]),
        # What may be of another size keeps no value.
        ("Het aantal leden daalde van 800 naar 2 miljoen.", [(2e6, "count")]),
        ("Er gaat € 5 en € 4 miljoen naar de musea.", [(4e6, "EUR")]),
        ("Er gaat € 2,5 en € 4 miljoen naar de musea.", [(4e6, "EUR")]),
        ("De omzet steeg van 2,3 miljard euro in 2015 naar 2,5 in 2016.", [(2.3e9, "EUR")]),
        ("De boete van € 2,50 en € 4 miljoen.", [(4e6, "EUR")]),
    ],
)
def test_a_scale_word_and_a_unit_are_shared_only_where_no_other_reading_is_left(text, values):
    assert [(f.value, f.unit) for f in figures(text)] == [(pytest.approx(value), unit) for value, unit in values]


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("Het aantal steeg met 4% in 2015, 5% in 2016 en 7% in 2017.", ["increase"] * 3),
        ("Het budget stijgt met 3,0 miljard in 2023, 4,0 miljard in 2024 en 5,0 miljard structureel vanaf 2025.", ["increase"] * 3),
        ("De sterkte groeit in 2018 en 2019 met 1.170 respectievelijk 780 plaatsen.", ["increase", "increase"]),
        ("De wachtlijst nam ten opzichte van januari toe met 1.140 personen.", ["increase"]),
        ("Het aantal daalde met 6 procent tot 785.", ["decrease", None]),
        ("Het aantal steeg met 4% in 2015 en 5 procent van de musea deed mee.", ["increase", None]),
        ("De huur daalt met 2 procent en daarna met een kwart procent, terwijl de prijs oploopt.", ["decrease", "decrease"]),
    ],
)
def test_a_row_of_numbers_shares_the_change_that_is_told_once(text, changes):
    assert [f.change for f in figures(text)] == changes


@pytest.mark.parametrize(
    ("text", "rates"),
    [
        ("Bezoekers betalen minimaal € 171 en ten hoogste € 901 per maand.", ["month", "month"]),
        ("Per jaar gaat het om 300 zaken.", ["year"]),
        ("Per hectare mag ten hoogste 170 kilogram worden uitgereden.", ["ha"]),
        ("Scholen ontvangen per leerling € 700 en per school € 12.000.", ["leerling", "school"]),
        ("De bijdrage is € 30 p/m en daalt met 0,5 p.p. van het inkomen.", ["month", None]),
        ("Er overleden per duizend bewoners 62 mensen.", ["duizend bewoners"]),
        ("Per 1 januari 2018 zijn er 300 loketten en per september 20.", [None, None]),
        ("De politie zorgt dat 2 fte per team 75% van hun tijd besteedt.", ["team", None]),
    ],
)
def test_a_rate_may_stand_before_the_number_or_behind_the_last_of_a_row(text, rates):
    assert [f.per for f in figures(text)] == rates


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("De brug is 1,2 km lang, 30 meter breed en 14,5 m hoog.", ["brug"] * 3),
        ("De vloot kromp van 490 kotters in 1995 naar 327 in 2004.", ["kotters", "kotters"]),
        ("Er waren 600 meldingen. In 2016 waren dat er nog 400.", ["meldingen", "meldingen"]),
        ("Van de 1,1 miljoen kappers heeft slechts 19 procent een verzekering.", ["kappers", "kappers"]),
        ("Er komt 1,0 fte bij, in totaal 36,5 fte.", [None, None]),
        ("Er zijn 1,2 miljoen zaken, 12.000 à 15.000 per jaar.", ["zaken", "zaken"]),
        ("In 2016 waren er 340.700 leden ingeschreven bij een bond, ruim 1 procent minder dan in 2015.", ["leden", "leden"]),
        ("De kantoren besteedden respectievelijk 1,2 en 3,4 miljard euro aan jeugdhulp.", ["jeugdhulp", "jeugdhulp"]),
        ("Twaalf van de achttien musea sluiten.", ["musea", "musea"]),
        ("De diensten voerden respectievelijk 31.200 en 8.450 controles uit.", ["controles", "controles"]),
        (
            "Er is € 275 mln., waarvan € 190 mln. voor de gezondheid van kinderen en € 85 mln. voor wegen.",
            [None, "gezondheid van kinderen", "wegen"],
        ),
    ],
)
def test_what_is_counted_may_stand_with_another_number(text, subjects):
    assert [f.subject for f in figures(text)] == subjects


def test_bodies_in_a_row_have_the_numbers_in_a_row():
    text = "UWV en SVB voerden respectievelijk 31.200 en 8.450 controles uit."
    assert [f.organisation for f in figures(text)] == ["Uitvoeringsinstituut Werknemersverzekeringen", "Sociale Verzekeringsbank"]


def test_a_day_of_counting_is_that_of_a_whole_list():
    found = figures("De veestapel telde op 1 april 2016 11,9 miljoen varkens, 101 miljoen kippen en 3,8 miljoen runderen.")
    assert [f.period_start and f.period_start.isoformat() for f in found] == ["2016-04-01"] * 3


def test_a_change_since_a_time_is_compared_with_it():
    assert [f.baseline_start and f.baseline_start.isoformat() for f in figures("De rente daalde sinds januari met 35 basispunten.")] == [
        "2017-01-01"
    ]
    assert [f.baseline_start for f in figures("Sinds 2015 geldt een tarief van 5%.")] == [None]


def test_so_much_of_a_thing_cut_is_a_decrease():
    text = "In 2030 is vijftig procent van de verpakkingen gereduceerd, en is vijf procent van de bedrijven gekrompen."
    assert [f.change for f in figures(text)] == ["decrease", None]


def test_income_from_taxes_is_money():
    assert [(f.value, f.unit) for f in figures("De belastinginkomsten vallen dit jaar 2,4 miljard mee.")] == [(2.4e9, "EUR")]


def test_a_number_that_is_expected_for_a_year_is_of_that_year():
    assert [f.period_start and f.period_start.year for f in figures("UWV verwacht voor 2018 310.000 aanvragen.")] == [2018]


def test_an_enquiry_among_so_many_does_not_say_that_they_are_fewer():
    assert [f.qualifier for f in figures("Een enquête onder 1.800 leden toont dat het aantal onder 300 blijft.")] == [None, "under"]


def test_what_is_so_many_of_a_whole_is_what_the_whole_is_of():
    assert [f.subject for f in figures("Van de 120 voertuigen zijn er 78 inzetbaar.")] == ["voertuigen", "voertuigen"]
