"""A letter and what became of it, and a folder of letters in forms with what a run makes of it."""

import csv
import io

from made_letters import mine_in_forms

from kamermijn import batch
from kamermijn.batch import Options
from kamermijn.rules import load

BRIDGE = (
    "De brug over de rivier is vernieuwd en telt nu 12 bogen, waarvan er 3 over het diepe water staan. Het herstel duurde twee zomers "
    "langer dan was gedacht, omdat de oever aan de noordzijde eerst moest worden versterkt met palen van eikenhout. De sluis ernaast "
    "blijft zoals hij is; schippers kunnen er de hele dag doorheen, ook in de winter en in de avond na het donker."
)
CHANGED = BRIDGE.replace("12 bogen", "14 bogen")
OTHER = (
    "Over het veer heb ik u eerder geschreven. Het vaart sinds dit voorjaar 40 keer per dag en neemt ook fietsen mee, zodat de pont "
    "verderop kan worden opgeheven zodra de laatste kaartjes op zijn. Het personeel gaat mee naar de nieuwe steiger bij het dorp."
)
RETOLD = ("run.json", "errors.csv", "datapackage.json")
"""Files that tell of a run, and not of letters."""


class Place:
    """A folder of letters in forms, and what a run makes of it."""

    def __init__(self, root):
        self.letters, self.out = root / "in", root / "out"
        self.letters.mkdir(parents=True)

    def put(self, name, text, says="kst-99001-7", date="2032-03-03", status=""):
        (self.letters / name).parent.mkdir(exist_ok=True)
        (self.letters / name).write_text(f"{says} {date} {status}\n{text}")

    def run(self, workers=0, mine=mine_in_forms, turned=False):
        files = batch.collect([self.letters], self.out).files
        return batch.run(files[::-1] if turned else files, self.out, load(), options=Options(mine=mine, workers=workers))

    def table(self, name):
        return list(csv.DictReader(io.StringIO((self.out / f"{name}.csv").read_text(encoding="utf-8"), newline="")))

    def figures(self):
        return sorted((row["letter_id"], row["quote"]) for row in self.table("figures"))

    def files(self):
        return {p.relative_to(self.out).as_posix(): p.read_bytes() for p in self.out.rglob("*")
                if p.is_file() and p.suffix in (".csv", ".json") and p.name not in RETOLD}  # fmt: skip
