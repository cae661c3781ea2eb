"""Pure parsers of Dutch numbers and calendar expressions: no spaCy, no rules, no letters."""
