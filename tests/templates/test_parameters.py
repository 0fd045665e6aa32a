"""What a person sees who deploys a template by hand: what each parameter is, and what is allowed."""

import re
import unittest

import linters
from template import ALL, FOLDER

# https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
SENT_ALONG_BYTES_MAX = 51_200
FROM_S3_BYTES_MAX = 1_000_000
DESCRIPTION_BYTES_MAX = 1_024
PARAMETER_DESCRIPTION_MAX = 4_000

# These are made from code, and too long to be sent along.
FROM_S3 = {"views.yaml", "queries.yaml"}

CONSTRAINTS = {"AllowedValues", "AllowedPattern", "MinValue", "MaxValue", "MinLength", "MaxLength"}


def parameters():
    for name, template in ALL.items():
        for parameter, made in template.get("Parameters", {}).items():
            yield name, parameter, made


class Parameters(unittest.TestCase):
    def test_each_says_what_it_is(self):
        for template, name, made in parameters():
            with self.subTest(f"{template} {name}"):
                self.assertGreater(len(made.get("Description", "").split()), 3)
                self.assertLessEqual(len(made["Description"]), PARAMETER_DESCRIPTION_MAX)

    def test_each_bound_is_told(self):
        for template, name, made in parameters():
            if CONSTRAINTS & set(made):
                with self.subTest(f"{template} {name}"):
                    self.assertIn(name, made.get("ConstraintDescription", ""), "it names the parameter, and what it may be")

    def test_each_default_is_allowed(self):
        for template, name, made in parameters():
            with self.subTest(f"{template} {name}"):
                if "Default" in made:
                    self.assertEqual(problems(made, made["Default"]), [])

    def test_each_is_shown_in_a_group(self):
        for name, template in ALL.items():
            with self.subTest(name):
                groups = template["Metadata"]["AWS::CloudFormation::Interface"]["ParameterGroups"]
                shown = [parameter for group in groups for parameter in group["Parameters"]]
                self.assertEqual(sorted(shown), sorted(template["Parameters"]))

    def test_what_the_linters_are_given_is_allowed(self):
        for template, given in linters.GIVEN.items():
            for name, value in given.items():
                with self.subTest(f"{template} {name}"):
                    self.assertEqual(problems(ALL[template]["Parameters"][name], value), [])


def problems(made, value):
    """What CloudFormation would have against a value."""
    told = []
    text = str(value)
    if made["Type"] == "Number":
        number = float(text)
        if number < float(made.get("MinValue", number)) or number > float(made.get("MaxValue", number)):
            told.append("out of its bounds")
    if "AllowedValues" in made and text not in [str(allowed) for allowed in made["AllowedValues"]]:
        told.append("none of those allowed")
    if "AllowedPattern" in made and not re.fullmatch(made["AllowedPattern"], text):
        told.append("not of the pattern")
    return told


class Refused(unittest.TestCase):
    """Values that people get wrong."""

    def test_of_the_pipeline(self):
        self.refused("pipeline.yaml", {
            "Name": ["Linger", "1linger", "l", "linger_test", "x" * 32],
            "BufferMiB": ["63", "129", "5"],
            "BufferSeconds": ["-1", "901"],
            "Transform": ["On", "yes", ""],
            "TransformArchive": ["transform", "transform.ZIP", "/transform.zip", "s3://bucket/transform.zip"],
            "Architecture": ["arm", "amd64"],
            "GlacierAfterDays": ["0"],
            "LogDays": ["2", "0"],
            "ScanLimitMB": ["9"],
            "ReplicaBucketArn": ["linger-replica", "arn:aws:s3:::x/y", "s3://linger-replica"],
            "ReplicaKeyArn": ["0123abcd", "alias/linger-replica", "arn:aws:kms:us-west-2:111122223333:alias/linger-replica"],
        })

    def test_of_the_views(self):
        self.refused("views.yaml", {
            "Days": ["0", "3651"],
            "UtcOffsetMinutes": ["-841", "841"],
            "OrderEvent": ["", "it's", 'a"b', "a\\b", "a\nb", "x" * 65],
            "MenuA": ["it's", "x" * 65],
        })

    def refused(self, template, values):
        for name, wrong in values.items():
            for value in wrong:
                with self.subTest(f"{name} {value!r}"):
                    self.assertNotEqual(problems(ALL[template]["Parameters"][name], value), [])


class Rules(unittest.TestCase):
    def test_each_assertion_says_what_to_do(self):
        for name, template in ALL.items():
            for rule, made in template.get("Rules", {}).items():
                for assertion in made["Assertions"]:
                    with self.subTest(f"{name} {rule}"):
                        self.assertGreater(len(assertion.get("AssertDescription", "").split()), 8)


class Sizes(unittest.TestCase):
    def test_what_is_sent_along_fits(self):
        for path in sorted(FOLDER.glob("*.yaml")):
            with self.subTest(path.name):
                bytes_max = FROM_S3_BYTES_MAX if path.name in FROM_S3 else SENT_ALONG_BYTES_MAX
                self.assertLessEqual(path.stat().st_size, bytes_max)

    def test_descriptions_fit(self):
        for name, template in ALL.items():
            with self.subTest(name):
                self.assertLessEqual(len(template["Description"].encode()), DESCRIPTION_BYTES_MAX)


if __name__ == "__main__":
    unittest.main(verbosity=2)
