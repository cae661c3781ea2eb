"""The forms in which the dataset is published, each by its name."""

from kamermijn.store.forms import comma_separated, sqlite
from kamermijn.store.forms.form import Add, Form, Report

FORMS: dict[str, Form] = {
    form.name: form
    for form in (
        Form("csv", "a CSV file a table", comma_separated.files, comma_separated.write),
        Form("sqlite", "one SQLite file with search and views", sqlite.files, sqlite.write),
    )
}
"""Every form, in the order in which they are listed."""

__all__ = ["FORMS", "Add", "Form", "Report"]
