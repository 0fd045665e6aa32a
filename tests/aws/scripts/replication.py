"""Sets a bucket's replication as a template has it: the emulator's CloudFormation passes over the property.

    replication.py TEMPLATE ENDPOINT REGION BUCKET < {"name": "value", ...}

Reads what `!Ref name` and `!GetAtt name` stand for, resolves the bucket's ReplicationConfiguration with it, and has S3
take it through botocore, which holds it against S3's own model first.
"""

import json
import sys

import botocore.session
import yaml


class Template(yaml.SafeLoader):
    """YAML with the short forms of CloudFormation's functions, as {tag: value}."""


Template.add_multi_constructor(
    "!", lambda loader, tag, node: {tag: getattr(loader, f"construct_{node.id}")(node, *(() if node.id == "scalar" else (True,)))}
)

NOTHING = object()


def read(path):
    """A template as it is written."""
    with open(path, encoding="utf-8") as text:
        return yaml.load(text, Template)


def resolved(value, values, conditions):
    """A part of the template with its references replaced; NOTHING where it is AWS::NoValue."""
    if isinstance(value, list):
        return [one for one in (resolved(item, values, conditions) for item in value) if one is not NOTHING]
    if not isinstance(value, dict):
        return value
    match list(value.items()):
        case [("Ref", "AWS::NoValue")]:
            return NOTHING
        case [("Ref" | "GetAtt", name)]:
            return values[name]
        case [("If", [condition, then, otherwise])]:
            holds = condition_holds(conditions[condition], values)
            return resolved(then if holds else otherwise, values, conditions)
        case items:
            made = {name: resolved(part, values, conditions) for name, part in items}
            return {name: part for name, part in made.items() if part is not NOTHING}


def condition_holds(condition, values):
    """Of the conditions, those that compare a parameter."""
    match list(condition.items()):
        case [("Not", [inner])]:
            return not condition_holds(inner, values)
        case [("Equals", [left, right])]:
            return resolved(left, values, {}) == resolved(right, values, {})
    raise ValueError(f"a condition of another kind: {condition}")


def as_s3_names_it(rule):
    """CloudFormation has Id, S3 has ID; all else has the same name in both."""
    return {("ID" if name == "Id" else name): part for name, part in rule.items()}


if __name__ == "__main__":
    template, endpoint, region, bucket = sys.argv[1:]
    document = read(template)
    wanted = document["Resources"]["Lake"]["Properties"]["ReplicationConfiguration"]
    made = resolved(wanted, json.load(sys.stdin), document["Conditions"])
    made["Rules"] = [as_s3_names_it(rule) for rule in made["Rules"]]
    s3 = botocore.session.get_session().create_client(
        "s3", region, endpoint_url=endpoint, aws_access_key_id="test", aws_secret_access_key="test",
        config=botocore.config.Config(s3={"addressing_style": "path"}),
    )
    s3.put_bucket_replication(Bucket=bucket, ReplicationConfiguration=made)
