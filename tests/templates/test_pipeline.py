"""What the emulator does not do, read from the templates: lifecycle, encryption, replication, and how little each role may."""

import json
import unittest

from template import ALL, found, resources

PIPELINE, REPLICA = ALL["pipeline.yaml"], ALL["replica.yaml"]
LAKE = PIPELINE["Resources"]["Lake"]["Properties"]
COPY = REPLICA["Resources"]["Bucket"]["Properties"]


def rules(bucket):
    return {rule["Id"]: rule for rule in bucket["LifecycleConfiguration"]["Rules"]}


class Lifecycle(unittest.TestCase):
    def test_events_grow_cheaper_and_are_never_deleted(self):
        rule = rules(LAKE)["cheaper-with-age"]
        self.assertEqual(rule["Prefix"], "events/")
        self.assertEqual(rule["Transitions"], [
            {"StorageClass": "INTELLIGENT_TIERING", "TransitionInDays": 0},
            {"StorageClass": "GLACIER", "TransitionInDays": {"Ref": "GlacierAfterDays"}},
        ])
        for rule in rules(LAKE).values():
            if "ExpirationInDays" in rule:
                self.assertIn(rule["Prefix"], {"errors/", "athena-results/"})

    def test_errors_and_results_end(self):
        self.assertEqual(rules(LAKE)["errors"]["ExpirationInDays"], {"Ref": "ErrorsDays"})
        self.assertEqual(rules(LAKE)["athena-results"]["ExpirationInDays"], {"Ref": "ResultsDays"})

    def test_the_rules_are_of_what_is_written(self):
        stream = found(PIPELINE, "Resources.Stream.Properties.ExtendedS3DestinationConfiguration")
        results = found(PIPELINE, "Resources.WorkGroup.Properties.WorkGroupConfiguration.ResultConfiguration.OutputLocation")
        self.assertEqual(stream["Prefix"], "events/dt=!{timestamp:yyyy-MM-dd}/")
        self.assertTrue(stream["ErrorOutputPrefix"].startswith("errors/"))
        self.assertEqual(results, {"Fn::Sub": "s3://${Lake}/athena-results/"})

    def test_copies_grow_cheaper_too(self):
        storage = [one["StorageClass"] for one in rules(COPY)["cheaper-with-age"]["Transitions"]]
        self.assertEqual(storage, ["INTELLIGENT_TIERING", "GLACIER"])
        self.assertFalse([rule for rule in rules(COPY).values() if "ExpirationInDays" in rule])

    def test_every_rule_is_on(self):
        for template in ALL.values():
            for bucket in resources(template, "AWS::S3::Bucket").values():
                for rule in bucket["Properties"]["LifecycleConfiguration"]["Rules"]:
                    self.assertEqual(rule["Status"], "Enabled")


class Encryption(unittest.TestCase):
    def test_lake_stream_answers_and_copies_are_under_a_key_of_the_account(self):
        for bucket in (LAKE, COPY):
            (rule,) = bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"]
            self.assertEqual(rule["ServerSideEncryptionByDefault"], {
                "SSEAlgorithm": "aws:kms", "KMSMasterKeyID": {"Fn::GetAtt": ["Key", "Arn"]},
            })
            self.assertTrue(rule["BucketKeyEnabled"])
        stream = PIPELINE["Resources"]["Stream"]["Properties"]
        key = {"Fn::GetAtt": ["Key", "Arn"]}
        self.assertEqual(stream["DeliveryStreamEncryptionConfigurationInput"]["KeyARN"], key)
        self.assertEqual(found(stream, "ExtendedS3DestinationConfiguration.EncryptionConfiguration.KMSEncryptionConfig.AWSKMSKeyARN"), key)
        workgroup = PIPELINE["Resources"]["WorkGroup"]["Properties"]["WorkGroupConfiguration"]
        self.assertEqual(workgroup["ResultConfiguration"]["EncryptionConfiguration"], {"EncryptionOption": "SSE_KMS", "KmsKey": key})

    def test_keys_are_turned_over_and_stay(self):
        for template in (PIPELINE, REPLICA):
            key = template["Resources"]["Key"]
            self.assertIs(key["Properties"]["EnableKeyRotation"], True)
            self.assertEqual((key["DeletionPolicy"], key["UpdateReplacePolicy"]), ("Retain", "Retain"))

    def test_a_key_is_the_account_s_to_give(self):
        for template in (PIPELINE, REPLICA):
            (statement,) = template["Resources"]["Key"]["Properties"]["KeyPolicy"]["Statement"]
            self.assertEqual(statement["Principal"], {"AWS": {"Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:root"}})


class Replication(unittest.TestCase):
    def setUp(self):
        condition, self.there, otherwise = LAKE["ReplicationConfiguration"]["Fn::If"]
        self.assertEqual((condition, otherwise), ("Replicates", {"Ref": "AWS::NoValue"}))

    def test_events_and_dead_letters_are_copied_and_nothing_else(self):
        self.assertEqual([rule["Filter"]["Prefix"] for rule in self.there["Rules"]], ["events/", "dead-letters/"])
        self.assertEqual([rule["Priority"] for rule in self.there["Rules"]], [1, 2])

    def test_what_is_deleted_here_stays_there(self):
        for rule in self.there["Rules"]:
            self.assertEqual(rule["DeleteMarkerReplication"], {"Status": "Disabled"})

    def test_encrypted_objects_get_the_other_region_s_key(self):
        for rule in self.there["Rules"]:
            self.assertEqual(rule["SourceSelectionCriteria"], {"SseKmsEncryptedObjects": {"Status": "Enabled"}})
            self.assertEqual(rule["Destination"]["Bucket"], {"Ref": "ReplicaBucketArn"})
            self.assertEqual(rule["Destination"]["EncryptionConfiguration"], {"ReplicaKmsKeyID": {"Ref": "ReplicaKeyArn"}})

    def test_copies_are_counted_and_timed_where_wanted(self):
        for rule in self.there["Rules"]:
            condition, in_time, otherwise = rule["Destination"]["Metrics"]["Fn::If"]
            self.assertEqual(condition, "ReplicatesInTime")
            self.assertEqual((in_time["Status"], otherwise), ("Enabled", {"Status": "Enabled"}))
            self.assertEqual(in_time["EventThreshold"], rule["Destination"]["ReplicationTime"]["Fn::If"][1]["Time"])

    def test_both_sides_have_versions(self):
        for bucket in (LAKE, COPY):
            self.assertEqual(bucket["VersioningConfiguration"], {"Status": "Enabled"})

    def test_one_of_both_parameters_is_refused(self):
        for rule, asks in (("ReplicaBucketHasItsKey", "ReplicaKeyArn"), ("ReplicaKeyHasItsBucket", "ReplicaBucketArn")):
            (assertion,) = PIPELINE["Rules"][rule]["Assertions"]
            self.assertEqual(assertion["Assert"], {"Fn::Not": [{"Fn::Equals": [{"Ref": asks}, ""]}]})
            self.assertIn(asks, assertion["AssertDescription"])


class LeastRight(unittest.TestCase):
    """Roles name what they may and on what; the emulator's tests try them."""

    def statements(self):
        for name, template in ALL.items():
            for kind, where in (("AWS::IAM::Role", "Policies"), ("AWS::IAM::Policy", None), ("AWS::IAM::ManagedPolicy", None)):
                for resource, made in resources(template, kind).items():
                    documents = made["Properties"].get(where, []) if where else [made["Properties"]]
                    for statement in self.of(documents):
                        yield f"{name} {resource}", statement

    def of(self, documents):
        for document in documents:
            document = document["Fn::If"][1] if "Fn::If" in document else document
            for statement in document["PolicyDocument"]["Statement"]:
                yield statement["Fn::If"][1] if "Fn::If" in statement else statement

    def test_no_role_may_all_of_a_service(self):
        statements = list(self.statements())
        self.assertGreater(len(statements), 15)
        for place, statement in statements:
            with self.subTest(place):
                actions = statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
                self.assertFalse([action for action in actions if "*" in action])

    def test_no_role_may_it_anywhere(self):
        for place, statement in self.statements():
            with self.subTest(place):
                told = json.dumps(statement["Resource"])
                self.assertNotIn('"*"', told)

    def test_keys_are_used_through_s3_and_for_one_bucket(self):
        for name in ("ReplicationRights", "DeliveryRole"):
            made = PIPELINE["Resources"][name]["Properties"]
            documents = made.get("Policies", [made])
            uses = [one for one in self.of(documents) if "kms:" in json.dumps(one["Action"])]
            self.assertGreater(len(uses), 0)
            for one in uses:
                self.assertIn("kms:ViaService", one["Condition"]["StringEquals"])
                self.assertIn("kms:EncryptionContext:aws:s3:arn", one["Condition"]["StringLike"])

    def test_firehose_takes_its_role_for_this_account_alone(self):
        (statement,) = PIPELINE["Resources"]["DeliveryRole"]["Properties"]["AssumeRolePolicyDocument"]["Statement"]
        self.assertEqual(statement["Condition"], {"StringEquals": {"sts:ExternalId": {"Ref": "AWS::AccountId"}}})


if __name__ == "__main__":
    unittest.main(verbosity=2)
