"""The views as the catalogue has them: decoded from deploy/templates/views.yaml, they answer over the proof's lake as the embedded
engine did. Beside them, what each kept query answers.
"""

import functools
import sys
import unittest
from pathlib import Path

import duckdb

from test_sql import ANSWERS, PROOF, same

sys.path.append(str(Path(__file__).resolve().parents[1] / "templates"))

from views import queries, translated, views  # noqa: E402

# The evenings are of November 2026, whenever this runs.
DAYS = 3650


@functools.cache
def lake(**given):
    """DuckDB with the proof's lake as `all_events`, of today, and its files as those of `batches`."""
    duck = duckdb.connect()
    duck.execute("SET TimeZone = 'UTC'")
    today = "CAST(CURRENT_DATE AS VARCHAR) AS dt"
    duck.execute(f"CREATE TABLE all_events AS SELECT *, {today} FROM read_parquet('{PROOF}/lake/*.parquet')")
    duck.execute(f"CREATE VIEW batches AS SELECT file AS \"$path\", {today} FROM glob('{PROOF}/lake/*.parquet')")
    for view in views(Days=DAYS, **given):
        if view.name != "all_events":
            duck.execute(f"CREATE VIEW {view.name} AS {view.duckdb()}")
    return duck


def parameters(answer):
    """The template's parameters for a question."""
    asked = answer["parameters"]
    return {
        "UtcOffsetMinutes": asked["utc_offset_minutes"],
        "OrderEvent": asked["event"],
        "MenuA": asked["menu_a"] or "",
        "MenuB": asked["menu_b"] or "",
    }


def ordered(rows):
    """Views have no order of their own."""
    return sorted(rows, key=lambda row: [(cell is None, str(cell)) for cell in row if not isinstance(cell, float)])


class Compared(unittest.TestCase):
    """One test for each answer is added to what follows."""

    def compare(self, cursor, answer, arranged):
        self.assertEqual([column[0] for column in cursor.description], answer["columns"])
        found, expected = arranged(cursor.fetchall()), arranged([tuple(row) for row in answer["rows"]])
        self.assertEqual(len(found), len(expected))
        for a, b in zip(found, expected):
            for column, left, right in zip(answer["columns"], a, b):
                self.assertTrue(same(left, right), f"{column}: {left!r}, not {right!r} in {b!r}")


class Views(Compared):
    def check(self, answer):
        self.compare(lake(**parameters(answer)).execute(f"SELECT * FROM {answer['view']}"), answer, ordered)


class Queries(Compared):
    """A person changes a query's first lines, and gets the answer in its order."""

    def check(self, answer):
        asked, text = answer["parameters"], queries()[answer["view"]]
        for begun, wanted in (
            ("'day', -30", f"'day', -{DAYS}"),
            ("0 AS utc_offset_minutes", f"{asked['utc_offset_minutes']} AS utc_offset_minutes"),
            ("'order' AS event", f"'{asked['event']}' AS event"),
        ):
            text = text.replace(begun, wanted)
        self.compare(lake().execute(translated(text)), answer, list)


def add(place, answer):
    for tests in (Views, Queries):
        setattr(tests, f"test_{place:02}_{answer['view']}", lambda self: self.check(answer))


for number, one in enumerate(ANSWERS):
    # Elsewhere than in the view of quality, the catalogue's views are without programs.
    if one["view"] == "quality" or not one["bots"]:
        add(number, one)


if __name__ == "__main__":
    unittest.main(verbosity=2)
