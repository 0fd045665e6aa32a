"""Who may do what: every statement of every edge, each as long as it has to be and no longer."""

import unittest

from template import EDGE, edge

LAMBDA, GATEWAY = "lambda.amazonaws.com", "apigateway.amazonaws.com"


def trusted(service, **condition):
    """A statement by which a service takes a role."""
    statement = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
    return {**statement, **({"Condition": condition} if condition else {})}


def allowed(action, resource, **condition):
    statement = {"Effect": "Allow", "Action": action, "Resource": resource}
    return {**statement, **({"Condition": condition} if condition else {})}


OWN_ACCOUNT = {"StringEquals": {"aws:SourceAccount": "111122223333"}}
GUEST = {
    "Effect": "Allow",
    "Principal": {"Federated": "cognito-identity.amazonaws.com"},
    "Action": "sts:AssumeRoleWithWebIdentity",
    "Condition": {
        "StringEquals": {"cognito-identity.amazonaws.com:aud": "<GuestPool>"},
        "ForAnyValue:StringLike": {"cognito-identity.amazonaws.com:amr": "unauthenticated"},
    },
}

PUT = allowed("firehose:PutRecordBatch", "<import linger-pipeline-StreamArn>")
LOG = allowed(["logs:CreateLogStream", "logs:PutLogEvents"], "<CollectorLogs.Arn>")
LETTERS = [
    allowed("s3:PutObject", "<import linger-pipeline-LakeBucketArn>/dead-letters/*"),
    allowed(
        "kms:GenerateDataKey", "<import linger-pipeline-KeyArn>", StringEquals={"kms:ViaService": "s3.us-east-1.amazonaws.com"}
    ),
]

# By edge: the roles, each with who takes it and what it may.
FUNCTION = {"CollectorRole": ([trusted(LAMBDA)], [LOG, PUT, *LETTERS])}
GUESTS = {"GuestRole": ([GUEST], [PUT])}
ROLES = [
    ("lambda-url", {}, FUNCTION),
    ("http-api", {}, FUNCTION),
    ("lambda-url", {"Credentials": "cognito"}, {"CollectorRole": ([trusted(LAMBDA)], [LOG]), **GUESTS}),
    ("rest-firehose", {"ApiLogRole": "present"}, {"RestToStreamRole": ([trusted(GATEWAY)], [PUT])}),
    ("direct", {}, GUESTS),
    (
        "server",
        {},
        {
            "ServerRole": ([trusted("ec2.amazonaws.com"), trusted("ecs-tasks.amazonaws.com", **OWN_ACCOUNT)], [PUT, *LETTERS]),
            **GUESTS,
        },
    ),
]


def statements(stack, role):
    """What a role may, by its own policies and by those of the template that it has."""
    documents = [policy["PolicyDocument"] for policy in role.get("Policies", [])]
    managed = stack.of_type("AWS::IAM::ManagedPolicy")
    documents += [managed[name.strip("<>")]["PolicyDocument"] for name in role.get("ManagedPolicyArns", [])]
    return [statement for document in documents for statement in document["Statement"]]


class Rights(unittest.TestCase):
    text = EDGE
    maxDiff = None

    def test_roles_may_what_they_need_and_nothing_else(self):
        for name, parameters, expected in ROLES:
            with self.subTest(edge=name, **parameters):
                stack = edge(self.text, name, **parameters)
                roles = stack.of_type("AWS::IAM::Role")
                self.assertEqual({role: statements(stack, made) for role, made in roles.items()}, {
                    role: may for role, (_, may) in expected.items()
                })

    def test_roles_are_taken_by_whom_they_are_for(self):
        for name, parameters, expected in ROLES:
            with self.subTest(edge=name, **parameters):
                roles = edge(self.text, name, **parameters).of_type("AWS::IAM::Role")
                self.assertEqual({role: made["AssumeRolePolicyDocument"]["Statement"] for role, made in roles.items()}, {
                    role: trust for role, (trust, _) in expected.items()
                })

    def test_there_is_no_policy_beside(self):
        for name, parameters, _ in ROLES:
            stack = edge(self.text, name, **parameters)
            self.assertEqual(stack.of_type("AWS::IAM::Policy") | stack.of_type("AWS::IAM::RolePolicy"), {})

    def test_guests_are_let_in_by_the_enhanced_flow_alone(self):
        for name, parameters in (("direct", {}), ("server", {}), ("http-api", {"Credentials": "cognito"})):
            with self.subTest(edge=name):
                stack = edge(self.text, name, **parameters)
                pool = stack.resources["GuestPool"]["Properties"]
                self.assertEqual((pool["AllowUnauthenticatedIdentities"], pool["AllowClassicFlow"]), (True, False))
                attached = stack.resources["GuestRoleOfPool"]["Properties"]
                self.assertEqual(attached, {"IdentityPoolId": "<GuestPool>", "Roles": {"unauthenticated": "<GuestRole.Arn>"}})

    def test_an_address_is_for_everyone_and_nothing_but_the_address(self):
        stack = edge(self.text, "lambda-url")
        self.assertEqual(stack.resources["CollectorUrl"]["Properties"]["AuthType"], "NONE")
        everyone = {"FunctionName": "<Collector>", "Principal": "*"}
        self.assertEqual(stack.of_type("AWS::Lambda::Permission"), {
            "CollectorUrlForAll": {**everyone, "Action": "lambda:InvokeFunctionUrl", "FunctionUrlAuthType": "NONE"},
            "CollectorByUrlForAll": {**everyone, "Action": "lambda:InvokeFunction", "InvokedViaFunctionUrl": True},
        })

    def test_behind_an_api_the_function_is_for_that_api(self):
        api = "arn:aws:execute-api:us-east-1:111122223333:<HttpApiGateway>/*/*/v1/batches"
        self.assertEqual(edge(self.text, "http-api").of_type("AWS::Lambda::Permission"), {
            "CollectorForHttpApi": {
                "FunctionName": "<Collector>", "Action": "lambda:InvokeFunction", "Principal": GATEWAY, "SourceArn": api,
            },
        })

    def test_the_role_for_logs_is_aws_own_and_stays(self):
        stack = edge(self.text, "rest-firehose")
        role = stack.resources["RestLogRole"]
        policy = "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"
        self.assertEqual(role["Properties"]["ManagedPolicyArns"], [policy])
        self.assertEqual(role["Properties"]["AssumeRolePolicyDocument"]["Statement"], [trusted(GATEWAY)])
        self.assertEqual((role["DeletionPolicy"], stack.resources["RestLogAccount"]["DeletionPolicy"]), ("Retain", "Retain"))


if __name__ == "__main__":
    unittest.main()
