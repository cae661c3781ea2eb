"""PDF pages made for the tests, in the layouts of parliamentary papers: all words and names in them are made up."""

from datetime import UTC, datetime

from fpdf import FPDF

BODY = (
    "De brug over de fictieve rivier is dit voorjaar geheel vernieuwd en daarna weer voor het verkeer geopend.",
    "Met de provincie en de omliggende gemeenten zijn afspraken gemaakt over het onderhoud in de komende jaren.",
    "Het aantal schepen dat de brug passeert is sinds de opening met een kwart toegenomen tot ruim duizend per maand.",
)


class Sheets(FPDF):
    """A document in points on which lines are put at given places."""

    def __init__(self, width=595.0, height=842.0):
        super().__init__(unit="pt", format=(width, height))
        self.set_auto_page_break(False)
        self.set_margin(0)
        # Of one date, so that the same pages are the same bytes whenever they are made.
        self.set_creation_date(datetime(2032, 3, 3, tzinfo=UTC))

    def put(self, x, baseline, text, size=9.0, style=""):
        """Write one line with its baseline at the given height."""
        self.set_font("Helvetica", style, size)
        self.text(x, baseline, text)
        return baseline

    def wrap(self, x, right, baseline, text, size=9.0, style="", pitch=12.0, indent=0.0):
        """Break a text into lines between two edges, greedily; gives the baseline of the line after the last."""
        self.set_font("Helvetica", style, size)
        line, start = "", x
        for word in text.split():
            wider = f"{line} {word}".strip()
            if line and start + self.get_string_width(wider) > right:
                self.put(start, baseline, line, size, style)
                baseline, line, start = baseline + pitch, word, x + indent
            else:
                line = wider
        self.put(start, baseline, line, size, style)
        return baseline + pitch

    def raised(self, x, baseline, text, mark, after="", size=9.0):
        """A line with a small raised footnote mark in it."""
        self.put(x, baseline, text, size)
        x += self.get_string_width(text)
        self.put(x, baseline - 0.35 * size, mark, 0.6 * size)
        x += self.get_string_width(mark)
        if after:
            self.put(x, baseline, after, size)

    def rule(self, x0, y, x1):
        """A thin line across."""
        self.set_line_width(0.5)
        self.line(x0, y, x1, y)

    def bytes(self):
        """The finished file."""
        return bytes(self.output())


def kamerstuk():
    """Two pages: band, masthead in two columns, a narrow text column, footnotes, running footer, colophon."""
    pdf = Sheets(558, 771)
    pdf.add_page()
    pdf.put(37, 44, "Tweede Kamer der Staten-Generaal", 17, "B")
    pdf.put(488, 66, "2", 46, "B")
    pdf.rule(37, 85, 522)
    pdf.put(37, 101, "Vergaderjaar 2031-2032")
    pdf.rule(37, 139, 522)
    pdf.put(37, 152, "99 001", 11, "B")
    pdf.put(203, 152, "Bruggen en oevers", 11, "B")
    pdf.put(37, 240, "Nr. 7", 8.5, "B")
    y = pdf.wrap(203, 520, 240, "BRIEF VAN DE MINISTER VAN BRUGGEN EN OEVERS", 8.5, "B", 10)
    pdf.put(203, y + 10, "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal", 8)
    pdf.put(203, y + 29, "Den Haag, 3 maart 2032", 8)
    y = pdf.wrap(203, 520, y + 48, BODY[0], 8, pitch=9.6)
    pdf.raised(203, y + 9.6, "Over de brug is eerder een motie aangenomen", "1", ", die om spoed vraagt en die daarmee als", 8)
    pdf.put(203, y + 19.2, "afgedaan geldt. De brug is vernieuwd naar de eisen van het Stra-", 8)
    pdf.put(203, y + 28.8, "tegisch overleg, en het VN-", 8)
    pdf.rule(203, 601, 260)
    pdf.put(203, 611, "1", 4.5)
    pdf.put(209, 613, "Kamerstuk 99 001, nr. 5.", 6.5)
    for n, line in enumerate(("kst-99001-7", "ISSN 0000 - 0000", "'s-Gravenhage 2032")):
        pdf.put(37, 724 + 6.4 * n, line, 5)
    pdf.put(203, 737, "Tweede Kamer, vergaderjaar 2031-2032, 99 001, nr. 7", 8.5)
    pdf.put(517, 737, "1", 8.5)
    pdf.add_page()
    y = pdf.wrap(
        203, 520, 44, "verdrag is daarbij gevolgd in alle opzichten die voor de veiligheid op het water van belang zijn.", 8, pitch=9.6
    )
    pdf.put(203, y + 9.6, "Verder verloop", 8, "B")
    y = pdf.wrap(203, 520, y + 19.2, BODY[1], 8, pitch=9.6)
    pdf.put(203, y + 20, "De Minister van Bruggen en Oevers,", 8)
    pdf.put(203, y + 29.6, "A.B. van der Brug", 8)
    pdf.put(203, 737, "Tweede Kamer, vergaderjaar 2031-2032, 99 001, nr. 7", 8.5)
    pdf.put(517, 737, "2", 8.5)
    return pdf.bytes()


def ministry_letter(margin="right", label="Betreft"):
    """Two pages: letterhead over the text, a margin column to the right or the left, `Pagina 1 van 2`."""
    pdf = Sheets()
    left, right, aside = (79, 455, 467) if margin == "right" else (170, 546, 40)
    for page in (1, 2):
        pdf.add_page()
        pdf.put(aside, 160, "Directie Oevers", 6.5, "B")
        pdf.put(aside, 190, "Ons kenmerk", 6.5, "B")
        pdf.put(aside, 199, "BRUG-2032/118", 6.5)
        pdf.put(aside, 813, f"Pagina {page} van 2", 6.5)
        if page == 1:
            pdf.put(aside, 215, "Bijlage(n)", 6.5, "B")
            pdf.put(aside, 224, "3", 6.5)
            pdf.put(left, 141, "> Retouradres Postbus 00001 2500 XX Den Haag", 6.5)
            for n, line in enumerate(("De Voorzitter van de Tweede Kamer", "der Staten-Generaal", "Waterplein 1", "2500 XX  DEN HAAG")):
                pdf.put(left, 164 + 12 * n, line)
            pdf.put(left, 309, "Datum")
            pdf.put(left + 60, 309, "3 maart 2032")
            pdf.put(left, 321, label)
            y = pdf.wrap(
                left + 60, right, 321, "Voortgang van de vernieuwing van de brug over de fictieve rivier en van de oevers daarnaast"
            )
            pdf.put(left, y + 24, "Geachte voorzitter,")
            y = pdf.wrap(left, right, y + 48, BODY[0])
            y = pdf.wrap(left, right, y + 12, BODY[1] + " " + BODY[2])
            y = pdf.wrap(left + 14, right, y + 12, "-  " + BODY[0], indent=14)
            pdf.wrap(left + 14, right, y, "-  " + BODY[1], indent=14)
        else:
            y = pdf.wrap(left, right, 160, BODY[2])
            pdf.put(left, y + 12, "Hoogachtend,")
            pdf.put(left, y + 36, "DE MINISTER VAN BRUGGEN EN OEVERS,")
            pdf.put(left, y + 84, "drs. A.B. van der Brug")
    return pdf.bytes()


def answers(beside=True):
    """An Aanhangsel: the labels beside the text, as in older years, or above it."""
    pdf = Sheets(558, 771)
    pdf.add_page()
    pdf.put(37, 44, "Tweede Kamer der Staten-Generaal", 17, "B")
    pdf.put(488, 66, "2", 46, "B")
    pdf.rule(37, 85, 522)
    pdf.put(37, 101, "Vergaderjaar 2031-2032")
    pdf.put(203, 101, "Aanhangsel van de Handelingen", 9, "B")
    pdf.rule(37, 139, 522)
    pdf.wrap(203, 520, 157, "Vragen gesteld door de leden der Kamer, met de daarop door de regering gegeven antwoorden", 8.5, "B", 9.6)
    pdf.put(203, 268, "118", 11, "B")
    y = pdf.wrap(
        203,
        520,
        297,
        "Vragen van het lid Oeverman (XYZ) aan de Minister van Bruggen en Oevers over de brug (ingezonden 4 februari 2032).",
        8,
        pitch=9.6,
    )
    y = pdf.wrap(203, 520, y + 5, "Antwoord van Minister Van der Brug (Bruggen en Oevers) (ontvangen 3 maart 2032).", 8, pitch=9.6)
    for label, text in (("Vraag 1", "Kent u de brug over de fictieve rivier?"), ("Antwoord 1", "Ja."),
                        ("Vraag 2 en 3", "Wat vindt u van de brug? Is zij nog veilig voor het verkeer dat er dagelijks over rijdt?"),
                        ("Antwoord 2 en 3", BODY[0])):  # fmt: skip
        y += 9.6
        pdf.put(37 if beside else 203, y, label, 8)
        y = pdf.wrap(203, 520, y if beside else y + 9.6, text, 8, pitch=9.6)
    for n, line in enumerate(("ah-tk-20312032-118", "ISSN 0000 - 0000", "'s-Gravenhage 2032")):
        pdf.put(37, 724 + 6.4 * n, line, 5)
    pdf.put(203, 737, "Tweede Kamer, vergaderjaar 2031-2032, Aanhangsel", 8.5)
    pdf.put(517, 737, "1", 8.5)
    return pdf.bytes()


def table_page():
    """A page with a ruled table of three columns between two paragraphs."""
    pdf = Sheets()
    pdf.add_page()
    y = pdf.wrap(79, 455, 120, BODY[0])
    rows = (("Jaar", "Bruggen", "Oevers"), ("2030", "1.250", "17"), ("2031", "1.275", "19"))
    top, edges = y, (79, 204, 329, 455)
    for n, row in enumerate(rows):
        pdf.rule(79, top + 16 * n, 455)
        for x, cell in zip(edges, row, strict=False):
            pdf.put(x + 4, top + 16 * n + 11, cell)
    pdf.rule(79, top + 16 * len(rows), 455)
    for x in edges:
        pdf.line(x, top, x, top + 16 * len(rows))
    pdf.wrap(79, 455, top + 16 * len(rows) + 24, BODY[1])
    return pdf.bytes()


def two_columns():
    """A page of a debate: two columns of text under a title that runs across."""
    pdf = Sheets()
    pdf.add_page()
    pdf.put(60, 80, "Bruggen en oevers in de provincie en daarbuiten, voortzetting van het debat over deze begroting", 9, "B")
    y = 110
    for text in BODY * 3:
        y = pdf.wrap(60, 285, y, text) + 12
    y = 110
    for text in reversed(BODY * 3):
        y = pdf.wrap(315, 540, y, text) + 12
    return pdf.bytes()


def long_document(pages):
    """Many pages of text with a footer that counts them."""
    pdf = Sheets()
    for number in range(1, pages + 1):
        pdf.add_page()
        y = 90
        for text in BODY * 6:
            y = pdf.wrap(79, 455, y, text) + 12
        pdf.put(467, 813, f"Pagina {number} van {pages}", 6.5)
    return pdf.bytes()
