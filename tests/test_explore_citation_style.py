"""How a quote is cited: as Dutch officials do, and without anything that the letter does not say of itself."""

import pytest

from kamermijn.explore.citation_style import quoted, reference

KAMERSTUK = {
    "letter_id": "kst-28638-158",
    "kind": "kamerbrief",
    "chamber": "TK",
    "session_year": "2016-2017",
    "dossiers": ["28638", "34193"],
    "number": "158",
}


@pytest.mark.parametrize(
    ("letter", "page", "expected"),
    [
        (KAMERSTUK, 2, "Kamerstukken II 2016/17, 28 638, nr. 158, p. 2"),
        (KAMERSTUK, None, "Kamerstukken II 2016/17, 28 638, nr. 158"),
        ({**KAMERSTUK, "session_year": None}, 2, "Kamerstukken II, 28 638, nr. 158, p. 2"),
        ({**KAMERSTUK, "session_year": "1999-2000"}, 1, "Kamerstukken II 1999/00, 28 638, nr. 158, p. 1"),
        ({**KAMERSTUK, "chamber": None}, 1, "Kamerstukken 2016/17, 28 638, nr. 158, p. 1"),
        ({**KAMERSTUK, "letter_id": "kst-34300-VI-49"}, 3, "Kamerstukken II 2016/17, 34 300 VI, nr. 49, p. 3"),
        ({**KAMERSTUK, "letter_id": "kst-21501-02-1538"}, 1, "Kamerstukken II 2016/17, 21 501-02, nr. 1538, p. 1"),
        ({**KAMERSTUK, "letter_id": "kst-33569-A", "chamber": "EK"}, 4, "Kamerstukken I 2016/17, 33 569, A, p. 4"),
        ({**KAMERSTUK, "letter_id": "kopie-van-brief"}, 2, "Kamerstukken II 2016/17, 28 638, nr. 158, p. 2"),
        ({**KAMERSTUK, "letter_id": "kst-28638-158-1a2b3c4d"}, 2, "Kamerstukken II 2016/17, 28 638, nr. 158, p. 2"),
        ({"letter_id": "ah-tk-20132014-2336", "kind": "kamervragen"}, 3, "Aanhangsel Handelingen II 2013/14, nr. 2336, p. 3"),
        (
            {"letter_id": "antwoorden", "kind": "kamervragen", "number": "12", "session_year": "2014-2015", "chamber": "EK"},
            None,
            "Aanhangsel Handelingen I 2014/15, nr. 12",
        ),
        (
            {
                "letter_id": "brief",
                "kind": "kamerbrief",
                "sender_role": "Minister van Financiën",
                "date": "2031-03-12",
                "reference": "2031-0000123",
            },
            1,
            "Brief van de Minister van Financiën van 12 maart 2031, kenmerk 2031-0000123, p. 1",
        ),
        (
            {"letter_id": "brief", "kind": "kamerbrief", "sender": "A. de Boer", "date": "2031-03-12", "subject": "Bruggen"},
            None,
            "Brief van A. de Boer van 12 maart 2031, ‘Bruggen’",
        ),
        ({"letter_id": "een-brief", "kind": "other", "source": "een brief.txt"}, None, "Brief een brief.txt"),
        ({"letter_id": "motie-x", "kind": "motie", "date": "2031-03-12"}, None, "Motie van 12 maart 2031"),
    ],
)
def test_a_paper_is_cited_in_the_official_style(letter, page, expected):
    assert reference(letter, page) == expected


def test_a_quote_is_copied_with_its_reference_on_one_line():
    assert quoted("12%\nminder", KAMERSTUK, 2) == "“12% minder” (Kamerstukken II 2016/17, 28 638, nr. 158, p. 2)"
