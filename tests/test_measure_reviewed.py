"""Sentences of ministries' letters, all of them made up, in which a rule for one wording does wrong to another.

Each was once lost, told with another status or amount, or taken for a measure by a rule that was written too wide.
"""

import datetime

import pytest

from kamermijn import language, records
from kamermijn.language.syntax import available
from kamermijn.language.weights import SHIPPED
from kamermijn.model import LetterText, Paragraph
from kamermijn.rules import load

RULES = load()


def mined(sentence, model="none"):
    """The measures of a letter of 14 May 2019 of this one sentence."""
    annotated = language.annotate(LetterText(sentence, (Paragraph(0, len(sentence)),)), RULES, model)
    fields = records.LetterFields(
        letter_id="example",
        source="example",
        sha256="",
        format="text",
        date=datetime.date(2019, 5, 14),
        sender_role="Minister van Visserij",
    )
    return records.extract(annotated, fields).measures


@pytest.mark.parametrize(
    ("sentence", "kind", "status", "year", "amount"),
    [
        ("Zoals toegezegd in het debat zet ik in 2020 € 40 miljoen extra in voor de opvang.", "funding", "announced", 2020, 40_000_000),
        ("Zoals toegezegd ga ik in het najaar in gesprek met de sector.", "cooperation", "announced", 2019, None),
        ("Overeenkomstig de toezegging geef ik het RIVM opdracht tot onderzoek.", "research", "started", None, None),
        ("Als de gemeente medewerking heeft toegezegd, geef ik een vergunning af.", "other", "started", None, None),
        ("Zoals het bedrijf heeft toegezegd, zet ik het onderzoek stop.", "research", "started", None, None),
        ("Er worden tien extra inspecteurs aangesteld voor de vaak complexe zaken.", "staffing", "started", None, 10),
        (
            "Het Rijk en de gemeenten investeren samen € 30 miljoen in de vaak verouderde schoolgebouwen.",
            "funding",
            "started",
            None,
            30_000_000,
        ),
        ("Voor de veelal kleine scholen wordt € 3 miljoen vrijgemaakt.", "funding", "started", None, 3_000_000),
        ("ProRail vervangt de veelal verouderde seinen.", "other", "started", None, None),
        ("De pilot wordt uitgebreid naar scholen met vaak veel uitval.", "other", "started", None, None),
        ("Het OM start een onderzoek naar de altijd aanwezige risico's.", "research", "started", None, None),
        ("De regeling wordt in de praktijk getoetst bij tien gemeenten.", "research", "started", None, 10),
        ("Op basis van ervaringen in de praktijk wordt de handleiding aangepast.", "legislation", "started", None, None),
        ("Het RIVM is door mij aangewezen om het register te beheren.", "other", "completed", None, None),
        ("Er zijn 12 ziekenhuizen aangewezen om ebolapatiënten op te vangen.", "other", "completed", None, 12),
        ("De ILT is aangewezen om toezicht te houden.", "other", "completed", None, None),
        ("Er is een coördinator aangewezen om de hulp te organiseren.", "staffing", "completed", None, None),
        ("Deze instellingen zullen in 2020 samen 300 plaatsen inrichten.", "cooperation", "announced", 2020, 300),
        ("Deze middelen zullen worden ingezet voor scholen.", "training", "announced", None, None),
        ("Die universiteiten zullen de opleidingen verlengen.", "training", "announced", None, None),
        ("Deze landen zullen een fonds oprichten.", "funding", "announced", None, None),
        ("Dit consortium zal de brug bouwen.", "other", "announced", None, None),
        ("Dit team zal de casussen analyseren.", "research", "announced", None, None),
        ("Door een onafhankelijk bureau wordt de regeling in 2020 geëvalueerd.", "research", "announced", 2020, None),
        ("Door de betrokken ministers wordt een commissie ingesteld.", "organisation", "started", None, None),
        ("Door de bewindspersonen van BZK en FIN wordt een taskforce ingesteld.", "organisation", "started", None, None),
        ("Door het ministerie wordt een handreiking ontwikkeld.", "other", "started", None, None),
        ("De proeven zijn zoals oorspronkelijk gepland stopgezet.", "other", "completed", None, None),
        ("De vergunninghouder wordt daarna beboet.", "enforcement", "started", None, None),
        ("De aanvraag wordt daarna beoordeeld door de RVO.", "research", "started", None, None),
        ("Ik zorg ervoor dat patiënten met een inkomen onder € 20.000 hulp krijgen.", "other", "started", None, None),
        ("Ik trek extra geld uit: de kosten van de ramp waren 300 miljoen euro.", "funding", "announced", None, None),
        ("De instelling krijgt extra middelen: in 2018 ontving zij 2 miljoen.", "funding", "started", 2018, None),
        ("Ik bouw een nieuw systeem voor de registratie van asielzoekers.", "technology", "started", None, None),
        ("De Belastingdienst ontwikkelt een nieuw systeem.", "technology", "started", None, None),
        (
            "Het kabinet heeft vastgesteld dat er meer geld nodig is en stelt € 30 miljoen beschikbaar.",
            "funding",
            "started",
            None,
            30_000_000,
        ),
        ("Thans wordt in 2020 € 3 miljoen vrijgemaakt.", "funding", "announced", 2020, 3_000_000),
        ("Er komt een bijdrage voor ondernemers.", "funding", "announced", None, None),
        ("Daarom is het instituut voor zeevis aangewezen om de norm te meten.", "other", "completed", None, None),
        ("Doorgaans duurt dit lang, daarom worden tien inspecteurs aangesteld.", "staffing", "started", None, 10),
        ("Er wordt per regeling vastgesteld dat scholen € 3 miljoen krijgen.", "legislation", "started", None, None),
        ("Ik stel bij ministeriële regeling vast dat de termijn wordt verlengd.", "legislation", "started", None, None),
        ("Het RIVM is gevraagd om aan te geven welke stoffen gevaarlijk zijn.", "other", "completed", None, None),
        ("Zoals toegezegd schets ik een nieuwe aanpak en stel ik € 3 miljoen beschikbaar.", "funding", "announced", None, 3_000_000),
    ],
)
def test_a_promise_keeps_its_type_status_year_and_amount(sentence, kind, status, year, amount):
    (measure,) = mined(sentence)
    start = measure.deadline_start
    assert (measure.type, measure.status, start.year if start else None, measure.amount) == (kind, status, year, amount)


@pytest.mark.skipif(available(SHIPPED) is None, reason="this checkout holds no weights of the model")
@pytest.mark.parametrize(
    ("sentence", "kind", "year", "amount"),
    [
        ("Conform mijn toezegging geef ik de gemeenten in 2020 € 40 miljoen.", "funding", 2020, 40_000_000),
        ("Door de inzet van € 3 miljoen wordt het toezicht uitgebreid.", "enforcement", None, 3_000_000),
        ("In 2030 wordt € 3 miljoen ingezet.", "funding", 2030, 3_000_000),
    ],
)
def test_a_promise_that_the_tree_tells_keeps_its_type_year_and_amount(sentence, kind, year, amount):
    (measure,) = mined(sentence, SHIPPED)
    start = measure.deadline_start
    assert (measure.type, start.year if start else None, measure.amount) == (kind, year, amount)


@pytest.mark.parametrize(
    "sentence",
    [
        "Zoals toegezegd geef ik geen namen.",
        "Ik deel, zoals eerder toegezegd, de mening van de heer Z niet.",
        "Daarom is er een aanpak nodig.",
        "Daarom is er een project mislukt.",
        "Daarom is er een werkgroep gewenst.",
        "Hiervoor is er een landelijke aanpak noodzakelijk.",
        "Er lopen drie trajecten vast.",
        "Hierdoor loopt een project vertraging op.",
        "In Frankrijk loopt een campagne tegen roken.",
        "Er draait een programma op televisie.",
        "De bijeenkomst is eerder gehouden dan gepland.",
        "De huisarts is tijdens het overleg van gegevens voorzien.",
        "In het wetsvoorstel is een evaluatie voorzien.",
        "In mijn brief staat dat er een pilot was gepland.",
        "In het pakket zijn 30 miljoen doses ingezet.",
        "Een miljoen mensen is ingezet bij de oogst.",
        "Dit geld is door de daders ingezet voor wapens.",
        "In de motie is een bedrag van € 5 miljoen opgenomen.",
        "In bijlage 2 zijn de bedragen opgenomen.",
        "Van de middelen is slechts 40 procent ingezet.",
        "De conclusie wordt ondersteund door drie rapporten.",
        "Het beeld wordt ondersteund door twee onderzoeken.",
        "De droogte wordt versterkt door een hogere temperatuur.",
        "Nederland draagt bij aan de daling van de hulp.",
        "Nederland draagt met 12 procent bij aan de uitstoot, zo blijkt uit onderzoek.",
        "De uitrol volgt later dan gepland.",
        "De uitvoering volgt daarna uit de wet.",
        "De invoering vindt haar grond in de wet.",
        "De invoering vindt u terug in hoofdstuk 3.",
        "Jaarlijks worden de tarieven vastgesteld.",
        "Patiënten worden samen met hun familie begeleid.",
        "Elk kind wordt in overleg met de ouders geholpen.",
        "Bij het bedrijf zijn 300 medewerkers ontslagen.",
        "De Taliban bewapenen de stammen.",
        "Hieronder wordt verslag gedaan van het onderzoek.",
        "Daarna wordt onderzocht wat de oorzaken waren.",
        "Elke toename van de vangst wordt dan in het volgend jaar afgeroomd.",
        "De winkels blijven tot eind 2019 open.",
        "Het virus blijft tot 2030 actief.",
        "De trend loopt door tot 2030.",
        "Mijn termijn loopt in 2020 af.",
        "De oogst is in volle gang.",
        "De gevechten zijn in volle gang.",
        "De ouders gaan het gesprek aan met hun kind.",
        "Het ligt in de bedoeling van de vakbonden om te staken.",
        "Nederland draagt bij aan de operaties van drugsbendes.",
        "De bestanden zijn versleuteld door criminelen.",
        "De directeur is uit zijn functie ontheven.",
        "In het artikel wordt gespecificeerd welke gegevens nodig zijn.",
        "De huizen worden ontruimd door de rebellen.",
        "De zorg is goed ingebed.",
        "De klap wordt gedempt.",
        "De problemen worden doorgeschoven naar volgende generaties.",
        "De bedrijven zijn geclusterd rond de haven.",
        "Het bedrijf heeft een beurs in voorbereiding.",
    ],
)
def test_what_is_no_promise_is_no_measure(sentence):
    assert not mined(sentence)
