"""spaCy comes without its command line and YAML, which are there for whoever asks for them."""

import subprocess
import sys

CODE = """
import sys
from kamermijn.language.spacy_alone import import_spacy
import_spacy()
import spacy
assert not {"spacy.cli", "spacy.cli.info", "weasel", "srsly.ruamel_yaml", "srsly._yaml_api"} & sys.modules.keys()
assert spacy.blank("nl").lang == "nl"
assert spacy.info(silent=True)["spacy_version"] == spacy.__version__
import srsly
assert srsly.yaml_loads(srsly.yaml_dumps({"a": [1, 2]})) == {"a": [1, 2]}
assert srsly.is_yaml_serializable({"a": 1})
import spacy.cli
assert spacy.cli.download.__module__ == "spacy.cli.download"
import_spacy()
assert sys.modules["spacy"] is spacy
"""


def test_the_command_line_and_yaml_of_spacy_are_imported_when_they_are_asked_for_and_not_before():
    subprocess.run([sys.executable, "-c", CODE], check=True)
