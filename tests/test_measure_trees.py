"""What only the tree of a sentence tells: joined acts, for whom, about what; who acts far from the verb."""

import pytest
from tests.test_measure import ROLE, mined

from kamermijn.language.syntax import available
from kamermijn.language.weights import SHIPPED

pytestmark = pytest.mark.skipif(available(SHIPPED) is None, reason="this checkout holds no weights of the model")


@pytest.mark.parametrize(
    "sentence",
    [
        "Het pas aangetreden kabinet zwengelt volgend jaar de visserij aan.",
        "Daarom laat ik de vangstnormen opnieuw ijken.",
        "De vaarregels worden medio 2018 gepubliceerd.",
    ],
)
def test_an_act_is_found_whose_verb_no_list_knows(sentence):
    assert len(mined(sentence)) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "Ik waardeer de inzet van de schippers.",
        "Ik kan de havenmeesters optrommelen.",
        "Ik trommel de havenmeesters niet op.",
        "Ik trommelde vorig jaar de havenmeesters op.",
        "Als het stormt, trommel ik de havenmeesters op.",
        "Een vaarbewijs wordt verleend als de schipper slaagt.",
    ],
)
def test_a_thought_a_wish_or_a_condition_is_no_act(sentence):
    assert not mined(sentence)


INTRODUCTION = "Daarom neem ik de volgende maatregelen:"


@pytest.mark.parametrize(
    "item",
    [
        "Uitbreiding van de kustwacht met tien duikers;",
        "Vanaf 2018 verlaging van het havengeld;",
        "Oprichting, samen met de sector, van een borgingsfonds;",
        "Een meldpunt inrichten voor slachtoffers;",
        "Gerichte werving van stuurlieden uit andere sectoren;",
        "Meer geld voor de zeehavens.",
    ],
)
def test_an_item_that_is_a_noun_of_acting_is_a_measure(item):
    (measure,) = mined(INTRODUCTION, f"- {item}", kinds=["body", "list_item"])
    assert (measure.quote, measure.status) == (item, "announced")
    assert measure.rule.startswith("measure.item_")


@pytest.mark.parametrize(
    "item",
    [
        "De toename van het aantal schepen;",
        "Geen uitbreiding van de kustwacht;",
        "De huidige regeling voor nabestaanden;",
        "Bestaande uitbreidingen van de haven;",
        "Vertraging van de bouw door storm;",
        "De voorzitter van de commissie.",
    ],
)
def test_an_item_that_names_a_thing_or_a_change_is_none(item):
    assert not mined(INTRODUCTION, f"- {item}", kinds=["body", "list_item"])


def test_an_item_of_two_nouns_of_acting_has_both_acts():
    (measure,) = mined(INTRODUCTION, "- Verdieping van de haven en uitbreiding van de kade.", kinds=["body", "list_item"])
    assert measure.actions == ("Verdieping van de haven", "uitbreiding van de kade")


def test_joined_acts_are_one_measure_with_all_its_acts():
    (measure,) = mined("Ik stel een havenmeester aan en verleng de proef met nachtvluchten.")
    assert len(measure.actions) == 2
    assert measure.action == measure.actions[0] == "stel een havenmeester aan"
    assert "verleng de proef" in measure.actions[1]


@pytest.mark.parametrize(
    ("sentence", "actions"),
    [
        ("Ik stel een commissie in en informeer uw Kamer voor de zomer.", ("stel een commissie in", "informeer uw Kamer voor de zomer")),
        ("Ik verleng de proef en zal uw Kamer daarover informeren.", ("verleng de proef", "zal uw Kamer daarover informeren")),
    ],
)
def test_the_first_of_joined_acts_is_the_action_also_where_the_second_informs_parliament(sentence, actions):
    (measure,) = mined(sentence)
    assert (measure.action, measure.actions, measure.actor) == (actions[0], actions, ROLE)
    # All that the record tells is of that act: the time by which Parliament is informed is no time of it.
    assert measure.type != "information"
    assert measure.deadline_end is None


@pytest.mark.parametrize(
    ("sentence", "beneficiary"),
    [
        ("Voor gedupeerde ouders reserveer ik € 430 miljoen.", "gedupeerde ouders"),
        ("Ik stel € 3 miljoen beschikbaar voor kleine gemeenten.", "kleine gemeenten"),
        ("Voor journalisten die gevaar lopen, richt ik een meldpunt in.", "journalisten die gevaar lopen"),
        ("Voor uitkeringsgerechtigden komt er een loket.", "uitkeringsgerechtigden"),
        ("Ik richt een fonds in voor slachtoffers van mijnbouwschade.", "slachtoffers van mijnbouwschade"),
        ("Voor politie en OM komt in 2018 één miljoen extra beschikbaar.", "politie en OM"),
        ("Ik verstrek € 3 miljoen aan het Rode Kruis.", "Rode Kruis"),
        ("Ik keer € 500 uit aan alle verpleegkundigen.", "verpleegkundigen"),
        ("Ik bied jongeren een leerwerkplek aan.", "jongeren"),
        ("Het kabinet kent gedupeerden een vergoeding van € 2.500 toe.", "gedupeerden"),
        ("Het kabinet biedt kwetsbare huishoudens een toeslag.", "kwetsbare huishoudens"),
        ("Scholen krijgen vanaf 2018 extra middelen.", "scholen"),
        ("Het kabinet compenseert huishoudens met een laag inkomen.", "huishoudens"),
        ("Ik wil boeren ondersteunen die willen stoppen.", "boeren"),
        # Things, purposes, times; those who are asked or told; Parliament.
        ("De Tweede Kamer ontvangt de resultaten van de proef in het najaar.", None),
        ("Voor de verdieping van de haven reserveer ik € 430 miljoen.", None),
        ("Voor de zomer stel ik een commissie in.", None),
        ("Voor 2025 stel ik € 3 miljoen beschikbaar.", None),
        ("Ik stel voor het einde van het jaar een regeling open.", None),
        ("Ik stel voor een periode van drie jaar een havenmeester aan.", None),
        ("Ik maak voor het eerst middelen vrij voor de aanleg van steigers.", None),
        ("Ik geef uitvoering aan de motie.", None),
        ("Ik geef TNO opdracht dit te onderzoeken.", None),
        ("Hierbij bied ik uw Kamer het rapport aan.", None),
    ],
)
def test_the_beneficiary_is_for_whom_the_act_is(sentence, beneficiary):
    assert mined(sentence)[0].beneficiary == beneficiary


@pytest.mark.parametrize(
    ("sentence", "topic"),
    [
        ("Ik informeer uw Kamer voor de zomer over de voortgang van de aanpak.", "voortgang van de aanpak"),
        ("Ik informeer uw Kamer voor de zomer over de begroting voor het jaar 2018.", "begroting voor het jaar 2018"),
        ("Ik informeer uw Kamer in het najaar over het onderzoek naar de uitgaven in 2016.", "onderzoek naar de uitgaven in 2016"),
        ("Ik stuur uw Kamer de resultaten van de proef voor de zomer van 2018.", "resultaten van de proef"),
        ("Hierbij stuur ik uw Kamer het rapport van de commissie.", "rapport van de commissie"),
        ("Ik informeer uw Kamer hierover in het najaar.", None),
        ("In mei informeer ik uw Kamer of de regeling wordt verlengd.", "of de regeling wordt verlengd"),
        ("De Tweede Kamer ontvangt de resultaten van de proef in het najaar.", "resultaten van de proef"),
        ("Ik stuur de Kamer hierbij het rapport 'Zicht op zorg'.", "rapport 'Zicht op zorg'"),
    ],
)
def test_a_promise_to_inform_says_what_about(sentence, topic):
    assert mined(sentence)[0].promise_topic == topic


def test_the_subject_acts_however_far_it_stands_from_the_verb():
    (measure,) = mined("Volgend jaar zal, zoals ik eerder heb gemeld, de Kustwacht tien schepen aanschaffen.")
    assert measure.actor == "Kustwacht"


def test_a_pronoun_is_the_one_body_that_the_paragraph_names():
    assert [m.actor for m in mined("De VNG is hierbij betrokken. Zij zal de handreiking in 2018 actualiseren.")] == [
        "Vereniging van Nederlandse Gemeenten"
    ]
    assert [m.actor for m in mined("De VNG en het IPO zijn betrokken. Zij zullen de handreiking in 2018 actualiseren.")] == [None]
    assert mined("Ik stel een havenmeester aan.")[0].actor == ROLE
