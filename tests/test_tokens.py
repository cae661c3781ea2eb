"""The tokens of parliamentary Dutch."""

import pytest

from kamermijn.language.pipeline import blank_pipeline


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("dossier 36410-XVII-nr", "dossier 36410 - XVII - nr"),
        ("de motie-Van Dam", "de motie - Van Dam"),
        ("WODC-onderzoek", "WODC - onderzoek"),
        ("Ruim 15% meer", "Ruim 15 % meer"),
        ("foto’s en camera's", "foto’s en camera's"),
        ("’s avonds en 's nachts", "’s avonds en 's nachts"),
        ("zo’n plan", "zo’n plan"),
        ("hij zei ‘nee’.", "hij zei ‘ nee ’ ."),
        ("Dat weet ik best.", "Dat weet ik best ."),
        ("Ik verwijs u naar de VN.", "Ik verwijs u naar de VN ."),
        ("de motie (nr. 8): aangenomen", "de motie ( nr. 8 ) : aangenomen"),
        ("ca. 5 mln. euro, d.d. 3 mei jl.", "ca. 5 mln. euro , d.d. 3 mei jl."),
        ("2021 t/m 2027 en/of 2030/2031", "2021 t/m 2027 en/of 2030 / 2031"),
        ("e.d. bijv. de BV.", "e.d. bijv. de BV ."),
    ],
)
def test_text_is_divided_into_words(text, tokens):
    assert [token.text for token in blank_pipeline().make_doc(text)] == tokens.split()
