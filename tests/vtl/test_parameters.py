"""A wrong parameter is refused with what is allowed."""

import unittest

from template import DOMAIN, EDGE, NEEDED, Refused, Stack, edge

FUNCTION = NEEDED["lambda-url"]
NO_ZONE = {**DOMAIN, "HostedZoneId": ""}

WRONG = [
    ({"Edge": "lambda"}, "lambda-url, http-api, rest-firehose, direct or server"),
    ({"Edge": "lambda-url", **FUNCTION, "CollectorArchive": ""}, "CollectorArchive must name the archive"),
    ({"Edge": "http-api", **FUNCTION, "CollectorArchive": ""}, "CollectorArchive must name the archive"),
    ({"Edge": "http-api", **FUNCTION, "Sites": ""}, "Sites must say whose batches"),
    ({"Edge": "lambda-url", **FUNCTION, **DOMAIN}, "choose the Edge http-api or rest-firehose"),
    ({"Edge": "direct", **DOMAIN}, "choose the Edge http-api or rest-firehose"),
    ({"Edge": "rest-firehose", **NO_ZONE, "CertificateArn": ""}, "CertificateArn must be too"),
    ({"Edge": "rest-firehose", **NO_ZONE, "DomainName": ""}, "DomainName must be too"),
    ({"Edge": "rest-firehose", "HostedZoneId": DOMAIN["HostedZoneId"]}, "DomainName must be too"),
    ({"Edge": "http-api", **FUNCTION, "RequireKey": "yes"}, "only the Edge rest-firehose can ask for"),
    ({"Edge": "direct", "Credentials": "cognito"}, "choose the Edge lambda-url or http-api"),
    ({"Edge": "direct", "PipelineStack": "1st"}, "a letter, then at most 127"),
    ({"Edge": "direct", "CollectorArchive": "collector.tar"}, "ends in .zip"),
    ({"Edge": "direct", "DomainName": "https://menu.example"}, "without scheme or path"),
    ({"Edge": "direct", "CertificateArn": "cert"}, "an ARN such as"),
    ({"Edge": "direct", "HostedZoneId": "zone"}, "a zone's id such as"),
    ({"Edge": "direct", "AllowedOrigin": "https://menu.example/"}, "one origin as browsers write it"),
    ({"Edge": "direct", "AllowedOrigin": "https://a'b"}, "one origin as browsers write it"),
    ({"Edge": "direct", "MemoryMiB": 64}, "from 128"),
    ({"Edge": "direct", "ConcurrencyMax": -1}, "from 0"),
    ({"Edge": "direct", "RatePerSecond": 0}, "from 1 to 10000"),
    ({"Edge": "direct", "RateBurst": 6000}, "from 1 to 5000"),
    ({"Edge": "direct", "LogDays": 8}, "1, 3, 5, 7, 14"),
    ({"Edge": "direct", "Release": "c"}, "a or b"),
    ({"Edge": "direct", "ApiLogRole": "yes"}, "create, present or none"),
    ({"Edge": "direct", "Architecture": "arm"}, "arm64 or x86_64"),
    ({"Edge": "direct", "Credentials": "keys"}, "role or cognito"),
    ({"Edge": "direct", "AwsEndpoint": "127.0.0.1"}, "an http or https address"),
]

# As LINGER_SITE takes them (collector/src/settings/sites.rs, collector/src/site.rs).
SITES = [
    "demo=*",
    "bistro=https://menu.example",
    "bistro=https://menu.example,http://localhost:5173;other=https://x.example",
    "한식당=https://menu.example;b=*",
]
NO_SITES = [
    "bistro", "bistro=", "=https://menu.example", "bistro=menu.example", "bistro=https://menu.example/", "bistro=https://Menu.example",
    "bistro=*,https://menu.example", "bistro=https://menu.example;", "a=*;;b=*", "bistro=https://menu.example, https://x.example",
    f"{'k' * 64}=*",
]


class Parameters(unittest.TestCase):
    text = EDGE

    def test_what_is_wrong_is_told_with_what_is_allowed(self):
        for parameters, said in WRONG:
            with self.subTest(**parameters):
                with self.assertRaises(Refused) as refused:
                    Stack(self.text, **parameters)
                self.assertIn(said, str(refused.exception))

    def test_sites_are_written_as_the_collector_reads_them(self):
        for sites in SITES:
            with self.subTest(sites=sites):
                made = edge(self.text, "lambda-url", Sites=sites).resources["Collector"]["Properties"]
                self.assertEqual(made["Environment"]["Variables"]["LINGER_SITE"], sites)
        for sites in NO_SITES:
            with self.subTest(sites=sites), self.assertRaisesRegex(Refused, "^Sites must be empty, or key=origin,origin"):
                edge(self.text, "lambda-url", Sites=sites)

    def test_the_variables_fit_into_what_lambda_takes(self):
        # 4 KB for all of them together: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
        sites = "s=" + ",".join(["https://menu.example"] * 142)
        variables = edge(self.text, "lambda-url", Sites=sites).resources["Collector"]["Properties"]["Environment"]["Variables"]
        self.assertLess(sum(len(name) + len(value) for name, value in variables.items()), 3500)
        with self.assertRaises(Refused):
            edge(self.text, "lambda-url", Sites=f"{sites},https://menu.example")


if __name__ == "__main__":
    unittest.main()
