"""Pages become one text: what belongs to the letter in reading order, what stands around it apart, every character traced."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_pages import BODY, Sheets, answers, kamerstuk, ministry_letter, table_page, two_columns

import kamermijn
from kamermijn import ingest, layout


def composed(data, name="brief.pdf"):
    return layout.compose(ingest.read_bytes(data, name))


def paragraphs(letter):
    return [letter.text[p.start : p.end] for p in letter.paragraphs]


def kinds(letter):
    return [(p.kind, letter.text[p.start : p.end]) for p in letter.paragraphs]


def test_a_kamerstuk_keeps_its_masthead_and_loses_band_colophon_and_footer():
    letter = composed(kamerstuk())
    assert paragraphs(letter) == [
        "99 001",
        "Bruggen en oevers",
        "Nr. 7",
        "BRIEF VAN DE MINISTER VAN BRUGGEN EN OEVERS",
        "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal",
        "Den Haag, 3 maart 2032",
        BODY[0],
        "Over de brug is eerder een motie aangenomen, die om spoed vraagt en die daarmee als afgedaan geldt. De brug is vernieuwd naar "
        "de eisen van het Strategisch overleg, en het VN-verdrag is daarbij gevolgd in alle opzichten die voor de veiligheid op het water "
        "van belang zijn.",
        "1 Kamerstuk 99 001, nr. 5.",
        "Verder verloop",
        BODY[1],
        "De Minister van Bruggen en Oevers, A.B. van der Brug",
    ]
    assert "kst-99001-7" in letter.furniture
    assert "Tweede Kamer, vergaderjaar 2031-2032, 99 001, nr. 7" in letter.furniture
    assert {p.kind for p in letter.paragraphs[:6]} == {"masthead"}
    assert [kind for kind, _ in kinds(letter)[8:]] == ["footnote", "heading", "body", "signature"]


def test_a_footnote_mark_is_taken_off_its_word_and_linked():
    letter = composed(kamerstuk())
    (note,) = letter.footnotes
    assert letter.text[: note.mark].endswith("een motie aangenomen")
    assert letter.text[note.start : note.end] == "1 Kamerstuk 99 001, nr. 5."


def test_a_paragraph_over_a_page_break_is_one_and_the_pages_touch_in_it():
    letter = composed(kamerstuk())
    first, second = letter.pages
    assert first.end == second.start
    assert letter.text[second.start :].startswith("verdrag is daarbij")
    assert letter.page(letter.text.index("VN-")) == 1
    assert letter.page(letter.text.index("gevolgd")) == 2


@pytest.mark.parametrize(("margin", "label"), [("right", "Betreft"), ("left", "Onderwerp")])
def test_a_ministry_letter_begins_at_its_salutation_whatever_side_its_margin_is_on(margin, label):
    letter = composed(ministry_letter(margin, label))
    assert paragraphs(letter) == [
        "Geachte voorzitter,", BODY[0], f"{BODY[1]} {BODY[2]}", f"- {BODY[0]}", f"- {BODY[1]}", BODY[2], "Hoogachtend,",
        "DE MINISTER VAN BRUGGEN EN OEVERS, drs. A.B. van der Brug",
    ]  # fmt: skip
    head = dict(letter.letterhead)
    assert head["Datum"] == "3 maart 2032"
    assert head[label] == "Voortgang van de vernieuwing van de brug over de fictieve rivier en van de oevers daarnaast"
    assert head["Ons kenmerk"] == "BRUG-2032/118"
    assert head["Bijlage(n)"] == "3"
    assert "Waterplein 1" in head[""] or any("Waterplein 1" in value for _, value in letter.letterhead)
    assert "Pagina 2 van 2" in letter.furniture


@pytest.mark.parametrize("beside", [True, False])
def test_labels_of_questions_stand_before_them_and_say_who_speaks(beside):
    letter = composed(answers(beside))
    said = [(p.kind, p.speaker, letter.text[p.start : p.end]) for p in letter.paragraphs if p.kind != "masthead"]
    assert said == [
        ("label", "questioner", "Vraag 1"),
        ("body", "questioner", "Kent u de brug over de fictieve rivier?"),
        ("label", "sender", "Antwoord 1"),
        ("body", "sender", "Ja."),
        ("label", "questioner", "Vraag 2 en 3"),
        ("body", "questioner", "Wat vindt u van de brug? Is zij nog veilig voor het verkeer dat er dagelijks over rijdt?"),
        ("label", "sender", "Antwoord 2 en 3"),
        ("body", "sender", BODY[0]),
    ]
    assert "118" in paragraphs(letter)


def test_a_ruled_table_is_a_paragraph_a_row_with_tabs_between_its_cells():
    assert kinds(composed(table_page())) == [
        ("body", BODY[0]), ("table_row", "Jaar\tBruggen\tOevers"), ("table_row", "2030\t1.250\t17"), ("table_row", "2031\t1.275\t19"),
        ("body", BODY[1]),
    ]  # fmt: skip


def test_two_columns_are_read_one_after_the_other():
    assert paragraphs(composed(two_columns()))[1:] == [*BODY * 3, *reversed(BODY * 3)]


def test_a_span_has_a_box_per_printed_line():
    raw = ingest.read_bytes(ministry_letter(), "brief.pdf")
    letter = layout.compose(raw)
    start = letter.text.index(BODY[0])
    boxes = letter.boxes(start, start + len(BODY[0]))
    assert len(boxes) == 2
    assert boxes[0].y1 < boxes[1].y1
    assert all(box.page == 1 and 78 <= box.x0 < box.x1 <= 456 for box in boxes)
    (word,) = letter.boxes(start + 3, start + 7)
    assert boxes[0].x0 < word.x0 < word.x1 < boxes[0].x1


def test_units_and_formulas_keep_their_small_figures():
    pdf = Sheets()
    pdf.add_page()
    y = pdf.wrap(79, 455, 120, BODY[0])
    pdf.raised(79, y + 12, "Het oppervlak van de brug is 450 m", "2", " en dat is meer dan vroeger.")
    pdf.put(79, y + 24, "De uitstoot van CO")
    x = 79 + pdf.get_string_width("De uitstoot van CO")
    pdf.put(x, y + 26, "2", 5.4)
    pdf.put(x + 4, y + 24, " is in 2031 met 5% gedaald, zo is gebleken.")
    text = composed(pdf.bytes()).text
    assert "450 m2 en dat" in text
    assert "CO2 is in 2031" in text


def test_an_underlined_heading_is_no_footnote_separator():
    pdf = Sheets()
    pdf.add_page()
    y = pdf.wrap(79, 455, 120, BODY[0]) + 12
    pdf.put(79, y, "Onderhoud van de brug", 8)
    pdf.rule(79, y + 1.5, 79 + pdf.get_string_width("Onderhoud van de brug"))
    pdf.wrap(79, 455, y + 12, BODY[1], 8)
    assert composed(pdf.bytes()).footnotes == ()


def test_footnotes_alike_on_every_page_are_no_running_foot():
    pdf = Sheets()
    for number in (1, 2, 3):
        pdf.add_page()
        pdf.wrap(79, 455, 120, BODY[number - 1])
        pdf.raised(79, 400, "Dit is eerder gemeld", str(number), ", en het blijft van belang voor alle schepen op de rivier.")
        pdf.rule(79, 760, 223)
        pdf.raised(79, 775, "", str(number), f" Kamerstuk 99 001, nr. {number * 7}.", 7)
        pdf.put(467, 813, f"Pagina {number} van 3", 6.5)
    letter = composed(pdf.bytes())
    assert [letter.text[n.start : n.end] for n in letter.footnotes] == [f"{n} Kamerstuk 99 001, nr. {n * 7}." for n in (1, 2, 3)]
    assert all(letter.text[: n.mark].endswith("eerder gemeld") for n in letter.footnotes)


def under_text(*lines, size=8.0):
    """A page of text with lines in smaller type under it; of a line in two parts the first is a raised mark."""
    pdf = Sheets()
    pdf.add_page()
    y = 80.0
    for _ in range(12):
        y = pdf.put(80, y, "De brug over de rivier is hersteld, en er varen nu weer schepen.", 10) + 12
    y += 20
    for line in lines:
        if isinstance(line, str):
            pdf.put(80, y, line, size)
        else:
            pdf.raised(80, y, "", line[0], line[1], size)
        y += size + 2
    return pdf.bytes()


@pytest.mark.parametrize(
    "line",
    [
        "12.000 bruggen waren open voor wie er langs komt.",
        "10.000 bruggen waren open.",
        "112.000 bruggen waren open.",
        "3,5 miljoen bruggen waren open.",
        "2031 was een jaar met veel bruggen.",
        "1250 bruggen waren open.",
        "12 miljoen euro is daarvoor in 2031 betaald.",
        "1 miljoen euro is daarvoor in 2031 betaald.",
        "250 personen waren daarbij.",
        "12 345 bruggen waren open.",
        "1 januari 2031 was de dag waarop dat begon.",
        "24-uurs diensten zijn er niet.",
        "3de keer dat dit gebeurt.",
    ],
)
@pytest.mark.parametrize("before", [(), ("bron van dit alles is de dienst, die zegt dat",)], ids=["alone", "behind a line"])
def test_small_print_that_begins_with_a_number_keeps_all_its_digits(line, before):
    letter = composed(under_text(*before, line))
    assert letter.text.endswith(line)
    assert letter.footnotes == ()


def test_a_number_at_the_head_of_a_line_of_a_note_stays_whole():
    letter = composed(under_text("1 Zie de brief van de dienst.", "2 In de brief staat dat", "3.000 bruggen open zijn."))
    assert [letter.text[n.start : n.end] for n in letter.footnotes] == [
        "1 Zie de brief van de dienst.",
        "2 In de brief staat dat 3.000 bruggen open zijn.",
    ]


@pytest.mark.parametrize(
    ("line", "number", "text"),
    [
        ("1 Zie de brief.", "1", "1 Zie de brief."),
        ("12Zie de brief.", "12", "12 Zie de brief."),
        ("* Zie de brief.", "*", "* Zie de brief."),
        (("1", "2031 was een jaar met veel bruggen."), "1", "1 2031 was een jaar met veel bruggen."),
        (("1", "12.000 bruggen waren open."), "1", "1 12.000 bruggen waren open."),
    ],
)
def test_a_note_in_small_print_is_known_by_its_number(line, number, text):
    letter = composed(under_text(line))
    assert [(n.number, letter.text[n.start : n.end]) for n in letter.footnotes] == [(number, text)]


def over_notes(*lines, marks=(), size=8.0):
    """The same, with raised marks in the text; gives its notes."""
    pdf = Sheets()
    pdf.add_page()
    y = 80.0
    for mark in [*marks, *[""] * (12 - len(marks))]:
        pdf.raised(80, y, "De brug over de rivier is hersteld", mark, ", en er varen nu weer schepen.", 10)
        y += 12
    y += 20
    for line in lines:
        y = pdf.put(80, y, line, size) + size + 2
    letter = composed(pdf.bytes())
    return [(note.number, letter.text[note.start : note.end], note.mark is not None) for note in letter.footnotes]


@pytest.mark.parametrize("line", ["3 van de vier bruggen", "12 miljoen euro", "2 duizend schepen", "2 maart 2031 zelf", "250 bruggen"])
def test_a_number_that_goes_on_with_a_note_is_no_next_note_where_the_text_has_no_mark_of_it(line):
    notes = over_notes("1 In de brief staat dat het gaat om", f"{line} en meer.", "2 Zie de brief.", marks="12")
    assert notes == [("1", f"1 In de brief staat dat het gaat om {line} en meer.", True), ("2", "2 Zie de brief.", True)]


def test_a_number_is_that_of_a_note_where_its_mark_stands_in_the_text():
    assert over_notes("250 Zie de brief.", marks=["250"]) == [("250", "250 Zie de brief.", True)]
    assert over_notes("7 zie de brief.", "8 idem.", marks="78") == [("7", "7 zie de brief.", True), ("8", "8 idem.", True)]
    assert over_notes("250 Zie de brief.", marks=["25"]) == []


def test_a_mark_that_is_not_seen_between_two_that_are_leaves_its_note_a_note():
    notes = over_notes("1 Zie de brief.", "2 Zie de motie.", "3 Zie de nota.", marks="13")
    assert [(number, marked) for number, _, marked in notes] == [("1", True), ("2", False), ("3", True)]


def test_notes_in_order_are_notes_without_marks_too_and_others_are_not():
    assert [number for number, *_ in over_notes("1 Zie de brief.", "2 Zie de motie.", "3 Zie de nota.")] == ["1", "2", "3"]
    assert over_notes("4 Zie de brief.") == []


def test_a_note_may_stand_on_the_page_behind_its_mark_and_no_further():
    pdf = Sheets()
    for marks, note in ((("1", "2"), "1 Zie de brief."), ((), "2 Zie de motie."), ((), "3 bruggen waren open.")):
        pdf.add_page()
        for line in range(12):
            pdf.raised(80, 80 + 12 * line, "De brug is hersteld", marks[line] if line < len(marks) else "", ", en er varen schepen.", 10)
        pdf.put(80, 260, note, 8)
    letter = composed(pdf.bytes())
    assert [note.number for note in letter.footnotes] == ["1", "2"]
    assert letter.text.endswith("3 bruggen waren open.")


@settings(max_examples=30, deadline=None)
@given(st.integers(2, 999), st.sampled_from(["bruggen waren open.", "Bruggen waren open.", "miljoen euro is betaald."]))
def test_no_number_of_small_print_that_fits_no_mark_is_the_number_of_a_note(number, rest):
    letter = composed(under_text(f"{number} {rest}"))
    assert letter.footnotes == ()
    assert letter.text.endswith(f"{number} {rest}")


def test_an_amount_at_the_head_of_small_print_is_a_figure(tmp_path):
    path = tmp_path / "brief.pdf"
    path.write_bytes(under_text("12 miljoen euro is daarvoor in 2031 betaald."))
    (figure,) = kamermijn.mine(path).figures
    assert (figure.value, figure.unit) == (12e6, "EUR")


def invariant(raw):
    """Every character is the one on its page, or white space put in; the hyphens left out are all that is lost of a line."""
    letter, built = layout.build(raw)
    pages = {page.number: page.text for page in raw.pages}
    for offset, (character, page, index) in enumerate(zip(built.text, built.pages, built.indices, strict=True)):
        if index < 0:
            assert character.isspace(), (offset, character)
        else:
            assert pages[int(page)][index] == character
    kept = [(int(p), int(i)) for p, i in zip(built.pages, built.indices, strict=True) if i >= 0]
    assert len(kept) == len(set(kept)), "a character of the page is used twice"
    assert letter.text == "\n\n".join(letter.text[p.start : p.end] for p in letter.paragraphs)
    assert [p.number for p in letter.pages] == ([page.number for page in raw.pages] if raw.paged else [])
    assert "  " not in letter.text
    return letter


WORDS = st.sampled_from(
    [
        "de",
        "brug",
        "oever",
        "VN-",
        "zorg-",
        "en",
        "Stra-",
        "tegisch",
        "2031",
        "20312",
        "aangenomen1",
        "1",
        "2",
        "1.250",
        "5%",
        "m2",
        "CO2",
        "-",
        "•",
        "1.",
        "a)",
        "Vraag",
        "Antwoord",
        "3",
        "Datum:",
        "Betreft:",
        "nr.",
        "«Brug»",
        "Geachte",
        "voorzitter,",
        "Hoogachtend,",
        "De",
        "Minister",
        "van",
        "Oevers,",
        "A.B.",
        "Brug",
        "De",
        "Kamer,",
        "99",
        "001",
        "Nr.",
        "7",
        "Pagina",
        "1",
        "van",
        "2",
        "jl.",
        "d.d.",
        "einde.",
        "Ja?",
    ]
)
LINES = st.lists(WORDS, max_size=14).map(" ".join)
TEXTS = st.lists(st.one_of(LINES, st.sampled_from(["", " ", "\f", "Pagina 1 van 2", "kst-99001-7"])), max_size=40).map("\n".join)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_every_character_of_a_composed_text_is_one_of_the_file(text):
    if text.strip():
        invariant(ingest.read_text(text))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_no_text_at_all_breaks_the_map(text):
    try:
        raw = ingest.read_text(text)
    except ingest.LetterError:
        return
    invariant(raw)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(LINES.filter(str.strip), st.integers(20, 480), st.integers(30, 820), st.sampled_from([5, 7, 9, 12])),
        min_size=1,
        max_size=25,
    )
)
def test_every_character_of_printed_pages_is_one_of_the_page(lines):
    pdf = Sheets()
    pdf.add_page()
    for text, x, y, size in lines:
        pdf.put(x, y, text.replace("•", "-"), size)
    invariant(ingest.read_bytes(pdf.bytes(), "brief.pdf"))


@pytest.mark.parametrize("make", [kamerstuk, ministry_letter, answers, table_page, two_columns])
def test_the_map_holds_for_the_layouts_of_parliament(make):
    letter = invariant(ingest.read_bytes(make(), "brief.pdf"))
    for paragraph in letter.paragraphs:
        assert letter.boxes(paragraph.start, paragraph.end)


LETTERS = Path(__file__).parents[2] / "shared/letters"
GOLD = LETTERS.parent / "gold"


@pytest.mark.skipif(not LETTERS.is_dir(), reason="the real letters are not here (../shared)")
def test_the_map_holds_for_the_real_letters():
    for path in sorted(p for p in LETTERS.iterdir() if p.suffix in (".pdf", ".txt")):
        invariant(ingest.read(path))


@pytest.mark.skipif(not LETTERS.is_dir(), reason="the real letters are not here (../shared)")
def test_the_real_letters_have_the_words_of_their_annotated_texts():
    for path in sorted(p for p in LETTERS.iterdir() if p.suffix in (".pdf", ".txt")):
        wanted = (GOLD / f"{path.stem}.txt").read_text(encoding="utf-8").split()
        found = layout.compose(ingest.read(path)).text.split()
        missed = len(set(wanted) - set(found)) + abs(len(wanted) - len(found))
        assert missed <= 0.01 * len(wanted), path.name
