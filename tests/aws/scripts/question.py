"""A question in Athena's SQL over tables and views, as DuckDB understands it.

Reads {"question": SQL, "views": {name: SQL}} and prints the question with every view that it needs put before it by
name (WITH), views of views first, all parsed as Athena's dialect and written as DuckDB's.
"""

import json
import sys

import sqlglot
from sqlglot import exp


def named_in(statement):
    """The tables that a statement reads and does not define itself."""
    own = {cte.alias for cte in statement.find_all(exp.CTE)}
    return [table.name for table in statement.find_all(exp.Table) if table.name not in own]


def with_views(question, views):
    parsed = {name: sqlglot.parse_one(text, read="athena") for name, text in views.items()}
    needed = {}

    def need(statement):
        for name in named_in(statement):
            if name in parsed and name not in needed:
                need(parsed[name])
                needed[name] = parsed[name]

    asked = sqlglot.parse_one(question, read="athena")
    need(asked)
    before = ",\n".join(f'"{name}" AS (\n{without_catalog(view)}\n)' for name, view in needed.items())
    return (f"WITH {before}\n" if needed else "") + without_catalog(asked)


def without_catalog(statement):
    """As DuckDB's; tables and views by their names alone, as the question has its database, and a row's file by DuckDB's
    name for it."""
    for column in statement.find_all(exp.Column):
        if column.name == "$path":
            column.set("this", exp.to_identifier("filename"))
    for table in statement.find_all(exp.Table):
        table.set("db", None)
        table.set("catalog", None)
    return statement.sql(dialect="duckdb", pretty=True)


if __name__ == "__main__":
    given = json.load(sys.stdin)
    sys.stdout.write(with_views(given["question"], given["views"]))
