"""Plain text becomes paragraphs, whether it was dumped from a PDF or pasted by hand."""

import pytest

from kamermijn import ingest, layout
from kamermijn.layout.hyphens import Hyphens
from kamermijn.layout.wording import wording


def composed(text):
    return layout.compose(ingest.read_text(text))


def paragraphs(letter):
    return [letter.text[p.start : p.end] for p in letter.paragraphs]


DUMP = """ De brug over de fictieve rivier is dit voorjaar geheel vernieuwd en weer
voor het verkeer geopend. Over de brug is eerder een motie aangenomen1 die
om spoed vraagt en die daarmee is afgedaan, zoals in 20312 is gezegd aan de
Kamer door de Minister van Bruggen en Oe-

1 Kamerstuk 99 001, nr. 5.
2 Kamerstuk 99 001, nr. 6, over de brug over de fictieve rivier en over de

oevers van die rivier.

Tweede Kamer, vergaderjaar 2031–2032, 99 001, nr. 7 1
 vers. De CO2-uitstoot daalt en er komt 5 m3 water bij, zo is gebleken uit
het onderzoek dat de provincie heeft laten doen.

Maatregelen

Ik neem de volgende maatregelen, die in overleg met alle gemeenten langs de
rivier zijn voorbereid:
– Om de doorvaart te verruimen, wordt de hoogte van de brug boven het wa-

ter vergroot tot vijf meter.

– De oever wordt verstevigd.

De Minister van Bruggen en Oevers,
A.B. van der Brug

Tweede Kamer, vergaderjaar 2031–2032, 99 001, nr. 7 2
"""


def test_a_dump_of_a_pdf_loses_its_line_ends_footers_and_marks():
    letter = composed(DUMP)
    assert paragraphs(letter) == [
        "De brug over de fictieve rivier is dit voorjaar geheel vernieuwd en weer voor het verkeer geopend. Over de brug is eerder een "
        "motie aangenomen die om spoed vraagt en die daarmee is afgedaan, zoals in 2031 is gezegd aan de Kamer door de Minister van "
        "Bruggen en Oevers. De CO2-uitstoot daalt en er komt 5 m3 water bij, zo is gebleken uit het onderzoek "
        "dat de provincie heeft laten doen.",
        "1 Kamerstuk 99 001, nr. 5.",
        "2 Kamerstuk 99 001, nr. 6, over de brug over de fictieve rivier en over de oevers van die rivier.",
        "Maatregelen",
        "Ik neem de volgende maatregelen, die in overleg met alle gemeenten langs de rivier zijn voorbereid:",
        "– Om de doorvaart te verruimen, wordt de hoogte van de brug boven het water vergroot tot vijf meter.",
        "– De oever wordt verstevigd.",
        "De Minister van Bruggen en Oevers, A.B. van der Brug",
    ]
    assert [letter.text[: note.mark].rsplit(" ", 1)[-1] for note in letter.footnotes] == ["aangenomen", "2031"]
    assert letter.pages == ()
    assert letter.page(0) is None


PASTED = """Aan de Voorzitter van de Tweede Kamer der Staten-Generaal
Den Haag, 3 maart 2032
Geachte voorzitter,
Met deze brief informeer ik uw Kamer over de vernieuwing van de brug over de fictieve rivier, die dit voorjaar is afgerond en waarover
Dit wordt een kort vervolg.
Maatregelen
Ik doe het volgende:
- De brug wordt verhoogd;
- De oever wordt verstevigd.
De Minister van Bruggen en Oevers,
A.B. van der Brug
"""


def test_pasted_text_has_a_paragraph_a_line():
    lines = PASTED.strip().split("\n")
    assert paragraphs(composed(PASTED)) == [*lines[:-2], " ".join(lines[-2:])]
    assert paragraphs(composed(PASTED.replace("\n", "\n\n"))) == [*lines[:-2], " ".join(lines[-2:])]
    assert paragraphs(composed(PASTED.replace("\n", "\r\n"))) == [*lines[:-2], " ".join(lines[-2:])]


def test_one_sentence_is_one_paragraph():
    assert composed("In 2031 telde de dienst 1.250 bruggen.").text == "In 2031 telde de dienst 1.250 bruggen."


def test_a_letterhead_in_text_is_no_text():
    letter = composed(
        "De voorzitter van de Tweede Kamer\nder Staten-Generaal\nWaterplein 1\n\nDatum: 3 maart 2032\nBetreft: De brug\n\n"
        "Geachte voorzitter,\n\nDe brug is open."
    )
    assert paragraphs(letter) == ["Geachte voorzitter,", "De brug is open."]
    assert ("Datum", "3 maart 2032") in letter.letterhead
    assert ("Betreft", "De brug") in letter.letterhead


def test_the_word_datum_in_a_sentence_is_no_letterhead():
    text = "Datum en plaats van het overleg over de brug staan nog niet vast."
    assert composed(text).text == text


def test_running_heads_go_and_pages_stay_where_form_feeds_mark_them():
    letter = composed(
        "Over bruggen\n\nDe brug over de rivier is dit voorjaar geheel vernieuwd en weer voor het\nverkeer geopend. "
        "Met de provincie zijn afspraken "
        "gemaakt over het\n\nPagina 1 van 2\n\fOver bruggen\n\nonderhoud van de brug.\n\nPagina 2 van 2\n\f"
    )
    assert len(paragraphs(letter)) == 1
    assert letter.text.endswith("over het onderhoud van de brug.")
    assert [page.number for page in letter.pages] == [1, 2]
    assert letter.text[letter.pages[1].start :] == "onderhoud van de brug."


MOTION = """99 001
Bruggen en oevers
Nr. 8
MOTIE VAN HET LID OEVERMAN C.S.
Voorgesteld 5 maart 2032
De Kamer,
gehoord de beraadslaging,
verzoekt de regering de brug te vernieuwen,
en gaat over tot de orde van de dag.
Oeverman
Van den Dijk
"""


def test_what_a_motion_asks_is_quoted_and_its_names_are_its_signature():
    letter = composed(MOTION)
    by = {letter.text[p.start : p.end]: (p.kind, p.speaker) for p in letter.paragraphs}
    assert by["verzoekt de regering de brug te vernieuwen,"] == ("body", "quoted")
    assert by["Oeverman Van den Dijk"] == ("signature", "sender")
    assert by["MOTIE VAN HET LID OEVERMAN C.S."] == ("masthead", "sender")


def test_numbered_questions_are_the_questioners_up_to_the_answer():
    letter = composed("1.\n\nKent u de brug?\n\nAntwoord\n\nJa, ik ken de brug.\n\n2.\n\nIs de brug mooi?\n\nAntwoord\n\nDe brug is mooi.")
    assert [(letter.text[p.start : p.end], p.speaker) for p in letter.paragraphs if p.kind != "label" and p.end - p.start > 2] == [
        ("Kent u de brug?", "questioner"), ("Ja, ik ken de brug.", "sender"), ("Is de brug mooi?", "questioner"),
        ("De brug is mooi.", "sender"),
    ]  # fmt: skip


FILLER = [
    "De brug over de rivier wordt in het najaar gekeurd door de ri-",
    "viercommissie, die daarover een advies zal uitbrengen aan de",
] * 4


@pytest.mark.parametrize(
    ("before", "after", "fate", "elsewhere"),
    [
        ("het Strate-", "gisch overleg", "join", ""),
        ("het VN-", "verdrag", "keep", ""),
        ("de CO2-", "uitstoot", "keep", ""),
        ("het 13Bruggen-", "onderzoek", "keep", ""),
        ("Toezicht-", "en handhavingstaken", "space", ""),
        ("zorg-", "of welzijnswerk", "space", ""),
        ("in-", "en uitvoer", "space", ""),
        ("VAO-", "Bruggen", "keep", ""),
        ("Noord-", "Brabant", "keep", ""),
        ("2011-", "2015", "keep", ""),
        ("de e-", "mail", "keep", ""),
        ("een oud-", "minister", "keep", ""),
        ("niet-", "inhoudelijk", "keep", ""),
        ("de mede-", "eigenaar", "keep", ""),
        ("mogelijkhe-", "den voor", "join", ""),
        ("zaaksturingsco-", "ördinator", "join", ""),
        ("de brug-", "constructie", "join", ""),
        ("de brug-", "constructie", "keep", "de brug-constructie is oud"),
        ("de water-", "vergunning", "join", "de watervergunning is oud"),
        ("de Bobo-", "lening", "keep", "het Bobo-krediet"),
        ("aan -", "zoals gezegd", "space", ""),
        ("HAND-", "HAVING", "keep", ""),
        ("https://brug.example/een-", "twee", "keep", ""),
    ],
)
def test_a_hyphen_at_a_line_end_goes_or_stays(before, after, fate, elsewhere):
    assert Hyphens([*FILLER, elsewhere, before], wording()).between(before, after) == fate


def test_text_that_was_not_hyphenated_keeps_the_hyphens_at_its_line_ends():
    lines = ["De brug over de rivier wordt in het najaar gekeurd door de commissie die daarover"] * 40
    assert Hyphens(lines, wording()).between("de brug-", "constructie") == "keep"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Dit is in 2031 gezegd.\n\n1 januari is een feestdag in de gemeente.", "1 januari"),
        ("De CO1-norm geldt.\n\n1 Kamerstuk 99 001, nr. 5.", "CO1-norm"),
        ("Het wordt 25 m1 lang.\n\n1 Kamerstuk 99 001, nr. 5.", "m1 lang"),
        ("Het is 1,51 meter.\n\n1 Kamerstuk 99 001, nr. 5.", "1,51"),
    ],
)
def test_a_number_that_is_no_footnote_mark_stays(text, kept):
    letter = composed(text)
    assert kept in letter.text
    assert letter.footnotes == ()
