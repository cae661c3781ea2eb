"""Another model than the one that ships: by the name of an installed package, by its folder, or none at all."""

import json
import os
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
import spacy

import kamermijn
from kamermijn import batch
from kamermijn.batch.producer import producer
from kamermijn.language import weights
from kamermijn.language.weights import SHIPPED, WITHOUT_MODEL, weights_of
from kamermijn.model import ModelError
from kamermijn.rules import load

ROOT = Path(__file__).parents[1]
WEIGHTS = ROOT / "pipeline" / "kamermijn" / SHIPPED
PACKAGE = "nl_proef_md"
# Only the tree tells who acts here: no list knows the verb.
LETTER = "Den Haag, 1 maart 2023\n\nHet pas aangetreden kabinet zwengelt volgend jaar de visserij aan.\n"

pytestmark = pytest.mark.skipif(not WEIGHTS.is_dir(), reason="this checkout holds no weights of the model")


@pytest.fixture
def place(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "brief.txt").write_text(LETTER, encoding="utf-8")
    return tmp_path


def asked(place, *words, site=None):
    """The command, run in a folder of its own; a package in ``site`` counts as installed."""
    paths = [str(ROOT / "pipeline"), *([str(site)] if site else []), os.environ.get("PYTHONPATH", "")]
    return subprocess.run(
        [sys.executable, "-m", "kamermijn", *words], cwd=place, text=True, capture_output=True, timeout=300,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
    )  # fmt: skip


def account(place):
    return json.loads((place / "out" / "run.json").read_text(encoding="utf-8"))


def own_model(folder, name="proef_md", version="9.9.9"):
    """The weights that ship, as a model of another name."""
    shutil.copytree(WEIGHTS, folder)
    meta = {**json.loads((folder / "meta.json").read_text(encoding="utf-8")), "name": name, "version": version}
    (folder / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
    return folder


def wheel(folder):
    """That model as a wheel, in the layout of spaCy's own packages."""
    data = own_model(folder / "model")
    path = folder / f"{PACKAGE}-9.9.9-py3-none-any.whl"
    about = f"{PACKAGE}-9.9.9.dist-info"
    with zipfile.ZipFile(path, "w") as packed:
        for file in data.rglob("*"):
            if file.is_file():
                packed.write(file, f"{PACKAGE}/{PACKAGE}-9.9.9/{file.relative_to(data).as_posix()}")
        packed.write(data / "meta.json", f"{PACKAGE}/meta.json")
        packed.writestr(
            f"{PACKAGE}/__init__.py",
            "from spacy.util import load_model_from_init_py\n\ndef load(**given):\n    return load_model_from_init_py(__file__, **given)\n",
        )
        packed.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {PACKAGE}\nVersion: 9.9.9\n")
        packed.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        packed.writestr(f"{about}/RECORD", "".join(f"{name},,\n" for name in [*packed.namelist(), f"{about}/RECORD"]))
    return path


def test_an_installed_package_is_used_by_name_and_noted_down(place):
    site = place / "site"
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(site),
                    str(wheel(place))], check=True)  # fmt: skip
    done = asked(place, "run", "in", "--out", "out", "--model", PACKAGE, site=site)
    assert done.returncode == 0, done.stderr
    noted = account(place)["model"]
    assert (noted["name"], noted["version"], len(noted["digest"])) == (PACKAGE, "9.9.9", 64)
    # The same weights say the same, whatever they are called.
    assert asked(place, "run", "in", "--out", "shipped").returncode == 0
    assert (place / "out" / "measures.csv").read_bytes() == (place / "shipped" / "measures.csv").read_bytes()
    assert account(place)["counts"]["measures"] == 1


def test_a_folder_is_used_by_its_path_from_anywhere(place):
    own_model(place / "model")
    done = asked(place, "show", "in/brief.txt", "--model", "model", "--json")
    assert done.returncode == 0, done.stderr
    assert [measure["rule"] for measure in json.loads(done.stdout)["measures"]] == ["measure.tree_active"]


def test_without_a_model_the_run_says_what_is_lost(place):
    done = asked(place, "run", "in", "--out", "out", "--model", "none", "--workers", "0")
    assert done.returncode == 0
    assert WITHOUT_MODEL in done.stderr
    assert account(place)["model"] == {"name": "none", "lost": WITHOUT_MODEL}
    assert account(place)["counts"]["measures"] == 0


def test_a_model_that_is_not_there_stops_the_run_before_the_first_letter(place):
    done = asked(place, "run", "in", "--out", "out", "--model", "nl_core_news_of_nowhere")
    assert done.returncode == 2
    assert "there is no model nl_core_news_of_nowhere: give a folder, or 'pip install' the package" in done.stderr
    assert not (place / "out").exists()


def test_a_model_that_lacks_a_component_stops_the_run_and_says_which(place):
    spacy.load(WEIGHTS, exclude=["parser"]).to_disk(place / "half")
    done = asked(place, "run", "in", "--out", "out", "--model", "half")
    assert done.returncode == 2
    assert "the model half gives no relations (parser)" in done.stderr
    assert not (place / "out").exists()


def test_a_letter_can_be_mined_by_another_model_or_none_from_python():
    assert len(kamermijn.mine_text(LETTER).measures) == 1
    assert kamermijn.mine_text(LETTER, model="none").measures == ()


def test_the_component_takes_a_model_too():
    nlp = spacy.blank("nl")
    nlp.add_pipe("kamermijn", config={"model": "none", "date": "2023-03-01"})
    assert not nlp("Het pas aangetreden kabinet zwengelt volgend jaar de visserij aan.").spans["measures"]


def test_letters_are_mined_again_by_weights_of_other_content_and_not_by_those_of_another_name(place):
    rules = load()
    first = own_model(place / "first", "een")
    assert producer(rules, str(first)) == producer(rules, str(shutil.copytree(first, place / "second")))
    weights = next(path for path in first.rglob("*") if path.name == "model")
    content = weights.read_bytes()
    weights.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))  # as many bytes as before
    assert producer(rules, str(first)) != producer(rules, str(place / "second"))
    assert producer(rules, "none") not in (producer(rules), producer(rules, str(first)))


def test_a_run_with_another_model_mines_what_another_model_mined(place):
    files = batch.collect([place / "in"], place / "out").files
    for model, again in (("none", 0), ("none", 1), (str(own_model(place / "model")), 0), (str(place / "model"), 1)):
        assert batch.run(files, place / "out", load(), options=batch.Options(model=model)).before == again


@pytest.fixture(scope="module")
def two_models(tmp_path_factory):
    """Two models by the same name: one that knows who acts, and one whose parser has forgotten all."""
    folder = tmp_path_factory.mktemp("modellen")
    nlp = spacy.load(own_model(folder / "knows"))
    for node in nlp.get_pipe("parser").model.walk():
        if node.has_param("W"):
            node.set_param("W", node.get_param("W") * 0)
    nlp.to_disk(folder / "forgot")
    return folder


def rewritten(place, models, which):
    """The folder of a model, with the content of this one from now on."""
    shutil.rmtree(place / "model", ignore_errors=True)
    return str(shutil.copytree(models / which, place / "model"))


@pytest.mark.parametrize("workers", [0, 1])
def test_a_process_that_runs_again_mines_by_what_the_folder_of_the_model_holds_by_then(place, two_models, workers):
    files = batch.collect([place / "in"], place / "out").files
    for which, measures in (("knows", 1), ("forgot", 0), ("knows", 1)):
        options = batch.Options(workers=workers, model=rewritten(place, two_models, which))
        assert batch.run(files, place / "out", load(), options=options).before == 0
        assert account(place)["counts"]["measures"] == measures
        assert len(kamermijn.mine_text(LETTER, model=options.model).measures) == measures


def test_a_model_that_is_changed_during_a_run_stops_it_and_the_next_mines_all_letters_by_one(place, two_models):
    (place / "in/later.txt").write_text(LETTER.replace("visserij", "landbouw"), encoding="utf-8")
    files = batch.collect([place / "in"], place / "out").files
    model = rewritten(place, two_models, "knows")

    def mine_and_change(path, **how):
        if path.name == "later.txt":
            rewritten(place, two_models, "forgot")
        return kamermijn.mine(path, **how)

    with pytest.raises(ModelError, match="was changed during the run: run again"):
        batch.run(files, place / "out", load(), options=batch.Options(model=model, mine=mine_and_change))
    assert batch.run(files, place / "out", load(), options=batch.Options(model=model)).before == 0
    assert account(place)["counts"]["measures"] == 0
    rewritten(place, two_models, "knows")
    assert batch.run(files, place / "out", load(), options=batch.Options(model=model)).before == 0
    assert account(place)["counts"]["measures"] == 2


@pytest.mark.parametrize("written", [1_000_000_000, 9_000_000_000], ids=["long ago", "in the future"])
def test_what_a_model_is_is_not_read_again_while_its_files_stay_as_they_are(tmp_path, monkeypatch, written):
    (tmp_path / "meta.json").write_text('{"lang": "nl", "name": "klein", "version": "1"}', encoding="utf-8")
    (tmp_path / "weights").write_bytes(b"een")
    for path in tmp_path.iterdir():
        os.utime(path, (written, written))
    first = weights_of(tmp_path)
    later = time.time_ns() + 10_000_000_000
    monkeypatch.setattr("time.time_ns", lambda: later)
    assert weights_of(tmp_path) == first
    assert weights_of(tmp_path) is weights_of(tmp_path)
    (tmp_path / "weights").write_bytes(b"two")
    os.utime(tmp_path / "weights", (written, written))
    assert weights_of(tmp_path).digest != first.digest


def test_a_model_of_which_a_file_goes_while_it_is_read_is_told_in_one_line(tmp_path):
    (tmp_path / "meta.json").write_text('{"lang": "nl", "name": "klein", "version": "1"}', encoding="utf-8")
    (tmp_path / "weights").symlink_to("meta.json")
    assert weights_of(tmp_path).version == "1"
    monkeyed = weights._files
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(weights, "_files", lambda place: [*monkeyed(place), place / "gone"])
        with pytest.raises(ModelError, match=r"gone: No such file or directory; run again"):
            weights_of(tmp_path)


def test_a_folder_that_is_no_model_has_no_name(tmp_path):
    with pytest.raises(ModelError, match=r"has no meta.json that names it"):
        weights_of(tmp_path)


def test_what_is_noted_of_the_shipped_model_is_what_it_says_of_itself():
    meta = json.loads((WEIGHTS / "meta.json").read_text(encoding="utf-8"))
    assert (weights_of(SHIPPED).name, weights_of(SHIPPED).version) == (SHIPPED, meta["version"])
