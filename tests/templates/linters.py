"""The linters, asked in this process."""

import json

import cloudformation_validate as validate
from cfnlint.api import ManualArgs, lint

from template import ALL, RULES

# Values for what has to be given, so that the linters see each template as it is deployed and not its empty defaults.
GIVEN = {
    "pipeline.yaml": {
        "TransformArchive": "transform.zip",
        "ReplicaBucketArn": "arn:aws:s3:::linger-replica",
        "ReplicaKeyArn": "arn:aws:kms:us-west-2:111122223333:key/0123abcd",
    },
    "edge.yaml": {"CollectorArchive": "collector.zip", "Sites": "bistro=https://menu.example"},
    "site.yaml": {
        "DomainName": "menu.example",
        "CertificateArn": "arn:aws:acm:us-east-1:111122223333:certificate/01234567-89ab-cdef-0123-456789abcdef",
        "HostedZoneId": "Z0123456789",
    },
    "quicksight.yaml": {
        "QuickSightUserArn": "arn:aws:quicksight:us-east-1:111122223333:user/default/owner",
        "QuickSightReadersArn": "arn:aws:quicksight:us-east-1:111122223333:group/default/readers",
    },
    "watch.yaml": {"ReplicaBucket": "linger-replica", "QuietHours": "1", "Email": "owner@menu.example"},
}

# cloudformation-validate does not see that one condition implies another (HttpApiNamed is HttpApi and a name), cfn-lint does.
NOT_ASKED = {"W1001"}

SOURCES = [validate.file_to_external_rule_source(path) for path in sorted(RULES.glob("*.guard"))]
BUILT_IN = validate.RegoEngine()
OURS = validate.RegoEngine(validate.EngineConfig(guard_rules=SOURCES))
RULE_NAMES = {rule.id for rule in OURS.list_rules() if rule.origin == validate.RuleOrigin.GUARD}


def cfn_lint(text):
    """What cfn-lint has against a template."""
    return [f"{match.rule.id} line {match.linenumber}: {match.message}" for match in lint(text, config=ManualArgs())]


def ignored(template):
    """The checks that the template's Metadata leaves out, which both linters name alike."""
    told = template.get("Metadata", {}).get("cfn-lint", {}).get("config", {})
    return set(told.get("ignore_checks", []))


def cloudformation_validate(name, text):
    """What cloudformation-validate has against a template, as it is deployed; hints are none."""
    config = validate.ValidateConfig(
        parameter_overrides=GIVEN.get(name, {}),
        severity_level=validate.Severity.WARN,
    )
    report = BUILT_IN.validate_template(validate.TemplateContent(text, name), config)
    leave_out = NOT_ASKED | ignored(ALL.get(name, {}))
    told = [one for one in report.diagnostics if one.rule_id not in leave_out]
    return [f"{one.rule_id} line {one.start_line}: {one.message}" for one in told]


def guard(name, text):
    """What our own rules have against it: each rule, and what it says."""
    config = validate.ValidateConfig(disable_builtin_rules=True)
    report = OURS.validate_template(validate.TemplateContent(text, name), config)
    return {one.rule_id: one.message for one in report.diagnostics}


def as_json(template):
    return json.dumps(template, indent=1)
