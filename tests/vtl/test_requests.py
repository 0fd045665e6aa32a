"""A batch through API Gateway's mapping is a call of PutRecordBatch with the batch as its one record.

That Firehose's transformation makes lines of such records, with a newline at their end and whatever spaces within, is shown by the tests of
collector/src/transform/record.rs over the same golden batches (`a_batch_as_a_page_posts_it_becomes_a_line`,
`lines_are_told_apart_with_and_without_newlines`).
"""

import base64
import functools
import json
import unittest

import botocore.session
from botocore.validate import ParamValidator

from gateway import Gateway
from repository import GOLDEN, limits
from template import EDGE, edge

# What browsers call a text, what programs send, and other spellings of both.
CONTENT_TYPES = ["text/plain;charset=UTF-8", "text/plain", "application/json", "Application/JSON; charset=utf-8"]

VISIT = GOLDEN["visit.json"]
LIMITS = limits()

# Rust writes it as i32::MAX (wire/src/limits.rs).
COUNT_MAX = 2**31 - 1


def with_path(path):
    """A golden batch of another path."""
    return json.dumps({**json.loads(VISIT), "path": path}, ensure_ascii=False)


RECORDED = {
    **GOLDEN,
    "letters": with_path("/메뉴/김치전/🍲/é"),
    "quotes": with_path("/a\"b'c\\d/\u2028"),
    "vtl": with_path("/$input.body ${x} $util.urlDecode('%0A') #set($body = 1) #end ## #* *# \\$y"),
    "lines": json.dumps(json.loads(VISIT), indent=2).replace("\n", "\r\n") + "\r\n",
    "plus": with_path("/a+b%0A%zz"),
}


@functools.lru_cache(maxsize=None)
def put_record_batch():
    """The operation in the service's own model."""
    return botocore.session.Session().get_service_model("firehose").operation_model("PutRecordBatch")


def records_of(call):
    """The records of a call that Firehose takes; what is wrong with any other is an AssertionError."""
    shape = put_record_batch().input_shape
    call = json.loads(call)
    call = {**call, "Records": [{**one, "Data": base64.b64decode(one["Data"], validate=True)} for one in call["Records"]]}
    wrong = ParamValidator().validate(call, shape)
    assert not wrong.has_errors(), wrong.generate_report()
    assert call.keys() <= shape.members.keys()
    assert all(one.keys() == {"Data"} for one in call["Records"])
    most = shape.members["Records"]
    assert len(call["Records"]) <= most.metadata["max"]
    assert all(len(one["Data"]) <= most.member.members["Data"].metadata["max"] for one in call["Records"])
    return [one["Data"] for one in call["Records"]]


class Requests(unittest.TestCase):
    text = EDGE

    def setUp(self):
        self.gateway = Gateway(edge(self.text, "rest-firehose"))

    def test_a_batch_is_one_record_with_one_newline_after_it(self):
        for name, batch in RECORDED.items():
            for content_type in CONTENT_TYPES:
                with self.subTest(batch=name, content_type=content_type):
                    call = self.gateway.to_firehose(content_type, batch)
                    self.assertIsInstance(call, str, call)
                    self.assertEqual(records_of(call), [batch.encode("utf-8") + b"\n"])
                    self.assertEqual(json.loads(call)["DeliveryStreamName"], "<import linger-pipeline-StreamName>")

    def test_it_is_called_as_firehose_is_called(self):
        protocol = put_record_batch().service_model.metadata
        integration = self.gateway.integration
        self.assertEqual(integration["Uri"], "arn:aws:apigateway:us-east-1:firehose:action/PutRecordBatch")
        self.assertEqual((integration["Type"], integration["IntegrationHttpMethod"]), ("AWS", "POST"))
        self.assertEqual(integration["Credentials"], "<RestToStreamRole.Arn>")
        content_type = f"'application/x-amz-json-{protocol['jsonVersion']}'"
        self.assertEqual(integration["RequestParameters"], {"integration.request.header.Content-Type": content_type})

    def test_other_types_do_not_get_there(self):
        for content_type in ["text/html", "application/x-www-form-urlencoded", "application/octet-stream", ""]:
            with self.subTest(content_type=content_type):
                self.assertEqual(self.gateway.to_firehose(content_type, VISIT).status, 415)

    def test_a_body_has_64_kib_at_most(self):
        room = LIMITS["BATCH_BYTES_MAX"] - len(with_path("/").encode("utf-8"))
        for letter in "a가":
            fits = with_path("/" + letter * (room // len(letter.encode("utf-8"))))
            # The bound is on base64, which has a character for three quarters of a byte: two bytes more are not seen.
            over = fits + " " * (LIMITS["BATCH_BYTES_MAX"] + 2 - len(fits.encode("utf-8")))
            with self.subTest(letter=letter):
                self.assertEqual(records_of(self.gateway.to_firehose("text/plain", fits)), [fits.encode("utf-8") + b"\n"])
                self.assertEqual(json.loads(self.gateway.to_firehose("text/plain", over))["Records"], [])

    def test_what_is_no_batch_is_refused_by_the_model(self):
        for name, body in self.no_batches().items():
            for content_type in CONTENT_TYPES:
                with self.subTest(body=name, content_type=content_type):
                    answer = self.gateway.to_firehose(content_type, body)
                    self.assertEqual(getattr(answer, "status", answer), 400)

    def no_batches(self):
        batch = json.loads(VISIT)
        required = [name for name in batch if name not in ("path", "menu", "table", "lang", "gaze", "sample_percent")]
        without = {f"without {name}": {key: batch[key] for key in batch if key != name} for name in required}
        wrong = {
            "another version": {**batch, "v": 2},
            "no events": {**batch, "events": []},
            "too many events": {**batch, "events": batch["events"][:1] * (LIMITS["BATCH_EVENTS_MAX"] + 1)},
            "an event that is an object": {**batch, "events": [{}]},
            "a long site": {**batch, "site": "x" * (LIMITS["SITE_BYTES_MAX"] + 1)},
            "an empty site": {**batch, "site": ""},
            "a text for a time": {**batch, "sent_at_ms": "now"},
            "a short visit": {**batch, "visit": "abc"},
        }
        made = {name: json.dumps(body) for name, body in {**without, **wrong}.items()}
        return {"nothing": "", "an object": "{}", "an array": "[]", "no JSON": "linger", "broken off": VISIT[:-9], **made}

    def test_what_the_model_may_not_see_is_no_record(self):
        for body in [None, "", "{}"]:
            with self.subTest(body=body):
                call = self.gateway.to_firehose("text/plain", body, models=False)
                self.assertEqual(json.loads(call)["Records"], [])
                with self.assertRaises(AssertionError, msg="Firehose refuses it"):
                    records_of(call)

    def test_the_model_has_the_limits_of_the_wire(self):
        model, = self.gateway.stack.of_type("AWS::ApiGateway::Model").values()
        fields = model["Schema"]["properties"]
        self.assertEqual(fields["site"]["maxLength"], LIMITS["SITE_BYTES_MAX"])
        self.assertEqual(fields["sdk"]["maxLength"], LIMITS["SDK_BYTES_MAX"])
        self.assertEqual(fields["events"]["maxItems"], LIMITS["BATCH_EVENTS_MAX"])
        for name in ("seq", "dropped", "read_ms"):
            self.assertEqual(fields[name]["maximum"], COUNT_MAX)
        for name in ("started_at_ms", "sent_at_ms"):
            self.assertEqual((fields[name]["minimum"], fields[name]["maximum"]), (LIMITS["WALL_MS_MIN"], LIMITS["WALL_MS_MAX"]))
        self.assertTrue(model["Schema"].get("additionalProperties", True), "later pages send more")


if __name__ == "__main__":
    unittest.main()
