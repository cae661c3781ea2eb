"""What text tools make of a Kamerstuk: lines run together, hyphens turned into other signs, footnotes in mid-sentence."""

import kamermijn
from kamermijn import ingest, layout

MOTION = """Tweede Kamer der Staten-Generaal 2
Vergaderjaar 2031–2032
99 001 Bruggen en oevers
Nr. 8 GEWIJZIGDE MOTIE VAN DE LEDEN OEVERMAN EN
VAN DEN DIJK TER VERVANGING VAN DIE GEDRUKT ONDER NR. 6
Voorgesteld 5 maart 2032
De Kamer,
gehoord de beraadslaging,
verzoekt de regering de brug over de rivier geheel te vernieuwen en daar-
bij ook de oevers te betrekken,
en gaat over tot de orde van de dag.
Oeverman
Van den Dijk
kst-99001-8
ISSN 0921 - 7371
’s-Gravenhage 2032 Tweede Kamer, vergaderjaar 2031–2032, 99 001, nr. 8
"""

ANSWERS = """2
Tweede Kamer der Staten-Generaal
Vergaderjaar 2031–2032 Aanhangsel van de Handelingen
Vragen gesteld door de leden der Kamer, met de daarop door de
regering gegeven antwoorden
417
Vragen van het lid Oeverman (VVD) aan de Minister van Infrastructuur en
Waterstaat over de brug (ingezonden 2 maart 2032).
Antwoord van Minister Dijkstra (Infrastructuur en Waterstaat) (ontvangen
20 maart 2032).
Vraag 1
Kent u de berichten over de oude brug en over de nieuwe brug?1, 2 Klopt het dat er
volgens de gemeente nog drie bruggen over de rivier worden gebouwd en dat
er voor die bruggen nog geen geld is en dat er dus langer op moet worden ge\ufffewacht door
de mensen die daar elke dag over de rivier
1 Oeverbode, «De brug is op en de gemeente heeft er geen geld meer voor over», 24 februari
2032
2 Rivierkrant, «Nieuwe brug laat op zich wachten en de gemeente weet ervan», 27 februari 2032
ah-tk-20312032-417
ISSN 0921 - 7398
’s-Gravenhage 2032 Tweede Kamer, vergaderjaar 2031–2032, Aanhangsel 1
naar hun werk gaan?
Antwoord 1
Ja. Er komen vier bruggen.
"""


def paragraphs(letter):
    return [letter.text[p.start : p.end] for p in letter.paragraphs]


def test_a_number_and_the_title_behind_it_are_a_paragraph_each():
    found = paragraphs(layout.compose(ingest.read_text(MOTION)))
    assert found[:5] == [
        "99 001",
        "Bruggen en oevers",
        "Nr. 8",
        "GEWIJZIGDE MOTIE VAN DE LEDEN OEVERMAN EN VAN DEN DIJK TER VERVANGING VAN DIE GEDRUKT ONDER NR. 6",
        "Voorgesteld 5 maart 2032",
    ]
    assert found[-1] == "Oeverman Van den Dijk"


def test_a_motion_run_together_is_known_with_its_proposers_and_its_request():
    letter = kamermijn.mine_text(MOTION)
    assert (letter.fields.letter_id, letter.fields.kind, letter.fields.subject) == ("kst-99001-8", "motie", "Bruggen en oevers")
    (motion,) = letter.motions
    assert [proposer.name for proposer in motion.proposers] == ["Oeverman", "Van den Dijk"]
    assert (motion.status, motion.target) == ("submitted", "kst-99001-8")
    assert motion.asks == "de brug over de rivier geheel te vernieuwen en daarbij ook de oevers te betrekken"


def test_answers_take_their_own_number_and_not_that_of_the_chamber():
    letter = kamermijn.mine_text(ANSWERS)
    assert (letter.fields.letter_id, letter.fields.number) == ("ah-tk-20312032-417", "417")
    assert letter.fields.kind == "kamervragen"


def test_footnotes_in_mid_sentence_are_taken_out_and_linked_two_marks_on_one_word_too():
    letter = layout.compose(ingest.read_text(ANSWERS))
    assert [(note.number, letter.text[note.start : note.end]) for note in letter.footnotes] == [
        ("1", "1 Oeverbode, «De brug is op en de gemeente heeft er geen geld meer voor over», 24 februari 2032"),
        ("2", "2 Rivierkrant, «Nieuwe brug laat op zich wachten en de gemeente weet ervan», 27 februari 2032"),
    ]
    assert all(note.mark == letter.text.index("nieuwe brug?") + len("nieuwe brug?") for note in letter.footnotes)
    assert "de nieuwe brug? Klopt het" in letter.text
    assert "die daar elke dag over de rivier naar hun werk gaan?" in letter.text


def test_the_sign_that_pdfium_leaves_for_a_hyphen_is_one():
    assert "langer op moet worden gewacht door" in layout.compose(ingest.read_text(ANSWERS)).text


def test_a_number_at_a_line_start_without_a_mark_is_no_footnote():
    text = "De gemeente telt langs de rivier en op de eilanden nu\n12 Bruggen van staal en van steen, alle in gebruik.\n"
    assert layout.compose(ingest.read_text(text)).footnotes == ()
