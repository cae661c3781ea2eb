"""The letter's own fields are read from masthead, letterhead, running heads, signature and file name."""

import dataclasses
import datetime

import pytest
from made_pages import answers, kamerstuk, ministry_letter

from kamermijn import ingest, language, layout
from kamermijn.layout.doubt import HIDDEN
from kamermijn.records import read_fields
from kamermijn.rules import load


def fields(text, source="brief.txt"):
    raw = ingest.read_bytes(text, source) if isinstance(text, bytes) else ingest.read_text(text, source)
    return read_fields(language.annotate(layout.compose(raw), load()), source=raw.source)


def test_a_kamerstuk_gives_all_its_fields():
    found = fields(kamerstuk(), "download.pdf")
    assert (found.letter_id, found.kind, found.number, found.dossiers) == ("kst-99001-7", "kamerbrief", "7", ("99001",))
    assert (found.session_year, found.chamber, found.place) == ("2031-2032", "TK", "Den Haag")
    assert found.date == datetime.date(2032, 3, 3)
    assert (found.sender, found.sender_role) == ("A.B. van der Brug", "Minister van Bruggen en Oevers")
    assert found.addressee == "de Voorzitter van de Tweede Kamer der Staten-Generaal"
    assert found.subject == "Bruggen en oevers"


@pytest.mark.parametrize(("margin", "label"), [("right", "Betreft"), ("left", "Onderwerp")])
def test_a_ministry_letter_is_named_after_its_file(margin, label):
    found = fields(ministry_letter(margin, label), "Brief over Bruggen (2).pdf")
    assert (found.letter_id, found.kind, found.dossiers, found.number, found.place) == (
        "brief-over-bruggen-2",
        "kamerbrief",
        (),
        None,
        None,
    )
    assert found.date == datetime.date(2032, 3, 3)
    assert (found.sender, found.sender_role) == ("drs. A.B. van der Brug", "Minister van Bruggen en Oevers")
    assert found.addressee == "de Voorzitter van de Tweede Kamer der Staten-Generaal"
    assert found.reference == "BRUG-2032/118"
    assert found.subject.startswith("Voortgang van de vernieuwing")


def test_what_is_in_doubt_in_the_letterhead_of_a_scan_is_told_and_not_taken_for_it():
    letter = layout.compose(ingest.read_bytes(ministry_letter("right", "Betreft"), "brief.pdf"))
    told = tuple((label, f"BRUG-{HIDDEN * 4}/118" if value == "BRUG-2032/118" else value) for label, value in letter.letterhead)
    assert told != letter.letterhead
    found = read_fields(language.annotate(dataclasses.replace(letter, letterhead=told), load()), source="brief.pdf")
    assert found.reference is None
    assert found.warnings == ("in doubt in the letterhead and left out: Ons kenmerk; look at the page",)
    assert found.subject.startswith("Voortgang van de vernieuwing")


def test_answers_to_questions_are_those_of_the_minister():
    found = fields(answers(), "x.pdf")
    assert (found.letter_id, found.kind, found.number, found.session_year) == ("ah-tk-20312032-118", "kamervragen", "118", "2031-2032")
    assert found.date == datetime.date(2032, 3, 3)
    assert (found.sender, found.sender_role, found.subject) == ("Van der Brug", "Minister van Bruggen en Oevers", "de brug")


@pytest.mark.parametrize(
    ("day", "letter_id"),
    [
        ("14 juni 2032", "ah-tk-20312032-3012"),
        ("14 januari 2032", "ah-tk-20312032-3012"),
        ("1 oktober 2031", "x"),
    ],
)
def test_answers_as_the_kamer_gets_them_are_numbered_in_the_year_in_which_they_came(day, letter_id):
    text = (
        f"AH 3012\n\n2032Z09876\n\nAntwoord van minister Van der Brug (Bruggen) (ontvangen {day})\n\n"
        "Vraag 1\n\nKent u de brug? 1)\n\nAntwoord 1\n\nJa.\n\n1) Bruggenkrant"
    )
    found = fields(text, "x.txt")
    assert (found.letter_id, found.kind) == (letter_id, "kamervragen")


def test_the_title_of_a_dossier_does_not_make_a_letter_a_note():
    text = (
        "99 001 Nota over de toestand van de bruggen\n\nK BRIEF VAN DE MINISTER VAN BRUGGEN\n\n"
        "Aan de Voorzitter van de Eerste Kamer der Staten-Generaal\n\nDen Haag, 3 maart 2032\n\nHierbij bied ik u het plan aan.\n\n"
        "De Minister van Bruggen,\nA.B. van der Brug"
    )
    found = fields(text, "x.txt")
    assert (found.kind, found.letter_id, found.chamber) == ("kamerbrief", "kst-99001-K", "EK")


FOOT = "Tweede Kamer, vergaderjaar 2031–2032, {}\n"
BODY = "Met deze brief informeer ik uw Kamer over de brug.\n\n"


@pytest.mark.parametrize(
    ("feet", "letter_id", "dossiers", "number"),
    [
        (["99 001, nr. 7 1"], "kst-99001-7", ("99001",), "7"),
        (["99 001, nr. 7 1", "99 001, nr. 7 2"], "kst-99001-7", ("99001",), "7"),
        (["99 001, nr. 71", "99 001, nr. 72", "99 001, nr. 73"], "kst-99001-7", ("99001",), "7"),
        (["99 300 VI, nr. 49 1"], "kst-99300-VI-49", ("99300-VI",), "49"),
        (["99 501-02, nr. 2245 3"], "kst-99501-02-2245", ("99501-02",), "2245"),
        ([], "brief", (), None),
    ],
)
def test_a_running_foot_gives_the_id(feet, letter_id, dossiers, number):
    text = BODY + "\n".join(FOOT.format(foot) + "\n" + BODY for foot in feet) + "De Minister van Bruggen,\nA.B. Brug\n"
    found = fields(text)
    assert (found.letter_id, found.dossiers, found.number) == (letter_id, dossiers, number)
    assert found.kind == "kamerbrief"


@pytest.mark.parametrize(
    ("block", "sender", "role"),
    [
        ("De Minister van Bruggen en Oevers,\nA.B. van der Brug", "A.B. van der Brug", "Minister van Bruggen en Oevers"),
        ("DE MINISTER VAN BRUGGEN EN OEVERS,\n\ndrs. A.B. van der Brug", "drs. A.B. van der Brug", "Minister van Bruggen en Oevers"),
        ("A.B.M. Brug-de Oever\nMinister van Bruggen, Oevers en Wegen", "A.B.M. Brug-de Oever", "Minister van Bruggen, Oevers en Wegen"),
        ("Anna Maria Brug\nMinister voor Oevers", "Anna Maria Brug", "Minister voor Oevers"),
        ("de staatssecretaris van Oevers,\nmr. dr. A. van 't Hof", "mr. dr. A. van 't Hof", "Staatssecretaris van Oevers"),
        ("De Minister-President, Minister van Algemene Zaken,\nA. Brug", "A. Brug", "Minister-President, Minister van Algemene Zaken"),
        ("De Minister van Bruggen,\nA.B. Brug\n\nDe Staatssecretaris van Oevers,\nC.D. Oever", "A.B. Brug", "Minister van Bruggen"),
        ("Staatssecretaris Oevers en Wegen\nC.D. Oever", "C.D. Oever", "Staatssecretaris Oevers en Wegen"),
        ("De Minister van Bruggen en Oevers, A.B. van der Brug", "A.B. van der Brug", "Minister van Bruggen en Oevers"),
        ("Mede namens de minister van Oevers,\n\nDe Minister van Bruggen,\nA.B. Brug", "A.B. Brug", "Minister van Bruggen"),
    ],
)
def test_the_signature_gives_sender_and_office(block, sender, role):
    found = fields(f"Geachte voorzitter,\n\n{BODY}Hoogachtend,\n\n{block}\n")
    assert (found.sender, found.sender_role) == (sender, role)


MOTION = "99 001\n\nBruggen en oevers\n\nNr. 8\n\nMOTIE VAN {}\n\nVoorgesteld 5 maart 2032\n\nDe Kamer,\n\ngehoord de beraadslaging,\n\n" \
         "verzoekt de regering de brug te vernieuwen,\n\nen gaat over tot de orde van de dag.\n\n{}\n"  # fmt: skip


@pytest.mark.parametrize(
    ("title", "names", "sender"),
    [
        ("HET LID OEVERMAN", "Oeverman", "Oeverman"),
        ("HET LID OEVERMAN C.S.", "Oeverman\nVan den Dijk", "Oeverman"),
        ("DE LEDEN OEVERMAN EN VAN DEN DIJK", "Oeverman\nVan den Dijk", "Oeverman en Van den Dijk"),
        ("DE LEDEN OEVERMAN, DE WAAL EN VAN DEN DIJK", "Oeverman\nDe Waal\nVan den Dijk", "Oeverman, De Waal en Van den Dijk"),
    ],
)
def test_a_motion_is_of_the_members_in_its_title(title, names, sender):
    found = fields(MOTION.format(title, names))
    assert (found.letter_id, found.kind, found.chamber, found.sender) == ("kst-99001-8", "motie", "TK", sender)
    assert found.date == datetime.date(2032, 3, 5)


@pytest.mark.parametrize(
    ("source", "letter_id"),
    [
        ("Brief_over  Één.pdf", "brief-over-een"),
        ("kst-99001-7.txt", "kst-99001-7"),
        ("ah-tk-20312032-5.txt", "ah-tk-20312032-5"),
        ("….txt", "letter"),
    ],
)
def test_a_file_name_gives_the_id_where_the_letter_does_not(source, letter_id):
    assert fields(BODY, source).letter_id == letter_id


def test_what_the_letter_does_not_say_is_left_open():
    found = fields("De brug is open.")
    assert (found.kind, found.date, found.sender, found.sender_role, found.addressee, found.chamber) == (
        "other",
        None,
        None,
        None,
        None,
        None,
    )
    assert found.warnings


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("BRIEF VAN DE MINISTER VAN BRUGGEN", "kamerbrief"),
        ("MOTIE VAN HET LID OEVERMAN", "motie"),
        ("GEWIJZIGDE MOTIE VAN HET LID OEVERMAN", "motie"),
        ("VERSLAG VAN EEN COMMISSIEDEBAT", "verslag"),
        ("VERSLAG VAN EEN SCHRIFTELIJK OVERLEG", "verslag"),
        ("LIJST VAN VRAGEN EN ANTWOORDEN", "verslag"),
        ("NOTA NAAR AANLEIDING VAN HET VERSLAG", "nota"),
        ("MEMORIE VAN TOELICHTING", "nota"),
        ("AMENDEMENT VAN HET LID OEVERMAN", "other"),
        ("ADVIES AFDELING ADVISERING RAAD VAN OEVERS EN NADER RAPPORT", "other"),
    ],
)
def test_the_title_in_the_masthead_names_the_kind_of_paper(title, kind):
    found = fields(f"99 001\n\nBruggen en oevers\n\nNr. 8\n\n{title}\n\n{BODY}De Minister van Bruggen,\nA.B. Brug\n")
    assert (found.kind, found.letter_id) == (kind, "kst-99001-8")
