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
        "Wij geven 5 miljoen euro uit, 2 miljoen minder dan er mensen zijn.",
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


@pytest.mark.parametrize(
    ("text", "rates"),
    [
        ("Per motie zijn 12 verzoeken gedaan.", [None]),
        ("Per nota van wijziging is € 3 miljoen toegevoegd.", [None]),
        ("Per koninklijk besluit zijn 3 leden benoemd.", [None]),
        ("Per dezelfde datum zijn 3 leden benoemd.", [None]),
        ("Per die datum zijn 3 leden benoemd.", [None]),
        ("Per najaar zijn 3 leden benoemd.", [None]),
        ("Per vergissing zijn 3 leden benoemd.", [None]),
        ("Per slot van rekening zijn 3 leden benoemd.", [None]),
        ("Per boot kwamen 300 mensen.", [None]),
        ("De minister heeft per brief 12 vragen beantwoord.", [None]),
        ("Per begroting is € 3 miljoen nodig.", [None]),
        ("Per ommegaande zijn 3 brieven verstuurd.", [None]),
        ("Per regio is er verschil en in totaal zijn er 300 teams.", [None]),
        ("Per gemeente wordt bekeken of de 300 woningen passen.", [None]),
        ("De boete stijgt per zaak 12 procent.", [None]),
        ("Per instelling wordt jaarlijks € 5.000 uitgekeerd.", ["year"]),
    ],
)
def test_what_is_done_per_something_is_no_rate(text, rates):
    assert [f.per for f in figures(text)] == rates


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("Het onderzoek blijft onder 1.800 euro.", "under"),
        ("De kosten van het onderzoek blijven onder de 3 miljoen euro.", "under"),
        ("De meting kwam onder 40 decibel uit.", "under"),
        ("De steekproef bleef onder 300 huishoudens.", "under"),
        ("Het aantal wordt gehouden onder 300.", "under"),
        ("Uit onderzoek onder ruim 1.200 huishoudens blijkt dat.", "over"),
    ],
)
def test_less_than_so_much_stays_under_it(text, qualifier):
    assert [f.qualifier for f in figures(text)] == [qualifier]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Voor 2020 wordt nu een tekort van 2 procent voorzien.", [2020]),
        ("Voor 2019 is op dit moment € 12 miljoen begroot.", [2019]),
        ("Voor 2020 verwacht het CPB nu een groei van 1,5 procent.", [2020]),
        ("Het tekort over 2018 wordt nu geraamd op € 8 miljoen.", [2018]),
        ("Voor de periode 2020-2025 is nu € 40 miljoen gereserveerd.", [2020]),
        ("In 2016 zijn destijds 12 mensen aangehouden.", [2016]),
        ("In 2014 bedroeg het tarief destijds € 30.", [2014]),
        ("In 2018 hebben de voorheen zelfstandige 12 korpsen 300 agenten geleverd.", [2018, 2018]),
        ("Vanaf 2020 wordt voor de 12 provincies samen structureel € 12 miljoen uitgetrokken.", [2020, 2020]),
        ("Vanaf 2021 wordt in 12 regio's structureel 5 miljoen euro ingezet.", [2021, 2021]),
        ("De prijzen van 2018 stegen met 3 procent.", [2018]),
        ("De prijzen begin 2019 waren 4% hoger.", [2019]),
        ("Er zijn 40 woningen gebouwd, in 2018 met hulp van 3 gemeenten.", [2018, 2018]),
        ("Er werden 40 huizen gebouwd, in 2018 met 3 kranen.", [2018, 2018]),
        ("Er kwamen 30 klachten binnen, in 2018 over 12 scholen.", [2018, 2018]),
    ],
)
def test_a_number_keeps_the_time_that_is_said_of_it(text, years):
    assert [f.period_start and f.period_start.year for f in figures(text)] == years


@pytest.mark.parametrize(
    "text",
    [
        "Het maximum voor 2015 is gesteld op 100 zaken per rechter.",
        "Het quotum voor 2020 wordt gesteld op 100 vluchtelingen.",
        "Het plafond voor 2019 is op 100 gesteld.",
    ],
)
def test_what_is_set_to_a_hundred_is_no_index(text):
    assert [f.value for f in figures(text)] == [100]


@pytest.mark.parametrize(
    ("text", "baselines"),
    [
        ("Per 31 december 2018 telde de dienst 340 fte, 12 fte meer dan een jaar eerder.", [None, ("2017-12-31", "2017-12-31")]),
        ("In januari 2019 waren er 340 zaken, 12% meer dan een jaar eerder.", [None, ("2018-01-01", "2018-01-31")]),
        ("In het vierde kwartaal van 2018 waren er 340 zaken, 12% meer dan een jaar eerder.", [None, ("2017-10-01", "2017-12-31")]),
        ("In 2012 is de wet ingevoerd. Het aantal zaken is nu 12% lager dan een jaar eerder.", [None]),
        ("Het doel voor 2030 is bekend; het aantal is 12% lager dan een jaar eerder.", [None]),
        ("In de brief van 14 mei 2016 staat dat het aantal 12% lager is dan een jaar eerder.", [None]),
        ("In mei 2015 is de wet ingevoerd, waarmee het aantal 12% lager is dan een jaar eerder.", [None]),
        ("In 2015 is het rapport verschenen dat 12% meer telt dan een jaar eerder.", [None]),
        ("In 2012 is de wet ingevoerd en het aantal is 12% lager dan een jaar eerder.", [None]),
    ],
)
def test_a_year_earlier_is_counted_from_the_time_that_the_clause_is_about(text, baselines):
    found = [(f.baseline_start, f.baseline_end) for f in figures(text)]
    assert [(start.isoformat(), end.isoformat()) if start else None for start, end in found] == baselines


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Het woningtekort loopt op tot 1 miljoen.", ["count"]),
        ("Het aantal geneesmiddelen steeg tot 2 miljoen.", ["count"]),
        ("Het mestoverschot liep op tot 3 miljoen.", ["count"]),
        ("Het aantal mensen met hoge zorgkosten is 2 miljoen.", ["count"]),
        ("De zorgkosten stijgen en 2 miljoen betalen eigen risico.", ["count"]),
        ("De snelheid is 9.600 bps.", ["count"]),
        ("Er komen 7- of 8 miljoen euro bij.", ["EUR"]),
        ("Het is 40- tot 50 duizend euro duurder.", ["EUR"]),
    ],
)
def test_a_number_is_of_no_unit_that_is_not_said(text, units):
    assert [f.unit for f in figures(text)] == units


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("De jongen is 12 jaar oud, 3 boten waren lek.", "boten"),
        ("De brug is 30 meter lang en 12 auto's breed.", "auto's"),
        ("Van de minister is 5 procent korting gevraagd.", "korting"),
        ("Er is € 275 mln. voor wegen, waarvan € 190 mln. naar verwachting dit jaar.", "wegen"),
    ],
)
def test_what_is_counted_is_that_of_its_own_words(text, subject):
    assert figures(text)[-1].subject == subject


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("Vijf procent van de bedrijven die hebben bespaard, is klein.", [None]),
        ("In 2016 had 5 procent van de bedrijven energie bespaard.", [None]),
        ("Het aantal daalde met 12 en met 40 scholen wordt de samenwerking uitgebreid.", ["decrease", "increase"]),
    ],
)
def test_a_change_is_told_by_its_own_verb(text, changes):
    assert [f.change for f in figures(text)] == changes


def test_a_change_of_another_clause_has_no_time_to_be_compared_with():
    assert [f.baseline_start for f in figures("Sinds 2015 is de wet van kracht en het aantal steeg met 12%.")] == [None]


def test_numbers_one_by_one_with_years_are_not_one_by_one_with_bodies():
    found = figures("UWV en SVB voerden in 2015 en 2016 respectievelijk 31.200 en 8.450 controles uit.")
    assert [f.period_start.year for f in found] == [2015, 2016]
    assert found[0].organisation == found[1].organisation
