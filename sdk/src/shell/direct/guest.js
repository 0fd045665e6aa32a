// A guest's identity and keys, from the identity pool: GetId once, GetCredentialsForIdentity before the keys run out. Both are
// kept where the page may store something, so that a return within their hour asks nobody.
import { call } from "./call.js";

const SERVICE = "AWSCognitoIdentityService.";

/** Keys with less than that left are renewed, and up to twice that, by chance: a dining room came in together. */
const RENEW_MS = 300000;

/** Keys with less than that left are not used: so long a request may take to arrive, and a clock be off. */
const USABLE_MS = 30000;

/** The first wait after a failure, and the longest, before jitter. */
const WAIT_MS = 2000;
const WAIT_MS_MAX = 300000;

/** How long keys are good yet, in milliseconds. */
export const left = (keys, now) => (keys.secret && keys.expires - now) || 0;

/** Whether keys that are good for so long may be used. */
export const isUsable = (good) => good > USABLE_MS;

/** In how long keys that are good for so long are to be renewed, by a number from 0 to 1; 0 and less for now. */
export const renewIn = (good, random) => good - RENEW_MS * (1 + random);

/** How long to wait after one more than so many failures in a row: exponential, capped, with full jitter. */
export const waitAfter = (failures, random) => random * Math.min(WAIT_MS * 2 ** failures, WAIT_MS_MAX);

/** Whether a status says that asking again is of no use. */
export const isFinal = (status) => status >= 400 && status < 500 && status !== 408 && status !== 429;

/**
 * @param url where Cognito is asked.
 * @param store what `stash.js` makes, or nothing.
 * @param heard is told when there are keys, with 200, and with another status, or 0, when there are none.
 */
export function guest(pool, url, clock, store, heard) {
  const chance = Math.random();
  let known = { pool };
  let asking = false;
  let stopped = false;
  let refused = 0;
  let failures = 0;
  let timer;

  const good = () => left(known, clock.now());
  const wait = () => renewIn(good(), chance);
  const learn = (keys) => {
    known = keys;
    if (!stopped) store?.guest(JSON.stringify(keys));
  };
  /** What is stored may be of an earlier page, or of another tab that was quicker. */
  const recall = () => {
    try {
      const stored = JSON.parse(store.guest());
      if (stored.pool === pool && (!known.identity || left(stored, clock.now()) > good())) known = stored;
    } catch {}
  };
  const later = (work, wait) => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(work, wait);
  };

  const ask = async (what, members) => {
    const answer = await call(clock, url, SERVICE + what, JSON.stringify(members));
    if (answer.status !== 200) throw answer;
    return answer.said;
  };
  const meet = async () => learn({ pool, identity: (await ask("GetId", { IdentityPoolId: pool })).IdentityId });
  const fetch = async () => {
    const { identity } = known;
    const { Credentials: given } = await ask("GetCredentialsForIdentity", { IdentityId: identity });
    const { AccessKeyId: id, SecretKey: secret, SessionToken: token, Expiration: expires } = given;
    learn({ pool, identity, id, secret, token, expires: expires * 1000 });
  };
  const obtain = async () => {
    const isNew = !known.identity;
    if (isNew) await meet();
    try {
      await fetch();
    } catch (answer) {
      // Pools are emptied of identities at times; then the guest is a new one.
      if (isNew || !/NotFound/.test(answer.code)) throw answer;
      await meet();
      await fetch();
    }
  };

  /** Asks for new keys, once for all who want some. */
  const renew = async () => {
    if (asking) return;
    if (refused) return void heard(refused);
    asking = true;
    let status = 200;
    try {
      recall();
      if (wait() <= 0) await obtain();
      failures = 0;
      later(refresh, wait());
    } catch (answer) {
      status = answer.status >= 400 ? answer.status : 0;
      if (isFinal(status)) refused = status;
      else later(refresh, waitAfter(failures++, Math.random()));
    }
    asking = false;
    heard(status);
  };
  /** Renews keys that are near their end, now or when it comes to that; not while nobody looks, as nothing new is to be sent. */
  const refresh = () => {
    if (wait() > 0) later(refresh, wait());
    else if (!document.hidden) renew();
  };

  recall();
  refresh();

  return {
    /** Keys that are good, if there are any. */
    keys: () => (isUsable(good()) ? known : undefined),
    renew,
    refresh,
    /** The keys were not taken: the same identity is given others. */
    drop: () => learn({ pool, identity: known.identity }),
    /** Asks for nothing more of its own accord, and stores nothing. */
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
