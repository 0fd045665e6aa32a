"""Each edge makes what it needs and nothing else, and says what to do with it."""

import re
import tomllib
import unittest

from repository import exports, variables
from template import DOMAIN, EDGE, NEEDED, edge, parsed

FUNCTION = {"Collector", "CollectorLogs", "CollectorRole"}
URL = FUNCTION | {"CollectorUrl", "CollectorUrlForAll", "CollectorByUrlForAll"}
HTTP_API = FUNCTION | {
    "ApiAccessLogs", "CollectorForHttpApi", "HttpApiGateway", "HttpApiIntegration", "HttpApiPost", "HttpApiPreflight", "HttpApiStage",
}
REST = {
    "RestAnswer4xx", "RestAnswer5xx", "RestAnswerNoBatch", "RestAnswerThrottled", "RestAnswerUnknownPath", "RestApi", "RestBatch",
    "RestBatches", "RestBodyIsABatch", "RestPost", "RestPreflight", "RestStage", "RestToStreamRole",
}
REST_LOGS = {"ApiAccessLogs", "RestLogAccount", "RestLogRole"}
GUESTS = {"GuestPool", "GuestRole", "GuestRoleOfPool"}
SERVER = GUESTS | {"ServerPolicy", "ServerProfile", "ServerRole"}

MADE = [
    ("lambda-url", {}, URL),
    ("lambda-url", {"Credentials": "cognito"}, URL | GUESTS),
    ("http-api", {}, HTTP_API),
    ("http-api", {"Credentials": "cognito"}, HTTP_API | GUESTS),
    ("http-api", DOMAIN, HTTP_API | {"HttpApiAlias", "HttpApiDomain", "HttpApiMapping"}),
    ("http-api", {**DOMAIN, "HostedZoneId": ""}, HTTP_API | {"HttpApiDomain", "HttpApiMapping"}),
    ("rest-firehose", {}, REST | REST_LOGS | {"RestReleaseA"}),
    ("rest-firehose", {"Release": "b"}, REST | REST_LOGS | {"RestReleaseB"}),
    ("rest-firehose", {"ApiLogRole": "present"}, REST | {"ApiAccessLogs", "RestReleaseA"}),
    ("rest-firehose", {"ApiLogRole": "none"}, REST | {"RestReleaseA"}),
    ("rest-firehose", {"RequireKey": "yes"}, REST | REST_LOGS | {"RestReleaseA", "RestKey", "RestKeyOfPlan", "RestPlan"}),
    ("rest-firehose", DOMAIN, REST | REST_LOGS | {"RestReleaseA", "RestAlias", "RestDomain", "RestMapping"}),
    ("direct", {}, GUESTS),
    ("server", {}, SERVER),
]

ENDPOINTS = [
    ("lambda-url", {}, "<CollectorUrl.FunctionUrl>v1/batches"),
    ("http-api", {}, "<HttpApiGateway.ApiEndpoint>/v1/batches"),
    ("http-api", DOMAIN, "https://events.menu.example/v1/batches"),
    ("rest-firehose", {}, "https://<RestApi>.execute-api.us-east-1.amazonaws.com/v1/batches"),
    ("rest-firehose", DOMAIN, "https://events.menu.example/v1/batches"),
]

SAID = {
    "lambda-url": {"CollectorFunction", "CollectorLogGroup", "CollectorRoleArn", "Edge", "Endpoint"},
    "http-api": {"ApiId", "ApiName", "CollectorFunction", "CollectorLogGroup", "CollectorRoleArn", "Edge", "Endpoint"},
    "rest-firehose": {"ApiId", "ApiName", "Edge", "Endpoint", "RestRoleArn"},
    "direct": {"Edge", "GuestRoleArn", "IdentityPoolId", "PageSettings"},
    "server": {
        "Edge", "GuestRoleArn", "GuestSettings", "IdentityPoolId", "ServerPolicyArn", "ServerProfile", "ServerRoleArn", "ServerSettings",
    },
}


class Edges(unittest.TestCase):
    text = EDGE

    def test_each_makes_what_it_needs_and_nothing_else(self):
        for name, parameters, made in MADE:
            with self.subTest(edge=name, **parameters):
                self.assertEqual(edge(self.text, name, **parameters).resources.keys(), made)

    def test_every_resource_is_made_by_some_edge(self):
        self.assertEqual(set.union(*(made for _, _, made in MADE)), parsed(self.text)["Resources"].keys())

    def test_the_endpoint_is_where_batches_are_taken(self):
        for name, parameters, endpoint in ENDPOINTS:
            with self.subTest(edge=name, **parameters):
                self.assertEqual(edge(self.text, name, **parameters).outputs["Endpoint"], endpoint)

    def test_each_says_what_it_has(self):
        for name, said in SAID.items():
            with self.subTest(edge=name):
                self.assertEqual(edge(self.text, name).outputs.keys(), said)

    def test_what_is_imported_is_exported(self):
        imports = set()
        for name, parameters, _ in MADE:
            stack = edge(self.text, name, **parameters)
            imports |= set(re.findall(r"<import ([\w-]+)>", repr((stack.resources, stack.outputs))))
        expected = {f"linger-pipeline-{one}" for one in exports("pipeline.yaml")} | {"linger-artifacts-BucketName"}
        self.assertEqual(imports - expected, set())
        self.assertIn("BucketName", exports("artifacts.yaml"))

    def test_pages_own_batches_need_the_transformation(self):
        for name in NEEDED:
            with self.subTest(edge=name):
                stack = edge(self.text, name)
                needs = "<import linger-pipeline-TransformFunction>" in repr(stack.resources)
                self.assertEqual(needs, name in ("rest-firehose", "direct"))

    def test_the_function_is_set_up_as_the_collector_reads_it(self):
        for name in ("lambda-url", "http-api"):
            with self.subTest(edge=name):
                function = edge(self.text, name).resources["Collector"]["Properties"]
                self.assertEqual((function["Runtime"], function["Handler"]), ("provided.al2023", "bootstrap"))
                self.assertEqual(function["Code"], {"S3Bucket": "<import linger-artifacts-BucketName>", "S3Key": "collector.zip"})
                self.assertEqual(function["LoggingConfig"], {"LogGroup": "<CollectorLogs>"})
                self.assertNotIn("ReservedConcurrentExecutions", function)
                self.assertEqual(
                    function["Environment"]["Variables"],
                    {
                        "LINGER_SINK": "firehose",
                        "LINGER_FIREHOSE_STREAM": "<import linger-pipeline-StreamName>",
                        "LINGER_SITE": "bistro=https://menu.example",
                        "LINGER_CREDENTIALS_FROM": "default",
                        "LINGER_DEAD_LETTERS_TO": "s3://<import linger-pipeline-LakeBucket>/dead-letters",
                    },
                )

    def test_a_guests_function_has_the_pool_and_keeps_dead_letters_in_its_log(self):
        function = edge(self.text, "lambda-url", Credentials="cognito").resources["Collector"]["Properties"]
        variables = function["Environment"]["Variables"]
        self.assertEqual(variables["LINGER_CREDENTIALS_FROM"], "cognito")
        self.assertEqual(variables["LINGER_CREDENTIALS_IDENTITY_POOL"], "<GuestPool>")
        self.assertNotIn("LINGER_DEAD_LETTERS_TO", variables, "a guest may not write there")

    def test_before_an_emulator_every_service_is_the_emulators(self):
        stack = edge(self.text, "http-api", Credentials="cognito", AwsEndpoint="http://127.0.0.1:4566")
        given = stack.resources["Collector"]["Properties"]["Environment"]["Variables"]
        self.assertEqual(given.keys() - variables(), set(), "docs/configuration.md has each")
        for service in ("FIREHOSE", "CREDENTIALS", "DEAD_LETTERS"):
            self.assertEqual(given[f"LINGER_{service}_ENDPOINT"], "http://127.0.0.1:4566")

    def test_concurrency_is_bounded_where_it_is_asked_for(self):
        function = edge(self.text, "lambda-url", ConcurrencyMax=20).resources["Collector"]["Properties"]
        self.assertEqual(function["ReservedConcurrentExecutions"], "20")

    def test_the_collector_alone_answers_cors(self):
        self.assertNotIn("Cors", edge(self.text, "lambda-url").resources["CollectorUrl"]["Properties"])
        stack = edge(self.text, "http-api")
        self.assertNotIn("CorsConfiguration", stack.resources["HttpApiGateway"]["Properties"])
        routes = {route["RouteKey"]: route["Target"] for route in stack.of_type("AWS::ApiGatewayV2::Route").values()}
        collector = "integrations/<HttpApiIntegration>"
        self.assertEqual(routes, {"POST /v1/batches": collector, "OPTIONS /v1/batches": collector})
        integration = stack.resources["HttpApiIntegration"]["Properties"]
        self.assertEqual((integration["IntegrationUri"], integration["PayloadFormatVersion"]), ("<Collector.Arn>", "2.0"))

    def test_rates_are_bounded(self):
        rates = {"RatePerSecond": 7, "RateBurst": 9}
        http = edge(self.text, "http-api", **rates).resources["HttpApiStage"]["Properties"]["DefaultRouteSettings"]
        self.assertEqual(http, {"ThrottlingRateLimit": "7", "ThrottlingBurstLimit": "9"})
        rest, = edge(self.text, "rest-firehose", **rates).resources["RestStage"]["Properties"]["MethodSettings"]
        self.assertEqual((rest["ResourcePath"], rest["HttpMethod"]), ("/*", "*"))
        self.assertEqual((rest["ThrottlingRateLimit"], rest["ThrottlingBurstLimit"]), ("7", "9"))

    def test_an_address_of_its_own_is_the_only_one(self):
        for name, api in (("http-api", "HttpApiGateway"), ("rest-firehose", "RestApi")):
            with self.subTest(edge=name):
                closed = edge(self.text, name, **DOMAIN).resources[api]["Properties"]["DisableExecuteApiEndpoint"]
                self.assertIs(closed, True)
                self.assertIs(edge(self.text, name).resources[api]["Properties"]["DisableExecuteApiEndpoint"], False)

    def test_logs_end_and_name_no_guest(self):
        for name, parameters, _ in MADE:
            stack = edge(self.text, name, LogDays=7, **parameters)
            for group in stack.of_type("AWS::Logs::LogGroup").values():
                self.assertEqual(group["RetentionInDays"], "7")
            for format_ in re.findall(r"'Format': '(.*?)'[,}]", repr(stack.resources)):
                self.assertNotRegex(format_, r"sourceIp|userAgent|identity|header")

    def test_a_key_is_asked_for_where_it_is_wanted(self):
        for wanted in ("yes", "no"):
            stack = edge(self.text, "rest-firehose", RequireKey=wanted)
            self.assertIs(stack.resources["RestPost"]["Properties"]["ApiKeyRequired"], wanted == "yes")
        plan = edge(self.text, "rest-firehose", RequireKey="yes").resources["RestPlan"]["Properties"]
        self.assertEqual(plan["ApiStages"], [{"ApiId": "<RestApi>", "Stage": "<RestStage>"}])

    def test_a_release_has_all_of_the_api(self):
        parts = {name for name, one in parsed(self.text)["Resources"].items() if one["Type"] in DEPLOYED}
        for release in "ab":
            stack = edge(self.text, "rest-firehose", Release=release)
            name = f"RestRelease{release.upper()}"
            self.assertEqual(set(stack.resources[name]["DependsOn"]), parts)
            self.assertEqual(stack.resources["RestStage"]["Properties"]["DeploymentId"], f"<{name}>")

    def test_settings_to_paste_are_right(self):
        outputs = edge(self.text, "server").outputs
        server, guest = (tomllib.loads(outputs[name]) for name in ("ServerSettings", "GuestSettings"))
        stream = {"stream": "<import linger-pipeline-StreamName>", "region": "us-east-1"}
        letters = {"to": "s3://<import linger-pipeline-LakeBucket>/dead-letters", "region": "us-east-1"}
        self.assertEqual(server, {"sink": "firehose", "firehose": stream, "dead_letters": letters})
        pool = {"from": "cognito", "identity_pool": "<GuestPool>"}
        self.assertEqual(guest, {"sink": "firehose", "firehose": stream, "credentials": pool})

    def test_it_is_short_enough_to_be_sent_along(self):
        self.assertLess(len(self.text.encode("utf-8")), 51_200, "CloudFormation's limit of a template's body")

    def test_every_parameter_says_what_it_is_and_what_is_allowed(self):
        for name, parameter in parsed(self.text)["Parameters"].items():
            with self.subTest(parameter=name):
                self.assertGreater(len(parameter["Description"]), 40)
                self.assertTrue(parameter["ConstraintDescription"].startswith(name))
        grouped = parsed(self.text)["Metadata"]["AWS::CloudFormation::Interface"]["ParameterGroups"]
        self.assertEqual(sorted(sum((group["Parameters"] for group in grouped), [])), sorted(parsed(self.text)["Parameters"]))


# What a deployment takes a snapshot of.
DEPLOYED = {"AWS::ApiGateway::Method", "AWS::ApiGateway::GatewayResponse"}


if __name__ == "__main__":
    unittest.main()
