"""Organisations in sentences: what is a mention of a body, and what only looks like one."""

import datetime

import pytest

from kamermijn.rulecheck import mine_example
from kamermijn.rules import load

RULES = load()


def mentions(text, date=None):
    return [(r.quote, r.acronym or r.name) for r in mine_example(text, RULES, date).organisations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De politie en het OM spraken met de IND.", [("politie", "politie"), ("OM", "OM"), ("IND", "IND")]),
        ("Het RIVM-advies en de ZM-cijfers zijn bekend.", [("RIVM", "RIVM"), ("ZM", "ZM")]),
        ("De Minister van SZW vroeg het de SVB.", [("SVB", "SVB")]),
        ("De ministers van VWS, BZK en van OCW komen bijeen.", []),
        ("Volgens het ministerie van SZW klopt dat.", [("ministerie van SZW", "SZW")]),
        ("De burgemeester van Almere sprak in Almere met GroenLinks-PvdA.", [("GroenLinks-PvdA", "GL-PvdA")]),
        ("Vragen van het lid De Groot (D66) over de landbouw.", [("D66", "D66")]),
        ("De Taskforce Sneeuwschuivers is klaar. Leden van de Taskforce gaan naar huis.",
         [("Taskforce Sneeuwschuivers", "Taskforce Sneeuwschuivers"), ("Taskforce", "Taskforce Sneeuwschuivers")]),
        ("Er komen meer taskforces en commissies.", []),
        ("De overheid, gemeenten, provincies en partners doen mee.", []),
        ("Schiphol ligt bij Amsterdam.", []),
        ("Volgens de Europese Commissie Nederland een kans te geven.", [("Europese Commissie", "EC")]),
        ("Een D66’er en twee VVD'ers stemden mee.", []),
        ("Het college van B en W van Delft besloot.", [("Delft", "gemeente Delft")]),
        ("Minister De Vries (BZK) en mijn collega van OCW spraken.", []),
        ("De regering van Curaçao en de Franse overheid tekenden.",
         [("regering van Curaçao", "regering van Curaçao"), ("Franse overheid", "Franse overheid")]),
        ("Op politie.nl staat meer.", []),
    ],
)  # fmt: skip
def test_a_body_that_acts_is_a_mention(text, expected):
    assert mentions(text) == expected


@pytest.mark.parametrize(
    ("date", "identifier"),
    [
        (datetime.date(2009, 3, 1), "mnre1040"),
        (datetime.date(2015, 3, 1), "hv_05434137"),
        (datetime.date(2025, 3, 1), "mnre1045"),
    ],
)
def test_a_ministry_is_the_one_of_the_day(date, identifier):
    (record,) = mine_example("Hierover is met EZ gesproken.", RULES, date).organisations
    assert record.name == "ministerie van Economische Zaken"
    assert record.identifier.endswith(identifier)


def test_an_abbreviation_of_two_bodies_is_rejected_with_both():
    letter = mine_example("Het MOB stelde dit vast.", RULES)
    assert letter.organisations == ()
    assert letter.rejected[0].candidates == ("Maatschappelijk Overleg Betalingsverkeer", "Mobilisation for the Environment")


def test_the_full_name_in_the_letter_decides_what_an_abbreviation_means():
    assert ("MOB", "MOB") in mentions("Mobilisation for the Environment procedeert. Het MOB won.")


def test_an_acronym_that_the_letter_gives_to_something_else_is_no_body():
    assert mentions("Het Actieplan Inzet Vrijwilligers (AIV) loopt; het AIV kost geld.") == []


def test_an_acronym_with_an_ampersand_is_found_again_without_it():
    letter = mine_example("De Dienst Marine & Techniek (DM&T) helpt. De DM&T en de DMT werken samen.", load())
    assert [o.quote for o in letter.organisations if o.acronym == "DM&T"][-2:] == ["DM&T", "DMT"]


def found(text):
    """Of each mention the words, the type and whether it has an identifier."""
    return [(r.quote, r.type, r.identifier) for r in mine_example(text, RULES).organisations]


@pytest.mark.parametrize(
    ("text", "quotes", "kind"),
    [
        ("De Taskforce Beleggingsfraude brengt verslag uit.", ["Taskforce Beleggingsfraude"], "taskforce"),
        ("De Regiegroep Aanpak Leegstand komt maandelijks bijeen.", ["Regiegroep Aanpak Leegstand"], "taskforce"),
        ("De Nationaal Coördinator Dijkversterking (NCD) bezocht de regio.", ["Nationaal Coördinator Dijkversterking", "NCD"], "agency"),
        ("De Rijksdienst voor Munitieruiming (RvM) doet dit.", ["Rijksdienst voor Munitieruiming", "RvM"], "agency"),
        ("De Autoriteit Woonfraude legt boetes op.", ["Autoriteit Woonfraude"], "agency"),
        ("De Stichting Waarborgfonds Starters keert uit.", ["Stichting Waarborgfonds Starters"], "ngo"),
        ("De Stichting Kwaliteitsregister Kraamzorg (SKK) toetst.", ["Stichting Kwaliteitsregister Kraamzorg", "SKK"], "ngo"),
        ("De Adviesraad Zorgtechnologie bracht advies uit.", ["Adviesraad Zorgtechnologie"], "advisory"),
        ("De Kwaliteitsraad Verpleeghuizen bracht advies uit.", ["Kwaliteitsraad Verpleeghuizen"], "advisory"),
        ("Ook het Kwaliteitsinstituut Ouderenzorg is betrokken.", ["Kwaliteitsinstituut Ouderenzorg"], "other"),
        ("De Landelijke Scholierenraad is geraadpleegd.", ["Landelijke Scholierenraad"], "other"),
        ("Het College Toetsing Zorgdeclaraties beoordeelt dit.", ["College Toetsing Zorgdeclaraties"], "other"),
    ],
)
def test_a_body_that_no_table_knows_is_found_by_the_form_of_its_name(text, quotes, kind):
    assert found(text) == [(quote, kind, None) for quote in quotes]


@pytest.mark.parametrize(
    "text",
    [
        "Regeringscommissaris Van Veen spreekt met de ouders.",
        "Minister-president De Vries en minister Smit van Financiën spraken elkaar.",
        "Wethouder Bakker van Almere en burgemeester De Groot vroegen hiernaar.",
        "Generaal-majoor De Haan leidt de missie.",
        "Staatssecretaris Van der Meer opende het nieuwe dok.",
        "De heer Van Loon en mevrouw De Boer-Smit waren aanwezig.",
        "Het Fonds Gezonde School en het programma Kansrijk Begin lopen door.",
        "Het Programma Regionale Veiligheid en het Nationaal Actieplan Wonen lopen door.",
    ],
)
def test_persons_office_holders_funds_and_programmes_are_no_bodies(text):
    assert not found(text)
