"""Raised and lowered digits are never more digits of the number before them, in whatever form the letter comes."""

import pytest
from made_documents import open_document, paragraph, word

import kamermijn


def in_word(sentence):
    places = {"^": "superscript", "_": "subscript"}
    runs = [
        f'<w:r><w:rPr><w:vertAlign w:val="{places[piece[0]]}"/></w:rPr><w:t>{piece[1:]}</w:t></w:r>' if piece[:1] in ("^", "_") else piece
        for piece in pieces(sentence)
    ]
    return word(paragraph(*filter(None, runs)))


def in_open_document(sentence):
    styles = "".join(
        f'<style:style style:name="{name}" style:family="text"><style:text-properties style:text-position="{at} 58%"/></style:style>'
        for name, at in (("T1", "super"), ("T2", "sub"))
    )
    names = {"^": "T1", "_": "T2"}
    body = "".join(
        f'<text:span text:style-name="{names[piece[0]]}">{piece[1:]}</text:span>' if piece[:1] in ("^", "_") else piece
        for piece in pieces(sentence)
    )
    return open_document(f"<text:p>{body}</text:p>", styles)


def marked_up(sentence):
    names = {"^": "sup", "_": "sub"}
    return "".join(
        f"<{names[piece[0]]}>{piece[1:]}</{names[piece[0]]}>" if piece[:1] in ("^", "_") else piece for piece in pieces(sentence)
    )


def in_html(sentence):
    return f"<html><body><p>{marked_up(sentence)}</p></body></html>".encode()


def in_xml(sentence):
    body = f"<kamerstuk><stuk><al>{marked_up(sentence)}</al></stuk></kamerstuk>"
    return f"<?xml version='1.0'?><officiele-publicatie>{body}</officiele-publicatie>".encode()


def pieces(sentence):
    """A sentence by its brackets: `24[^3]` has a raised 3, `CO[_2]` a lowered 2."""
    return [piece for part in sentence.split("[") for piece in part.split("]")]


FORMS = {"docx": in_word, "odt": in_open_document, "html": in_html, "xml": in_xml}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("sentence", "text", "figures", "rejected"),
    [
        ("Er zijn 24[^3] bruggen.", "Er zijn 24³ bruggen.", [], ["24³"]),
        ("Dat kost € 3,5[^1] miljoen in 2031[^12] al.", "Dat kost € 3,5¹ miljoen in 2031¹² al.", [], ["€ 3,5¹ miljoen"]),
        ("Er is 10[^6] liter en 24 km[^2] land.", "Er is 10⁶ liter en 24 km2 land.", [24], ["10⁶"]),
        ("Er zijn 10[_2] dingen en 24 kg CO[_2] is weg.", "Er zijn 10₂ dingen en 24 kg CO2 is weg.", [24], ["10₂"]),
        ("Er is 24 Nm[^3] gas, 12 Mm[^3 ]water en 31m[^2] dak.", "Er is 24 Nm3 gas, 12 Mm3 water en 31m2 dak.", [24, 12_000_000, 31], []),
        ("Het is 24 km[^14] en 12 m[^4] lang.", "Het is 24 km en 12 m lang.", [24, 12], []),
        ("Het ministerie van VWS[^1] heeft 24 mensen.", "Het ministerie van VWS heeft 24 mensen.", [24], []),
        ("De kom[^2] en het oham[^3] zijn 24 jaar oud.", "De kom en het oham zijn 24 jaar oud.", [24], []),
        ("Dat kost € 3,5 miljoen[^1], of 15%[^2] meer.", "Dat kost € 3,5 miljoen, of 15% meer.", [3_500_000, 15], []),
        ("Er zijn 12 bruggen[^1, 2]) en 3 sluizen.", "Er zijn 12 bruggen) en 3 sluizen.", [12, 3], []),
        ("Zie ook[^1]24 bruggen.", "Zie ook 24 bruggen.", [24], []),
        ("Het is de 7[^e] brug van 12.", "Het is de 7e brug van 12.", [12], []),
    ],
)  # fmt: skip
def test_a_raised_or_lowered_digit_is_not_one_more_digit(tmp_path, form, sentence, text, figures, rejected):
    path = tmp_path / f"brief.{form}"
    path.write_bytes(FORMS[form](sentence))
    letter = kamermijn.mine(path, model="none")
    assert letter.text == text
    assert [figure.value for figure in letter.figures] == figures
    assert [record.quote for record in letter.rejected] == rejected
