"""What is looked for, as data: rule files, word lists, the gazetteer and the mark-up of their examples."""

from kamermijn.rules.loader import Rules, default_folder, load, remember
from kamermijn.rules.markup import Mark, attribute_text, parse, render
from kamermijn.rules.measured import MEASURED, precision
from kamermijn.rules.schema import Body, Example, Follow, Indicator, Rule, Verb

__all__ = ["MEASURED", "Body", "Example", "Follow", "Indicator", "Mark", "Rule", "Rules", "Verb", "attribute_text", "default_folder",
           "load", "parse", "precision", "remember", "render"]  # fmt: skip
