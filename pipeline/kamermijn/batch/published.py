"""All that a run publishes: what single letters give, and what the layers above add to it."""

from kamermijn import store
from kamermijn.dossier import ACROSS

DATASET: store.Dataset = store.DATASET + ACROSS
"""The tables and views of an output folder."""
