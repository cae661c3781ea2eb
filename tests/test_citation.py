"""Citations as letters write them: what they name, and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamermijn import language, records
from kamermijn.dutch.identifiers import Dossier, Kamerstuk
from kamermijn.model import Footnote, LetterText, Paragraph
from kamermijn.rulecheck import mine_example
from kamermijn.rules import load

RULES = load()


def targets(text):
    return [citation.target for citation in mine_example(text, RULES).citations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(Kamerstuk 29\u2009911, nr.\u00a087)", ["kst-29911-87"]),
        ("(Kamerstuk 21 501–08, nr. 733)", ["kst-21501-08-733"]),
        ("Kamerstuk II 29911, nr 87", ["kst-29911-87"]),
        ("zie kamerstuk 29 911-87", ["kst-29911-87"]),
        ("Kamerstukken 29 911, nr. 87, 31 239, nr. 4 en 30 196, nr. 9", ["kst-29911-87", "kst-31239-4", "kst-30196-9"]),
        ("Kamerstukken II 2017/18, 29 911, nr. 87 en Kamerstukken I 2017/18, 29 911, B", ["kst-29911-87", "kst-29911-B"]),
        ("Kamerstukken 29 911 en 31 239, nrs. 12 respectievelijk 14", ["kst-29911-12", "kst-31239-14"]),
        ("3 31 239, nr. 4", ["kst-31239-4"]),
        ("Handelingen II 2018/19, nr. 12, item 3, p. 5", ["h-tk-20182019-12-3"]),
        ("Stb. 2013, nrs. 44 en 45", ["stb-2013-44", "stb-2013-45"]),
        ("Staatscourant van 3 mei 2019, nr. 24011", ["stcrt-2019-24011"]),
        ("Richtlijn (EU) 2019/882 en Verordening (EU, Euratom) 2018/1046", [None, None]),
        ("COM/2020/380 en SWD(2020) 98", ["COM(2020)380", "SWD(2020)98"]),
        ("op stuk nr. 12 (31 239)", ["kst-31239-12"]),
        ("Kamerstuk 31 239, nr. 4 tot en met 6", ["kst-31239-4", "kst-31239-5", "kst-31239-6"]),
    ],
)
def test_a_citation_names_its_documents(text, expected):
    assert targets(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Wij telden 31 239 bezoekers, nr. 4 op de lijst van steden.",
        "Bel 070 31 239 of schrijf naar Postbus 20 011.",
        "De Staatscourant had in 2019 veel lezers.",
        "Toezegging T03842 en TZ202101-014 zijn afgedaan.",
        "Artikel 12, tweede lid, nr. 3 van de wet.",
        "De verordening is op 1 januari 2019 in werking getreden.",
        "Van de 12 345 zaken kwamen er 45 voor de rechter.",
    ],
)
def test_what_only_looks_like_a_citation_is_none(text):
    letter = mine_example(text, RULES)
    assert letter.citations == ()


def test_one_more_number_belongs_to_the_sentence_and_not_to_the_citation():
    assert targets("Na Kamerstuk 31 239, nr. 4 en 12 andere brieven volgde niets.") == ["kst-31239-4"]
    assert targets("Zie Kamerstuk 31 239, nr. 4, 12 maart 2019.") == ["kst-31239-4"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Zie Kamerstukken II 2017/18, 31 239.", "a dossier without the number of a document"),
        ("Zie Kamerstuk 98 765, nr. 3.", "there is no dossier 98 765"),
        ("Zie Kamerstuk 21 501, nr. 3.", "dossier 21 501 has parts (21 501-02), and the part is not named"),
    ],
)
def test_a_citation_that_names_no_document_is_rejected(text, reason):
    letter = mine_example(text, RULES)
    assert letter.citations == ()
    assert [r.reason for r in letter.rejected] == [reason]


def test_what_the_letter_does_not_say_is_marked_as_inferred():
    letter = mine_example("Zie Kamerstuk 31 239, nr. 4, Kamerstuk 31 239, C en Kamerstukken II 31 239, nr. 5.", RULES)
    assert [(c.chamber, c.inferred) for c in letter.citations] == [("TK", ("chamber",)), ("EK", ("chamber",)), ("TK", ())]


def test_every_resolved_citation_has_its_address():
    letter = mine_example("Zie Kamerstuk 31 239, nr. 4, Stb. 2012, 305 en COM(2019) 640.", RULES)
    assert len(letter.citations) == 3
    assert all(c.url and c.url.startswith("https://") for c in letter.citations)


def footnoted(letter_id="brief"):
    text = "Zie mijn brief.\n\n1 Kamerstuk 31 239, nr. 4\n\n2 Kamerstuk 30 196, nr. 5\n\nOok Kamerstuk 29 911, nr. 6."
    ends = [0, 15, 17, 41, 43, 67, 69, len(text)]
    kinds = ["body", "footnote", "body", "body"]
    paragraphs = tuple(Paragraph(a, b, k) for a, b, k in zip(ends[::2], ends[1::2], kinds, strict=True))
    letter = LetterText(text, paragraphs, footnotes=(Footnote("2", 15, 43, 67),))
    fields = records.LetterFields(letter_id=letter_id, source="brief.txt", sha256="", format="text")
    return records.extract(language.annotate(letter, RULES), fields)


def test_a_citation_knows_whether_it_stands_in_a_footnote():
    assert [c.in_footnote for c in footnoted().citations] == [True, True, False]


def test_the_letter_does_not_cite_itself():
    assert [c.target for c in footnoted("kst-30196-5").citations] == ["kst-31239-4", "kst-29911-6"]


@given(
    st.integers(14000, 37000),
    st.sampled_from([None, "VI", "XIII", "IIB"]),
    st.integers(1, 4000),
    st.sampled_from(["Kamerstuk {}", "Kamerstukken II 2018/19, {}", "({})", "Zie ook {}.", "Kamerstukken II, vergaderjaar 2018-2019, {};"]),
)
def test_every_printed_reference_is_found_in_a_sentence(base, chapter, number, frame):
    document = Kamerstuk(Dossier(str(base), chapter), str(number))
    if base != 21501:
        assert targets(frame.format(document.printed)) == [document.identifier]
