"""Figures in sentences of every field that letters are about: value, unit, and the words around them."""

import pytest

import kamermijn
from kamermijn.rulecheck import mine_example
from kamermijn.rules import load

RULES = load()


def figures(text):
    return mine_example(text, RULES).figures


def said(text):
    return [(f.quote, round(f.value, 4), f.value_high, f.unit) for f in figures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De luchthaven telt maximaal 440.000 vluchten.", [("440.000", 440000, None, "count")]),
        ("De norm is 70 dB(A) Lden.", [("70 dB(A) Lden", 70, None, "dB")]),
        ("De depositie was 0,05 mol per hectare.", [("0,05 mol", 0.05, None, "mol")]),
        ("De uitstoot is 3,5 kton en 12 Mton.", [("3,5 kton", 3.5, None, "kt"), ("12 Mton", 12, None, "Mt")]),
        ("Het gehalte was 25 µg/m³.", [("25 µg/m³", 25, None, "µg/m³")]),
        ("De boete is € 22.500,- hoog.", [("€ 22.500,-", 22500, None, "EUR")]),
        ("Het kost EUR 3 miljoen of US$ 4 mln.", [("EUR 3 miljoen", 3e6, None, "EUR"), ("US$ 4 mln.", 4e6, None, "USD")]),
        ("Er is 0,5 tot 1 miljard euro nodig.", [("0,5 tot 1 miljard euro", 5e8, 1e9, "EUR")]),
        ("Het aanbod is € 250.000-€ 300.000.", [("€ 250.000-€ 300.000", 250000, 300000, "EUR")]),
        ("De rente steeg met 0,25 procentpunt.", [("0,25 procentpunt", 0.25, None, "percentage_point")]),
        ("Kinderen van 12 tot 18 jaar.", [("12 tot 18 jaar", 12, 18, "year")]),
        ("Een 17-jarige en een vierjarige opleiding.", [("17-jarige", 17, None, "year"), ("vierjarige", 4, None, "year")]),
        ("Van 3 op de 10 kinderen is dat bekend.", [("3 op de 10", 0.3, None, "ratio")]),
        ("Meer dan de helft en driekwart van de zaken.", [("de helft", 0.5, None, "ratio"), ("driekwart", 0.75, None, "ratio")]),
        ("Het vriest: -5 °C vannacht.", [("-5 °C", -5, None, "°C")]),
        ("De dosis is 2000 mg en de prijs 2000 euro.", [("2000 mg", 2000, None, "mg"), ("2000 euro", 2000, None, "EUR")]),
        ("Er zijn 2024 woningen gebouwd.", [("2024", 2024, None, "count")]),
        ("Een verhouding van 1 : 5 en 1/3 van de zaken.", [("1 : 5", 0.2, None, "ratio"), ("1/3", 0.3333, None, "ratio")]),
        ("De kosten zijn tussen de € 5 en 7 mln. groot.", [("tussen de € 5 en 7 mln.", 5e6, 7e6, "EUR")]),
        ("Daarvan zijn 10 van de 12 klaar.", [("10", 10, None, "count"), ("12", 12, None, "count")]),
        ("Dat zijn minimaal 5 tot maximaal 8 dagen.", [("5", 5, None, "day"), ("8 dagen", 8, None, "day")]),
        ("Er waren er in 2014 acht en in 2015 negen zaken.", [("acht", 8, None, "count"), ("negen", 9, None, "count")]),
        ("De stand liep van 41 in 2018 naar 57 in 2019.", [("41", 41, None, "count"), ("57", 57, None, "count")]),
        ("Er komen twee of drie scholen.", [("twee of drie", 2, 3, "count")]),
        (
            "De stand steeg tot 416 duizend, 2,4 procentpunt meer dan eerst.",
            [("416 duizend", 416000, None, "count"), ("2,4 procentpunt", 2.4, None, "percentage_point")],
        ),
        ("Dat is 5, 10 en 15%.", [("5", 5, None, "percent"), ("10", 10, None, "percent"), ("15%", 15, None, "percent")]),
        ("Er zijn 2.100 vte'n en 300 VTE's.", [("2.100 vte'n", 2100, None, "fte"), ("300 VTE's", 300, None, "fte")]),
        ("Het zijn 20 à 25 fte.", [("20 à 25 fte", 20, 25, "fte")]),
        ("Er komt € 250 miljoen tot en met 2026.", [("€ 250 miljoen", 250e6, None, "EUR")]),
        ("Er komt € 5 tot € 10 mln. tot 2026.", [("€ 5 tot € 10 mln.", 5e6, 10e6, "EUR")]),
        ("De bonden vragen 14,3% meer loon.", [("14,3%", 14.3, None, "percent")]),
        ("De bonden vragen 3 miljoen euro.", [("3 miljoen euro", 3e6, None, "EUR")]),
        ("De groep is ouder dan 45.", [("45", 45, None, "year")]),
        ("Jongeren tussen de 12 en 18 krijgen dit.", [("tussen de 12 en 18", 12, 18, "year")]),
        ("Er zijn meer oudere bomen dan 45.", [("45", 45, None, "count")]),
        ("Hij kreeg 18 maanden, waarvan zes voorwaardelijk.", [("18 maanden", 18, None, "month"), ("zes", 6, None, "month")]),
        (
            "Er is 130 miljoen euro, waarvan 30 miljoen rijksgeld.",
            [("130 miljoen euro", 130e6, None, "EUR"), ("30 miljoen", 30e6, None, "EUR")],
        ),
        (
            "Er is 130 miljoen euro, waarvan 3 miljoen mensen leven.",
            [("130 miljoen euro", 130e6, None, "EUR"), ("3 miljoen", 3e6, None, "count")],
        ),
        ("Het duurt 18 maanden, waarvan zes rechters horen.", [("18 maanden", 18, None, "month"), ("zes", 6, None, "count")]),
        ("De stand daalde met negen procent tot 64.560.", [("negen procent", 9, None, "percent"), ("64.560", 64560, None, "count")]),
        (
            "De helft is 45 en een kwart 25.",
            [("De helft", 0.5, None, "ratio"), ("45", 45, None, "count"), ("een kwart", 0.25, None, "ratio"), ("25", 25, None, "count")],
        ),
        ("Het ging van 8,3% in 2018 naar 9,1 in 2019.", [("8,3%", 8.3, None, "percent"), ("9,1", 9.1, None, "percent")]),
        ("Het verbruik is 120 kWh/m2.", [("120 kWh", 120, None, "kWh")]),
        ("Er is € 3 ton en € 5 tot € 6 ton.", [("€ 3 ton", 3e5, None, "EUR"), ("€ 5 tot € 6 ton", 5e5, 6e5, "EUR")]),
        ("De kosten zijn NLG 5 mln. en ECU 2 mln.", [("NLG 5 mln.", 5e6, None, "NLG"), ("ECU 2 mln.", 2e6, None, "XEU")]),
        ("De uitstoot is 120 gCO2/km.", [("120 gCO2", 120, None, "g")]),
        ("Er waren 440 000 zaken.", [("440 000", 440000, None, "count")]),
        ("Er is 30 ton afval opgehaald.", [("30 ton", 30, None, "t")]),
        ("De kosten van 30 ton afval zijn hoog.", [("30 ton", 30, None, "t")]),
        ("Het vroor: min 3 graden.", [("3 graden", -3, None, "°C")]),
        ("Een park van 250 MW levert 3 TWh.", [("250 MW", 250, None, "MW"), ("3 TWh", 3, None, "TWh")]),
    ],
)
def test_a_quantity_is_read_with_its_unit(text, expected):
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Artikel 12, lid 3, en de artikelen 14 tot en met 16 vervallen.",
        "Zie artikel 1:253 BW, bijlage 2 en pagina 14.",
        "Op 12 maart 2024 en in 2025 gebeurt dat.",
        "Dit staat in Kamerstuk 36 410, nr. 12.",
        "Leerlingen van groep 8 gaan naar het mbo-4 of vmbo.",
        "De Boeing 737, de F-35 en vlucht MH17.",
        "Natura 2000, Horizon 2020, CO2 en COVID-19.",
        "De 4e termijn, het derde kwartaal en de 21ste eeuw.",
        "Om 14.00 uur, tussen 23 en 7 uur en van 9.00 tot 17.00 uur.",
        "Bel 088 - 123 45 67 of 0800-1351, Postbus 20301, 2500 EH Den Haag.",
        "Zie https://voorbeeld.nl/12-rapport-345.",
        "De aanpak 2.0 en de 65-plussers uit de top-600.",
        "Ik acht dit van belang. Acht u dat ook?",
        "Wij zitten op één lijn, en één van ons meldt dit.",
        "De een wil dit, de ander dat; een en ander volgt.",
        "Het gaat om (1) de zorg en (2) het onderwijs.",
        "Tientallen miljoenen en honderden meldingen, tweeërlei en halveren.",
        "De hulp is 24/7 bereikbaar.",
        "Het nummer is 088 – 123 45 67, (030) 123 45 67, +31 (0)30 123 45 67 of 06‑12 34 56 78.",
        "Bel 0800 – 8051, 0900-123 45 67, of de gemeente op 14 070, 14 020 of 14 0592.",
        "Ons kenmerk 2023-0000456789 en uw kenmerk 1234567-890-VGP (zie ook 2024-0000456123).",
        "KvK-nummer 27 36 49 87, BIG-registratie 49012345601 en rekeningnummer 12.34.56.789.",
        "De 1e, 2e en 3e graad, graad 3, Box 3, vmbo-4, de N201, code 95, PM2,5 en H5N1.",
        "Bel voor vragen 030-123 45 67 of kom naar zaal 4.01, gebouw 12, Zonnestraat 8.",
        "De 14 Lichte Brigade en 3 (Duits/Nederlands) Corps trainden.",
        "Dat zegt NEN 7512, ISO 27001 en iOS 14; bij km 43,5 en hectometerpaal 12,3 is het stil.",
        "Een verdubbeling, een halvering en beide partijen, dertigers en de G7.",
    ],
)
def test_what_counts_nothing_is_no_figure(text):
    letter = mine_example(text, RULES)
    assert [f.quote for f in letter.figures] == []
    assert [r.quote for r in letter.rejected if r.attempted == "figure"] == []


@pytest.mark.parametrize(
    ("text", "rejected"),
    [
        ("Er waren 1.321.5 zaken.", "1.321.5"),
        ("Er waren 1,561 zaken.", "1,561"),
        ("Er waren 28 638 zaken.", "28 638"),
        ("De uitslag was 12/34 in totaal.", "12/34"),
        ("De begroting is € 1.250 miljard.", "€ 1.250 miljard"),
        ("Er kwamen drie en dertig brieven.", "drie en dertig"),
        ("Het woog 600 pond.", "600 pond"),
        ("De delen zijn € 100 en € 150 miljoen.", "€ 100"),
        ("Het loopt van 500 tot 1 miljard euro.", "500 tot 1 miljard euro"),
        ("Er waren 40 à 50.000 bezoekers.", "40 à 50.000"),
        ("De begroting was € 2 mld. in 2021 en 3 in 2022.", "3"),
        ("De schuld is 4 ton.", "4 ton"),
        ("De raming is € 1.250 (x 1.000).", "€ 1.250 (x 1.000)"),
    ],
)
def test_a_number_without_a_certain_value_is_shown_and_never_guessed(text, rejected):
    letter = mine_example(text, RULES)
    assert rejected in [r.quote for r in letter.rejected]
    assert rejected not in [f.quote for f in letter.figures]


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("Dat duurt ongeveer 30 dagen.", "approx"),
        ("Dat kost zo’n € 5 miljoen.", "approx"),
        ("Het zijn er rond de 30 zaken.", "approx"),
        ("Ruim 300 zaken liepen.", "over"),
        ("Het was meer dan 20%.", "over"),
        ("Het was nog geen 20%.", "under"),
        ("Jongeren onder de 23 jaar.", "under"),
        ("Wie minder verdient dan 2.000 euro.", "under"),
        ("Dat mag niet meer zijn dan 20 dagen.", "at_most"),
        ("Ten minste drie scholen doen mee.", "at_least"),
        ("Kinderen van 12 jaar en ouder.", "at_least"),
        ("Een bijdrage tot € 5.000 is mogelijk.", "at_most"),
        ("De uitgaven zijn gestegen tot € 5.000.", None),
        ("De gemiddelde duur was 30 dagen.", "average"),
        ("Een boete van € 1.500 of meer is opgelegd.", "at_least"),
        ("Een straf van vier jaar of hoger is geëist.", "at_least"),
        ("Een bedrag van € 500 of minder vervalt.", "at_most"),
        ("De korting is tot wel 40%.", "at_most"),
        ("Er zijn 30 zaken.", None),
    ],
)
def test_the_letter_says_how_exact_it_is(text, qualifier):
    assert [f.qualifier for f in figures(text)] == [qualifier]


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("Het aantal daalde met 5%.", ["decrease"]),
        ("De omzet is met 5% toegenomen.", ["increase"]),
        ("De omzet neemt met 5% toe.", ["increase"]),
        ("Er waren 15% minder klachten.", ["decrease"]),
        ("Een reductie van 55 procent is haalbaar.", ["decrease"]),
        ("Er komen 20 extra agenten.", ["increase"]),
        ("Er gaat extra € 5 miljoen naartoe.", ["increase"]),
        ("De stand was -8% dit jaar.", ["decrease"]),
        ("Het ging van 10% naar 15%.", [None, None]),
        ("Er is 5% van de zaken over.", [None]),
        ("Boetes van € 1.500 of meer zijn zeldzaam.", [None]),
        ("Het land telt 3 miljoen inwoners ouder dan 65 jaar.", [None, None]),
        ("Van de leden is driekwart ouder dan 75.", [None, None]),
        ("Van de leden was driekwart ouder geworden dan 75.", [None, None]),
        ("Zij gaan er 0,7% op vooruit.", ["increase"]),
        ("De inflatie is 10% en de koopkracht daalt met 6,8%.", [None, "decrease"]),
        ("Wie € 500 of minder verdient, vraagt hulp.", [None]),
        ("Een stijging van 5% of meer is zeldzaam.", ["increase"]),
    ],
)
def test_a_figure_that_states_a_change_says_which(text, changes):
    assert [f.change for f in figures(text)] == changes


def test_money_without_its_currency_is_inferred_and_says_so():
    (figure,) = figures("Er komt één miljoen extra beschikbaar.")
    assert (figure.value, figure.unit, figure.inferred) == (1e6, "EUR", ("unit",))
    (people,) = figures("Er komen één miljoen mensen bij.")
    assert (people.unit, people.inferred) == ("count", ())


@pytest.mark.parametrize(
    ("day", "unit"),
    [("12 maart 1996", "NLG"), ("12 maart 2000", None), ("12 maart 2004", "EUR")],
)
def test_money_without_its_currency_is_in_that_of_the_letters_day(day, unit):
    letter = kamermijn.mine_text(f"Den Haag, {day}\n\nGeachte voorzitter,\n\nEr komt één miljoen extra beschikbaar.\n\n")
    assert [f.unit for f in letter.figures] == ([unit] if unit else [])
    assert [r.quote for r in letter.rejected if r.attempted == "figure"] == ([] if unit else ["één miljoen"])


@pytest.mark.parametrize(("day", "units"), [("12 maart 1996", ["NLG"]), ("12 maart 2000", []), ("12 maart 2004", ["EUR"])])
def test_cents_are_of_the_money_of_the_letters_day(day, units):
    letter = kamermijn.mine_text(f"Den Haag, {day}\n\nGeachte voorzitter,\n\nDe accijns wordt met 20 cent verhoogd.\n\n")
    assert [f.unit for f in letter.figures] == units
    assert [r.quote for r in letter.rejected if r.attempted == "figure"] == ([] if units else ["20 cent"])


@pytest.mark.parametrize(
    "text",
    [
        "De kosten zijn PLN 5 miljoen.",
        "Er is een bedrag van CZK 5 miljoen extra.",
        "Wij betalen 5 miljoen HUF.",
        "De boete is TRY 5 miljoen.",
    ],
)
def test_a_number_beside_the_code_of_a_currency_that_cannot_be_read_is_rejected(text):
    letter = mine_example(text, RULES)
    assert ([f.quote for f in letter.figures], [r.quote for r in letter.rejected]) == ([], ["5 miljoen"])


@pytest.mark.parametrize("who", ["GGZ", "CBS", "de GGZ", "de XYZ"])
def test_letters_that_are_no_currency_leave_millions_in_that_of_the_letter(who):
    assert [f.unit for f in figures(f"Daarom krijgt {who} 5 miljoen extra.")] == ["EUR"]


def test_no_code_of_a_currency_that_cannot_be_read_is_read():
    read = {word for name in ("figure_currency_sign", "figure_currency_word") for words in RULES.lexicon(name).values() for word in words}
    unread = [code for codes in RULES.lexicon("figure_currency_unread").values() for code in codes]
    assert not read & set(unread)
    assert len(unread) == len(set(unread))


def test_each_amount_takes_the_year_next_to_it():
    found = figures("Er is in 2024 € 10 mln., in 2025 € 12 mln. en structureel € 15 mln. beschikbaar.")
    assert [f.period_start.year if f.period_start else None for f in found] == [2024, 2025, None]
    assert [f.per for f in found] == [None, None, "year"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("De wachttijd liep op van 11 tot 19 weken.", [(11, None), (19, None)]),
        ("Het aantal is gestegen van 200 tot 350 gevallen.", [(200, None), (350, None)]),
        ("De bijdrage wordt van € 3 miljoen tot € 5 miljoen verhoogd.", [(3e6, None), (5e6, None)]),
        ("De vangst nam in drie jaar toe van 200 tot 350 ton.", [(3, None), (200, None), (350, None)]),
        ("Het aandeel liep op van 10 tot 20%.", [(10, None), (20, None)]),
        ("De rente nam in drie jaar af van 4 tot 3%.", [(3, None), (4, None), (3, None)]),
        ("De rente nam in drie jaar af van 3 tot 4%.", [(3, None), (3, 4)]),
        ("Het tekort daalt van 3 tot 4% per jaar.", [(3, 4)]),
        ("Het tekort stijgt van 2 tot 3% per jaar.", [(2, 3)]),
        ("Het tekort stijgt van 2 tot 3%.", [(2, 3)]),
        ("Het aandeel is van 4 tot 6% gedaald.", [(4, 6)]),
        ("De uitgaven stijgen van € 3 miljoen tot € 4 miljoen per jaar.", [(3e6, 4e6)]),
        ("De leeftijd varieert van 11 tot 19 jaar.", [(11, 19)]),
        ("Het aantal is gestegen bij jongeren van 12 tot 18 jaar.", [(12, 18)]),
        ("Er wordt een stijging verwacht van 2 tot 3%.", [(2, 3)]),
    ],
)
def test_from_one_level_to_another_is_no_range(text, values):
    assert [(f.value, f.value_high) for f in figures(text)] == values


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("In 2018 waren er 3.500, in 2019 4.200 en in 2020 5.100 meldingen.", [(2018, 2018), (2019, 2019), (2020, 2020)]),
        ("De cijfers over 2018, 2019 en 2020 zijn 350, 420 en 510.", [(2018, 2018), (2019, 2019), (2020, 2020)]),
        ("In 2018 en 2019 waren er 300 meldingen.", [(2018, 2019)]),
        ("In 2016 en 2019 waren er 300 meldingen.", [(None, None)]),
        ("In 2021 en 2022 is respectievelijk € 12 en € 15 miljoen nodig.", [(2021, 2021), (2022, 2022)]),
    ],
)
def test_times_in_a_row_belong_to_the_numbers_in_a_row(text, years):
    assert [(f.period_start and f.period_start.year, f.period_end and f.period_end.year) for f in figures(text)] == years


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("De bijdrage is € 17,50 per vier weken.", "vier weken"),
        ("De bijdrage is € 500 per 1 januari 2024.", None),
        ("De bijdrage is € 500 per eind 2023.", None),
        ("De bijdrage is € 500 per maand per 1 januari 2024.", "month"),
        ("Er zijn 300 gevallen per 1 januari.", None),
        ("De meevaller is € 5 mln. per saldo.", None),
        ("Het gaat om 25 artsen per 2000 inwoners.", "2000 inwoners"),
        ("Het gaat om 25 artsen per 100.000 inwoners.", "100.000 inwoners"),
        ("De depositie is 0,05 mol N/ha/jr.", "ha/year"),
        ("De depositie is 0,05 mol per hectare per jaar.", "ha/year"),
        ("De opbrengst is € 5 mln. p.j.", "year"),
        ("De opbrengst is € 5 mln. per persoon.", "persoon"),
        ("Op 11 wegen geldt 130 km/u.", None),
        ("De boete is ten minste 10% van de totale jaarlijkse omzet.", None),
        ("Er komt € 5 miljoen aan structurele middelen.", "year"),
        ("Een jaarlijkse bijdrage van € 3 miljoen.", "year"),
        ("Er zijn vier zienswijzen /e AP.", None),
        ("De buis laat 5 kg/h door.", "h"),
        ("In een klas zitten 25 leerlingen en per groep 12.", None),
    ],
)
def test_what_a_figure_is_per(text, per):
    assert figures(text)[0].per == per


@pytest.mark.parametrize(
    ("text", "period", "baseline"),
    [
        ("De uitstoot daalde in 2020 met 20% ten opzichte van 1990.", 2020, 1990),
        ("Ten opzichte van 1990 daalde de uitstoot met 20%.", None, 1990),
        ("Vergeleken met 1990 daalde de uitstoot in 2020 met 20%.", 2020, 1990),
    ],
)
def test_a_date_of_comparison_is_the_baseline_and_not_the_period(text, period, baseline):
    (figure,) = figures(text)
    assert (figure.period_start and figure.period_start.year, figure.baseline_start.year) == (period, baseline)


def test_a_year_with_a_colon_is_the_time_of_the_number_behind_it():
    first, second = figures("Het aandeel is 38,5 procent (2020: 36,1 procent).")
    assert (first.period_start, second.period_start.year) == (None, 2020)
    homes, before, _ = figures("In 2030 zijn 71.300 woningen opgeleverd, tegen 74.100 in 2029: een daling van 4%.")
    assert (homes.period_start.year, before.period_start.year) == (2030, 2029)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Er zijn 1.321 mogelijke slachtoffers van uitbuiting gemeld.", "mogelijke slachtoffers van uitbuiting"),
        ("Een rente van 2% is laag.", "rente"),
        ("Er is € 5 miljoen beschikbaar voor de opvang van kinderen.", "opvang van kinderen"),
        ("De instroom van zaken is met 23% gedaald.", "instroom van zaken"),
        ("Er was 15% minder verzuim.", "verzuim"),
        ("De dienst heeft de 42 regio’s bezocht.", "regio’s"),
        ("Er zijn 200 mensen geholpen.", "mensen"),
        ("Een Boeing 737 MAX maakt 3 dB(A) minder lawaai.", "lawaai"),
        ("Het aantal starts en landingen daalt met 15%.", "starts en landingen"),
        ("Het kabinet trekt de komende vier jaar in totaal € 400 miljoen uit.", None),
        ("De provincie past 7 MIRT-projecten aan.", "MIRT-projecten"),
        ("De rente op de BMKB-lening bedraagt 4%.", "rente op de BMKB-lening"),
        ("Er zijn 1.200 zorg- en welzijnsinstellingen gecontroleerd.", "zorg- en welzijnsinstellingen"),
        ("Het gaat om 45 land-, lucht- en zeemachten.", "land-, lucht- en zeemachten"),
        ("In dat jaar stond er 4,7 GW aan windvermogen opgesteld.", "windvermogen"),
        ("Het EMU-saldo verslechtert met 0,4 procentpunt.", "EMU-saldo"),
        ("Het kabinet stelt € 40 mln. ter beschikking.", None),
        ("In de regio zijn er 30 gemeenten actief.", "gemeenten"),
        ("Van de aanvragers zijn er 30 vertrokken.", "aanvragers"),
        ("Het bedrijf vroeg om de bezorging aan te passen naar 48 uur.", "bezorging"),
        ("Ik schors tien minuten tot 19.05 uur.", None),
        ("Per 1 september 2022 waren 1.000 fte’s nodig.", None),
    ],
)
def test_what_is_counted_is_worded_as_the_letter_does(text, subject):
    assert [f.subject for f in figures(text)] == [subject]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("Voor de opvang is € 2 miljard gereserveerd, waarvan € 110 mln. in 2024.", ["opvang", "opvang"]),
        ("Er zijn 300 verzoeken ingediend, van wie een derde is afgewezen.", ["verzoeken", "verzoeken"]),
        ("Er zijn 300 verzoeken ingediend. Daarvan is 20% afgewezen.", ["verzoeken", "verzoeken"]),
        ("Van de 380 aanvragen zijn er inmiddels 92 toegekend.", ["aanvragen", "aanvragen"]),
        ("Van de 60 gebouwen zijn er 45 woningen.", ["gebouwen", "woningen"]),
        ("Er zijn 300 gebouwen gesloopt. Daarvan zijn er 45 woningen.", ["gebouwen", "woningen"]),
        ("Er waren 300 bewoners. Daarvan waren er 45 kinderen.", ["bewoners", "kinderen"]),
        ("Er waren 60 scholen. Hiervan zijn er 30 inmiddels gesloten.", ["scholen", "scholen"]),
        ("Er zijn 400 verdachten, van wie 120 minderjarigen.", ["verdachten", "minderjarigen"]),
    ],
)
def test_a_part_counts_what_the_whole_counts(text, subjects):
    assert [f.subject for f in figures(text)] == subjects


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Tot 2035 is € 1,4 mld. nodig, terwijl voor 2025 slechts € 800 miljoen klaarligt.", [2034, 2025]),
        ("In 2022 waren er 40 klachten; een jaar eerder waren dat er 30.", [2022, 2021]),
        ("In 2022 gaf het Rijk 0,8% uit, tegen 0,7% een jaar eerder.", [2022, 2021]),
        ("De brug is 12 meter lang en gaat in 2022 open, een jaar later dan gepland.", [2022]),
        ("Op 31 december 2022 stonden 1.254 kinderen op de lijst.", [2022]),
        ("In het debat op 3 maart 2016 noemde ik 200 zaken.", [None]),
    ],
)
def test_the_time_of_a_figure_is_that_of_its_own_clause(text, years):
    assert [f.period_end.year if f.period_end else None for f in figures(text)] == years


def test_the_maker_of_a_thing_is_not_who_it_is_counted_by():
    (figure,) = figures("Een Boeing 737 MAX maakt 3 dB(A) minder lawaai dan een Airbus A320.")
    assert figure.organisation is None


def test_a_quote_is_literal_and_alone_gives_the_value():
    text = "Zij gaf € 2,5 mln. uit, 15% van het geheel."
    for figure in figures(text):
        assert text[figure.start : figure.end] == figure.quote
