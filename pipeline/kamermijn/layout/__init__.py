"""Raw pages to one text: columns, running heads, hyphens, footnotes, headings, list items."""
