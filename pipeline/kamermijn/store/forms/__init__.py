"""The forms in which the dataset is published, each by its name."""

from kamermijn.store.forms import comma_separated, datapackage, datasette, dictionary, json_lines, json_schema, parquet, spreadsheet, sqlite
from kamermijn.store.forms.form import Add, Form, Report

FORMS: dict[str, Form] = {
    form.name: form
    for form in (
        Form("csv", "a CSV file a table", comma_separated.files, comma_separated.write),
        Form("sqlite", "one SQLite file with search and views", sqlite.files, sqlite.write, libraries=sqlite.LIBRARIES),
        Form("parquet", "a Parquet file a table", parquet.files, parquet.write, libraries=parquet.LIBRARIES),
        Form("xlsx", "a workbook with a sheet a kind", spreadsheet.files, spreadsheet.write, libraries=spreadsheet.LIBRARIES),
        Form(
            "datapackage",
            "a Frictionless description of the CSV files",
            datapackage.files,
            describe=datapackage.describe,
            prepare=datapackage.prepare,
        ),
        Form(
            "schema",
            "JSON Schema of a letter's JSON and of each row",
            json_schema.files,
            describe=json_schema.describe,
            prepare=json_schema.prepare,
        ),
        Form("dictionary", "what each column means, to read", dictionary.files, describe=dictionary.describe),
        Form("metadata", "what Datasette shows beside the tables", datasette.files, describe=datasette.describe),
        Form("jsonl", "a file of JSON Lines a table", json_lines.files, json_lines.write),
    )
}
"""Every form, in the order in which they are listed."""

__all__ = ["FORMS", "Add", "Form", "Report"]
