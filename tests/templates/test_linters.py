"""Every template under deploy/templates is clean before every tool that can run here."""

import json
import subprocess
import sys
import unittest
from pathlib import Path

import linters
from template import ALL, FOLDER, PATHS


class Clean(unittest.TestCase):
    def test_there_are_templates(self):
        expected = {"artifacts.yaml", "replica.yaml", "pipeline.yaml", "views.yaml", "queries.yaml", "edge.yaml"}
        self.assertLessEqual(expected, set(ALL))

    def test_cfn_lint_finds_nothing(self):
        for path in PATHS:
            with self.subTest(path.name):
                self.assertEqual(linters.cfn_lint(path.read_text(encoding="utf-8")), [])

    def test_cloudformation_validate_finds_nothing(self):
        for path in PATHS:
            with self.subTest(path.name):
                text = path.read_text(encoding="utf-8")
                self.assertEqual(linters.cloudformation_validate(path.name, text), [])

    def test_our_own_rules_find_nothing(self):
        for path in PATHS:
            with self.subTest(path.name):
                self.assertEqual(linters.guard(path.name, path.read_text(encoding="utf-8")), {})


class Checkov(unittest.TestCase):
    """checkov takes seconds to start, so it is asked once, for all templates."""

    @classmethod
    def setUpClass(cls):
        checkov = Path(sys.executable).parent / "checkov"
        options = ["--framework", "cloudformation", "--skip-download", "--output", "json", "-d", FOLDER]
        ended = subprocess.run([checkov, *options], capture_output=True, text=True, check=False, timeout=240)
        cls.results = json.loads(ended.stdout)["results"]

    def test_it_finds_nothing(self):
        told = [f"{one['file_path']} {one['resource']}: {one['check_id']} {one['check_name']}" for one in self.results["failed_checks"]]
        self.assertEqual(told, [])
        self.assertEqual(self.results["parsing_errors"], [])
        self.assertGreater(len(self.results["passed_checks"]), 50)

    def test_what_is_passed_over_has_a_reason_beside_it(self):
        skipped = self.results["skipped_checks"]
        self.assertGreater(len(skipped), 0)
        for one in skipped:
            with self.subTest(f"{one['file_path']} {one['resource']} {one['check_id']}"):
                self.assertGreater(len(one["check_result"].get("suppress_comment", "").split()), 5)


if __name__ == "__main__":
    unittest.main(verbosity=2)
