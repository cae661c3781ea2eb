"""Bytes to raw pages: one module per format, chosen by content."""
