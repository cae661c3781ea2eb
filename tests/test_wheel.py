"""The wheel holds all that it needs: installed elsewhere, it mines a letter from any folder."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "corpus" / "voorbeelden" / "kst-39902-7.pdf"


def run(*command, cwd):
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run([str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The Python of a fresh environment with the wheel, and with the packages that it needs borrowed from this one."""
    folder = tmp_path_factory.mktemp("wheel")
    built = run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    assert built.returncode == 0, built.stderr
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "venv", with_pip=True, symlinks=os.name != "nt")
    python = folder / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    done = run(python, "-m", "pip", "install", "--no-deps", "--no-index", wheel, cwd=folder)
    assert done.returncode == 0, done.stderr
    # A path file puts this environment's packages behind its own; path files in them, such as ours, are not followed.
    place = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).stdout.strip()
    Path(place, "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python


def test_it_is_the_installed_package_that_runs(installed):
    where = run(installed, "-c", "import kamermijn; print(kamermijn.__file__)", cwd="/").stdout
    assert Path(where.strip()).is_relative_to(installed.parents[1])


def test_a_letter_is_mined_from_the_root_of_the_file_system(installed):
    done = run(installed, "-m", "kamermijn", "show", SAMPLE, "--json", cwd="/")
    assert done.returncode == 0, done.stderr
    letter = json.loads(done.stdout)
    assert letter["letter"]["letter_id"] == "kst-39902-7"
    assert letter["citations"]
    assert letter["organisations"]


def test_the_rules_that_ship_hold_their_examples(installed):
    done = run(installed.parent / "kamermijn", "rules", "check", cwd="/")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "_rules: all come out as they are marked up" in done.stdout


def test_the_component_is_known_to_spacy(installed):
    code = 'import spacy; nlp = spacy.blank("nl"); nlp.add_pipe("kamermijn"); doc = nlp("Zie Kamerstuk 39 911, nr. 5."); print(doc.spans)'
    done = run(installed, "-c", code, cwd="/")
    assert "Kamerstuk 39 911, nr. 5" in done.stdout, done.stderr


def test_the_explorer_has_its_pages_and_what_was_measured_of_the_rules(installed):
    code = (
        "from jinja2 import PackageLoader; from kamermijn.explore.pages import asset; from kamermijn.rules import precision; "
        "pages = PackageLoader('kamermijn.explore', 'html').list_templates(); "
        "print(len(asset('explore.css')) > 100, 'letter.html' in pages, 'rules' in precision())"
    )
    done = run(installed, "-c", code, cwd="/")
    assert done.stdout.split() == ["True", "True", "True"], done.stderr
