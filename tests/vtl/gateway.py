"""What API Gateway does with a REST API, as far as AWS documents it:

- which model and mapping a request has, and what there is without one:
  https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html
- `$input`, `$util`, `$stageVariables`, and `$context.responseOverride`, which a mapping may set once each:
  https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
  https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-override-request-response-parameters.html
- which answer of the integration has which mapping, by its status:
  https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integration-settings-integration-response.html
- what it answers by itself: https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html

The mappings themselves are run by airspeed.
"""

import base64
import functools
import json
import re
from dataclasses import dataclass, field
from urllib.parse import unquote_plus

import airspeed
import jsonschema

# Statuses where a gateway response gives none.
GIVEN = {
    "BAD_REQUEST_BODY": 400, "INTEGRATION_FAILURE": 504, "INTEGRATION_TIMEOUT": 504, "INVALID_API_KEY": 403,
    "MISSING_AUTHENTICATION_TOKEN": 403, "REQUEST_TOO_LARGE": 413, "THROTTLED": 429, "UNSUPPORTED_MEDIA_TYPE": 415,
}


@dataclass
class Answer:
    """What the page is answered."""

    status: int
    headers: dict
    body: str


class _Input:
    """`$input`: the body as text, and parts of it by JSONPath; only names from the root are needed here."""

    def __init__(self, body):
        self.body = body

    def path(self, path):
        name = re.fullmatch(r"\$\.(\w+)", path).group(1)
        return json.loads(self.body).get(name)


class _Util:
    """`$util`."""

    def base64Encode(self, text):
        return base64.b64encode(text.encode("utf-8")).decode("ascii")

    def urlDecode(self, text):
        return unquote_plus(text)


class _Once(dict):
    """Overrides: "If you try to override the same parameter multiple times, API Gateway returns a 5XX response"."""

    def __setitem__(self, name, value):
        assert name not in self, f"{name} is overridden twice"
        super().__setitem__(name, value)


@dataclass
class _Override:
    values: dict = field(default_factory=lambda: {"responseOverride": _Once(header=_Once())})

    @property
    def status(self):
        return self.values["responseOverride"].get("status")

    @property
    def header(self):
        return {name: str(value) for name, value in self.values["responseOverride"]["header"].items()}


@functools.lru_cache(maxsize=None)
def _compiled(mapping):
    return airspeed.Template(mapping)


class Gateway:
    """The one method of a stack with the edge `rest-firehose` that does something."""

    def __init__(self, stack):
        self.stack = stack
        methods = stack.of_type("AWS::ApiGateway::Method").values()
        self.method, = (method for method in methods if method["HttpMethod"] == "POST")
        self.integration = self.method["Integration"]
        stage, = stack.of_type("AWS::ApiGateway::Stage").values()
        self.variables = stage["Variables"]

    def to_firehose(self, content_type, body, *, models=True):
        """The body that Firehose is sent, or the answer to a request that does not get there. Without `models`, as if API Gateway held no
        model against this content type."""
        essence = content_type.split(";")[0].strip().lower()
        if models and not self._is_valid(essence, body):
            return self.own("BAD_REQUEST_BODY")
        template = self.integration["RequestTemplates"].get(essence)
        if template is None:
            assert self.integration["PassthroughBehavior"] == "NEVER", "a body would reach Firehose unmapped"
            return self.own("UNSUPPORTED_MEDIA_TYPE")
        names = {"input": _Input(body), "util": _Util(), "stageVariables": self.variables, "context": {}}
        return _compiled(template).merge(names)

    def _is_valid(self, essence, body):
        validators = self.stack.of_type("AWS::ApiGateway::RequestValidator")
        validator = validators[self.method["RequestValidatorId"].strip("<>")]
        model = self.method["RequestModels"].get(essence)
        if not validator["ValidateRequestBody"] or model is None:
            return True
        schema = self.stack.of_type("AWS::ApiGateway::Model")[model.strip("<>")]["Schema"]
        try:
            jsonschema.Draft4Validator(schema).validate(json.loads(body))
        except (ValueError, jsonschema.ValidationError):
            return False
        return True

    def from_firehose(self, status, body):
        """What the page is answered when Firehose answers this."""
        response = self._response(status)
        override = _Override()
        names = {"input": _Input(body), "util": _Util(), "stageVariables": self.variables, "context": override.values}
        text = _compiled(response["ResponseTemplates"]["application/json"]).merge(names)
        headers = self._headers(response) | override.header
        return Answer(override.status or int(response["StatusCode"]), headers, text)

    def _response(self, status):
        responses = self.integration["IntegrationResponses"]
        fitting = [one for one in responses if re.fullmatch(one.get("SelectionPattern", "(?!)"), str(status))]
        assert len(fitting) <= 1, f"two answers fit {status}"
        default, = (one for one in responses if "SelectionPattern" not in one)
        return fitting[0] if fitting else default

    def _headers(self, response):
        """Those that the method declares; others are never sent."""
        declared, = (one for one in self.method["MethodResponses"] if one["StatusCode"] == response["StatusCode"])
        mapped = response["ResponseParameters"]
        assert mapped.keys() <= declared["ResponseParameters"].keys(), "a header is mapped and not declared"
        return {name.removeprefix("method.response.header."): _static(value) for name, value in mapped.items()}

    def own(self, response_type):
        """What API Gateway answers by itself."""
        all_of_them = self.stack.of_type("AWS::ApiGateway::GatewayResponse").values()
        by_type = {one["ResponseType"]: one for one in all_of_them}
        default = by_type["DEFAULT_5XX" if GIVEN[response_type] >= 500 else "DEFAULT_4XX"]
        response = by_type.get(response_type, default)
        headers = response["ResponseParameters"].items()
        headers = {name.removeprefix("gatewayresponse.header."): _static(value) for name, value in headers}
        status = int(response.get("StatusCode", GIVEN[response_type]))
        return Answer(status, headers, response.get("ResponseTemplates", {}).get("application/json", "{}"))


def _static(value):
    """Fixed values stand in single quotes."""
    return re.fullmatch(r"'([^']*)'", value).group(1)
