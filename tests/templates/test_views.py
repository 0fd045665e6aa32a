"""The views and the queries of the templates: Athena's by their words, and right on another engine.

What they answer over a lake of evenings is compared in tests/sql; here they stand on the wire's golden batches, as Firehose
would have written them.
"""

import json
import tempfile
import unittest
from pathlib import Path

import duckdb
import sqlglot
from sqlglot import exp

from template import load
from views import queries, translated, views

GOLDEN = Path(__file__).resolve().parent / "golden"

HIVE = {"varchar": "string", "integer": "int"}

# What DuckDB has for a type that Athena is told of: integers of any length for the longest.
KINDS = {
    "varchar": {"VARCHAR"},
    "boolean": {"BOOLEAN"},
    "double": {"DOUBLE"},
    "integer": {"INTEGER"},
    "bigint": {"INTEGER", "BIGINT", "HUGEINT", "UBIGINT"},
}


def duckdb_type(hive):
    """The type of a Glue column on DuckDB."""
    if hive.startswith("array<"):
        return duckdb_type(hive[len("array<"):-1]) + "[]"
    if hive.startswith("struct<"):
        fields = [field.split(":") for field in hive[len("struct<"):-1].split(",")]
        return "STRUCT(" + ", ".join(f'"{name}" {duckdb_type(kind)}' for name, kind in fields) + ")"
    return {"string": "VARCHAR", "int": "INTEGER", "bigint": "BIGINT"}[hive]


def identity(row):
    return row["visit_id"], row["batch_number"], row["event_number"]


def connection():
    """DuckDB with the golden batches as the table `batches`: Parquet in the columns of the Glue table, that arrived today."""
    duck = duckdb.connect()
    duck.execute("SET TimeZone = 'UTC'")
    made = load("pipeline.yaml")["Resources"]["Batches"]["Properties"]["TableInput"]["StorageDescriptor"]["Columns"]
    columns = ", ".join(f"'{column['Name']}': '{duckdb_type(column['Type'])}'" for column in made)
    with tempfile.TemporaryDirectory() as folder:
        file = f"{folder}/batches.parquet"
        duck.execute(f"COPY (SELECT * FROM read_json('{GOLDEN}/batches.ndjson', columns = {{{columns}}})) TO '{file}'")
        duck.execute(
            "CREATE TABLE batches AS SELECT *, CAST(CURRENT_DATE AS VARCHAR) AS dt, 'a' AS \"$path\" "
            f"FROM read_parquet('{file}')"
        )
    return duck


class Catalogue(unittest.TestCase):
    def test_each_view_is_one_select_in_athena_s_dialect(self):
        self.assertGreater(len(views()), 25)
        for view in views():
            with self.subTest(view.name):
                statements = sqlglot.parse(view.sql, read="athena", error_level=sqlglot.ErrorLevel.RAISE)
                self.assertEqual([isinstance(statement, exp.Query) for statement in statements], [True])

    def test_each_view_reads_only_what_is_before_it(self):
        known = {"batches"}
        for view in views():
            with self.subTest(view.name):
                tree = sqlglot.parse_one(view.sql, read="athena")
                own = {cte.alias for cte in tree.find_all(exp.CTE)}
                reads = {table.name for table in tree.find_all(exp.Table) if table.name} - own
                self.assertLessEqual(reads, known)
                known.add(view.name)

    def test_the_catalogue_and_the_view_have_the_same_columns(self):
        for view in views():
            with self.subTest(view.name):
                self.assertEqual(view.glue, [(name, HIVE.get(kind, kind)) for name, kind in view.columns])
                self.assertEqual(len(set(view.columns)), len(view.columns))
                self.assertEqual((view.told["catalog"], view.told["schema"]), ("awsdatacatalog", "linger"))

    def test_parameters_are_in_the_text(self):
        asked = {view.name: view.sql for view in views(Days=7, UtcOffsetMinutes=-210, OrderEvent="call", MenuA="x", MenuB="y")}
        self.assertIn("-7,", asked["events_with_bots"])
        for word in ("-210 AS utc_offset_minutes", "'call' AS event", "nullif('x', '')", "nullif('y', '')"):
            self.assertIn(word, asked["parameters"])


class GoldenBatches(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.duck = connection()
        for view in views():
            cls.duck.execute(f"CREATE VIEW {view.name} AS {view.duckdb()}")

    def test_batches_are_unfolded_to_the_events_that_the_wire_makes_of_them(self):
        expected = [json.loads(line) for line in (GOLDEN / "events.ndjson").read_text(encoding="utf-8").splitlines()]
        cursor = self.duck.execute("SELECT * FROM all_events")
        names = [column[0] for column in cursor.description]
        found = [dict(zip(names, row)) for row in cursor.fetchall()]
        for row in found:
            row.pop("dt")
        self.assertEqual(sorted(found, key=identity), sorted(expected, key=identity))
        self.assertEqual(names, [*expected[0], "dt"])
        self.assertEqual({row["event_type"] for row in found}, {"exposure", "activity", "custom"})

    def test_a_batch_without_events_is_no_event(self):
        duck = connection()
        duck.execute("UPDATE batches SET events = []")
        duck.execute("INSERT INTO batches SELECT * REPLACE (NULL AS events) FROM batches")
        all_events = next(view for view in views() if view.name == "all_events")
        self.assertEqual(duck.execute(all_events.duckdb()).fetchall(), [])

    def test_programs_are_left_out_but_of_quality(self):
        bots = self.duck.execute("SELECT count(*) FROM all_events WHERE bot").fetchone()[0]
        self.assertGreater(bots, 0)
        self.assertEqual(self.duck.execute("SELECT count(*) FROM events WHERE bot").fetchone()[0], 0)
        self.assertGreater(self.duck.execute("SELECT bots FROM quality").fetchone()[0], 0)

    def test_days_that_are_past_are_left_out(self):
        duck = connection()
        duck.execute("UPDATE batches SET dt = CAST(CAST(CURRENT_DATE - INTERVAL 31 DAY AS DATE) AS VARCHAR)")
        for view in views()[:3]:
            duck.execute(f"CREATE VIEW {view.name} AS {view.duckdb()}")
        self.assertEqual(duck.execute("SELECT count(*) FROM events").fetchone()[0], 0)
        duck.execute("UPDATE batches SET dt = CAST(CAST(CURRENT_DATE - INTERVAL 30 DAY AS DATE) AS VARCHAR)")
        self.assertGreater(duck.execute("SELECT count(*) FROM events").fetchone()[0], 0)

    def test_each_view_has_the_columns_that_are_declared(self):
        for view in views():
            with self.subTest(view.name):
                cursor = self.duck.execute(f"SELECT * FROM {view.name}")
                self.assertEqual([column[0] for column in cursor.description], [name for name, _ in view.columns])
                for (name, kind), column in zip(view.columns, cursor.description):
                    self.assertIn(str(column[1]), KINDS[kind], name)

    def test_each_query_answers_with_its_view_s_columns(self):
        columns = {view.name: [name for name, _ in view.columns] for view in views()}
        self.assertEqual(len(queries()), 16)
        for name, text in queries().items():
            with self.subTest(name):
                cursor = self.duck.execute(translated(text))
                self.assertEqual([column[0] for column in cursor.description], columns[name])

    def test_each_query_says_its_days_and_parameters_at_its_beginning(self):
        for name, text in queries().items():
            with self.subTest(name):
                self.assertTrue(text.startswith("-- "))
                first = "\n".join(text.splitlines()[:14])
                self.assertIn("FROM all_events\nWHERE dt BETWEEN", first)
                if name in {"times", "days", "funnel", "matrix", "compare"}:
                    self.assertIn("parameters AS (", first)

    def test_a_query_needs_no_view_but_the_events(self):
        for name, text in queries().items():
            with self.subTest(name):
                tree = sqlglot.parse_one(text, read="athena")
                own = {cte.alias for cte in tree.find_all(exp.CTE)}
                reads = {table.name for table in tree.find_all(exp.Table) if table.name} - own
                self.assertLessEqual(reads, {"all_events", "batches"})


if __name__ == "__main__":
    unittest.main(verbosity=2)
