// Who is compared. Each has a file here with `start(collect)`, which measures the page, posts below the address `collect`
// and gives `track(name, properties)` and, where the program has one, `flush()`.

/** `form` is what the tables call it. */
export const PEERS = [
  { id: "linger", form: "linger" },
  { id: "plausible", form: "plausible + observer" },
  { id: "aws4fetch", form: "aws4fetch, Cognito and Firehose by hand + observer" },
  { id: "rum-slim", form: "aws-rum slim + observer" },
  { id: "snowplow", form: "Snowplow + element tracking" },
  { id: "clickstream", form: "clickstream-web + observer" },
  { id: "segment", form: "Segment + observer" },
  { id: "aws-sdk", form: "AWS SDK, Cognito and Firehose + observer" },
  { id: "rum", form: "aws-rum-web + observer" },
  { id: "amplify", form: "Amplify, Cognito and Firehose + observer" },
  { id: "posthog", form: "posthog-js + observer" },
];

/** The page without any tracker, which others are counted from. */
export const NONE = { id: "none", form: "no tracker" };

/** A floor rather than a peer: it tells nobody anything. */
export const FLOOR = { id: "bare-observer", form: "an empty observer" };
