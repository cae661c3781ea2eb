"""Records to files: JSON and CSV, derived from the record classes."""
