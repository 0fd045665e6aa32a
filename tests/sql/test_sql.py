"""The SQL of insights is one text for all engines: each file parses as Athena's, and DuckDB, given a translation of it, answers over
the same Parquet as DataFusion did.

LINGER_SQL_PROOF names the folder that the test `views` of linger-insights has left: `lake/*.parquet` and `answers.json`.
"""

import json
import math
import os
import unittest
from pathlib import Path

import duckdb
import sqlglot
from sqlglot import exp

SQL = Path(__file__).resolve().parents[2] / "insights" / "sql"
PROOF = Path(os.environ["LINGER_SQL_PROOF"])
FILES = {file.stem: file.read_text(encoding="utf-8") for file in sorted(SQL.glob("*.sql"))}

# What the engine makes from a question, and every file may read.
GIVEN = {"events", "parameters", "files"}


def parsed(name):
    """The file's one statement, as Athena reads it."""
    statements = sqlglot.parse(FILES[name], read="athena", error_level=sqlglot.ErrorLevel.RAISE)
    assert len(statements) == 1, f"{name} has {len(statements)} statements"
    return statements[0]


def reads(name):
    """The relations that the file reads and does not make itself."""
    tree = parsed(name)
    own = {cte.alias for cte in tree.find_all(exp.CTE)}
    return {table.name for table in tree.find_all(exp.Table) if table.name} - own


def in_order(name, done):
    """Every file that `name` reads from, before it."""
    for read in sorted(reads(name) - GIVEN):
        in_order(read, done)
    if name not in done:
        done.append(name)
    return done


def same(found, expected):
    """Whether two cells are the same; reals within 1e-9 of their size."""
    if isinstance(found, float) and isinstance(expected, (int, float)):
        return math.isclose(found, expected, rel_tol=1e-9, abs_tol=1e-9)
    return found == expected


def literal(value):
    if value is None:
        return "CAST(NULL AS VARCHAR)"
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"


def connection(answer):
    """DuckDB with all that the answer's SQL sees. Times are told in UTC, as Athena does."""
    duck = duckdb.connect()
    duck.execute("SET TimeZone = 'UTC'")
    bots = "" if answer["bots"] else " WHERE bot IS DISTINCT FROM true"
    duck.execute(f"CREATE VIEW events AS SELECT * FROM read_parquet('{PROOF}/lake/*.parquet'){bots}")
    parameters = ", ".join(f"{literal(value)} AS {name}" for name, value in answer["parameters"].items())
    duck.execute(f"CREATE VIEW parameters AS SELECT {parameters}")
    duck.execute(f"CREATE VIEW files AS SELECT {answer['files']} AS files, 0 AS files_left_out")
    for step in in_order(answer["view"], [])[:-1]:
        duck.execute(f"CREATE VIEW {step} AS {parsed(step).sql(dialect='duckdb')}")
    return duck


class Text(unittest.TestCase):
    def test_every_file_is_one_select_in_athena_s_dialect(self):
        self.assertGreater(len(FILES), 20)
        for name in FILES:
            with self.subTest(name):
                self.assertIsInstance(parsed(name), exp.Query)

    def test_every_file_reads_only_what_is_given_and_other_files(self):
        for name in FILES:
            with self.subTest(name):
                self.assertLessEqual(reads(name), GIVEN | set(FILES))

    def test_all_of_it_together_is_one_statement_of_athena_s(self):
        for name in FILES:
            with self.subTest(name):
                steps = ", ".join(f"{step} AS ({FILES[step].strip()}\n)" for step in in_order(name, []))
                sqlglot.parse_one(f"WITH {steps} SELECT * FROM {name}", read="athena")


class Answers(unittest.TestCase):
    """One test for each answer is added below."""

    def check(self, answer):
        cursor = connection(answer).execute(parsed(answer["view"]).sql(dialect="duckdb"))
        self.assertEqual([column[0] for column in cursor.description], answer["columns"])
        rows = cursor.fetchall()
        self.assertEqual(len(rows), len(answer["rows"]))
        for place, (found, expected) in enumerate(zip(rows, answer["rows"])):
            for column, a, b in zip(answer["columns"], found, expected):
                self.assertTrue(same(a, b), f"row {place}, {column}: DuckDB {a!r}, DataFusion {b!r}")


ANSWERS = json.loads((PROOF / "answers.json").read_text(encoding="utf-8"))
for number, answer in enumerate(ANSWERS):
    name = f"test_{number:02}_{answer['view']}"
    setattr(Answers, name, lambda self, answer=answer: self.check(answer))


class Whole(unittest.TestCase):
    def test_every_file_takes_part_in_an_answer(self):
        used = {step for answer in ANSWERS for step in in_order(answer["view"], [])}
        self.assertEqual(used, set(FILES))


if __name__ == "__main__":
    unittest.main(verbosity=2)
