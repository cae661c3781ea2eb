"""Ways in which letters of other ministries say that something is done, planned or paid for, and what looks like it and is none."""

import datetime

import pytest
from tests.test_measure import ROLE, mined


@pytest.mark.parametrize(
    ("sentence", "kind", "status"),
    [
        # What is planned.
        ("Er is een vervolgonderzoek gepland naar de kleinere havens.", "research", "announced"),
        ("Met de reders staat een tweede bijeenkomst gepland.", "cooperation", "announced"),
        # Money and means.
        ("In de begroting van Verkeer is voor de sluis een bedrag van 2 miljoen gulden opgenomen.", "funding", "completed"),
        ("Nederland draagt met een fregat bij aan de missie in de Rode Zee.", "other", "started"),
        ("De post in Lagos wordt versterkt met drie medewerkers.", "staffing", "started"),
        # What is done since this year is done; what is done with a budget is still to be done.
        ("De douane ziet sinds 1 februari toe op de uitvoer van paling.", "enforcement", "started"),
        ("De kosten worden bij Voorjaarsnota ingepast.", "funding", "announced"),
        # What Parliament is told with another document.
        (
            "In het jaarverslag, dat voor de zomer aan uw Kamer wordt verzonden, wordt u over de sluizen bericht.",
            "information",
            "announced",
        ),
        # What is written into a draft law.
        ("De toelichting is op dit punt aangevuld.", "legislation", "completed"),
        ("Aan artikel 4 is een nieuw onderdeel toegevoegd.", "legislation", "completed"),
        # What an intention is about stands in its first infinitive.
        ("Ik ben voornemens de vangst te meten zodat ik die kan meewegen bij het vaststellen van de normen.", "research", "announced"),
        ("Ook zijn we nog bezig om de vangst te meten.", "research", "started"),
        # The law that something is based on is not what is done.
        ("In het kader van de Crisis- en Herstelwet maken gemeenten afspraken over de kades.", "cooperation", "started"),
        # What is going on is no promise, whatever later date the sentence names; what was taken on is done.
        ("De opleiding wordt momenteel ontwikkeld en in 2018 in gebruik genomen.", "training", "started"),
        ("De provincie heeft voor 2017 en 2018 de kosten van de sluis op zich genomen.", "funding", "completed"),
        # Plans and proposals that come, reports that are brought out, intentions.
        ("Voor de zomer van 2018 wil het kabinet komen met voorstellen voor schonere havens.", "other", "announced"),
        ("De commissie brengt in het voorjaar van 2018 verslag uit.", "research", "announced"),
        ("Het ligt in mijn voornemen de heffing in 2018 af te schaffen.", "legislation", "announced"),
        ("Dit betekent dat ik het havengeld verlaag.", "legislation", "started"),
        ("Ik laat het CPB de gevolgen voor de havens in kaart brengen.", "research", "started"),
        ("Als schippers dat willen, zal ik de haven verdiepen.", "other", "announced"),
        # Verbs of putting out of use, contracting and moving.
        ("De Viswet wordt per 1 januari 2018 buiten werking gesteld.", "legislation", "announced"),
        ("De keuringstermijn is met drie jaar opgeschoven.", "other", "completed"),
        ("Voor de zomer van 2018 contracteer ik twee sleepboten.", "funding", "announced"),
        ("Met Denemarken is een overeenkomst afgesloten over de vangst.", "cooperation", "completed"),
        ("Hiertoe heb ik een vangstwet in voorbereiding.", "legislation", "started"),
        # Bodies without a name of their own.
        ("Het gevangeniswezen neemt twee leegstaande panden in gebruik.", "other", "started"),
        ("De landmacht schaft veertig bruggen aan.", "funding", "started"),
        ("Er is een landelijke actiedag gepland.", "other", "announced"),
        # What is brought from so many to so many.
        ("De wachttijd bij de sluis wordt teruggebracht van zes naar vier uur.", "other", "started"),
        ("Aan de kustwacht zijn tien rechercheurs toegevoegd.", "staffing", "completed"),
        ("De internetconsultatie start naar verwachting in het derde kwartaal van 2017.", "legislation", "announced"),
    ],
)
def test_a_measure_may_be_worded_so(sentence, kind, status):
    (measure,) = mined(sentence)
    assert (measure.type, measure.status) == (kind, status)


@pytest.mark.parametrize(
    "sentence",
    [
        "De vergadering is goed voorzien van koffie.",
        "Het programma loopt tot en met 2018.",
        "Nederland draagt bij aan de vervuiling van de zee.",
        "De indruk wordt versterkt door de cijfers.",
        "In de regeling is een grens van 100.000 euro opgenomen.",
        "Schippers worden in de regel binnen drie dagen verhoord.",
        "De kustwacht biedt gewoonlijk hulp aan gestrande schippers.",
        "Het is aangewezen dat in de wet het gebruik wordt beperkt.",
        "Jonge schippers zijn aangewezen op hulp van de kustwacht.",
        "In deze brief ga ik in op de staat van de sluizen.",
        "Het verbod op sleepnetten blijft van kracht.",
        "De patiënt meldt zich, waarna de gemeente een vergunning verleent.",
        "In 2030 wordt zorg vaker thuis georganiseerd.",
        "De norm is sinds 2012 nauwelijks gewijzigd.",
        "De Visraad heeft vastgesteld dat de norm in de regeling te hoog is.",
        "Ook is gevraagd om aan te geven hoe het geld voor de haven wordt besteed.",
        "Dat de gegevens niet worden gebruikt wordt volgens de toelichting gewaarborgd door de wet.",
    ],
)
def test_what_is_habit_effect_or_advice_is_none(sentence):
    assert not mined(sentence)


def test_the_act_is_told_from_its_verb_where_a_clause_stands_in_between():
    (measure,) = mined("De regeling, waarmee jonge schippers worden begeleid bij hun eerste reis, wordt met twee jaar verlengd.")
    assert measure.action == "wordt met twee jaar verlengd"


def test_the_day_on_which_parliament_was_informed_is_no_time_of_the_act():
    (measure,) = mined("Daar zet ik op in via de aanpak Schone Havens waarover ik uw Kamer op 3 maart 2017 heb geïnformeerd.")
    assert (measure.actor, measure.deadline_start) == (ROLE, None)


def test_since_when_something_is_done_is_its_time():
    (measure,) = mined("De douane ziet sinds 1 februari 2017 toe op de uitvoer van paling.")
    assert (measure.deadline_start, measure.deadline_end) == (datetime.date(2017, 2, 1), None)


@pytest.mark.parametrize(
    "sentence",
    [
        "Dit wetsvoorstel treedt op 1 januari 2018 in werking.",
        "De wet treedt naar verwachting op 1 januari 2018 in werking.",
        "Dit wetsvoorstel treedt op zijn vroegst op 1 januari 2018 in werking.",
    ],
)
def test_the_day_on_which_a_law_enters_into_force_is_the_time_of_the_act(sentence):
    (measure,) = mined(sentence)
    assert (measure.type, measure.status, measure.deadline_start) == ("legislation", "announced", datetime.date(2018, 1, 1))
