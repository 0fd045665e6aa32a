"""Our own Guard rules: each finds the fault it is for, and is needed, as the linters pass over that fault."""

import unittest

import yaml

import linters
from template import ALL, RULES, changed

FAULTS = yaml.safe_load((RULES / "faults.yaml").read_text(encoding="utf-8"))


def seeded(fault):
    """The template with the fault in it, as text."""
    template = changed(ALL[fault["template"]], fault["at"], fault.get("becomes"), remove=fault.get("remove", False))
    return linters.as_json(template)


class Faults(unittest.TestCase):
    """One test for each fault is added below."""

    def check(self, fault):
        found = linters.guard(fault["template"], seeded(fault))
        self.assertEqual(set(found), {fault["rule"], *fault.get("also", [])})
        self.assertGreater(len(found[fault["rule"]].split()), 5, "it says what would be right")

    def check_need(self, fault):
        text = seeded(fault)
        for told in (linters.cfn_lint(text), linters.cloudformation_validate(fault["template"], text)):
            self.assertEqual([one for one in told if not any(name in one for name in fault.get("unused", []))], [])


FIRST = {fault["rule"]: fault for fault in reversed(FAULTS)}

for place, one in enumerate(FAULTS):
    setattr(Faults, f"test_{place:02}_{one['rule']}_finds_it", lambda self, one=one: self.check(one))
# cfn-lint takes a second for each, so of each rule's faults it is asked about the first.
for one in FIRST.values():
    setattr(Faults, f"test_{one['rule']}_is_needed", lambda self, one=one: self.check_need(one))


class Whole(unittest.TestCase):
    def test_every_rule_has_a_fault_that_it_finds(self):
        self.assertEqual({fault["rule"] for fault in FAULTS}, linters.RULE_NAMES)


if __name__ == "__main__":
    unittest.main(verbosity=2)
