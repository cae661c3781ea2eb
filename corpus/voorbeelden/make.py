"""Draw the sample letters: each as a ministry or Parliament would print it, from its clean text in ``gold/``.

``make samples`` runs this. What is drawn is fixed to the byte, so that a test can see that files and texts belong together.
"""

from __future__ import annotations

import datetime
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from fpdf import FPDF

HERE = Path(__file__).parent
GOLD = HERE / "gold"

# Where a word may be broken at a line end, and the words behind which a footnote's mark stands.
BREAKS = [
    "voor-beeld-brief", "toe-zegging", "hoor-toestel", "wacht-tijd", "Zorg-autoriteit", "be-schik-baar", "Informatie-punt", "maat-regelen",
    "Rijkswater-staat", "be-handeling", "aan-genomen", "over-zicht", "ver-vanging", "vaar-wegen", "onder-houd", "construc-teurs",
    "onderhouds-kosten", "Overleg-tafel", "samen-werkt", "ver-dubbeld", "bibli-otheek", "zorg-plicht", "ves-tiging", "jeugd-leden",
    "Biblio-theek", "ge-meenten", "vaardig-heden", "mede-werkers", "Inter-provinciaal", "leesbe-vordering", "kabinets-reactie",
    "Leesvoorzieningen-wet", "resul-taten", "rappor-teren", "voortgangs-brief",
    "vol-waardige", "publi-ceerde", "wijzi-ging", "medede-ling", "ont-wikkelt", "uitge-breid", "oppervlak-te", "midde-len",
]  # fmt: skip
MARKS = {
    "kst-39901-12": {"1": "aangenomen", "2": "achterstallig onderhoud.", "3": "kosten van uitstel."},
    "kst-39902-7": {"1": "ingediend", "2": "voortgang rapporteren."},
}
_NOTE = re.compile(r"(\d) (?=[A-Z])")
_ITEM = "– "


@dataclass
class Words:
    """A paragraph of the clean text, cut into words.

    ``notes`` maps the index of a word to its footnote's mark and how many signs of the word stand behind the mark.
    """

    text: str
    notes: dict[int, tuple[str, int]] = field(default_factory=dict)

    @property
    def is_heading(self) -> bool:
        """Whether it is short and without a sign at its end."""
        return len(self.text) < 50 and self.text[-1] not in ".,:;" and not self.text.startswith((_ITEM, "'s-Gravenhage, "))

    @property
    def words(self) -> list[str]:
        """Its words."""
        return self.text.split(" ")


def read(name: str) -> tuple[list[Words], dict[str, str]]:
    """The paragraphs of a letter, and its footnotes by their mark."""
    paragraphs: list[Words] = []
    notes: dict[str, str] = {}
    for text in (GOLD / f"{name}.txt").read_text(encoding="utf-8").strip().split("\n\n"):
        if match := _NOTE.match(text):
            notes[match[1]] = text
        else:
            paragraphs.append(Words(text))
    for mark, behind in MARKS.get(name, {}).items():
        holder = next(p for p in paragraphs if behind in p.text)
        before = holder.text[: holder.text.index(behind) + len(behind)].split(" ")
        index = len(before) - 1
        holder.notes[index] = (mark, len(holder.words[index]) - len(before[-1]))
    return paragraphs, notes


def broken(word: str) -> Iterator[tuple[str, str]]:
    """The ways to break a word over a line end, the longest first part first."""
    for breaks in BREAKS:
        whole = breaks.replace("-", "")
        if (at := word.find(whole)) >= 0:
            parts = breaks.split("-")
            for count in range(len(parts) - 1, 0, -1):
                first = word[:at] + "".join(parts[:count])
                yield f"{first}-", word[len(first) :]


@dataclass
class Line:
    """A printed line, and the footnote marks in it: behind which part of the line each stands."""

    text: str = ""
    marks: list[tuple[str, str]] = field(default_factory=list)


def lines(paragraph: Words, fits: object) -> list[Line]:
    """Fill lines as far as ``fits(text)`` says that they go, breaking words that may be broken."""
    done, line = [], Line()
    for index, whole in enumerate(paragraph.words):
        word = whole
        longer = f"{line.text} {word}".strip()
        if line.text and not fits(longer):  # type: ignore[operator]
            for head, tail in broken(word):
                if fits(f"{line.text} {head}"):  # type: ignore[operator]
                    line.text, word = f"{line.text} {head}", tail
                    break
            done.append(line)
            line = Line()
            longer = word
        line.text = longer
        if note := paragraph.notes.get(index):
            line.marks.append((line.text[: len(line.text) - note[1]], note[0]))
    return [*done, line]


# --- plain text, as it comes out of a PDF: no pages, the footer and the notes in the middle ---


def dump(name: str, footer: str | None = None, cuts: Iterable[str] = ()) -> str:
    """The letter as a text dump; ``footer`` is printed at each page end, ``cuts`` name words in which a page ends."""
    paragraphs, notes = read(name)
    out: list[str] = []
    pages, pending = 0, list(cuts)
    waiting: list[str] = []
    for paragraph in paragraphs:
        body = lines(paragraph, lambda text: len(text) <= 74)
        for number, line in enumerate(body):
            printed = line.text
            for before, mark in line.marks:
                printed = printed.replace(before, before + mark, 1)
                waiting.append(mark)
            out.append(printed)
            # The page ends within this paragraph, or behind it: notes and footer come in between.
            if pending and pending[0] in line.text and (number + 1 < len(body) or pending[0] == paragraph.words[-1]):
                pending.pop(0)
                pages += 1
                out += ["", *(notes[mark] for mark in waiting), *([""] if waiting else []), f"{footer} {pages}", ""]
                waiting = []
        if paragraph.text.startswith(("De Minister van", "De Staatssecretaris van")):
            out[-1:] = out[-1].split(", ")[:-1] and [out[-1].rsplit(", ", 1)[0] + ",", out[-1].rsplit(", ", 1)[1]]
        out.append("")
    if footer:
        out += [notes[mark] for mark in waiting] + ["", f"{footer} {pages + 1}"]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(out)).strip() + "\n"


# --- PDF ---


class Sheet(FPDF):
    """A PDF whose bytes depend on nothing but its content."""

    def __init__(self, size: tuple[float, float], title: str) -> None:
        super().__init__(unit="pt", format=size)
        self.core_fonts_encoding = "cp1252"
        self.set_compression(False)
        self.set_creation_date(datetime.datetime(2031, 1, 1, tzinfo=datetime.UTC))
        self.set_producer("kamermijn")
        self.set_title(title)
        self.set_auto_page_break(False)

    def put(self, x: float, y: float, text: str, size: float = 9.5, style: str = "") -> float:
        """Print a line with its baseline at ``y``; returns where it ends."""
        self.set_font("Helvetica", style, size)
        self.text(x, y, text)
        return x + float(self.get_string_width(text))

    def fits(self, width: float, size: float = 9.5, style: str = "") -> object:
        """A test whether a text goes in ``width``."""

        def test(text: str) -> bool:
            self.set_font("Helvetica", style, size)
            return float(self.get_string_width(text)) <= width

        return test

    def put_line(self, x: float, y: float, line: Line, style: str = "") -> None:
        """Print a line with its footnote marks, small and raised."""
        shift = 0.0
        done = ""
        for before, mark in line.marks:
            end = self.put(x + shift, y, before[len(done) :], style=style)
            end = self.put(end, y - 3.5, mark, size=6)
            done, shift = before, end - x
        self.put(x + shift, y, line.text[len(done) :], style=style)


@dataclass
class Column:
    """Where the text of a page stands: left edge, width, first and last baseline, and the distance of lines."""

    x: float
    width: float
    top: float
    bottom: float
    leading: float


def flow(sheet: Sheet, paragraphs: list[Words], notes: dict[str, str], first: Column, others: Column, turn: object) -> None:
    """Set the paragraphs in columns, each page's notes at its foot; ``turn()`` ends a page and starts the next."""
    column, y, waiting = first, first.top, []
    note_leading = 9.0

    def foot() -> float:
        return column.bottom - (note_leading * len(waiting) + 8 if waiting else 0)

    def print_notes() -> None:
        for number, mark in enumerate(waiting):
            at = column.bottom - note_leading * (len(waiting) - 1 - number)
            end = sheet.put(column.x, at - 2.5, mark, size=5)
            sheet.put(end + 3, at, notes[mark].split(" ", 1)[1], size=7)
        waiting.clear()

    for paragraph in paragraphs:
        style = "B" if paragraph.is_heading else ""
        indent = sheet.get_string_width(_ITEM) if paragraph.text.startswith(_ITEM) else 0
        body = _signed(paragraph) or lines(paragraph, sheet.fits(column.width - indent, style=style))
        if paragraph.is_heading and y + 3 * column.leading > foot():
            y = foot() + 1
        for number, line in enumerate(body):
            marks = [mark for _, mark in line.marks]
            if y > foot() - note_leading * len(marks):
                print_notes()
                turn()  # type: ignore[operator]
                column, y = others, others.top
            waiting += marks
            sheet.put_line(column.x + (indent if number else 0), y, line, style)
            y += column.leading
        y += column.leading
    print_notes()


def _signed(paragraph: Words) -> list[Line] | None:
    """A signature has the office on one line and the name on the next."""
    if not re.match(r"(?i)de (minister|staatssecretaris) van [^.]*, \S+ ?\S*$", paragraph.text):
        return None
    office, name = paragraph.text.rsplit(", ", 1)
    return [Line(f"{office},"), Line(name)]


def kamerstuk(name: str, year: str, dossier: str, number: str) -> bytes:
    """A letter as Parliament prints it: a narrow column, a colophon, a running foot."""
    paragraphs, notes = read(name)
    sheet = Sheet((558.425, 771.024), f"{dossier}, nr. {number} (FICTIEF)")
    masthead, body = paragraphs[:4], paragraphs[4:]
    foot = f"Tweede Kamer, vergaderjaar {year}, {dossier}, nr. {number}"
    pages = 0

    def end_page() -> None:
        nonlocal pages
        pages += 1
        sheet.put(202, 737, foot, size=8.5)
        sheet.put(516, 737, str(pages), size=8.5)

    def turn() -> None:
        end_page()
        sheet.add_page()

    sheet.add_page()
    sheet.put(37, 42, "Tweede Kamer der Staten-Generaal", size=17, style="B")
    sheet.put(490, 62, "2", size=44, style="B")
    sheet.line(37, 85, 521, 85)
    sheet.put(37, 100, f"Vergaderjaar {year}", size=9.5)
    sheet.line(37, 139, 521, 139)
    sheet.put(37, 153, masthead[0].text, size=11.5, style="B")
    sheet.put(202, 153, masthead[1].text, size=11.5, style="B")
    sheet.put(37, 247, masthead[2].text, style="B")
    y = 247.0
    for line in lines(masthead[3], sheet.fits(319, style="B")):
        sheet.put(202, y, line.text, style="B")
        y += 10.7
    for row, text in enumerate((name, "ISSN 0000 - 0000", "FICTIEF, 's-Gravenhage 2030")):
        sheet.put(37, 724 + 6.5 * row, text, size=5.5)
    flow(sheet, body, notes, Column(202, 319, y + 10.7, 650, 10.7), Column(202, 319, 48, 700, 10.7), turn)
    end_page()
    return bytes(sheet.output())


def ministry_letter(name: str, ministry: list[str], date: str, subject: str, reference: str) -> bytes:
    """A letter as a ministry prints it: letterhead, a margin column with addresses, ``Pagina 1 van 2``."""
    count = _draw_ministry_letter(name, ministry, date, subject, reference, "?").pages_count
    return bytes(_draw_ministry_letter(name, ministry, date, subject, reference, str(count)).output())


def _draw_ministry_letter(name: str, ministry: list[str], date: str, subject: str, reference: str, total: str) -> Sheet:
    paragraphs, notes = read(name)
    sheet = Sheet((595.3, 841.9), f"{subject} (FICTIEF)")
    margin = 467.0

    def end_page() -> None:
        sheet.put(margin, 808, f"Pagina {sheet.page_no()} van {total}", size=6.5)

    def turn() -> None:
        end_page()
        sheet.add_page()
        for row, text in enumerate(ministry):
            sheet.put(margin, 100 + 9 * row, text, size=6.5, style="B")
        sheet.put(margin, 140, "Ons kenmerk", size=6.5, style="B")
        sheet.put(margin, 149, reference, size=6.5)

    sheet.add_page()
    sheet.set_fill_color(21, 66, 115)
    sheet.rect(277, 0, 37, 122, style="F")
    for row, text in enumerate(ministry):
        sheet.put(322, 78 + 13 * row, text, size=10.5)
    sheet.put(79, 140, "> Retouradres Postbus 00000 0000 XX Den Haag", size=6.5)
    for row, text in enumerate(("De voorzitter van de Tweede Kamer", "der Staten-Generaal", "Postbus 00000", "0000 XX  DEN HAAG")):
        sheet.put(79, 164 + 12 * row, text, size=9)
    for row, text in enumerate(ministry):
        sheet.put(margin, 160 + 9 * row, text, size=6.5, style="B")
    for row, text in enumerate(("Voorbeeldlaan 1", "0000 XX Den Haag", "Postbus 00000")):
        sheet.put(margin, 193 + 9 * row, text, size=6.5)
    sheet.put(margin, 232, "Ons kenmerk", size=6.5, style="B")
    sheet.put(margin, 241, reference, size=6.5)
    for row, (label, value) in enumerate((("Datum", date), ("Betreft", subject))):
        sheet.put(79, 308 + 12 * row, label, size=9)
        sheet.put(142, 308 + 12 * row, value, size=9)
    flow(sheet, paragraphs, notes, Column(79, 372, 362, 780, 12), Column(79, 372, 100, 780, 12), turn)
    end_page()
    return sheet


def drawn() -> dict[str, bytes]:
    """Every sample letter by its file name."""
    foot = "Tweede Kamer, vergaderjaar 2030–2031, 39 901, nr. 12"
    ministry = ["Ministerie van Landbouw, Visserij,", "Voedselzekerheid en Natuur"]
    return {
        "brief-2031-03-12-hoorzorg.txt": dump("brief-2031-03-12-hoorzorg").encode(),
        "kst-39901-12.txt": dump("kst-39901-12", foot, ["klaarstaat.", "onderhoud.", "Unie"]).encode(),
        "kst-39902-7.pdf": kamerstuk("kst-39902-7", "2030–2031", "39 902", "7"),
        "kamerbrief-bestuivers.pdf": ministry_letter(
            "kamerbrief-bestuivers", ministry, "4 november 2030", "Voortgang wilde bestuivers", "LVVN/2030-00417"
        ),
    }


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    for name, data in drawn().items():
        (folder / name).write_bytes(data)
        print(folder / name)
