"""The house keeps its shape: imports run one way, modules stay small, names say what is in them."""

import ast
from pathlib import Path

import pytest

from kamermijn.rules import Rule

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "pipeline" / "kamermijn"
ORDER = ["model", "dutch", "rules", "ingest", "layout", "language", "records", "component", "rulecheck", "store", "dossier",
         "fork_server", "ahead", "batch", "explore", "fetch", "cli"]  # fmt: skip
MODULES = sorted(SOURCE.rglob("*.py"))
VAGUE = {"utils", "util", "helpers", "helper", "common", "base", "misc", "tools"}


def room(parts):
    """The part of the package that a module stands in; the package itself has none."""
    return parts[0].removesuffix(".py") if parts and parts[0] not in ("__init__.py", "__main__.py") else None


def imported(path):
    """The full names of all modules that a module imports, also within functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def name_of(path):
    return path.relative_to(SOURCE).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_imports_only_what_stands_before_it(path):
    here = room(path.relative_to(SOURCE).parts)
    if here is None:
        return
    assert here in ORDER, f"{here} has no place in the order of imports"
    rooms = {name.split(".")[1] for name in imported(path) if name.startswith("kamermijn.")} & set(ORDER)
    assert {there for there in rooms if ORDER.index(there) > ORDER.index(here)} == set()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_language_and_the_component_import_spacy(path):
    allowed = room(path.relative_to(SOURCE).parts) in ("language", "component")
    assert allowed or not any(name.split(".")[0] == "spacy" for name in imported(path))


@pytest.mark.parametrize("path", [p for p in MODULES if p.is_relative_to(SOURCE / "dutch")], ids=name_of)
def test_the_parsers_of_dutch_stand_on_their_own(path):
    assert {name.split(".")[1] for name in imported(path) if name.startswith("kamermijn.")} <= {"dutch"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_is_of_a_size_to_be_read(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_is_named_after_what_is_in_it(path):
    assert VAGUE.isdisjoint(path.stem.split("_"))
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), "a module says in its first line what it is"


def test_the_component_imports_nothing_of_the_package_when_spacy_loads_it():
    tree = ast.parse((SOURCE / "component.py").read_text(encoding="utf-8"))
    at_import = [node.module for node in tree.body if isinstance(node, ast.ImportFrom)]
    assert not [name for name in at_import if name.startswith("kamermijn")]


@pytest.mark.parametrize("folder", sorted(p.name for p in (ROOT / "rules").iterdir() if p.is_dir()))
def test_every_folder_of_rules_is_explained(folder):
    assert f"`{folder}/`" in (ROOT / "rules/README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("key", Rule.model_fields)
def test_every_key_of_a_rule_is_explained(key):
    assert f"`{key}`" in (ROOT / "rules/README.md").read_text(encoding="utf-8")
