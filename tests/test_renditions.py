"""The same letter in another form gives the same records; what still differs is listed here with its cause."""

from pathlib import Path

import pytest

from kamermijn import mine
from kamermijn.batch.likeness import compare
from kamermijn.records import KINDS, Numeral, Rejected

LETTERS = Path(__file__).parents[1] / ".." / "shared" / "letters"
COMPARED = [cls for cls in KINDS if cls not in (Rejected, Numeral)]
# What a record says of itself, and not of where it was found.
PLACE = {"record_id", "letter_id", "start", "end", "page", "boxes", "element", "section", "sentence", "figures", "dates", "mentions"}

# (letter, form) -> the records that only the first or only the other has, with the cause.
DIFFERENCES = {
    # The page leaves out the line `Vragen gesteld door de leden der Kamer ...` over the text.
    ("ah-tk-20202021-3235", "html"): {("organisation", "Kamer"), ("organisation", "regering")},
}


# The contours letter: as the ministry sent it, and as the Kamer published it. A ministry letter's letterhead is no text, a Kamerstuk's
# masthead is; and the Kamerstuk says in brackets where the government programme was published.
LAYOUTS = {
    ("date", "14 februari 2025"), ("organisation", "Tweede Kamer der Staten-Generaal"), ("citation", "bijlage bij Kamerstuk 36471, nr. 96"),
}  # fmt: skip


def said(letter):
    found = []
    for cls in COMPARED:
        for record in letter.records(cls.plural):
            values = {k: v for k, v in record.model_dump(mode="json").items() if k not in PLACE}
            found.append((cls.singular, " ".join(record.quote.split()), repr(values)))
    return found


def only_in_one(first, other):
    left, right = said(first), said(other)
    return {entry[:2] for entry in left if left.count(entry) != right.count(entry)} | {
        entry[:2] for entry in right if left.count(entry) != right.count(entry)
    }


@pytest.mark.skipif(not LETTERS.is_dir(), reason="the real letters are not here (../shared)")
@pytest.mark.parametrize("form", ["xml", "html", "odt"])
@pytest.mark.parametrize("name", ["kst-32545-143", "ah-tk-20202021-3235"])
def test_a_publication_says_the_same_in_every_form(name, form):
    printed, other = mine(LETTERS / f"{name}.pdf"), mine(LETTERS / "more" / f"{name}.{form}")
    assert other.figures
    assert only_in_one(printed, other) == DIFFERENCES.get((name, form), set())
    fields = {"letter_id", "kind", "date", "dossiers", "number", "session_year", "chamber", "subject", "sender", "sender_role"}
    assert printed.fields.model_dump(include=fields) == other.fields.model_dump(include=fields)


@pytest.mark.skipif(not LETTERS.is_dir(), reason="the real letters are not here (../shared)")
def test_a_letter_says_the_same_in_the_layouts_of_ministry_and_parliament():
    sent = mine(LETTERS / "more" / "96535513_Contourenbrief_bedrijfsspecifieke_emissienormen_stikstof.pdf")
    published = mine(LETTERS / "more" / "kst-1183151.pdf")
    assert only_in_one(sent, published) == LAYOUTS
    fields = {"kind", "date", "sender_role", "addressee"}
    assert sent.fields.model_dump(include=fields) == published.fields.model_dump(include=fields)
    assert compare(sent.text, published.text).same_words(same_form=False)
