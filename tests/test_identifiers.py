"""Numbers of official documents parse from every printed form and print back."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamermijn.dutch import identifiers
from kamermijn.dutch.identifiers import Dossier, Kamerstuk

ROMANS = ["I", "IIA", "IIB", "IV", "V", "VI", "VII", "VIII", "IX", "IXB", "X", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XIX"]
bases = st.integers(10000, 39999).map(str)
dossiers = st.one_of(
    bases.map(Dossier),
    st.builds(Dossier, bases, chapter=st.sampled_from(ROMANS + list("ABCFJLM"))),
    st.builds(Dossier, st.just("21501"), part=st.integers(1, 34).map("{:02}".format)),
    st.builds(Dossier, bases, realm=st.integers(1000, 2200).map("R{}".format)),
    st.builds(Dossier, bases, realm=st.integers(1000, 2200).map("R{}".format), chapter=st.sampled_from(ROMANS)),
)
numbers = st.one_of(st.integers(1, 9999).map(str), st.text(string.ascii_uppercase, min_size=1, max_size=3))
documents = st.builds(Kamerstuk, dossiers, numbers)
editions = st.builds(
    Kamerstuk,
    dossiers,
    numbers,
    st.none() | st.builds("{}{}".format, st.sampled_from("hnb"), st.integers(1, 12)),
    st.none() | st.integers(1995, 2040).map(lambda year: f"{year}{year + 1}"),
)


@given(dossiers)
def test_a_dossier_reads_back_from_print_and_from_its_id(dossier):
    assert identifiers.parse_dossier(dossier.printed) == dossier
    assert identifiers.parse_dossier(dossier.identifier) == dossier


@given(documents)
def test_a_kamerstuk_reads_back_from_print_and_from_its_id(document):
    assert identifiers.parse_kamerstuk(document.printed) == document
    assert identifiers.parse_kamerstuk_id(document.identifier) == document


@given(editions)
def test_the_id_of_any_edition_reads_back(document):
    assert identifiers.parse_kamerstuk_id(document.identifier) == document


@pytest.mark.parametrize(
    ("identifier", "number", "reprint", "session"),
    [("kst-34086-B-n1", "B", "n1", None), ("kst-20082009-32024-C", "C", None, "20082009"), ("kst-31200-VI-12-h1", "12", "h1", None)],
)
def test_a_reprint_and_an_older_id_are_read_apart_from_the_number(identifier, number, reprint, session):
    document = identifiers.parse_kamerstuk_id(identifier)
    assert document is not None
    assert (document.number, document.reprint, document.session) == (number, reprint, session)
    assert document.identifier == identifier


@pytest.mark.parametrize(
    ("printed", "identifier"),
    [
        ("34 300 VI, nr. 49", "kst-34300-VI-49"),
        ("21 501-02, nr. 1538", "kst-21501-02-1538"),
        ("23 908 (R1519), nr. 103", "kst-23908-R1519-103"),
        ("33 569, A", "kst-33569-A"),
        ("35 300 X, nr. 63", "kst-35300-X-63"),
        ("28 638, nr. 158", "kst-28638-158"),
    ],
)
def test_print_and_id_name_the_same_document(printed, identifier):
    document = identifiers.parse_kamerstuk(printed)
    assert document is not None
    assert document.identifier == identifier
    assert document.printed == printed
    assert identifiers.parse_kamerstuk_id(identifier) == document


@pytest.mark.parametrize(
    "text", ["31200VI", "31 200-VI", "31.200 VI", "31 200, hoofdstuk VI", "31 200 (VI)", "31-200 VI", "31\u2009200\u00a0VI"]
)
def test_the_loose_ways_to_write_a_chapter_are_one_dossier(text):
    assert identifiers.parse_dossier(text) == Dossier("31200", chapter="VI")


@pytest.mark.parametrize("text", ["", "nr. 3", "kst-", "kst-31200", "311200", "VI", "31 200 bladzijden"])
def test_what_is_no_document_is_none(text):
    assert identifiers.parse_dossier(text) is None
    assert identifiers.parse_kamerstuk_id(text) is None


@given(st.integers(1850, 2098), st.sampled_from("-–/"))
def test_every_way_to_write_a_parliamentary_year_is_written_in_full(first, dash):
    full = f"{first}-{first + 1}"
    assert identifiers.session_year(f"{first}{dash}{(first + 1) % 100:02}") == full
    assert identifiers.session_year(f"{first}{dash}{first + 1}") == full


@pytest.mark.parametrize("text", ["2013-2015", "2016/16", "2016", "twee jaar"])
def test_two_years_that_do_not_follow_are_no_parliamentary_year(text):
    assert identifiers.session_year(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12", ["12"]),
        ("12 en 13", ["12", "13"]),
        ("12, 13 en 15–17", ["12", "13", "15", "16", "17"]),
        ("3 t/m 5", ["3", "4", "5"]),
        ("A en AB", ["A", "AB"]),
        ("1-900", ["1", "900"]),
        ("42e", ["42e"]),
    ],
)
def test_a_list_of_numbers_names_every_document(text, expected):
    assert list(identifiers.numbers(text)) == expected


@pytest.mark.parametrize(
    ("target", "url"),
    [
        ("kst-31200-VI-12", "https://zoek.officielebekendmakingen.nl/kst-31200-VI-12.html"),
        ("stb-2012-305", "https://zoek.officielebekendmakingen.nl/stb-2012-305.html"),
        ("COM(2019)640", "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=COM:2019:640:FIN"),
        ("ECLI:NL:RVS:2017:1259", "https://deeplink.rechtspraak.nl/uitspraak?id=ECLI:NL:RVS:2017:1259"),
        ("ECLI:FR:CCASS:2014:AV1", None),
    ],
)
def test_a_publication_has_an_address_where_its_series_is_known(target, url):
    assert identifiers.publication_url(target) == url
