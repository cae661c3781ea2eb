"""Build the register tables of the gazetteer: ``python pipeline/gazetteer/build.py ../shared/registers/tooi rules/organisation``.

Reads the TOOI registers ("rwc_*_compleet_*.json", https://standaarden.overheid.nl/tooi: open data, public domain) and writes
one CSV a register, in the columns of the gazetteer. The same input gives the same bytes. It is a tool of the
repository and no part of the package: the tables that it writes are.

What the registers do not say is added here and nowhere else: the other spellings that letters use for these bodies,
and the dates on which a cabinet renamed a ministry after the register was drawn up.
"""

from __future__ import annotations

import csv
import datetime
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

COLUMNS = ("id", "name", "aliases", "abbreviations", "type", "identifier", "valid_from", "valid_to", "parent")

# Register file -> (table, type of body, prefix of the name that may be left out before a place name).
REGISTERS = {
    "ministeries": ("register_ministries", "ministry", ""),
    "gemeenten": ("register_municipalities", "municipality", "gemeente "),
    "provincies": ("register_provinces", "government", "provincie "),
    "waterschappen": ("register_water_boards", "government", "waterschap "),
    "caribische_openbare_lichamen": ("register_caribbean", "government", "openbaar lichaam "),
    "overige_overheidsorganisaties": ("register_other", "agency", ""),
}

# Bodies of the "other organisations" register that are no agencies.
TYPES = {
    "oorg10000": "parliament",  # Verenigde Vergadering
    "oorg10001": "parliament",  # Eerste Kamer
    "oorg10002": "parliament",  # Tweede Kamer
    "oorg10007": "other",  # ProRail
}

# Spellings that letters use beside those of the register, by code (a historic version goes by its own hv_ code).
ALIASES = {
    "gm0518": ("'s-Gravenhage",),
    "gm0796": ("Den Bosch",),
    "pv21": ("Friesland", "provincie Friesland"),
    "mnre1018": ("Defensie",),
    "ws0664": ("Drents-Overijsselse Delta", "waterschap Drents-Overijsselse Delta"),
    "oorg10006": ("Inspectie voor Leefomgeving en Transport", "Inspectie Leefomgeving & Transport"),
}
ABBREVIATIONS = {
    "hv_17252319": ("EL&I",),
    "hv_04795600": ("V&J",),
    "hv_06784634": ("I&M",),
    "mnre0170": ("V&W", "VenW"),
    "mnre1013": ("BuZa",),
    "mnre1018": ("DEF",),
    "mnre1058": ("J&V",),
    "mnre1090": ("FIN",),
    "mnre1109": ("OC&W", "OCenW"),
    "mnre1130": ("I&W",),
}
# Abbreviations of the register that letters do not use, or for something else (a chamber in a reference, a car).
UNUSED = {"TK", "EK", "VW", "GR", "FR", "DR", "OV", "FL", "GLD", "UT", "NH", "ZH", "ZL", "NB", "LB"}

# Renamings after the register's date: the cabinet that took office on 2 July 2024.
ENDED = {"mnre1045": "2024-07-01", "mnre1153": "2024-07-01"}


def values(entry: dict[str, Any], name: str) -> list[str]:
    """The values of one property of a register entry, by the last part of its name."""
    return [value.get("@value") or value.get("@id", "").rsplit("/", 1)[-1]
            for key, found in entry.items() if key.rsplit("/", 1)[-1].rsplit("#", 1)[-1] == name for value in found]  # fmt: skip


def first(entry: dict[str, Any], name: str) -> str:
    """The first value of a property, or the empty string."""
    return next(iter(values(entry, name)), "")


def entries(source: Path, register: str) -> Iterator[dict[str, Any]]:
    """The bodies in the newest file of one register (the events and the list itself are left out)."""
    path = max(source.glob(f"rwc_{register}_compleet_*.json"))
    for entry in json.loads(path.read_text(encoding="utf-8")):
        if first(entry, "officieleNaamExclSoort"):
            yield entry


def starts(found: list[dict[str, Any]]) -> dict[str, str]:
    """When each version of a renamed body began: its own date, else the day after the version before it ended."""
    versions = defaultdict(list)
    for entry in found:
        versions[first(entry, "organisatiecode")].append(entry)
    out = {}
    for several in versions.values():
        several.sort(key=lambda entry: first(entry, "einddatum") or "9999")
        # The present version carries the day on which the body began, or that on which it got its present name.
        begin = first(several[-1], "begindatum")
        before = ""
        for entry in several:
            ended = first(entry, "einddatum") or "9999"
            out[entry["@id"]] = next_day(before) if before else begin if begin <= ended else ""
            before = first(entry, "einddatum")
    return out


def next_day(day: str) -> str:
    """The ISO date of the day after."""
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=1)).isoformat()


def rows(source: Path, register: str) -> Iterator[dict[str, str]]:
    """The rows of one table, in the order of their ids."""
    _, kind, prefix = REGISTERS[register]
    found = list(entries(source, register))
    began = starts(found)
    for entry in sorted(found, key=lambda entry: str(entry["@id"])):
        code = entry["@id"].rsplit("/", 1)[-1]
        official, preferred = first(entry, "officieleNaamExclSoort"), first(entry, "voorkeursnaamExclSoort")
        if register == "overige_overheidsorganisaties":
            name, aliases = official, [preferred]
        elif register == "ministeries":
            name, aliases = first(entry, "voorkeursnaamInclSoort"), []
        elif preferred.startswith(("Hoogheemraadschap", "Wetterskip")):
            # The register says "waterschap Hoogheemraadschap van Rijnland"; the body calls itself by the second half.
            name, aliases = preferred[0].lower() + preferred[1:] if preferred[0] == "H" else preferred, []
        else:
            name, aliases = prefix + preferred, [preferred, official]
        # "Bergen (L.)" is written without its province where the letter leaves no doubt.
        aliases += [alias.split(" (")[0] for alias in aliases if " (" in alias]
        aliases += ALIASES.get(code, ())
        short = [a for a in values(entry, "afkorting") if a not in UNUSED] + list(ABBREVIATIONS.get(code, ()))
        yield {
            "id": f"tooi.{code}",
            "name": name,
            "aliases": "|".join(a for a in dict.fromkeys(aliases) if a and a != name),
            "abbreviations": "|".join(dict.fromkeys(short)),
            "type": TYPES.get(code, kind),
            "identifier": entry["@id"],
            "valid_from": began[entry["@id"]],
            "valid_to": first(entry, "einddatum") or ENDED.get(code, ""),
            "parent": f"tooi.{first(entry, 'ligtInProvincie')}" if first(entry, "ligtInProvincie") else "",
        }


def build(source: Path, target: Path) -> None:
    """Write every table into ``target``."""
    for register, (table, _, _) in REGISTERS.items():
        with (target / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows(source, register))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit("usage: build.py REGISTERS_FOLDER TABLES_FOLDER")
    build(Path(sys.argv[1]), Path(sys.argv[2]))
