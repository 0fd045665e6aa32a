"""Runs statements in Athena's dialect on DuckDB over the lake's files, and prints times and rows as JSON.

python duck.py LAKE STATEMENTS.json RUNS
"""

import json
import statistics
import sys
import time

import duckdb
import sqlglot

lake, file, runs = sys.argv[1], sys.argv[2], int(sys.argv[3])
with open(file, encoding="utf-8") as opened:
    statements = json.load(opened)

connection = duckdb.connect()
events = f"CREATE OR REPLACE VIEW events AS SELECT * EXCLUDE (dt) FROM read_parquet('{lake}/dt=*/*.parquet', hive_partitioning = true)"
connection.execute(f"CREATE VIEW files AS SELECT count(*) AS files, 0 AS files_left_out FROM glob('{lake}/dt=*/*.parquet')")

seconds, rows = {}, {}
for view, asked in statements.items():
    connection.execute(events + ("" if asked["bots"] else " WHERE NOT bot"))
    [statement] = sqlglot.transpile(asked["text"], read="athena", write="duckdb")
    times = []
    for _ in range(runs + 1):
        begun = time.monotonic()
        answer = connection.execute(statement)
        names = [column[0] for column in answer.description]
        found = answer.fetchall()
        times.append(time.monotonic() - begun)
    seconds[view] = statistics.median(times[1:])
    rows[view] = [dict(zip(names, row)) for row in found]

print(json.dumps({"version": duckdb.__version__, "seconds": seconds, "rows": rows}, default=float))
