"""What a measure says: who, when, with how much; and which texts hold none."""

import datetime

import pytest

from kamermijn import language, records
from kamermijn.model import LetterText, Paragraph
from kamermijn.rules import load

RULES = load()
ROLE = "Minister van Visserij"


def mined(*paragraphs, kinds=None, speaker="sender"):
    """The measures of a letter of these paragraphs, dated 15 May 2017."""
    spans, start = [], 0
    for number, text in enumerate(paragraphs):
        kind = kinds[number] if kinds else "body"
        spans.append(Paragraph(start, start + len(text), kind, speaker))
        start += len(text) + 2
    annotated = language.annotate(LetterText("\n\n".join(paragraphs), tuple(spans)), RULES)
    fields = records.LetterFields(
        letter_id="example", source="example", sha256="", format="text", date=datetime.date(2017, 5, 15), sender_role=ROLE
    )
    return records.extract(annotated, fields).measures


@pytest.mark.parametrize(
    ("sentence", "actor"),
    [
        ("Ik laat de haven verdiepen en stel een havenmeester aan.", ROLE),
        ("Wij stellen een havenmeester aan.", "kabinet"),
        ("Daarom verlengt het kabinet de proef.", "kabinet"),
        ("Hierbij bied ik uw Kamer het havenplan aan.", ROLE),
        ("Er wordt een havenmeester aangesteld.", None),
        ("De proef wordt door het kabinet verlengd.", "kabinet"),
        ("De proef wordt door mij verlengd.", ROLE),
        ("Er is geld vrijgemaakt voor de aanpak van stroperij door het kabinet.", None),
        ("Daarom verlengt mijn ministerie de proef.", "ministerie van Visserij"),
        ("Verder werkt de Minister voor Milieu en Wonen aan een regeling.", "Minister voor Milieu en Wonen"),
        (
            "De Staatssecretaris van Volksgezondheid, Welzijn en Sport zal, samen met Zorgverzekeraars Nederland, de norm herzien.",
            "Staatssecretaris van Volksgezondheid, Welzijn en Sport",
        ),
        ("De Minister van Financiën past het tarief aan.", "Minister van Financiën"),
        ("In juni stelt de staatssecretaris van VWS een commissie in.", "Staatssecretaris van Volksgezondheid, Welzijn en Sport"),
        ("Mijn ambtgenoot van Defensie zal de regeling verlengen.", "ambtgenoot van Defensie"),
        ("De minister van Defensie en ik zullen de kazerne verbouwen.", ROLE),
        ("Als Minister van Defensie zal ik de kazerne verbouwen.", ROLE),
        ("De minister-president stelt een adviescollege in.", "Minister-president"),
        ("De norm wordt door de Minister van Justitie en Veiligheid aangepast.", "Minister van Justitie en Veiligheid"),
        ("Samen met de VNG verlengt het kabinet de proef.", "kabinet"),
        # Bodies without a name, as the letter calls them.
        ("Gemeenten zullen de haven verdiepen.", "gemeenten"),
        ("Vanaf 2018 breiden gemeenten en provincies de havens uit.", "gemeenten"),
        ("De betrokken partijen richten een meldpunt in.", "betrokken partijen"),
        ("In 2018 zal de Inspectie alle schepen controleren.", "Inspectie"),
        ("Zorgverzekeraars breiden in 2018 de vergoeding uit.", "zorgverzekeraars"),
        ("Vanaf 2018 gaan corporaties hun woningen isoleren.", "corporaties"),
        ("Ziekenhuizen en zorgverzekeraars hebben afgesproken de wachtlijsten aan te pakken.", "ziekenhuizen"),
        ("De proef wordt vanaf 2018 door de Inspectie verlengd.", "Inspectie"),
        ("De proef wordt door de politie verlengd.", "politie"),
        ("Slachtoffers worden door gemeenten opgevangen.", "gemeenten"),
        ("Huurders worden door de woningcorporaties geholpen.", "woningcorporaties"),
        ("De ambassade in Caracas opent een loket voor schippers.", "ambassade in Caracas"),
        ("De reorganisatie zal worden uitgebreid.", None),
        # What comes is made, and makes nothing.
        ("Er komt een minister voor Visserij.", None),
        ("Er komt een Taskforce Wonen.", None),
    ],
)
def test_the_actor_is_the_grammatical_agent(sentence, actor):
    (measure,) = mined(sentence)
    assert measure.actor == actor


@pytest.mark.parametrize(
    "sentence",
    [
        "De Minister wordt door de leden gevraagd de havens te verdiepen.",
        "Slachtoffers werden door gemeenten opgevangen.",
        "Slachtoffers kunnen door gemeenten worden opgevangen.",
        "Slachtoffers worden door gemeenten opgevangen als zij nergens terecht kunnen.",
        "Op grond van de Zorgwet worden slachtoffers door gemeenten opgevangen.",
        "Uitkeringen worden door het UWV maandelijks betaald.",
        "Een schipper die zonder papieren vaart, wordt door de Inspectie beboet.",
        "Asielaanvragen worden door de IND behandeld in de volgorde waarin zij binnenkomen.",
        "De veerboot wordt door veel reizigers gebruikt.",
    ],
)
def test_what_is_asked_was_done_or_is_always_done_by_others_commits_nobody(sentence):
    assert not mined(sentence)


@pytest.mark.parametrize(
    ("sentence", "start", "end"),
    [
        ("In het najaar van 2018 informeer ik uw Kamer over de haven.", "2018-09-21", "2018-12-20"),
        ("Vanaf 2018 worden de kades vernieuwd.", "2018-01-01", None),
        ("Ik informeer uw Kamer uiterlijk 1 december 2017.", None, "2017-12-01"),
        ("Zoals gemeld in mijn brief van 3 maart 2016 zal ik de kades vernieuwen.", None, None),
        ("Ik zeg uw Kamer toe dat ik voor 1 juli 2018 een havenplan zal toesturen.", None, "2018-06-30"),
        ("Ik zeg u toe in het najaar van 2018 met een havenplan te komen.", "2018-09-21", "2018-12-20"),
        ("In het debat van 4 april 2017 heb ik toegezegd uw Kamer te informeren.", None, None),
    ],
)
def test_the_time_named_for_the_act_is_its_deadline(sentence, start, end):
    (measure,) = mined(sentence)
    assert (str(measure.deadline_start or "None"), str(measure.deadline_end or "None")) == (start or "None", end or "None")


@pytest.mark.parametrize(
    "sentence",
    [
        "Van de 1.150 uitgezonden vissers zijn er 300 teruggekeerd.",
        "Als ondernemer ontvangt u steun.",
        "De uitgebreide haven is een succes.",
        "Ik deel de zorgen van uw Kamer.",
        "Wanneer ontvangt u het visplan?",
    ],
)
def test_what_only_describes_or_shares_a_view_is_no_act(sentence):
    assert not mined(sentence)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Het kabinet heeft in 2019 besloten scholen te sluiten.", "other"),
        ("Het kabinet heeft in 2021 besloten scholen te sluiten.", "other"),
        ("Het kabinet heeft in 2020 afgesproken wijken te vernieuwen.", "cooperation"),
        ("Het kabinet heeft per 1 januari 2020 ingevoerd regels die dit verbieden.", "legislation"),
        ("Van de drie wegen is er een verbreed.", "other"),
    ],
)
def test_a_participle_behind_a_year_a_day_or_a_pronoun_is_an_act(sentence, kind):
    assert [measure.type for measure in mined(sentence)] == [kind]


def test_the_step_that_follows_says_more_than_where_a_text_lies():
    (measure,) = mined("De Viswet ligt bij de Raad van State en zal in mei 2018 bij uw Kamer worden ingediend.")
    assert (measure.type, measure.status, measure.action) == ("legislation", "announced", "zal in mei 2018 bij uw Kamer worden ingediend")


def test_the_amount_is_the_money_before_any_other_quantity():
    (measure,) = mined("Voor twaalf havens stel ik gedurende drie jaar € 4 miljoen beschikbaar.")
    assert (measure.amount, measure.amount_unit) == (4_000_000, "EUR")
    assert len(measure.figures) == 3


def test_items_under_an_introduction_of_measures_are_measures_and_the_introduction_is_none():
    found = mined(
        "Daarom neem ik de volgende maatregelen:",
        "- Verlenging van de proef met nachtvluchten;",
        "- het aanstellen van een havenmeester.",
        kinds=["body", "list_item", "list_item"],
    )
    assert [m.quote for m in found] == ["Verlenging van de proef met nachtvluchten;", "het aanstellen van een havenmeester."]


@pytest.mark.parametrize(
    "introduction",
    [
        "De commissie doet de volgende aanbevelingen en stelt deze maatregelen voor:",
        "Voor de volgende maatregelen is geen geld:",
        "Het rapport kent de volgende hoofdstukken:",
    ],
)
def test_items_under_any_other_introduction_are_none(introduction):
    assert not mined(introduction, "- Verlenging van de proef;", kinds=["body", "list_item"])


@pytest.mark.parametrize("speaker", ["questioner", "quoted"])
def test_what_others_say_commits_nobody(speaker):
    assert not mined("Het kabinet verlengt de proef.", speaker=speaker)


@pytest.mark.parametrize("kind", ["heading", "label", "masthead", "signature", "table_row"])
def test_headings_and_tables_hold_no_measures(kind):
    assert not mined("Het kabinet verlengt de proef.", kinds=[kind])


def test_a_measure_is_the_whole_sentence_without_its_bullet():
    (measure,) = mined("• Het kabinet verlengt de proef. De zee is diep.", kinds=["list_item"])
    assert measure.quote == "Het kabinet verlengt de proef."


def test_a_run_of_text_without_stops_is_read_clause_by_clause():
    found = mined("Ik stel geld beschikbaar; de zee is diep; er worden havens verdiept; " * 100)
    assert len(found) > 50
    assert all(len(measure.quote) <= 1000 for measure in found)
    assert all(measure.quote[-1] in ".;" for measure in found)


def test_a_word_without_end_holds_no_measure():
    assert not mined("x" * 5000)
    assert mined("x" * 5000 + " Ik stel geld beschikbaar.")
