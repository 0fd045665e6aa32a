// Where the services are that this transport calls.

/** A pool's id begins with its Region, and the stream is in the same unless another is named. */
export function places({ identityPool, region, cognitoEndpoint, firehoseEndpoint }) {
  const home = identityPool.split(":")[0];
  const there = region ?? home;
  // China's Regions have a domain of their own.
  const at = (service, region) => `https://${service}.${region}.amazonaws.com${/^cn-/.test(region) ? ".cn" : ""}`;
  return {
    region: there,
    cognito: cognitoEndpoint ?? at("cognito-identity", home),
    firehose: new URL(firehoseEndpoint ?? at("firehose", there)),
  };
}
