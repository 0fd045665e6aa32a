"""A template as its JSON, and where it lies."""

import copy
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "deploy" / "templates"
RULES = ROOT / "deploy" / "rules"

# Every template there is, whoever writes it.
PATHS = sorted(FOLDER.glob("*.yaml"))


class Loader(yaml.SafeLoader):
    """YAML as CloudFormation reads it: 1.1, but `!Ref` and its like, and dates as text."""


def intrinsic(loader, suffix, node):
    """`!GetAtt A.B` is `{"Fn::GetAtt": ["A", "B"]}`."""
    name = suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}"
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
        return {name: value.split(".", 1) if suffix == "GetAtt" else value}
    if isinstance(node, yaml.SequenceNode):
        return {name: loader.construct_sequence(node, deep=True)}
    return {name: loader.construct_mapping(node, deep=True)}


Loader.add_multi_constructor("!", intrinsic)
Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load(name):
    """The template of this name."""
    return yaml.load((FOLDER / name).read_text(encoding="utf-8"), Loader)


ALL = {path.name: load(path.name) for path in PATHS}


def resources(template, kind):
    """Its resources of a type, by name."""
    return {name: made for name, made in template["Resources"].items() if made["Type"] == kind}


def found(whole, path):
    """What lies there: names with dots between, numbers for places in lists. `a."b.c".0` names `b.c`."""
    at = whole
    for step in steps(path):
        at = at[step]
    return at


def steps(path):
    """The path's names and places."""
    parts, quoted = [], path.split('"')
    for place, part in enumerate(quoted):
        parts += [part] if place % 2 else [step for step in part.split(".") if step]
    return [int(part) if part.isdigit() else part for part in parts]


def changed(template, path, value=None, *, remove=False):
    """A copy in which one thing is another, or is missing."""
    template = copy.deepcopy(template)
    *before, last = steps(path)
    at = template
    for step in before:
        at = at[step]
    if remove:
        del at[last]
    else:
        at[last] = value
    return template
