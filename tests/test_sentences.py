"""Sentences end where a reader says so, and nothing of the text is lost."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamermijn.language.sentences import Sentence, pieces, split
from kamermijn.model import LetterText, Paragraph
from kamermijn.rules import load

RULES = load()


def sentences(text, kind="body"):
    """The sentences of one paragraph."""
    letter = LetterText(text, (Paragraph(0, len(text), kind),))
    return [text[s.start : s.end] for s in split(letter, RULES)]


@pytest.mark.parametrize(
    "marked",
    [
        # What stands before | is one sentence, what stands behind it the next.
        "De wet treedt in werking.|De minister is tevreden.",
        "Zie Kamerstuk 36 100, nr. 12 voor het plan.|Dat plan loopt.",
        "Dit blijkt uit de brief d.d. 3 maart 2021.|De Kamer kent die brief.",
        "Op 3 maart jl. heeft de Kamer gestemd.",
        "De motie is aangenomen op 3 maart jl.|De uitvoering start nu.",
        "De motie-Jansen c.s. is aangehouden.",
        "Dit volgt uit de motie van het lid Jansen c.s.|Ik voer die motie uit.",
        "Er is 5 mln. euro nodig.",
        "Er is 5 mln. Euro beschikbaar.",
        "De kosten zijn € 5 mln.|Dit bedrag is gedekt.",
        "De Minister van Financiën, W.B. Hoekstra, schrijft dit.",
        "Dit staat in art. 12 van de wet.|Daar blijft het bij.",
        "De stijging zette door in 2015.|In 2016 volgde een daling.",
        "Ik verwijs naar de antwoorden op vragen 3 en 4.|Dat antwoord staat.",
        "Er waren 1.321 meldingen.|Dat is veel.",
        "Paragraaf 2.3.1 gaat daarover.|Zie aldaar.",
        "Is dit juist?|Zo nee, waarom niet?",
        "«Is dit juist?» vroeg de krant.",
        "De krant kopt «Zorg in nood!».|Dat beeld deel ik niet.",
        "Hij zei: “Dat kan niet.”|Dat klopt.",
        "Wachten … is geen optie.",
        "Er wordt gewacht…|De bouw ligt stil.",
        "Scholen krijgen hulp, bijv. Rotterdamse scholen.",
        "Er zijn o.a. Franse en Duitse bedrijven.",
        "Prof. dr. A. de Vries schreef het advies.",
        "Het rapport (zie bijl. 3) is openbaar.",
        "Drie op de vijf scholen doet mee.|15% daarvan is klein.",
        "Dit gaat over gas, olie, etc.|Het kabinet volgt dit.",
        "Het gaat om de Bouwgroep B.V. te Zwolle.",
        "De stad groeit.|’s Avonds is het druk.",
        "Zie www.voorbeeld.nl.|Daar staat meer.",
        "De regeling loopt van jan. 2021 tot dec. 2022.",
        "Dit speelt in categorie B en C.|Voor A geldt dat niet.",
        "Er gebeurt veel!|Dat is mooi.",
        "Dit geldt per a.s. maandag.",
        "Dit besluit volgt a.s. maandag.|Daarna volgt de rest.",
        "Het loopt t/m 2025.|Daarna stopt het.",
        "Zij is al jaren lid.|Dat blijft zij.",
        "De kosten zijn € 100.000,-.|Dat valt mee.",
    ],
)
def test_a_sentence_ends_where_a_reader_ends_it(marked):
    assert sentences(marked.replace("|", " ")) == marked.split("|")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- Meer toezicht in de haven;", ["Meer toezicht in de haven;"]),
        ("• Meer toezicht. Dat helpt.", ["Meer toezicht.", "Dat helpt."]),
        ("1. Meer toezicht.", ["Meer toezicht."]),
        ("a) Meer toezicht.", ["Meer toezicht."]),
        ("(ii) Meer toezicht.", ["Meer toezicht."]),
        ("o Meer toezicht", ["Meer toezicht"]),
        ("Het plan kent drie delen: - geld; - mensen; - tijd.", ["Het plan kent drie delen:", "geld;", "mensen;", "tijd."]),
        ("2) Het plan omvat: 1. Meer geld.", ["Het plan omvat: 1. Meer geld."]),
        ("-", ["-"]),
        ("2015 was een goed jaar.", ["2015 was een goed jaar."]),
    ],
)
def test_a_bullet_is_no_part_of_the_sentence(text, expected):
    assert sentences(text) == expected


def test_the_number_of_a_footnote_is_no_part_of_its_sentence():
    assert sentences("12 Zie het jaarverslag. Dat is openbaar.", "footnote") == ["Zie het jaarverslag.", "Dat is openbaar."]


def test_a_paragraph_end_always_ends_a_sentence():
    text = "Hierbij de brief\n\nover de haven"
    letter = LetterText(text, (Paragraph(0, 16), Paragraph(18, len(text))))
    assert [text[s.start : s.end] for s in split(letter, RULES)] == ["Hierbij de brief", "over de haven"]


def test_one_paragraph_of_many_stops_is_read_once():
    text = "Zie art. 3 en nr. 4 " * 20_000
    assert len(sentences(text)) == 1


WORDS = "De wet nr. c.s. 3. in 2015. W.B. «Wat?» - • mln. Ja! (zie art. 2) … a. : ; ’s"
PIECES = st.sampled_from(WORDS.split())


@given(st.lists(st.lists(PIECES, min_size=1, max_size=12), min_size=1, max_size=4))
def test_sentences_cover_the_text_but_for_bullets_and_never_overlap(paragraphs):
    spans, texts, position = [], [], 0
    for words in paragraphs:
        text = " ".join(words)
        spans.append(Paragraph(position, position + len(text)))
        texts.append(text)
        position += len(text) + 2
    whole = "\n\n".join(texts)
    found = list(split(LetterText(whole, tuple(spans)), RULES))
    position = 0
    for sentence in found:
        assert position <= sentence.start < sentence.end
        assert not whole[sentence.start].isspace()
        assert not whole[sentence.end - 1].isspace()
        # What lies between two sentences is white space or a mark of a list.
        assert all(len(gap) <= 3 for gap in whole[position : sentence.start].split())
        assert any(p.start <= sentence.start and sentence.end <= p.end for p in spans)
        position = sentence.end
    assert not whole[position:].strip()


@given(st.text("a ,;:\n", min_size=1, max_size=300), st.integers(1, 60))
def test_the_pieces_of_a_sentence_leave_out_nothing_but_white_space(text, longest):
    found = list(pieces(text, Sentence(0, len(text)), longest))
    covered = "".join(text[piece.start : piece.end] for piece in found)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(left.end <= right.start for left, right in pairwise(found))


def test_a_sentence_is_cut_at_its_clauses():
    text = "Ik koop een schip; u koopt, zegt men, een boot."
    assert [text[p.start : p.end] for p in pieces(text, Sentence(0, len(text)), 20)] == [
        "Ik koop een schip;", "u koopt, zegt men,", "een boot.",
    ]  # fmt: skip
