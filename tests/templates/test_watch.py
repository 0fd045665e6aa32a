"""watch.yaml as far as no linter looks: its alarms tell somebody, and what they read is what others write."""

import json
import unittest

from template import ALL, ROOT, resources
from test_parameters import problems

WATCH = ALL["watch.yaml"]
ALARMS = {**resources(WATCH, "AWS::CloudWatch::Alarm"), **resources(ALL["watch-replica.yaml"], "AWS::CloudWatch::Alarm")}


class Alarms(unittest.TestCase):
    def test_each_tells_the_topic_and_says_what_missing_figures_mean(self):
        self.assertGreater(len(ALARMS), 15)
        for name, made in ALARMS.items():
            with self.subTest(name):
                self.assertEqual(made["Properties"]["AlarmActions"], [{"Ref": "Topic"}])
                self.assertIn(made["Properties"]["TreatMissingData"], ("breaching", "notBreaching"))

    def test_filters_and_functions_write_what_alarms_read(self):
        written = [
            made["Properties"]["MetricTransformations"][0]["MetricName"]
            for made in resources(WATCH, "AWS::Logs::MetricFilter").values()
        ]
        counted = (ROOT / "collector/src/transform/account.rs").read_text(encoding="utf-8")
        self.assertIn('"Namespace": "linger", "Dimensions": [["function"]]', counted)
        written += [name for name in ("records_failed",) if f'("{name}"' in counted]
        read = [made["Properties"]["MetricName"] for made in ALARMS.values() if made["Properties"].get("Namespace") == "linger"]
        self.assertEqual(sorted(map(json.dumps, written)), sorted(map(json.dumps, read)))

    def test_the_words_that_are_looked_for_are_the_collectors(self):
        pattern = WATCH["Resources"]["DeadLetterLines"]["Properties"]["FilterPattern"]
        self.assertIn(pattern, (ROOT / "collector/src/deliver/shell.rs").read_text(encoding="utf-8"))

    def test_rules_of_the_copy_are_the_pipelines(self):
        configured = ALL["pipeline.yaml"]["Resources"]["Lake"]["Properties"]["ReplicationConfiguration"]["Fn::If"][1]
        rules = {rule["Id"] for rule in configured["Rules"]}
        dimensions = [dimension for made in ALARMS.values() for dimension in made["Properties"].get("Dimensions", [])]
        self.assertEqual({one["Value"] for one in dimensions if one["Name"] == "RuleId"}, rules)


class Imports(unittest.TestCase):
    """What is imported is exported; by whom, and where it is not by all of its modes, only where the mode has it."""

    def imports(self, of, stack):
        text = json.dumps(of)
        for other in text.split('"Fn::ImportValue": {"Fn::Sub": "${' + stack + "}-")[1:]:
            yield other.split('"')[0]

    def test_exports_are_there(self):
        stacks = {"PipelineStack": "pipeline.yaml", "EdgeStack": "edge.yaml", "ReplicaStack": "replica.yaml"}
        for name in ("watch.yaml", "watch-replica.yaml", "quicksight.yaml", "site.yaml"):
            for parameter, exporter in stacks.items():
                for imported in self.imports(ALL[name], parameter):
                    with self.subTest(f"{name} {imported}"):
                        exported = ALL[exporter]["Outputs"][imported]["Export"]["Name"]
                        self.assertEqual(exported, {"Fn::Sub": "${AWS::StackName}-" + imported})

    def test_what_only_some_edges_export_is_imported_under_a_condition(self):
        exports = ALL["edge.yaml"]["Outputs"]
        for name, made in WATCH["Resources"].items():
            if name == "Page":
                continue
            for imported in self.imports(made, "EdgeStack"):
                if "Condition" in exports[imported]:
                    with self.subTest(f"{name} {imported}"):
                        self.assertIn("Condition", made)

    def test_the_page_imports_them_in_branches_only(self):
        variables = WATCH["Resources"]["Page"]["Properties"]["DashboardBody"]["Fn::Sub"][1]
        for name, made in variables.items():
            if any(self.imports(made, "EdgeStack")):
                with self.subTest(name):
                    self.assertEqual(list(made), ["Fn::If"])


class Refused(unittest.TestCase):
    """Values that people get wrong."""

    def test_each(self):
        wrong = {
            "Edge": ["lambda", "LAMBDA-URL", ""],
            "Transform": ["yes"],
            "ReplicaBucket": ["arn:aws:s3:::copy", "s3://copy"],
            "ReplicaRegion": ["Tokyo", "ap-northeast"],
            "Email": ["operations", "a@b", "a@b.example, c@d.example"],
            "TopicKeyArn": ["alias/aws/sns", "arn:aws:kms:us-east-1:111122223333:alias/x"],
            "FreshnessSeconds": ["299"],
            "QuietHours": ["25"],
            "LimitPercent": ["101"],
            "RecordsPerHourMax": ["-1"],
            "MonthlyBudget": ["-5"],
            "FirehosePricePerGb": ["2"],
        }
        for name, values in wrong.items():
            for value in values:
                with self.subTest(f"{name} {value!r}"):
                    self.assertNotEqual(problems(WATCH["Parameters"][name], value), [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
