"""What the templates must agree with, read from where the repository says it."""

import re

from template import ROOT

GOLDEN = {file.name: file.read_text(encoding="utf-8") for file in sorted((ROOT / "wire/testdata/v1").glob("*.json"))}


def limits():
    """The numbers of wire/src/limits.rs by name."""
    text = (ROOT / "wire/src/limits.rs").read_text(encoding="utf-8")
    found = re.findall(r"pub const (\w+): \w+ = ([0-9_ *]+);", text)
    return {name: _product(expression) for name, expression in found}


def _product(expression):
    product = 1
    for factor in expression.split("*"):
        product *= int(factor.strip().replace("_", ""))
    return product


def problems():
    """Status and title of each sort of refusal, by name."""
    text = (ROOT / "collector/src/problem.rs").read_text(encoding="utf-8")
    found = re.findall(r'=> \("([a-z-]+)", ([0-9]+), "([^"]+)"\)', text)
    return {f"urn:linger:problem:{name}": (int(status), title) for name, status, title in found}


def variables():
    """Every variable of docs/configuration.md."""
    text = (ROOT / "docs/configuration.md").read_text(encoding="utf-8")
    return set(re.findall(r"\| `(LINGER_\w+)` \|", text))


def preflight_headers():
    """What the collector allows a page to set."""
    text = (ROOT / "collector/src/routes/cors.rs").read_text(encoding="utf-8")
    return set(re.search(r'ALLOWED_HEADERS: &str = "([^"]+)"', text).group(1).split(","))


def exports(template):
    """What a stack of this name exports, without its own name."""
    text = (ROOT / "deploy/templates" / template).read_text(encoding="utf-8")
    return set(re.findall(r"Export: \{Name: !Sub \"\$\{AWS::StackName\}-(\w+)\"\}", text))
