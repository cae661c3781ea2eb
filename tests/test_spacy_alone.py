"""spaCy comes without its command line, which is there for whoever asks for it."""

import subprocess
import sys

CODE = """
import sys
from kamermijn.language.spacy_alone import import_spacy
import_spacy()
import spacy
assert not {"spacy.cli", "spacy.cli.info", "weasel"} & sys.modules.keys()
assert spacy.blank("nl").lang == "nl"
assert spacy.info(silent=True)["spacy_version"] == spacy.__version__
import spacy.cli
assert spacy.cli.download.__module__ == "spacy.cli.download"
import_spacy()
assert sys.modules["spacy"] is spacy
"""


def test_the_command_line_of_spacy_is_imported_when_it_is_asked_for_and_not_before():
    subprocess.run([sys.executable, "-c", CODE], check=True)
