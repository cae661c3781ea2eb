"""The spaCy pipeline: tokens, sentences and matches of a text. The only package that imports spaCy."""

from kamermijn.language.annotate import Annotated, annotate
from kamermijn.language.matching import Match, settle
from kamermijn.language.sentences import Sentence
from kamermijn.language.syntax import Tree, Word

__all__ = ["Annotated", "Match", "Sentence", "Tree", "Word", "annotate", "settle"]
