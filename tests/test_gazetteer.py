"""Finding names of bodies: whole words, the longest first, and capitals where the name has them."""

import pytest

from kamermijn.language.gazetteer import fold, gazetteer
from kamermijn.rules import load

GAZETTEER = gazetteer(load())


def found(text):
    out, end = [], 0
    for match in GAZETTEER.find(text):
        if match.kind != "place" and match.start >= end:
            out.append((text[match.start : match.end], match.bodies[0].name))
            end = match.end
    return out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("de Immigratie & Naturalisatiedienst", [("Immigratie & Naturalisatiedienst", "Immigratie- en Naturalisatiedienst")]),
        ("de immigratie- en naturalisatiedienst", [("immigratie- en naturalisatiedienst", "Immigratie- en Naturalisatiedienst")]),
        ("Sociaal Economische Raad", [("Sociaal Economische Raad", "Sociaal-Economische Raad")]),
        ("RAAD VOOR DE RECHTSPRAAK", [("RAAD VOOR DE RECHTSPRAAK", "Raad voor de rechtspraak")]),
        ("Coordinatiecentrum tegen Mensenhandel", [("Coordinatiecentrum tegen Mensenhandel", "Coördinatiecentrum tegen Mensenhandel")]),
        ("WODC-onderzoek", [("WODC", "Wetenschappelijk Onderzoek- en Documentatiecentrum")]),
        ("de RIEC's", [("RIEC's", "Regionale Informatie en Expertise Centra")]),
        ("de I&M-begroting", [("I&M", "ministerie van Infrastructuur en Milieu")]),
        ("Ieder(in) vraagt", [("Ieder(in)", "Ieder(in)")]),
        ("N.V. Nederlandse Gasunie", [("N.V. Nederlandse Gasunie", "Gasunie")]),
        ("de gemeente 's-Gravenhage", [("gemeente 's-Gravenhage", "gemeente Den Haag")]),
        ("politie- en justitiewerk", []),
        ("de politie-inzet", []),
        ("denk aan de coa en het om", []),
        ("Denk aan de natuur en het milieu", []),
        ("de Raad.\n\nVan State", []),
    ],
)
def test_a_name_is_found_as_letters_write_it(text, expected):
    assert found(text) == expected


def test_the_longest_name_wins_at_its_first_word():
    assert found("de Raad van State")[0] == ("Raad van State", "Raad van State")


def test_a_bare_place_is_reported_as_a_place():
    assert [m.kind for m in GAZETTEER.find("In Zwolle")] == ["place"]


def test_a_word_is_looked_up_without_case_accents_and_ampersand():
    assert (fold("Coördinatie"), fold("&"), fold("RIVM")) == ("coordinatie", "en", "rivm")
