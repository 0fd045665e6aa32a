"""The views of views.yaml as Athena would read them from the catalogue, and on another engine."""

import base64
import json
import re

import sqlglot

from template import load, resources

# What CloudFormation puts in beside parameters.
GIVEN = {"AWS::AccountId": "111122223333", "Fn::ImportValue": "linger"}

PRESTO_VIEW = re.compile(r"/\* Presto View: ([A-Za-z0-9+/=]+) \*/")


def rendered(made, values):
    """What CloudFormation makes of a value; no more of it than these templates use."""
    if not isinstance(made, dict):
        return made
    (name, inside), = made.items()
    match name:
        case "Fn::Base64":
            return base64.b64encode(rendered(inside, values).encode()).decode()
        case "Fn::Sub":
            text, given = inside if isinstance(inside, list) else (inside, {})
            given = values | {key: rendered(value, values) for key, value in given.items()}
            return re.sub(r"\$\{([A-Za-z:]+)\}", lambda place: str(given[place[1]]), text)
        case "Ref":
            return values[inside]
    return GIVEN[name]


class View:
    """A view of the catalogue."""

    def __init__(self, made, values):
        table = made["Properties"]["TableInput"]
        text = rendered(table["ViewOriginalText"], values)
        self.told = json.loads(base64.b64decode(PRESTO_VIEW.fullmatch(text)[1]))
        self.name = table["Name"]
        self.glue = [(column["Name"], column["Type"]) for column in table["StorageDescriptor"]["Columns"]]
        self.columns = [(column["name"], column["type"]) for column in self.told["columns"]]
        self.sql = self.told["originalSql"]

    def duckdb(self):
        """Its SELECT on DuckDB."""
        return translated(self.sql)


def translated(sql):
    """Athena's SQL for DuckDB; it has to be one statement."""
    (statement,) = sqlglot.parse(sql, read="athena", error_level=sqlglot.ErrorLevel.RAISE)
    return statement.sql(dialect="duckdb")


def views(**values):
    """All of them, each after those it reads from, with these values for parameters."""
    template = load("views.yaml")
    defaults = {name: made["Default"] for name, made in template["Parameters"].items()}
    made = resources(template, "AWS::Glue::Table").values()
    return [View(one, GIVEN | defaults | values) for one in made]


def queries():
    """The kept queries, by name."""
    made = resources(load("queries.yaml"), "AWS::Athena::NamedQuery").values()
    return {one["Properties"]["Name"]: one["Properties"]["QueryString"] for one in made}
