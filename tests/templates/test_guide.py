"""The guide says what the templates have: every template, parameter, output and alarm that it should, and none that there is not."""

import re
import unittest

import guide
from template import ALL, ROOT, resources

GUIDE = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
README = (ROOT / "deploy" / "README.md").read_text(encoding="utf-8")


def named(pattern):
    """What the guide names between backquotes, as far as it is of this form."""
    return set(re.findall(f"`({pattern})`", GUIDE))


class Parameters(unittest.TestCase):
    maxDiff = None

    def test_every_template_is_in_the_table(self):
        self.assertEqual(sorted(guide.TEMPLATES), sorted(ALL))

    def test_the_table_is_what_the_templates_say(self):
        written = guide.PATH.read_text(encoding="utf-8")
        self.assertEqual(written, guide.text(), "make it anew: python tests/templates/guide.py")


class Guide(unittest.TestCase):
    def test_every_template_and_its_stack_is_named(self):
        for name in ALL:
            with self.subTest(name):
                self.assertIn(f"`{name}`", GUIDE)
                self.assertIn(f"`linger-{name.removesuffix('.yaml')}`", GUIDE)
                self.assertIn(f"`templates/{name}`", README)

    def test_every_edge_is_explained(self):
        for edge in ALL["edge.yaml"]["Parameters"]["Edge"]["AllowedValues"]:
            with self.subTest(edge):
                self.assertIn(f"| `{edge}` |", GUIDE)

    def test_every_alarm_has_its_paragraph(self):
        for template in ("watch.yaml", "watch-replica.yaml"):
            for name, made in resources(ALL[template], "AWS::CloudWatch::Alarm").items():
                with self.subTest(name):
                    told = re.search(r'docs/deploy\.md, Troubleshooting, "([^"]+)"', made["Properties"]["AlarmDescription"])
                    self.assertIsNotNone(told, "an alarm says where to read on")
                    paragraph = re.search(rf"^\*\*{re.escape(told[1])}[.*].*?(?=\n\n\*\*|\Z)", GUIDE, re.M | re.S)
                    self.assertIsNotNone(paragraph, f"the guide has no paragraph {told[1]}")
                    self.assertIn(f"`{name}`", paragraph[0])

    def test_parameters_and_outputs_that_are_named_exist(self):
        known = {parameter for template in ALL.values() for parameter in template["Parameters"]}
        known |= {output for template in ALL.values() for output in template.get("Outputs", {})}
        known |= {name for template in ALL.values() for name in template["Resources"]}
        # What AWS calls so.
        known |= {"AdministratorAccess", "AccessDenied", "IncomingRecords"}
        words = named("[A-Z][a-z]+(?:[A-Z][A-Za-z]*)+")
        self.assertGreater(len(words), 10)
        self.assertEqual(words - known, set())

    def test_what_the_commands_set_exists(self):
        parameters = {name.removesuffix(".yaml"): set(made["Parameters"]) for name, made in ALL.items()}
        for stack, parameter in re.findall(r"--set ([a-z-]+)\.([A-Za-z]+)=", GUIDE):
            with self.subTest(f"{stack}.{parameter}"):
                self.assertIn(parameter, parameters[stack])
        joined = GUIDE.replace("\\\n", " ")
        commands = re.findall(r"--template-file ([a-z-]+)\.yaml([^\n]*)", joined)
        self.assertEqual({stack for stack, _ in commands}, set(parameters))
        for stack, rest in commands:
            told = rest.partition("--parameter-overrides")[2]
            for parameter in re.findall(r"([A-Z][A-Za-z]+)=", told):
                with self.subTest(f"{stack}.{parameter}"):
                    self.assertIn(parameter, parameters[stack])

    def test_large_templates_go_through_the_bucket_and_rights_are_acknowledged(self):
        joined = GUIDE.replace("\\\n", " ")
        for stack, rest in re.findall(r"--template-file ([a-z-]+)\.yaml([^\n]*)", joined):
            template = ALL[f"{stack}.yaml"]
            with self.subTest(stack):
                is_large = (ROOT / "deploy" / "templates" / f"{stack}.yaml").stat().st_size > 51_200
                self.assertEqual("--s3-bucket" in rest, is_large)
                makes_roles = any(made["Type"].startswith("AWS::IAM::") for made in template["Resources"].values())
                self.assertEqual("--capabilities" in rest, makes_roles)


if __name__ == "__main__":
    unittest.main(verbosity=2)
