"""All that a run publishes: what single letters give, and what the layers above add to it."""

from kamermijn import store

DATASET: store.Dataset = store.DATASET
"""The tables and views of an output folder."""
