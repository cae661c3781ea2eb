"""The tables of bodies: every row is sound, no two bodies share a name by accident, and the registers rebuild."""

import csv
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from kamermijn.records.organisation import Organisation
from kamermijn.rules import default_folder, load

RULES = load()
ROOT = Path(__file__).parents[1]
REGISTERS = ROOT / ".." / "shared" / "registers" / "tooi"
TYPES = set(Organisation.model_fields["type"].annotation.__args__)


def test_every_body_has_a_type_that_a_record_may_have():
    assert {body.type for body in RULES.bodies} <= TYPES


def test_there_are_more_than_450_bodies_beside_the_registers():
    assert len([body for body in RULES.bodies if not body.id.startswith("tooi.")]) >= 450


def test_no_body_ends_before_it_begins():
    assert [b.id for b in RULES.bodies if b.valid_from and b.valid_to and b.valid_from > b.valid_to] == []


def test_every_parent_is_a_body_of_the_tables():
    ids = {body.id for body in RULES.bodies}
    assert [b.id for b in RULES.bodies if b.parent and b.parent not in ids] == []


def test_no_body_lists_a_name_twice():
    # A body that is called by its abbreviation (NS, FME) has it as its name and as its abbreviation.
    twice = [
        body.id
        for body in RULES.bodies
        if len({*body.aliases, *body.abbreviations}) != len(body.aliases) + len(body.abbreviations) or body.name in body.aliases
    ]
    assert twice == []


def test_two_bodies_share_a_name_only_where_that_is_known():
    bodies = defaultdict(set)
    for body in RULES.bodies:
        for name in (body.name, *body.aliases, *body.abbreviations):
            bodies[name].add(body.id)
    known = {name for names in RULES.lexicon("organisation_shared_name").values() for name in names}
    assert {name for name, ids in bodies.items() if len(ids) > 1} == known


def test_every_municipality_of_a_merger_can_still_be_found():
    ended = {body.name for body in RULES.bodies if body.type == "municipality" and body.valid_to}
    assert {"gemeente Appingedam", "gemeente Haren", "gemeente Weesp"} <= ended


@pytest.mark.skipif(not REGISTERS.is_dir(), reason="the TOOI registers (../shared/registers/tooi) are not here")
def test_the_build_script_reproduces_the_register_tables(tmp_path):
    subprocess.run([sys.executable, ROOT / "pipeline/gazetteer/build.py", REGISTERS, tmp_path], check=True)
    for built in sorted(tmp_path.glob("*.csv")):
        assert built.read_bytes() == (default_folder() / "organisation" / built.name).read_bytes(), built.name
        assert list(csv.DictReader(built.open(encoding="utf-8")))
    assert len(list(tmp_path.glob("*.csv"))) == 6
