"""Parameters and rules of a template as JSON: names with what constrains them, and the rules' names with what they say."""

import json
import sys

from replication import read

if __name__ == "__main__":
    document = read(sys.argv[1])
    rules = document.get("Rules", {})
    said = {name: [one["AssertDescription"] for one in rule["Assertions"]] for name, rule in rules.items()}
    json.dump({"parameters": document.get("Parameters", {}), "rules": said}, sys.stdout)
