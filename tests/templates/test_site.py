"""site.yaml as far as no linter looks: the SDK runs under its policy, and what should be small and young is."""

import json
import re
import unittest

from template import ALL, ROOT, resources
from test_parameters import problems

SITE = ALL["site.yaml"]
BEHAVIOURS = SITE["Resources"]["Distribution"]["Properties"]["DistributionConfig"]


def policy(values):
    """The pages' content security policy, directive by directive, with these parameters."""
    configured = SITE["Resources"]["PageHeaders"]["Properties"]["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"]
    text = configured["ContentSecurityPolicy"]["ContentSecurityPolicy"]["Fn::Sub"]
    defaults = {name: made.get("Default") for name, made in SITE["Parameters"].items()}
    filled = re.sub(r"\$\{([A-Za-z]+)\}", lambda found: {**defaults, **values}[found[1]], text)
    return directives(filled)


def directives(text):
    parts = [part.split() for part in text.split(";") if part.strip()]
    return {name: set(sources) for name, *sources in parts}


def behaviours():
    """Every cache behaviour with its path."""
    yield "*", BEHAVIOURS["DefaultCacheBehavior"]
    for made in BEHAVIOURS["CacheBehaviors"]:
        yield made["PathPattern"], made


class Policy(unittest.TestCase):
    def test_the_sdk_has_what_it_needs_of_it(self):
        headers = json.loads((ROOT / "examples/hosting/headers.json").read_text(encoding="utf-8"))
        needed = directives(headers["/"]["content-security-policy"])
        given = policy({"EndpointOrigin": "https://edge.example"})
        for name, sources in needed.items():
            with self.subTest(name):
                self.assertLessEqual(sources, given[name])
        self.assertIn("https://edge.example", given["connect-src"])

    def test_nothing_is_allowed_that_nobody_asked_for(self):
        given = policy({})
        self.assertEqual(given["default-src"], {"'none'"})
        self.assertEqual(given["connect-src"], {"'self'"})
        every = {source for sources in given.values() for source in sources}
        self.assertEqual(every, {"'none'", "'self'", "'wasm-unsafe-eval'", "data:"})

    def test_errors_are_never_kept_for_long(self):
        for name, made in resources(SITE, "AWS::CloudFront::ResponseHeadersPolicy").items():
            with self.subTest(name):
                self.assertNotIn("immutable", json.dumps(made))
        for error in BEHAVIOURS["CustomErrorResponses"]:
            for choice in error["Fn::If"][1:]:
                self.assertLessEqual(choice["ErrorCachingMinTTL"], 10)
                self.assertNotEqual(choice.get("ResponseCode"), 200)


class Delivery(unittest.TestCase):
    def test_every_answer_is_compressed_by_brotli_and_gzip_and_over_tls(self):
        self.assertEqual([path for path, _ in behaviours()], ["*", "linger/*", "assets/*"])
        for path, made in behaviours():
            with self.subTest(path):
                self.assertTrue(made["Compress"])
                self.assertEqual(made["ViewerProtocolPolicy"], "redirect-to-https")
                kept = SITE["Resources"][made["CachePolicyId"]["Ref"]]["Properties"]["CachePolicyConfig"]
                key = kept["ParametersInCacheKeyAndForwardedToOrigin"]
                self.assertTrue(key["EnableAcceptEncodingBrotli"] and key["EnableAcceptEncodingGzip"])
                self.assertEqual(key["QueryStringsConfig"], {"QueryStringBehavior": "none"})

    def test_hashed_files_may_be_kept_for_a_year_and_pages_for_as_long_as_is_said(self):
        ages = {
            path: SITE["Resources"][made["CachePolicyId"]["Ref"]]["Properties"]["CachePolicyConfig"]["MaxTTL"]
            for path, made in behaviours()
        }
        self.assertEqual(ages, {"*": {"Ref": "PageSeconds"}, "linger/*": 31_536_000, "assets/*": 31_536_000})

    def test_the_bucket_is_read_by_this_distribution_alone_and_signed(self):
        signed = SITE["Resources"]["AccessControl"]["Properties"]["OriginAccessControlConfig"]
        self.assertEqual((signed["SigningBehavior"], signed["SigningProtocol"]), ("always", "sigv4"))
        allowed = [
            statement
            for statement in SITE["Resources"]["BucketPolicy"]["Properties"]["PolicyDocument"]["Statement"]
            if statement["Effect"] == "Allow"
        ]
        self.assertEqual([statement["Action"] for statement in allowed], ["s3:GetObject"])
        source = allowed[0]["Condition"]["StringEquals"]["AWS:SourceArn"]
        self.assertTrue(source["Fn::Sub"].endswith(":distribution/${Distribution}"))


class Refused(unittest.TestCase):
    """Values that people get wrong."""

    def test_each(self):
        wrong = {
            "EndpointOrigin": ["http://edge.example", "https://edge.example/v1/batches", "https://a.example,https://b.example", "edge.example"],
            "ScriptSources": ["", "'self'; img-src *"],
            "OtherOrigins": ["pay.example", "http://pay.example"],
            "DomainName": ["https://menu.example", "Menu.example", "menu"],
            "CertificateArn": ["arn:aws:acm:ap-northeast-2:111122223333:certificate/01234567-89ab-cdef-0123-456789abcdef", "01234567"],
            "HostedZoneId": ["/hostedzone/Z1", "z123"],
            "MinimumTls": ["TLSv1", "1.2"],
            "PageSeconds": ["-1", "86401"],
            "NotFoundPage": ["404.html", "/404", "/a b.html"],
            "PriceClass": ["200"],
            "WebAclArn": ["arn:aws:wafv2:ap-northeast-2:111122223333:regional/webacl/x/01234567-89ab-cdef-0123-456789abcdef"],
            "LogBucketDomain": ["logs", "s3://logs"],
            "OldVersionsDays": ["0"],
        }
        for name, values in wrong.items():
            for value in values:
                with self.subTest(f"{name} {value!r}"):
                    self.assertNotEqual(problems(SITE["Parameters"][name], value), [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
