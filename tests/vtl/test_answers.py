"""What Firehose answers becomes what a page can act on: 200 is done with, 400 is never sent again, 503 is sent again."""

import json
import unittest

from gateway import Gateway
from repository import preflight_headers, problems
from template import EDGE, edge
from test_requests import put_record_batch

TAKEN = {"FailedPutCount": 0, "Encrypted": True, "RequestResponses": [{"RecordId": "49590338"}]}
NOT_TAKEN = {
    "FailedPutCount": 1,
    "RequestResponses": [{"ErrorCode": "ServiceUnavailableException", "ErrorMessage": "Slow down."}],
}

# A page's own fault; everything else is ours or the service's.
OF_THE_PAGE = {"InvalidArgumentException", "SerializationException", "ValidationException"}

# Errors that every service has beside those of its model: https://docs.aws.amazon.com/firehose/latest/APIReference/CommonErrors.html
COMMON = {
    "AccessDeniedException", "ExpiredTokenException", "IncompleteSignature", "InternalFailure", "OptInRequired", "RequestExpired",
    "SerializationException", "ServiceUnavailable", "ThrottlingException", "UnrecognizedClientException", "ValidationException",
}


class Answers(unittest.TestCase):
    text = EDGE
    origin = "https://menu.example"

    def setUp(self):
        self.gateway = Gateway(edge(self.text, "rest-firehose", AllowedOrigin=self.origin))

    def answer(self, status, body):
        return self.gateway.from_firehose(status, json.dumps(body))

    def assert_sent_again(self, answer):
        self.assertEqual(answer.status, 503)
        self.assertGreaterEqual(int(answer.headers["Retry-After"]), 1)
        self.assert_problem(answer)

    def assert_problem(self, answer):
        body = json.loads(answer.body)
        status, title = problems()[body["type"]]
        self.assertEqual((body["status"], body["title"]), (status, title))
        self.assertEqual(answer.status, status)
        self.assertEqual(body["problems"], [])

    def test_a_record_that_was_taken(self):
        answer = self.answer(200, TAKEN)
        self.assertEqual((answer.status, json.loads(answer.body)), (200, {"records": 1}))
        self.assertNotIn("Retry-After", answer.headers)

    def test_a_record_that_was_not_taken_though_the_call_was(self):
        self.assert_sent_again(self.answer(200, NOT_TAKEN))

    def test_an_answer_that_says_nothing_is_no_success(self):
        for body in [{}, {"FailedPutCount": None}, {"FailedPutCount": "none"}]:
            with self.subTest(body=body):
                self.assert_sent_again(self.answer(200, body))

    def test_only_the_pages_own_fault_is_not_sent_again(self):
        modelled = {shape.name for shape in put_record_batch().error_shapes}
        for name in sorted(modelled | COMMON):
            for spelt in [name, f"com.amazonaws.firehose#{name}"]:
                with self.subTest(error=spelt):
                    answer = self.answer(400, {"__type": spelt, "message": "why"})
                    if name in OF_THE_PAGE:
                        self.assertEqual(answer.status, 400)
                        self.assertNotIn("Retry-After", answer.headers)
                        self.assert_problem(answer)
                    else:
                        self.assert_sent_again(answer)

    def test_an_error_without_a_name_is_not_the_pages(self):
        self.assert_sent_again(self.answer(403, {"message": "Missing Authentication Token"}))

    def test_a_service_that_fails_is_asked_again(self):
        for status in (500, 502, 503, 504):
            with self.subTest(status=status):
                self.assert_sent_again(self.answer(status, {"__type": "ServiceUnavailableException"}))
                self.assert_sent_again(self.gateway.from_firehose(status, "<html>no service is called by that name</html>"))

    def test_what_api_gateway_answers_by_itself(self):
        expected = {
            "BAD_REQUEST_BODY": 400, "UNSUPPORTED_MEDIA_TYPE": 415, "REQUEST_TOO_LARGE": 413, "THROTTLED": 429, "INVALID_API_KEY": 403,
            "MISSING_AUTHENTICATION_TOKEN": 404, "INTEGRATION_FAILURE": 504, "INTEGRATION_TIMEOUT": 504,
        }
        for name, status in expected.items():
            with self.subTest(answer=name):
                answer = self.gateway.own(name)
                self.assertEqual(answer.status, status)
                self.assertEqual("Retry-After" in answer.headers, status == 429 or status >= 500)
                if json.loads(answer.body):
                    self.assert_problem(answer)

    def test_pages_can_read_every_answer(self):
        firehose = [(200, TAKEN), (200, NOT_TAKEN), (400, {"__type": "ValidationException"}), (400, {}), (500, {}), (503, {})]
        answers = [self.answer(status, body) for status, body in firehose]
        answers += [self.gateway.own(name) for name in ("BAD_REQUEST_BODY", "UNSUPPORTED_MEDIA_TYPE", "REQUEST_TOO_LARGE", "THROTTLED")]
        answers += [self.gateway.own(name) for name in ("INVALID_API_KEY", "MISSING_AUTHENTICATION_TOKEN", "INTEGRATION_TIMEOUT")]
        for answer in answers:
            with self.subTest(answer=answer):
                self.assertEqual(answer.headers["Access-Control-Allow-Origin"], self.origin)
                self.assertEqual(answer.headers["Access-Control-Expose-Headers"], "retry-after")

    def test_a_preflight_is_granted(self):
        methods = self.gateway.stack.of_type("AWS::ApiGateway::Method").values()
        preflight, = (one for one in methods if one["HttpMethod"] == "OPTIONS")
        self.assertFalse(preflight.get("ApiKeyRequired", False), "browsers send preflights without")
        integration = preflight["Integration"]
        self.assertEqual(json.loads(integration["RequestTemplates"]["application/json"]), {"statusCode": 204})
        self.assertEqual(integration["Type"], "MOCK")
        response, = integration["IntegrationResponses"]
        declared, = preflight["MethodResponses"]
        headers = {name.removeprefix("method.response.header."): value.strip("'") for name, value in response["ResponseParameters"].items()}
        self.assertEqual((response["StatusCode"], declared["StatusCode"]), ("204", "204"))
        self.assertEqual(declared["ResponseParameters"].keys(), response["ResponseParameters"].keys())
        self.assertEqual(headers["Access-Control-Allow-Origin"], self.origin)
        self.assertEqual(headers["Access-Control-Allow-Methods"], "POST")
        self.assertEqual(set(headers["Access-Control-Allow-Headers"].split(",")), preflight_headers() | {"x-api-key"})


if __name__ == "__main__":
    unittest.main()
