"""docs/deploy-parameters.md, made from the templates, so that neither can say what the other does not.

`python tests/templates/guide.py` writes it."""

from template import ALL, ROOT

PATH = ROOT / "docs" / "deploy-parameters.md"

# In the order in which the stacks are made, and what each is about.
TEMPLATES = {
    "artifacts.yaml": "archives and long templates",
    "replica.yaml": "the copy in a second Region",
    "pipeline.yaml": "stream, lake, table, workgroup",
    "views.yaml": "the answers as views of Athena",
    "queries.yaml": "the answers as kept queries",
    "edge.yaml": "how batches reach the stream",
    "site.yaml": "the menu behind CloudFront",
    "watch.yaml": "alarms, the page in CloudWatch, the budget",
    "watch-replica.yaml": "the alarm of the copy",
    "quicksight.yaml": "the manager's dashboard",
}

HEAD = """# Parameters of the stacks

What each parameter of the templates in [`deploy/templates`](../deploy/README.md) does and costs; how they come together is in
[deploy.md](deploy.md). With `linger deploy` one is given as `--set pipeline.LogDays=30`; what follows from another stack or from a
flag is filled in. A parameter that is not given keeps its value when a stack is updated. Prices are AWS's list in us-east-1, in US dollars,
in November 2026.

This file is made from the templates: `python tests/templates/guide.py`.
"""


def cell(text):
    """Text as a table's cell takes it."""
    return " ".join(str(text).split()).replace("|", "\\|")


def allowed(made):
    """What may be given, where that is short to say."""
    if "AllowedValues" in made:
        return ", ".join(f"`{value}`" for value in made["AllowedValues"])
    if "MinValue" in made or "MaxValue" in made:
        return f"{made.get('MinValue', '')} to {made.get('MaxValue', '')}"
    return ""


def default(made):
    """What is taken where nothing is given."""
    if "Default" not in made:
        return "none, has to be given"
    return f"`{cell(made['Default'])}`" if str(made["Default"]) else "empty"


def section(name):
    """A template's parameters as a table."""
    rows = ["| parameter | default | allowed | what it does and costs |", "|---|---|---|---|"]
    for parameter, made in ALL[name]["Parameters"].items():
        rows.append(f"| `{parameter}` | {default(made)} | {allowed(made)} | {cell(made['Description'])} |")
    return "\n".join([f"## {name.removesuffix('.yaml')}: {TEMPLATES[name]}", "", *rows, ""])


def text():
    """The whole document."""
    return "\n".join([HEAD, *[section(name) for name in TEMPLATES]]).rstrip("\n") + "\n"


if __name__ == "__main__":
    PATH.write_text(text(), encoding="utf-8")
