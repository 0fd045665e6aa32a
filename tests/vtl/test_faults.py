"""The other tests find what they are for: each fault that is put into the template makes the test fail that is named beside it."""

import unittest

import test_answers
import test_edges
import test_parameters
import test_requests
import test_rights
from template import EDGE

CASES = [test_answers.Answers, test_edges.Edges, test_parameters.Parameters, test_requests.Requests, test_rights.Rights]

GUEST = 'Action: "firehose:PutRecordBatch", Resource: {"Fn::ImportValue": !Sub "${PipelineStack}-StreamArn"}}\n\n  GuestRoleOfPool:'
REST = 'Action: "firehose:PutRecordBatch", Resource: {"Fn::ImportValue": !Sub "${PipelineStack}-StreamArn"}}\n\n  RestPost:'
ORIGIN = "gatewayresponse.header.Access-Control-Allow-Origin: !Sub \"'${AllowedOrigin}'\"\n"

# By the test that must see it: what is written, and what is put in its place.
FAULTS = {
    "test_a_batch_is_one_record_with_one_newline_after_it": [
        ("$util.base64Encode(\"$body$util.urlDecode('%0A')\")", '$util.base64Encode($body)'),
        ("$util.base64Encode(\"$body$util.urlDecode('%0A')\")", '"$util.base64Encode($body)Cg=="'),
        ("$util.base64Encode(\"$body$util.urlDecode('%0A')\")", '$util.base64Encode("$body\\n")'),
        ("urlDecode('%0A')", "urlDecode('%0D%0A')"),
        ('#set($body = "$!input.body")', '#set($body = $util.urlDecode("$!input.body"))'),
        ('{"Data": "$data"}', '{"Data": "$body"}'),
        ('{"Data": "$data"}', '{"Data": "$data", "PartitionKey": "1"}'),
        ('"DeliveryStreamName": "$stageVariables.stream"', '"StreamName": "$stageVariables.stream"'),
        (
            'stream: {"Fn::ImportValue": !Sub "${PipelineStack}-StreamName"}',
            'stream: {"Fn::ImportValue": !Sub "${PipelineStack}-StreamArn"}',
        ),
        ("          text/plain: !FindInMap [Vtl, Request, Batch]\n", ""),
        ("v: {type: number", "v: {type: string"),
    ],
    "test_what_the_model_may_not_see_is_no_record": [
        ("$body.length() > 2 && ", ""),
    ],
    "test_a_body_has_64_kib_at_most": [
        (" && $data.length() <= 87384", ""),
        ("87384", "87380"),
    ],
    "test_it_is_called_as_firehose_is_called": [
        ("firehose:action/PutRecordBatch", "firehose:action/PutRecord"),
        ("application/x-amz-json-1.1", "application/json"),
    ],
    "test_other_types_do_not_get_there": [
        ("PassthroughBehavior: NEVER\n        RequestParameters", "PassthroughBehavior: WHEN_NO_MATCH\n        RequestParameters"),
    ],
    "test_what_is_no_batch_is_refused_by_the_model": [
        ("ValidateRequestBody: true", "ValidateRequestBody: false"),
        (", text/plain: !Ref RestBatch}", "}"),
        ("required: [v, site, ", "required: [v, "),
        ("maxItems: 500", "maxItems: 5000"),
    ],
    "test_the_model_has_the_limits_of_the_wire": [
        ("type: object\n", "type: object\n        additionalProperties: false\n"),
    ],
    "test_a_record_that_was_not_taken_though_the_call_was": [
        ('#if("$!failed" == "0")', '#if("$!failed" != "")'),
        ("#set($context.responseOverride.status = 503)", ""),
        ('#set($context.responseOverride.header.Retry-After = "5")', ""),
        ("urn:linger:problem:not-stored", "urn:linger:problem:not-kept"),
    ],
    "test_an_answer_that_says_nothing_is_no_success": [
        ('#if("$!failed" == "0")', '#if($failed != 1)'),
    ],
    "test_a_record_that_was_taken": [
        ("$.FailedPutCount", "$.FailedRecordCount"),
    ],
    "test_only_the_pages_own_fault_is_not_sent_again": [
        ('$type.contains("ValidationException") ||', '$type.contains("Exception") ||'),
        (' || $type.contains("InvalidArgumentException")', ""),
        ('SelectionPattern: "4[0-9]{2}"', 'SelectionPattern: "403"'),
    ],
    "test_a_service_that_fails_is_asked_again": [
        ('SelectionPattern: "4[0-9]{2}"', 'SelectionPattern: "[45][0-9]{2}"'),
        ("method.response.header.Retry-After: \"'5'\"", "method.response.header.Retry-After: \"'0'\""),
    ],
    "test_what_api_gateway_answers_by_itself": [
        ("ResponseType: THROTTLED\n      StatusCode: \"429\"", "ResponseType: THROTTLED\n      StatusCode: \"403\""),
        ('"status": 429', '"status": 503'),
    ],
    "test_pages_can_read_every_answer": [
        (
            "ResponseType: DEFAULT_4XX\n      ResponseParameters:\n        " + ORIGIN,
            "ResponseType: DEFAULT_4XX\n      ResponseParameters:\n",
        ),
        (
            "method.response.header.Access-Control-Allow-Origin: !Sub \"'${AllowedOrigin}'\"",
            "method.response.header.Access-Control-Allow-Origin: \"'*'\"",
        ),
    ],
    "test_a_preflight_is_granted": [
        ("'content-encoding,content-type,prefer,x-api-key'", "'content-type'"),
        ("HttpMethod: OPTIONS\n", "HttpMethod: OPTIONS\n      ApiKeyRequired: true\n"),
    ],
    "test_the_collector_alone_answers_cors": [
        ("      AuthType: NONE\n", "      AuthType: NONE\n      Cors: {AllowOrigins: ['*']}\n"),
        ("      ProtocolType: HTTP\n", "      ProtocolType: HTTP\n      CorsConfiguration: {AllowOrigins: ['*']}\n"),
        ("RouteKey: OPTIONS /v1/batches", "RouteKey: OPTIONS /v1"),
    ],
    "test_roles_may_what_they_need_and_nothing_else": [
        (GUEST, GUEST.replace("PutRecordBatch", "*")),
        (GUEST, GUEST.replace('{"Fn::ImportValue": !Sub "${PipelineStack}-StreamArn"}', '"*"')),
        (REST, REST.replace("PutRecordBatch", "Put*")),
        ("${Lake}/dead-letters/*", "${Lake}/*"),
        ('Action: "s3:PutObject"', 'Action: ["s3:PutObject", "s3:GetObject"]'),
        ("Resource: !GetAtt CollectorLogs.Arn", 'Resource: "*"'),
        ("          - FunctionByRole\n          - PolicyName", "          - Function\n          - PolicyName"),
    ],
    "test_roles_are_taken_by_whom_they_are_for": [
        ('              StringEquals: {"cognito-identity.amazonaws.com:aud": !Ref GuestPool}\n', ""),
        ("amr\": unauthenticated", "amr\": authenticated"),
        ('"ForAnyValue:StringLike"', '"ForAllValues:StringLike"'),
    ],
    "test_guests_are_let_in_by_the_enhanced_flow_alone": [
        ("AllowClassicFlow: false", "AllowClassicFlow: true"),
        ("Roles: {unauthenticated:", "Roles: {authenticated:"),
    ],
    "test_an_address_is_for_everyone_and_nothing_but_the_address": [
        ("      FunctionUrlAuthType: NONE\n", ""),
        ("      InvokedViaFunctionUrl: true\n", ""),
    ],
    "test_behind_an_api_the_function_is_for_that_api": [
        ("${HttpApiGateway}/*/*/v1/batches", "*"),
    ],
    "test_each_makes_what_it_needs_and_nothing_else": [
        ("  Guests: !Or [!Condition Direct, ", "  Guests: !Or [!Condition Direct, !Condition RestFirehose, "),
        (
            "  RestKey:\n    Type: AWS::ApiGateway::ApiKey\n    Condition: Keyed",
            "  RestKey:\n    Type: AWS::ApiGateway::ApiKey\n    Condition: RestFirehose",
        ),
    ],
    "test_a_release_has_all_of_the_api": [
        (
            "RestAnswerThrottled, RestAnswerUnknownPath]\n    Properties:\n      RestApiId: !Ref RestApi\n\n  RestReleaseB",
            "RestAnswerThrottled]\n    Properties:\n      RestApiId: !Ref RestApi\n\n  RestReleaseB",
        ),
        ("DeploymentId: !If [ReleaseA, !Ref RestReleaseA, !Ref RestReleaseB]", "DeploymentId: !Ref RestReleaseA"),
    ],
    "test_a_key_is_asked_for_where_it_is_wanted": [
        ("ApiKeyRequired: !If [Keyed, true, false]", "ApiKeyRequired: false"),
    ],
    "test_a_guests_function_has_the_pool_and_keeps_dead_letters_in_its_log": [
        (
            "          LINGER_DEAD_LETTERS_TO: !If\n            - FunctionByRole",
            "          LINGER_DEAD_LETTERS_TO: !If\n            - Function",
        ),
    ],
    "test_before_an_emulator_every_service_is_the_emulators": [
        ("LINGER_CREDENTIALS_FROM:", "LINGER_CREDENTIALS:"),
    ],
    "test_what_is_imported_is_exported": [
        ("${PipelineStack}-LakeBucket\"", "${PipelineStack}-Lake\""),
    ],
    "test_pages_own_batches_need_the_transformation": [
        (
            "${Function} looks at each.\"\n          - Function: {\"Fn::ImportValue\": !Sub \"${PipelineStack}-TransformFunction\"}\n        - The",
            "${Function} looks at each.\"\n          - Function: it\n        - The",
        ),
    ],
    "test_an_address_of_its_own_is_the_only_one": [
        ("DisableExecuteApiEndpoint: !If [RestApiNamed, true, false]", "DisableExecuteApiEndpoint: false"),
    ],
    "test_logs_end_and_name_no_guest": [
        ("$context.requestId", "$context.identity.sourceIp"),
    ],
    "test_rates_are_bounded": [
        (
            "ThrottlingRateLimit: !Ref RatePerSecond\n          ThrottlingBurstLimit",
            "ThrottlingRateLimit: 100\n          ThrottlingBurstLimit",
        ),
    ],
    "test_what_is_wrong_is_told_with_what_is_allowed": [
        ("- Assert: !Not [!Equals [!Ref CollectorArchive, \"\"]]", "- Assert: !Equals [a, a]"),
    ],
    "test_sites_are_written_as_the_collector_reads_them": [
        ("[^=;,\\\\s]{1,63}=([*]", "[^=;,\\\\s]{1,64}=([*]"),
    ],
    "test_the_variables_fit_into_what_lambda_takes": [
        ("MaxLength: 3000", "MaxLength: 4096"),
    ],
}


def failing(text):
    """The names of the tests that fail over this template."""
    result = unittest.TestResult()
    for case in CASES:
        seeded = type(case.__name__, (case,), {"text": text})
        unittest.defaultTestLoader.loadTestsFromTestCase(seeded).run(result)
    return {test.id().split(" ")[0].split(".")[-1] for test, _ in result.failures + result.errors}


class Faults(unittest.TestCase):
    def test_without_a_fault_nothing_fails(self):
        self.assertEqual(failing(EDGE), set())

    def test_each_is_found(self):
        for finder, faults in FAULTS.items():
            for written, put in faults:
                with self.subTest(fault=put):
                    self.assertTrue(written in EDGE, "the template has no such text any more")
                    self.assertIn(finder, failing(EDGE.replace(written, put)))


if __name__ == "__main__":
    unittest.main()
