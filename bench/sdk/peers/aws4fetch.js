// Cognito's guest credentials and Firehose by hand, as a small team writes it: every 5 s, and when the page is hidden.
import { AwsClient } from "aws4fetch";
import { observe } from "./observer.js";

const IDENTITY_POOL = "us-east-1:00000000-0000-4000-8000-000000000000";

async function ask(collect, target, body) {
  const headers = { "content-type": "application/x-amz-json-1.1", "x-amz-target": `AWSCognitoIdentityService.${target}` };
  return (await fetch(`${collect}/`, { method: "POST", headers, body: JSON.stringify(body) })).json();
}

async function client(collect) {
  const { IdentityId } = await ask(collect, "GetId", { IdentityPoolId: IDENTITY_POOL });
  const { Credentials } = await ask(collect, "GetCredentialsForIdentity", { IdentityId });
  const { AccessKeyId, SecretKey, SessionToken } = Credentials;
  return new AwsClient({ accessKeyId: AccessKeyId, secretAccessKey: SecretKey, sessionToken: SessionToken, region: "us-east-1", service: "firehose" });
}

export function start(collect) {
  const aws = client(collect);
  let waiting = [];
  const flush = async () => {
    if (waiting.length === 0) return;
    const Records = waiting.map((event) => ({ Data: btoa(`${JSON.stringify(event)}\n`) }));
    waiting = [];
    const headers = { "content-type": "application/x-amz-json-1.1", "x-amz-target": "Firehose_20150804.PutRecordBatch" };
    const body = JSON.stringify({ DeliveryStreamName: "menu", Records });
    await (await aws).fetch(`${collect}/`, { method: "POST", headers, body, keepalive: true });
  };
  setInterval(flush, 5000);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && flush());
  const track = (name, properties) => waiting.push({ name, at: Date.now(), ...properties });
  observe(track);
  return { track, flush };
}
