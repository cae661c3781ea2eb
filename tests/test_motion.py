"""Motions: whose they are, what became of them, where they are printed, and which mentions are one motion."""

import pytest

from kamermijn import language, records
from kamermijn.model import Footnote, LetterText, Paragraph
from kamermijn.records.motion_names import from_capitals, same_name
from kamermijn.rulecheck import mine_example
from kamermijn.rules import load

RULES = load()


def motions(text):
    return mine_example(text, RULES).motions


def names(text):
    return [[p.name for p in motion.proposers] for motion in motions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("de motie Van der Meer c.s.", [["Van der Meer"]]),
        ("de motie-Smit-Bakker", [["Smit-Bakker"]]),
        ("de motie‑Bakker/Inge de Wit", [["Bakker", "Inge de Wit"]]),
        ("de motie van het lid El Amrani", [["El Amrani"]]),
        ("de motie van de leden Öz (D66), Kovač (CDA) en Van ’t Hof", [["Öz", "Kovač", "Van ’t Hof"]]),
        ("de motie van Kamerlid Bakker (SP)", [["Bakker"]]),
        ("de gewijzigde motie van mevrouw Bakker", [["Bakker"]]),
        ("de motie van de leden Bakker en De Wit en het lid Smit", [["Bakker", "De Wit", "Smit"]]),
        ("de moties van het lid Bakker en van de leden Smit en Vos c.s.", [["Bakker"], ["Smit", "Vos"]]),
        ("de moties Bakker/Vos en Smit", [["Bakker", "Vos"], ["Smit"]]),
        ("de motie van der Meer", [["Van der Meer"]]),
        ("de motie van Nispen", [["Van Nispen"]]),
        ("de motie van Bakker", [["Bakker"]]),
        ("de motie Van Zomeren ligt er; de motie van Zomeren vraagt veel", [["Van Zomeren"]]),
        ("De leden Bakker en Smit hebben een motie ingediend over water.", [["Bakker", "Smit"]]),
        ("De leden Bakker en Smit hebben bij motie verzocht om water.", [["Bakker", "Smit"]]),
        ("de motie van het voormalige lid Bakker c.s. en het lid Smit (CDA)", [["Bakker", "Smit"]]),
        ("De motie op stuk nr. 4 (31 239) van de leden Bakker en Smit.", [["Bakker", "Smit"]]),
        ("De moties-Bakker (31 239, nrs. 4 en 5) zijn uitgevoerd.", [["Bakker"], ["Bakker"]]),
        ("Bij motie Bakker is verzocht om water; deze motie (31 239, nr. 4) is afgedaan.", [["Bakker"]]),
    ],
)
def test_the_proposers_of_a_motion(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Uw Kamer heeft een motie aangenomen.",
        "De moties over stikstof zijn talrijk.",
        "Het amendement Bakker is aangenomen.",
        "Een motie van wantrouwen tegen Minister Bakker.",
        "De motie van de ChristenUnie en die van Volt.",
        "De motivering Bakker en de promotie Smit.",
        "De motie Tweede Kamer is er niet; de motie Kamerstuk evenmin.",
    ],
)
def test_a_motion_of_nobody_in_particular_is_no_record(text):
    assert names(text) == []


def test_parties_stand_with_their_members():
    (motion,) = motions("de motie van de leden Bakker (VVD) en Smit (GroenLinks-PvdA)")
    assert [p.party for p in motion.proposers] == ["VVD", "GroenLinks-PvdA"]
    (motion,) = motions("de motie van de leden Bakker en Smit (beiden CDA)")
    assert [p.party for p in motion.proposers] == ["CDA", "CDA"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Uw Kamer heeft de motie Bakker aangenomen.", "adopted"),
        ("De aangenomen motie Bakker vraagt om een plan.", "adopted"),
        ("De motie Bakker (31 239, nr. 4) is verworpen.", "rejected"),
        ("Kamerlid Bakker heeft in haar motie gevraagd om een plan.", None),
        ("De motie Bakker is aangehouden.", "withheld"),
        ("De motie Bakker is inmiddels ingetrokken.", "withdrawn"),
        ("De motie Bakker is vervallen.", "lapsed"),
        ("De motie Bakker is ingediend. Deze motie is aangenomen.", "adopted"),
        ("De motie van het lid Bakker over 10.000 lampen is op 3 mei jl. verworpen.", "rejected"),
        ("Uw Kamer nam de motie Bakker c.s. aan.", "adopted"),
        ("Uw Kamer nam de brief over de motie Bakker voor kennisgeving aan, zo bleek.", None),
        ("De motie Bakker is niet aangenomen.", None),
        ("Indien de motie Bakker wordt aangenomen, volgt een brief.", None),
        ("Na de motie Bakker is het wetsvoorstel aangenomen.", None),
        ("De motie Bakker vraagt om een plan.", None),
        ("De motie Bakker, voorgesteld op 3 mei 2016, wordt uitgevoerd.", "submitted"),
        ("De motie Bakker wordt uitgevoerd zoals voorgesteld in mijn brief.", None),
    ],
)
def test_the_fate_of_a_motion_is_what_the_letter_says(text, status):
    assert [m.status for m in motions(text)] == [status]


def test_what_stands_right_before_the_next_motion_is_said_of_that_one():
    found = motions("De motie Bakker over de tarieven (31 239, nr. 40) en de aangehouden motie-Smit (31 239, nr. 33) zijn verwerkt.")
    assert [m.status for m in found] == [None, "withheld"]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("De motie Bakker (Kamerstuk 31 239, nr. 4) is uitgevoerd.", "kst-31239-4"),
        ("De motie van het lid Bakker over warmte (31 239, nr. 4) is uitgevoerd.", "kst-31239-4"),
        ("Motie van het lid Bakker c.s., Kamerstukken II 2018/19, 31 239, nr. 4.", "kst-31239-4"),
        ("Kamerstuk 31 239, nr. 4 (motie Bakker).", "kst-31239-4"),
        ("De motie Bakker, waarover mijn brief (Kamerstuk 31 239, nr. 4) gaat, is uitgevoerd.", None),
        ("De motie Bakker is uitgevoerd. Zie Kamerstuk 31 239, nr. 4.", None),
        ("De gewijzigde motie Bakker (31 239, nr. 4, t.v.v. nr. 3) is uitgevoerd.", "kst-31239-4"),
        ("De gewijzigde motie Bakker (31 239, nr. 4 (t.v.v. 3)) is uitgevoerd.", "kst-31239-4"),
        ("De gewijzigde motie Bakker (t.v.v. 31 239, nr. 4) is uitgevoerd.", None),
    ],
)
def test_the_kamerstuk_that_holds_a_motion(text, target):
    assert [m.target for m in motions(text)] == [target]


@pytest.mark.parametrize(
    ("text", "date", "inferred"),
    [
        ("De motie Bakker c.s., d.d. 12 mei 2016, is uitgevoerd.", "2016-05-12", ()),
        ("De motie Bakker (31 239, nr. 4) van 12 mei 2016 is uitgevoerd.", "2016-05-12", ()),
        ("Tijdens het VAO Warmte d.d. 12 mei 2016 is de motie Bakker aangenomen.", "2016-05-12", ()),
        ("Op 12 mei 2016 heeft uw Kamer de motie Bakker aangenomen.", "2016-05-12", ()),
        ("De motie Bakker is op 12 mei 2016 aangenomen.", "2016-05-12", ()),
        ("De motie Bakker over 10.000 lampen is op 12 mei 2016 verworpen.", "2016-05-12", ()),
        ("Uw Kamer nam op 12 mei 2016 de motie Bakker aan.", "2016-05-12", ()),
        ("Uw Kamer heeft op 12 mei 2016 de motie Bakker aangenomen.", "2016-05-12", ()),
        ("De motie Bakker, ingediend bij het debat over warmte d.d. 12 mei 2016, ligt er.", "2016-05-12", ()),
        ("In mijn brief van 12 mei 2016 ging ik in op de motie Bakker.", None, ()),
        ("Voor 12 mei 2016 komt er naar aanleiding van de motie Bakker een plan.", None, ()),
        ("De motie Bakker leidde tot de brief van 12 mei 2016.", None, ()),
    ],
)
def test_the_day_of_a_motion_is_that_of_its_debate_or_vote(text, date, inferred):
    (motion,) = motions(text)
    assert (motion.date and motion.date.isoformat(), motion.inferred) == (date, inferred)


def test_the_day_of_the_same_debate_is_inferred():
    first, second = motions("Tijdens het AO van 12 mei 2016 kwam de motie Bakker aan bod. In hetzelfde AO sprak ik over de motie Smit.")
    assert first.date == second.date
    assert (first.inferred, second.inferred) == ((), ("date",))


def test_several_motions_and_as_many_kamerstukken_go_by_their_order():
    found = motions("De moties van het lid Bakker en van het lid Smit (Kamerstukken 31 239, nr. 4 en 30 196, nr. 9) zijn uitgevoerd.")
    assert [(m.proposers[0].name, m.target) for m in found] == [("Bakker", "kst-31239-4"), ("Smit", "kst-30196-9")]


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("De motie Bakker roept de regering op om een plan te maken.", "om een plan te maken"),
        ("De motie Bakker, die oproept een plan te maken.", "een plan te maken"),
        ("De motie Bakker, waarin de regering wordt verzocht om een plan te maken.", "om een plan te maken"),
        ("De motie Bakker met het verzoek aan het kabinet een plan te maken.", "een plan te maken"),
        ("De motie Bakker om een plan te maken voor warmte.", "om een plan te maken voor warmte"),
        ("Hiermee vraagt de motie Bakker (31 239, nr. 4) de regering een plan te maken.", "een plan te maken"),
        ("De motie Bakker, die oproept de Kamer te informeren over warmte.", "de Kamer te informeren over warmte"),
        ("Bij motie Bakker verzocht uw Kamer mij om een plan te maken.", "om een plan te maken"),
        ("De motie Bakker over warmte is uitgevoerd.", None),
        ("De motie Bakker, die opriep tot meer warmte, is verworpen.", "tot meer warmte"),
        ("Bij motie Bakker is de regering verzocht om meer warmte; die brief volgt.", "om meer warmte"),
        ("Ik voer de motie Bakker uit, zoals gevraagd in de motie.", None),
    ],
)
def test_what_a_motion_asks(text, asks):
    assert [m.asks for m in motions(text)] == [asks]


def test_all_mentions_of_a_motion_are_one_record():
    (motion,) = motions("De motie Bakker (CDA) c.s. ligt er. De motie Bakker is breed gesteund. Deze motie voer ik uit.")
    assert [m.quote for m in motion.mentions] == ["motie Bakker (CDA) c.s.", "motie Bakker", "motie"]
    assert motion.and_others


def test_both_motions_are_adopted_when_the_letter_says_so_of_both():
    found = motions("De motie Bakker gaat over warmte.\n\nDe motie Smit gaat over water.\n\nBeide moties zijn aangenomen.")
    assert [m.status for m in found] == ["adopted", "adopted"]


def test_each_motion_has_its_own_fate():
    found = motions("De motie Bakker is verworpen en de motie van het lid Smit is ingetrokken.")
    assert [m.status for m in found] == ["rejected", "withdrawn"]


def test_two_members_who_table_two_motions_in_turn_have_two_motions():
    assert names("De motie Bakker en Smit is er, de motie Smit en Bakker ook.") == [["Bakker", "Smit"], ["Smit", "Bakker"]]


def test_a_mention_that_two_motions_could_be_meant_by_is_rejected_with_both():
    letter = mine_example("De motie Bakker (31 239, nr. 4) en de motie Bakker (31 239, nr. 5) liggen er. De motie Bakker is goed.", RULES)
    assert [m.target for m in letter.motions] == ["kst-31239-4", "kst-31239-5"]
    assert [(r.attempted, r.candidates) for r in letter.rejected] == [("motion", ("kst-31239-4", "kst-31239-5"))]


def with_footnotes(text, marks):
    """A letter with paragraphs; ``marks`` maps a footnote's number to the words directly before its mark."""
    paragraphs, notes, start = [], [], 0
    for piece in text.split("\n\n"):
        number = piece.split(" ")[0]
        kind = "footnote" if number in marks else "body"
        paragraphs.append(Paragraph(start, start + len(piece), kind))
        if kind == "footnote":
            mark = text.index(marks[number]) + len(marks[number])
            notes.append(Footnote(number, mark, start, start + len(piece)))
        start += len(piece) + 2
    letter = LetterText(text, tuple(paragraphs), footnotes=tuple(notes))
    fields = records.LetterFields(letter_id="brief", source="brief.txt", sha256="", format="text")
    return records.extract(language.annotate(letter, RULES), fields)


def test_a_footnote_behind_the_mention_gives_the_kamerstuk():
    letter = with_footnotes(
        "De motie Bakker en de aangenomen motie Smit vragen veel.\n\n1 Kamerstuk 31 239, nr. 4.\n\n2 Kamerstuk 30 196, nr. 9.",
        {"1": "motie Bakker", "2": "motie Smit"},
    )
    assert [(m.proposers[0].name, m.target) for m in letter.motions] == [("Bakker", "kst-31239-4"), ("Smit", "kst-30196-9")]


def test_one_footnote_behind_two_motions_gives_each_its_kamerstuk():
    letter = with_footnotes(
        "De moties van het lid Bakker en van het lid Smit vragen veel.\n\n1 Kamerstukken 31 239, nr. 4 en 30 196, nr. 9.",
        {"1": "het lid Smit"},
    )
    assert [m.target for m in letter.motions] == ["kst-31239-4", "kst-30196-9"]


def test_a_footnote_of_a_report_in_between_is_not_the_motions():
    letter = with_footnotes("De motie Bakker leidde tot een rapport over warmte.\n\n1 Kamerstuk 31 239, nr. 4.", {"1": "een rapport"})
    assert [m.target for m in letter.motions] == [None]


def test_a_motion_of_its_own_is_submitted_and_its_own_target():
    text = "Nr. 4\n\nMOTIE VAN DE LEDEN INGE DE WIT EN BAKKER\n\nDe Kamer,\n\nverzoekt de regering een plan te maken,\n\nen gaat."
    paragraphs, start = [], 0
    for piece in text.split("\n\n"):
        paragraphs.append(Paragraph(start, start + len(piece), "body", "quoted"))
        start += len(piece) + 2
    fields = records.LetterFields(
        letter_id="kst-31239-4", kind="motie", dossiers=("31239",), number="4", source="m.txt", sha256="", format="text"
    )
    (motion,) = records.extract(language.annotate(LetterText(text, tuple(paragraphs)), RULES), fields).motions
    assert (motion.target, motion.status, motion.asks) == ("kst-31239-4", "submitted", "een plan te maken")
    assert [p.name for p in motion.proposers] == ["Inge de Wit", "Bakker"]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        (" VAN DER MEER C.S.", ["Van der Meer"]),
        (" INGE VAN ZOMEREN, SMIT-BAKKER EN IJSBRAND", ["Inge van Zomeren", "Smit-Bakker", "IJsbrand"]),
        (" DE WIT EN VAN HET LID EL AMRANI", ["De Wit", "El Amrani"]),
    ],
)
def test_names_in_capitals_are_written_as_names(heading, expected):
    assert [p.name for p in from_capitals(heading)] == expected


def test_a_given_name_makes_no_other_member():
    assert same_name("Inge van Zomeren", "Van Zomeren")
    assert not same_name("Pia Smit", "Inge Smit")
