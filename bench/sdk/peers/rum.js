// Full CloudWatch RUM with guest credentials from Cognito.
import { AwsRum } from "aws-rum-web";
import { observe } from "./observer.js";

const IDENTITY_POOL = "us-east-1:00000000-0000-4000-8000-000000000000";

export function start(collect) {
  const rum = new AwsRum("00000000-0000-4000-8000-000000000000", "1.0.0", "us-east-1", {
    sessionSampleRate: 1,
    endpoint: collect,
    identityPoolId: IDENTITY_POOL,
    telemetries: [],
    allowCookies: true,
    signing: false,
  });
  const track = (name, properties) => rum.recordEvent(name, properties);
  observe(track);
  return { track, flush: () => rum.dispatch() };
}
