"""quicksight.yaml as far as it can be known without QuickSight, which no emulator has: its SQL runs over the views, and its pictures ask
for columns that there are."""

import unittest
from pathlib import Path

import duckdb
import sqlglot
from sqlglot import exp

from template import ALL, ROOT, resources
from test_parameters import problems

TEMPLATE = ALL["quicksight.yaml"]
SQL = Path(ROOT, "insights", "sql")
DASHBOARD = TEMPLATE["Resources"]["Dashboard"]["Properties"]["Definition"]

# As Glue names the types of a view's columns, and DuckDB.
TYPES = {"string": "VARCHAR", "int": "INTEGER", "bigint": "BIGINT", "boolean": "BOOLEAN", "double": "DOUBLE"}
# As DuckDB says what a column is, and QuickSight what it may be declared as.
DECLARED = {"VARCHAR": "STRING", "TIMESTAMP": "DATETIME", "DOUBLE": "DECIMAL", "BIGINT": "INTEGER", "HUGEINT": "INTEGER", "INTEGER": "INTEGER"}


def sources():
    """Each data set's name in the dashboard, with its SQL and its columns."""
    for made in resources(TEMPLATE, "AWS::QuickSight::DataSet").values():
        ((name, table),) = made["Properties"]["PhysicalTableMap"].items()
        yield name, table["CustomSql"]["SqlQuery"]["Fn::Sub"][0].replace('"${Database}".', ""), table["CustomSql"]["Columns"]


def relations(sql):
    """What a statement reads and does not make itself."""
    tree = sqlglot.parse_one(sql, read="athena", error_level=sqlglot.ErrorLevel.RAISE)
    return {table.name for table in tree.find_all(exp.Table)} - {cte.alias for cte in tree.find_all(exp.CTE)}


def translated(sql):
    return sqlglot.transpile(sql, read="athena", write="duckdb", error_level=sqlglot.ErrorLevel.RAISE)[0]


class Views:
    """The views over an empty lake, made as they are asked for."""

    def __init__(self):
        self.duck = duckdb.connect()
        self.made = set()
        for view in ("events", "parameters", "files"):
            self.given(view)

    def given(self, view):
        tables = resources(ALL["views.yaml"], "AWS::Glue::Table").values()
        described = next(made["Properties"]["TableInput"] for made in tables if made["Properties"]["TableInput"]["Name"] == view)
        columns = [f"{column['Name']} {TYPES[column['Type']]}" for column in described["StorageDescriptor"]["Columns"]]
        self.duck.execute(f"CREATE TABLE {view} ({', '.join(columns)})")
        self.made.add(view)

    def needs(self, sql):
        for view in sorted(relations(sql) - self.made):
            text = (SQL / f"{view}.sql").read_text(encoding="utf-8")
            self.needs(text)
            self.duck.execute(f"CREATE VIEW {view} AS {translated(text)}")
            self.made.add(view)

    def described(self, sql):
        self.needs(sql)
        return self.duck.execute(translated(sql)).description


def everything(of, key):
    """The values of a key, wherever it is."""
    if isinstance(of, dict):
        yield from (value for name, value in of.items() if name == key)
        of = list(of.values())
    if isinstance(of, list):
        for part in of:
            yield from everything(part, key)


class Sources(unittest.TestCase):
    def test_each_runs_over_the_views_and_declares_what_it_gives(self):
        views = Views()
        for name, sql, columns in sources():
            with self.subTest(name):
                given = [(column[0], DECLARED[str(column[1]).split("(")[0]]) for column in views.described(sql)]
                # A quotient of decimals is a double here and a decimal there; both are QuickSight's DECIMAL.
                self.assertEqual(given, [(column["Name"], column["Type"]) for column in columns])


class Dashboard(unittest.TestCase):
    def test_its_pictures_ask_for_columns_that_there_are(self):
        columns = {name: {column["Name"] for column in columns} for name, _, columns in sources()}
        asked = [column for column in everything(DASHBOARD, "Column")]
        self.assertGreater(len(asked), 40)
        for column in asked:
            with self.subTest(column):
                self.assertIn(column["ColumnName"], columns[column["DataSetIdentifier"]])

    def test_its_data_sets_are_those_of_the_template(self):
        declared = {one["Identifier"]: one["DataSetArn"]["Fn::GetAtt"][0] for one in DASHBOARD["DataSetIdentifierDeclarations"]}
        made = resources(TEMPLATE, "AWS::QuickSight::DataSet")
        self.assertEqual(sorted(declared.values()), sorted(made))
        for name, made_as in declared.items():
            self.assertIn(name, made[made_as]["Properties"]["PhysicalTableMap"])

    def test_fields_are_told_apart_and_sorts_name_them(self):
        for sheet in DASHBOARD["Sheets"]:
            for visual in sheet["Visuals"]:
                ((_, made),) = visual.items()
                with self.subTest(made["VisualId"]):
                    wells = made["ChartConfiguration"]["FieldWells"]
                    fields = list(everything(wells, "FieldId"))
                    self.assertEqual(len(fields), len(set(fields)))
                    sorts = made["ChartConfiguration"].get("SortConfiguration", {})
                    self.assertLessEqual(set(everything(sorts, "FieldId")), set(fields))

    def test_each_picture_and_control_has_its_place(self):
        for sheet in DASHBOARD["Sheets"]:
            with self.subTest(sheet["SheetId"]):
                visuals = list(everything(sheet["Visuals"], "VisualId"))
                self.assertEqual(sorted(everything(sheet["Layouts"], "ElementId")), sorted(visuals))
                controls = list(everything(sheet.get("FilterControls", []), "FilterControlId"))
                self.assertEqual(sorted(everything(sheet.get("SheetControlLayouts", []), "ElementId")), sorted(controls))

    def test_filters_are_of_sheets_and_pictures_that_there_are(self):
        sheets = {sheet["SheetId"]: set(everything(sheet["Visuals"], "VisualId")) for sheet in DASHBOARD["Sheets"]}
        for group in DASHBOARD["FilterGroups"]:
            with self.subTest(group["FilterGroupId"]):
                for scope in everything(group, "SheetVisualScopingConfigurations"):
                    for one in scope:
                        self.assertLessEqual(set(one.get("VisualIds", [])), sheets[one["SheetId"]])
        filters = set(everything(DASHBOARD["FilterGroups"], "FilterId"))
        self.assertLessEqual(set(everything(DASHBOARD["Sheets"], "SourceFilterId")), filters)


class Refused(unittest.TestCase):
    """Values that people get wrong."""

    def test_each(self):
        wrong = {
            "QuickSightUserArn": ["", "admin", "arn:aws:iam::111122223333:user/admin", "arn:aws:quicksight:us-east-1:111122223333:group/default/all"],
            "QuickSightReadersArn": ["all"],
            "ImportMode": ["spice"],
            "RefreshAt": ["5:00", "24:00", "05:60"],
            "TimeZone": ["+09:00", "KST 9"],
        }
        for name, values in wrong.items():
            for value in values:
                with self.subTest(f"{name} {value!r}"):
                    self.assertNotEqual(problems(TEMPLATE["Parameters"][name], value), [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
