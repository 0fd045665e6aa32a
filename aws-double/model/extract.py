"""Writes model.json: of botocore's service models, the operations that the doubles answer, and nothing else.

    pip download --no-deps botocore==1.44.5
    python3 aws-double/model/extract.py botocore-1.44.5-py3-none-any.whl > aws-double/model/model.json

botocore is copyright Amazon.com, Inc. or its affiliates, under the Apache License 2.0 (LICENSE-APACHE of this project
has its text). What is left out: documentation, and every shape that these operations do not reach.
"""

import gzip
import json
import sys
import zipfile

OPERATIONS = {
    "firehose/2015-08-04": ["DescribeDeliveryStream", "PutRecordBatch"],
    "kinesis/2013-12-02": ["DescribeStreamSummary", "PutRecords"],
    "cognito-identity/2014-06-30": ["GetCredentialsForIdentity", "GetId"],
}
KEPT = ["type", "required", "members", "member", "key", "value", "min", "max", "pattern", "enum", "exception", "fault"]


def told(shape):
    """A shape without its documentation; its members by the names of their shapes."""
    kept = {name: shape[name] for name in KEPT if name in shape}
    if "members" in kept:
        kept["members"] = {name: member["shape"] for name, member in kept["members"].items()}
    for name in ("member", "key", "value"):
        if name in kept:
            kept[name] = kept[name]["shape"]
    return kept


def reached(shapes, names):
    """The shapes of these names, and all that they are made of."""
    found, open_ = {}, list(names)
    while open_:
        name = open_.pop()
        if name in found:
            continue
        found[name] = told(shapes[name])
        open_ += found[name].get("members", {}).values()
        open_ += [found[name][part] for part in ("member", "key", "value") if part in found[name]]
    return dict(sorted(found.items()))


def service(model, names):
    operations = {}
    for name in names:
        operation = model["operations"][name]
        operations[name] = {
            "input": operation["input"]["shape"],
            # What describing calls answer is a third of all shapes, of which the doubles say three members.
            "output": None if name.startswith("Describe") else operation["output"]["shape"],
            "errors": [error["shape"] for error in operation["errors"]],
            "signed": operation.get("authtype") != "none",
        }
    named = [name for one in operations.values() for name in (one["input"], one["output"], *one["errors"])]
    shapes = [name for name in named if name]
    metadata = model["metadata"]
    return {
        "target": metadata["targetPrefix"],
        "json": metadata["jsonVersion"],
        "signing": metadata.get("signingName", metadata["endpointPrefix"]),
        "operations": operations,
        "shapes": reached(model["shapes"], shapes),
    }


def main():
    path = sys.argv[1]
    with zipfile.ZipFile(path) as wheel:
        read = lambda name: json.loads(gzip.decompress(wheel.read(f"botocore/data/{name}/service-2.json.gz")))
        services = {name.split("/")[0]: service(read(name), names) for name, names in OPERATIONS.items()}
    botocore = path.rsplit("/", 1)[-1].split("-")[1]
    model = {"botocore": botocore, "licence": "Apache-2.0, Amazon.com, Inc. or its affiliates", "services": services}
    json.dump(model, sys.stdout, indent=1)
    print()


main()
