"""Formulas are read on one line, so that no two numbers of a formula become one, nor a power a number."""

import pytest
from lxml import etree
from made_documents import paragraph, word

import kamermijn
from kamermijn.ingest.formulas import on_one_line

WORD = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def run(text):
    return f"<m:r><m:t>{text}</m:t></m:r>"


def office(body):
    return f"<m:oMath {WORD}>{body}</m:oMath>"


OFFICE = {
    "1/2": f"<m:f><m:fPr/><m:num>{run('1')}</m:num><m:den>{run('2')}</m:den></m:f>",
    "10⁶": f"<m:sSup><m:e>{run('10')}</m:e><m:sup>{run('6')}</m:sup></m:sSup>",
    "x₁₂": f"<m:sSub><m:e>{run('x')}</m:e><m:sub>{run('12')}</m:sub></m:sSub>",
    "√(2+3)": f"<m:rad><m:radPr/><m:deg/><m:e>{run('2+3')}</m:e></m:rad>",
    "(a+b)/(10⁻³)": (
        f"<m:f><m:num>{run('a+b')}</m:num><m:den><m:sSup><m:e>{run('10')}</m:e><m:sup>{run('-3')}</m:sup></m:sSup></m:den></m:f>"
    ),
    "12": run("1") + run("2"),
}
WEB = {
    "1/2": "<mfrac><mn>1</mn><mn>2</mn></mfrac>",
    "10⁶": "<msup><mn>10</mn><mn>6</mn></msup>",
    "x₁²": "<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>",
    "√5": "<msqrt><mn>5</mn></msqrt>",
    "3·10": "<mrow><mn>3</mn><mo>·</mo><mn>10</mn></mrow>",
    "1 2": "<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr></mtable>",
    "7": "<semantics><mn>7</mn><annotation>7 \\cdot 1</annotation></semantics>",
    "2^n": "<msup><mn>2</mn><mi>n</mi></msup>",
}


@pytest.mark.parametrize(("said", "body"), OFFICE.items())
def test_a_formula_of_word_keeps_its_numbers_apart(said, body):
    shown = on_one_line(etree.fromstring(office(body)))
    assert shown == said


@pytest.mark.parametrize(("said", "body"), WEB.items())
def test_a_formula_of_the_web_keeps_its_numbers_apart(said, body):
    assert on_one_line(etree.fromstring(f"<math>{body}</math>")) == said


def test_a_formula_nested_without_end_is_read_as_far_as_it_goes():
    assert on_one_line(etree.fromstring("<math>" + "<mrow>" * 200 + "<mn>5</mn>" + "</mrow>" * 200 + "</math>")).strip() == ""


@pytest.mark.parametrize("form", ["docx", "html", "xml"])
def test_no_number_of_a_formula_is_published_as_another(tmp_path, form):
    if form == "docx":
        data = word(paragraph("Dat is ", office(OFFICE["1/2"]), " miljoen euro, en ", office(OFFICE["10⁶"]), " bruggen; 24 sluizen."))
    else:
        half, million = (f"<math>{WEB[said]}</math>" for said in ("1/2", "10⁶"))
        said = f"Dat is {half} miljoen euro, en {million} bruggen; 24 sluizen."
        publication = "<officiele-publicatie><kamerstuk><stuk><al>{}</al></stuk></kamerstuk></officiele-publicatie>"
        data = {"html": "<html><body><p>{}</p></body></html>", "xml": publication}[form].format(said).encode()
    (tmp_path / "brief").write_bytes(data)
    letter = kamermijn.mine(tmp_path / "brief", model="none")
    assert letter.text == "Dat is 1/2 miljoen euro, en 10⁶ bruggen; 24 sluizen."
    assert [figure.value for figure in letter.figures] == [24]
    assert {record.quote for record in letter.rejected} == {"1/2", "10⁶"}
