"""A CloudFormation template as CloudFormation would make it: parameters checked, rules held, conditions decided, functions resolved.

What only AWS knows is left as a text in angle brackets: `<GuestRole.Arn>`, `<import linger-pipeline-StreamArn>`. A reference to what the
conditions leave out is an error, as it is for CloudFormation.
"""

import functools
import re
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
EDGE = (ROOT / "deploy/templates/edge.yaml").read_text(encoding="utf-8")

PSEUDO = {
    "AWS::AccountId": "111122223333", "AWS::Partition": "aws", "AWS::Region": "us-east-1", "AWS::StackName": "linger-edge",
    "AWS::URLSuffix": "amazonaws.com",
}
NOTHING = object()


class Refused(Exception):
    """What CloudFormation says of parameters that it does not take."""


class _Loader(yaml.CSafeLoader):
    """YAML with CloudFormation's short forms."""


def _short_form(loader, suffix, node):
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)
    if suffix == "GetAtt":
        value = value.split(".", 1)
    return {suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}": value}


_Loader.add_multi_constructor("!", _short_form)


@functools.lru_cache(maxsize=None)
def parsed(text):
    """The template as it is written."""
    return yaml.load(text, _Loader)


class Stack:
    """What a template makes of parameters."""

    def __init__(self, text, **parameters):
        self.template = parsed(text)
        self.parameters = self._checked(parameters)
        self._hold_rules()
        self.conditions = {name: self._decided(rule) for name, rule in self.template["Conditions"].items()}
        made = self.template["Resources"].items()
        self._there = {name: resource for name, resource in made if self._has(resource)}
        self.resources = {name: self.resolved(resource) for name, resource in self._there.items()}
        outputs = self.template["Outputs"].items()
        self.outputs = {name: self.resolved(output["Value"]) for name, output in outputs if self._has(output)}

    def of_type(self, type_name):
        """Properties by logical name."""
        found = self.resources.items()
        return {name: resource.get("Properties", {}) for name, resource in found if resource["Type"] == type_name}

    def _has(self, part):
        return "Condition" not in part or self.conditions[part["Condition"]]

    def _checked(self, given):
        described = self.template["Parameters"]
        unknown = given.keys() - described.keys()
        if unknown:
            raise Refused(f"Parameters: [{', '.join(sorted(unknown))}] do not exist in the template")
        values = {name: str(given.get(name, parameter["Default"])) for name, parameter in described.items()}
        for name, value in values.items():
            if not _fits(described[name], value):
                raise Refused(described[name]["ConstraintDescription"])
        return values

    def _hold_rules(self):
        for rule in self.template["Rules"].values():
            if self._decided(rule["RuleCondition"]):
                for assertion in rule["Assertions"]:
                    if not self._decided(assertion["Assert"]):
                        raise Refused(assertion["AssertDescription"])

    def _decided(self, expression):
        (function, given), = expression.items()
        match function:
            case "Condition":
                return self._decided(self.template["Conditions"][given])
            case "Fn::Equals":
                left, right = (str(self._plain(value)) for value in given)
                return left == right
            case "Fn::Contains":
                return str(self._plain(given[1])) in given[0]
            case "Fn::Not":
                return not self._decided(given[0])
            case "Fn::And":
                return all(self._decided(part) for part in given)
            case "Fn::Or":
                return any(self._decided(part) for part in given)
        raise ValueError(f"no condition has {function}")

    def _plain(self, value):
        return self.parameters[value["Ref"]] if isinstance(value, dict) else value

    def resolved(self, value):
        """The value with all functions resolved."""
        if isinstance(value, list):
            return [one for one in map(self.resolved, value) if one is not NOTHING]
        if not isinstance(value, dict):
            return value
        if len(value) == 1:
            (function, given), = value.items()
            if function == "Ref" or function.startswith("Fn::"):
                return self._function(function, given)
        pairs = ((name, self.resolved(one)) for name, one in value.items())
        return {name: one for name, one in pairs if one is not NOTHING}

    def _function(self, function, given):
        match function:
            case "Ref":
                return self._reference(given)
            case "Fn::GetAtt":
                return f"<{self._present(given[0])}.{given[1]}>"
            case "Fn::If":
                return self.resolved(given[1] if self.conditions[given[0]] else given[2])
            case "Fn::ImportValue":
                return f"<import {self.resolved(given)}>"
            case "Fn::FindInMap":
                return self.template["Mappings"][given[0]][given[1]][given[2]]
            case "Fn::Sub":
                return self._substituted(given)
        raise ValueError(f"{function} is not known here")

    def _reference(self, name):
        if name == "AWS::NoValue":
            return NOTHING
        known = {**PSEUDO, **self.parameters}
        return known[name] if name in known else f"<{self._present(name)}>"

    def _present(self, name):
        if name not in self._there:
            raise Refused(f"Unresolved resource dependencies [{name}] in the Resources block of the template")
        return name

    def _substituted(self, given):
        text, local = (given, {}) if isinstance(given, str) else given
        local = {name: self.resolved(value) for name, value in local.items()}

        def one(found):
            name = found.group(1)
            if name in local:
                return local[name]
            parts = name.split(".", 1)
            return self._function("Fn::GetAtt", parts) if len(parts) == 2 else self._reference(name)

        return re.sub(r"\$\{([^}!]+)\}", one, text)


def _fits(parameter, value):
    if parameter["Type"] == "Number":
        if not re.fullmatch(r"-?[0-9]+", value):
            return False
        if not parameter.get("MinValue", float("-inf")) <= int(value) <= parameter.get("MaxValue", float("inf")):
            return False
    allowed = parameter.get("AllowedValues")
    pattern = parameter.get("AllowedPattern")
    return (
        (allowed is None or value in map(str, allowed))
        and (pattern is None or re.fullmatch(pattern, value) is not None)
        and len(value) <= parameter.get("MaxLength", 4096)
    )


# What each edge needs beside its name.
FUNCTION = {"Sites": "bistro=https://menu.example", "CollectorArchive": "collector.zip"}
NEEDED = {"lambda-url": FUNCTION, "http-api": FUNCTION, "rest-firehose": {}, "direct": {}, "server": {}}
DOMAIN = {
    "DomainName": "events.menu.example",
    "CertificateArn": "arn:aws:acm:us-east-1:111122223333:certificate/0a1b",
    "HostedZoneId": "Z0123456789",
}


def edge(text, name, **parameters):
    """The edge of this name, with what it needs and these."""
    return Stack(text, **{"Edge": name, **NEEDED[name], **parameters})
