"""Dates in sentences: what is found, where it starts and ends, what it means, and what is no date or stays unread."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamermijn import language, records
from kamermijn.dutch import calendar, edtf
from kamermijn.model import LetterText, Paragraph, Rejected
from kamermijn.records.date import infer_anchor
from kamermijn.records.extraction import Extraction
from kamermijn.rulecheck import mine_example
from kamermijn.rules import load

RULES = load()
LETTER = datetime.date(2023, 10, 18)


def found(sentence, date=LETTER):
    """What a sentence says, one line a record: `quote = start..end` or `quote ? candidates`."""
    letter = mine_example(sentence, RULES, date)
    unread = [r for r in letter.rejected if r.attempted == "date"]
    return [line(r) for r in sorted((*letter.dates, *unread), key=lambda r: r.start)]


def line(record):
    if isinstance(record, Rejected):
        return f"{record.quote} ? {' '.join(record.candidates)}".rstrip()
    start, end = (date.isoformat() if date else "" for date in (record.date_start, record.date_end))
    return f"{record.quote} = {start if start == end else f'{start}..{end}'}"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Op 2 november opent de minister de brug.", ["2 november = 2023-11-02"]),
        ("Op 2 november heeft de minister de brug geopend.", ["2 november = 2022-11-02"]),
        ("Zie mijn brief van 2 november over de brug.", ["2 november = 2022-11-02"]),
        ("Kunt u dit voor het debat van 26 oktober beantwoorden?", ["26 oktober = 2023-10-26"]),
        ("In december verschijnt het plan.", ["december = 2023-12-01..2023-12-31"]),
        ("In december is het plan verschenen.", ["december = 2022-12-01..2022-12-31"]),
        ("Ik heb toegezegd de raad in december te berichten.", ["december = 2023-12-01..2023-12-31"]),
        ("De brug was 3 september jl. dicht.", ["3 september jl. = 2023-09-03"]),
        ("De brug gaat 3 september a.s. open.", ["3 september a.s. = 2024-09-03"]),
        ("Op woensdag 8 november is de zitting.", ["woensdag 8 november = 2023-11-08"]),
        ("Op woensdag 9 november was de zitting.", ["woensdag 9 november = 2022-11-09"]),
        ("Afgelopen zomer en komend voorjaar.", ["Afgelopen zomer = 2023-06-21..2023-09-20", "komend voorjaar = 2024-03-21..2024-06-20"]),
    ],
)
def test_a_year_that_is_not_said_follows_from_verb_weekday_and_direction(sentence, expected):
    assert found(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Stelpost 16 april.", ["16 april ? 2023-04-16 2024-04-16"]),
        (
            "Op 12 maart 2019 wees de rechtbank het af. Op 4 april is hoger beroep ingesteld.",
            ["12 maart 2019 = 2019-03-12", "4 april ? 2019-04-04 2023-04-04"],
        ),
        ("De raad zal op 17 oktober vergaderen.", ["17 oktober ? 2023-10-17 2024-10-17"]),
        ("Er is niets voor 2030.", ["voor 2030 ? ../2029 2030"]),
        ("Voor 2022 waren er 300 branden.", ["Voor 2022 ? ../2021 2022"]),
        ("De uitstoot daalt voor 2030 met 55%.", ["voor 2030 ? ../2029 2030"]),
        ("Voor 2024 wil ik inzetten op drie lijnen.", ["Voor 2024 ? ../2023 2024"]),
        ("Op dinsdag 12 maart jl. is de brug geopend.", ["dinsdag 12 maart jl. ?"]),
        ("Begin deze eeuw was dat anders.", ["Begin deze eeuw ?"]),
        (
            "De motie luidt: ‘verzoekt de regering dit voor het einde van het jaar te regelen’.",
            ["voor het einde van het jaar ? ../2023-12-31"],
        ),
        ("Het duurt de komende twee tot drie jaar.", ["de komende twee tot drie jaar ? 2023-10-18/2025-10-18 2023-10-18/2026-10-18"]),
        ("Op 30 februari 2023 gebeurde er niets.", ["30 februari 2023 ?"]),
        ("Ik kom er na het reces op terug.", ["na het reces ?"]),
        ("De brief kwam voor het zomerreces van 1993.", ["voor het zomerreces van 1993 ?"]),
        ("In de winter is stroom schaars.", ["winter ?"]),
        ("In de jaren twintig reed hier een tram.", ["jaren twintig ? 192X 202X"]),
    ],
)
def test_what_the_letter_does_not_decide_is_shown_with_its_readings(sentence, expected):
    unread = [
        entry if " = " in entry else f"{entry.split(' ?')[0]} ? {' '.join(sorted(entry.split(' ?')[1].split()))}".rstrip()
        for entry in found(sentence)
    ]
    assert unread == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("De begroting voor 2024 is rond.", ["2024 = 2024-01-01..2024-12-31"]),
        ("De ambities voor 2030 en 2050 blijven.", ["2030 = 2030-01-01..2030-12-31", "2050 = 2050-01-01..2050-12-31"]),
        ("Voor het jaar 2022 is alles uitgekeerd.", ["2022 = 2022-01-01..2022-12-31"]),
        ("Voor 2022 geldt een lager tarief.", ["2022 = 2022-01-01..2022-12-31"]),
        ("Ovens moeten voor 2030 zijn vervangen.", ["voor 2030 = ..2029-12-31"]),
        ("Huizen, gebouwd voor 1980, zijn koud.", ["voor 1980 = ..1979-12-31"]),
        ("De sector moet voor 2030 haar uitstoot halveren.", ["voor 2030 = ..2029-12-31"]),
        ("De hoorzitting staat gepland voor 12 december.", ["12 december = 2023-12-12"]),
        ("Ik bericht u voor 12 december.", ["voor 12 december = ..2023-12-11"]),
        ("Voor 2030 streven wij naar de helft.", ["2030 = 2030-01-01..2030-12-31"]),
        ("De brug van vóór 1940 staat er nog.", ["vóór 1940 = ..1939-12-31"]),
        ("Voor 2025 is maar € 3 miljoen beschikbaar.", ["2025 = 2025-01-01..2025-12-31"]),
        ("Voor 2024 en 2025 wordt 4% verwacht.", ["2024 = 2024-01-01..2024-12-31", "2025 = 2025-01-01..2025-12-31"]),
        ("Voor 2023 is het plafond gesteld op 4.000 vaten.", ["2023 = 2023-01-01..2023-12-31"]),
        ("Voor 2024 gaat het om 30 sluizen.", ["2024 = 2024-01-01..2024-12-31"]),
        ("Voor 2040 worden 300.000 fietsers voorspeld.", ["2040 = 2040-01-01..2040-12-31"]),
        ("De huur voor 2024 is nog niet bekend.", ["2024 = 2024-01-01..2024-12-31"]),
        ("De veerpont wordt voor 2027 afgeschaft.", ["voor 2027 = ..2026-12-31"]),
        ("Alle ovens moeten voor 2035 schoon zijn.", ["voor 2035 = ..2034-12-31"]),
        ("Voor 2030 moet de uitstoot met 55% zijn gedaald.", ["Voor 2030 = ..2029-12-31"]),
        ("De tunnel is voor 2027 klaar.", ["voor 2027 = ..2026-12-31"]),
        ("Havens moeten voor 2028 alle kades, steigers en kranen hebben hersteld.", ["voor 2028 = ..2027-12-31"]),
        ("Dat was voor 2015 al zo.", ["voor 2015 = ..2014-12-31"]),
        ("Het plan gaat voor de zomer naar de raad.", ["voor de zomer = ..2024-06-20"]),
        ("De evaluatie is voor de zomer voorzien.", ["voor de zomer = ..2024-06-20"]),
        ("De evaluatie staat gepland voor de zomer.", ["zomer = 2024-06-21..2024-09-20"]),
        ("De dienstregeling voor de zomer is bekend.", ["zomer ? 2023-22 2024-22"]),
        ("Ik stuur voor de kerst het programma.", ["voor de kerst = ..2023-12-24"]),
        ("Voor het einde van het kwartaal is het plan rond.", ["Voor het einde van het kwartaal = ..2023-12-31"]),
        (
            "Ik stuur dit voor het einde van het eerste kwartaal van 2025.",
            ["voor het einde van het eerste kwartaal van 2025 = ..2025-03-31"],
        ),
    ],
)
def test_voor_is_for_after_a_plan_and_before_at_an_act(sentence, expected):
    assert found(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Van 1 december 2022 tot 1 maart was het stil.", ["1 december 2022 tot 1 maart = 2022-12-01..2023-02-28"]),
        ("Tussen 1 en 4 mei 2022 was het stil.", ["Tussen 1 en 4 mei 2022 = 2022-05-01..2022-05-04"]),
        ("Tussen januari en juni 2022 was het stil.", ["Tussen januari en juni 2022 = 2022-01-01..2022-06-30"]),
        ("Eind maart/begin april 2022 was het stil.", ["Eind maart/begin april 2022 = 2022-03-21..2022-04-10"]),
        ("In december en januari is er geteld.", ["december = 2022-12-01..2022-12-31", "januari = 2023-01-01..2023-01-31"]),
        ("De jaren 2015, 2016 en 2017.", [f"{y} = {y}-01-01..{y}-12-31" for y in (2015, 2016, 2017)]),
        ("Vanaf 2018 tot en met 2020 was het stil.", ["Vanaf 2018 tot en met 2020 = 2018-01-01..2020-12-31"]),
        ("Het derde en vierde kwartaal van 2022.", ["derde = 2022-07-01..2022-09-30", "vierde kwartaal van 2022 = 2022-10-01..2022-12-31"]),
        ("Tot eind 2024 en uiterlijk medio 2025.", ["Tot eind 2024 = ..2024-12-31", "uiterlijk medio 2025 = ..2025-07-31"]),
        ("In week 40 en 41 is geteld.", ["week 40 = 2023-10-02..2023-10-08", "41 = 2023-10-09..2023-10-15"]),
        ("Zowel dit als volgend jaar.", ["dit = 2023-01-01..2023-12-31", "volgend jaar = 2024-01-01..2024-12-31"]),
        ("Tussen nu en medio 2026 komt er meer.", ["Tussen nu en medio 2026 = 2023-10-18..2026-07-31"]),
        ("In de periode ’22-’24 was het stil.", ["’22-’24 = 2022-01-01..2024-12-31"]),
        (
            "De schooljaren 2020/2021 en 2021/2022.",
            ["schooljaren 2020/2021 = 2020-08-01..2021-07-31", "2021/2022 = 2021-08-01..2022-07-31"],
        ),
        ("In 2021/2022 waren er meer scholieren op het mbo.", ["2021/2022 = 2021-08-01..2022-07-31"]),
        ("In 2021/2022 werd de dijk verhoogd.", ["2021/2022 = 2021-01-01..2022-12-31"]),
    ],
)
def test_times_that_belong_together_share_a_year_or_make_one_stretch(sentence, expected):
    assert found(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Postbus 20018, 2018 AB Haarlem, telefoon 070 2018 2019.",
        "Natura 2000 en het bedrag van 2000 euro.",
        "Er kwamen 2024 woningen en ruim 1950 huizen bij.",
        "Zie artikel 2015, nr. 2016 en https://voorbeeld.nl/2017/01/stuk.",
        "Kenmerk 2023-0000123, zaak 2019/456, document 2022D12345.",
        "Inmiddels, momenteel, nu, binnenkort, op korte termijn en per direct.",
        "Een periode van zes jaar, tot 18 jaar, binnen zes weken na ontvangst.",
        "De Voorjaarsnota, de meivakantie, de zomernota en de Prinsjesdagbrief.",
        "Elk jaar in mei en jaarlijks voor 1 september.",
        "Zie Stb. 2012, PbEU 2014, L 12 en NJ 2015, 44.",
        "De jeugd van vandaag leeft vandaag de dag anders.",
        "Er zijn 2019 bezochte boten, 1900 tot 2000 plekken en 1950 afgewezen aanvragen.",
        "De laatste twee weken van de proef en de laatste drie dagen voor de keuring.",
        "Norm NEN-EN 1992, ISO 9001:2015, EN 1090, vlucht KL 2012 en PO Box 2018.",
        "Er wordt betaald op 1 januari van elk jaar.",
        "Een jaar later, op de eerste dag van de maand, in zaal 2018.",
    ],
)
def test_what_looks_like_a_date_and_is_none(sentence):
    assert found(sentence) == []


BODY = "Het aantal steeg in 2021 tot 40 zaken en in 2022 tot 50 zaken; in 2022 kwam 12% uit Utrecht. "


def test_the_last_years_end_with_the_newest_year_that_is_reported_on():
    assert found(BODY + "Het steeg de afgelopen drie jaar.")[-1] == "de afgelopen drie jaar = 2020-01-01..2022-12-31"
    assert found("Het steeg de afgelopen drie jaar.")[-1] == "de afgelopen drie jaar = 2021-01-01..2023-12-31"


def test_years_beside_a_year_count_from_the_one_just_named():
    assert found("In 2021 kwam er geld bij, en de jaren daarna meer.")[-1] == "de jaren daarna = 2022-01-01.."
    assert found("De jaren daarna kwam er meer.") == ["De jaren daarna ?"]


def test_a_quote_is_the_text_and_a_date_never_crosses_a_paragraph():
    assert found("Dat was begin\n\n2017 en op 3\n\nmaart 2017.") == ["2017 = 2017-01-01..2017-12-31", "maart 2017 = 2017-03-01..2017-03-31"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Na het zomerreces van 2017 kwam het plan.", ["Na het zomerreces van 2017 = 2017-09-05.."]),
        ("Voor het zomerreces van 2017 kwam het plan.", ["Voor het zomerreces van 2017 ?"]),
        ("Tijdens het zomerreces van 2017 was het stil.", ["zomerreces van 2017 ?"]),
        ("Voor het kerstreces van 2024 kwam het plan.", ["Voor het kerstreces van 2024 = ..2024-12-19"]),
        ("Na het kerstreces van 2024 kwam het plan.", ["Na het kerstreces van 2024 ?"]),
    ],
)
def test_a_recess_of_which_one_end_is_known_is_read_only_at_that_end(sentence, expected):
    assert found(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "date", "expected"),
    [
        ("Het plan gaat voor de zomer naar de raad.", "2024-05-02", ["voor de zomer = ..2024-06-20"]),
        ("Het plan gaat voor de zomer naar de raad.", "2024-06-28", ["voor de zomer ? 2024-22 2025-22"]),
        ("Het plan is voor de zomer naar de raad gegaan.", "2024-05-02", ["voor de zomer = ..2023-06-20"]),
        ("Het plan is in maart van start gegaan.", "2023-10-18", ["maart = 2023-03-01..2023-03-31"]),
        ("De zitting is verzet naar 10 november.", "2023-10-18", ["10 november = 2023-11-10"]),
    ],
)
def test_the_day_of_the_letter_and_the_whole_verb_decide_the_year(sentence, date, expected):
    assert found(sentence, datetime.date.fromisoformat(date)) == expected


MOTION = (
    "De Kamer,\n\noverwegende dat in 2030 veel huizen nodig zijn en de regeling eind dit jaar afloopt;\n\n"
    "verzoekt de regering voor het einde van het jaar een plan te sturen."
)


def test_a_motion_of_its_own_counts_from_its_own_day():
    assert found(MOTION) == [
        "2030 = 2030-01-01..2030-12-31",
        "eind dit jaar = 2023-09-01..2023-12-31",
        "voor het einde van het jaar = ..2023-12-31",
    ]


def test_a_quoted_request_keeps_its_plain_years_and_leaves_its_relative_times_unread():
    sentence = "De motie verzoekt de regering “volgend jaar te beginnen en in 2030 klaar te zijn”."
    assert found(sentence) == ["volgend jaar ? 2024", "2030 = 2030-01-01..2030-12-31"]


def without_date(text, session=None):
    paragraphs, start = [], 0
    for piece in text.split("\n\n"):
        paragraphs.append(Paragraph(start, start + len(piece)))
        start += len(piece) + 2
    fields = records.LetterFields(letter_id="x", source="x", sha256="", format="text", session_year=session)
    return Extraction(language.annotate(LetterText(text, tuple(paragraphs)), RULES), fields)


@pytest.mark.parametrize(
    ("text", "session", "expected"),
    [
        ("Op 3 mei 2018 sprak de raad. Op 7 juni 2019 zal zij dat weer doen.", None, "2018-05-03"),
        ("Het overleg van 12 oktober jl. en dat van 3 februari jongstleden.", "2018-2019", "2019-02-03"),
        ("De motie van 12 oktober jl. is uitgevoerd vanaf 1 januari 2019.", "2018-2019", "2018-10-12"),
        ("Het overleg van 12 oktober jl. was kort.", None, None),
        ("Binnenkort hoort u meer.", "2018-2019", None),
    ],
)
def test_a_letter_without_a_date_counts_from_the_latest_day_it_looks_back_on(text, session, expected):
    day = infer_anchor(without_date(text, session))
    assert (day.isoformat() if day else None) == expected


def test_without_any_anchor_nothing_relative_is_guessed():
    letter = records.extract(
        without_date("Vorig jaar, de komende jaren, 3 mei en na de zomer; in 2015.").annotated, without_date("").fields
    )
    assert [d.quote for d in letter.dates] == ["2015"]
    assert [r.quote for r in letter.rejected if r.attempted == "date"] == ["Vorig jaar", "de komende jaren", "3 mei", "na de zomer"]


@settings(max_examples=60, deadline=None)
@given(st.dates(datetime.date(1990, 1, 1), datetime.date(2060, 12, 31)), st.booleans())
def test_every_day_is_found_as_it_is_written(day, iso):
    written = day.isoformat() if iso else calendar.format_date(day)
    (record,) = mine_example(f"Op {written} kwam de raad bijeen.", RULES).dates
    assert (record.quote, record.date_start, record.date_end, record.precision) == (written, day, day, "day")
    assert record.inferred == ()


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="0123456789 .,-/aeijmnrtv'", max_size=40), st.dates(datetime.date(2000, 1, 1), datetime.date(2040, 1, 1)))
def test_whatever_stands_there_a_date_is_literal_and_in_order(text, anchor):
    letter = mine_example(f"In {text} 2015 voor 3 mei {text} jl. sinds {text}", RULES, anchor)
    for record in letter.dates:
        assert letter.text[record.start : record.end] == record.quote
        assert not (record.date_start and record.date_end) or record.date_start <= record.date_end
        back = edtf.read(record.edtf)
        assert (back.start, back.end) == (record.date_start, record.date_end)


def test_the_month_names_of_the_rules_are_those_of_the_calendar():
    names = RULES.lexicon("date_month") | {}
    assert [names[str(n)][0] for n in range(1, 13)] == list(calendar.MONTHS)
    for number, words in RULES.lexicon("date_month_short").items():
        assert {calendar.month_number(word) for word in words} == {int(number)}
