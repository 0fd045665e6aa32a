/** What the guest says to being measured. */
export type Consent = "granted" | "pending" | "denied";

/** Where batches go when no collector stands between the page and the stream. */
export interface Direct {
  /** Firehose itself takes the batches, with a guest's keys from Cognito. */
  transport: "firehose";
  /** The id of the Cognito identity pool that gives guests their keys. */
  identityPool: string;
  /** The name of the Firehose stream, not its ARN. */
  stream: string;
  /** The Region of the stream. Default: the pool's. */
  region?: string;
  /** Where Cognito is called: an http or https URL without a path. Default: the service in the pool's Region. */
  cognitoEndpoint?: string;
  /** Where Firehose is called. Default: the service in the stream's Region. */
  firehoseEndpoint?: string;
  /** A collector for what cannot go to Firehose. Default: none. */
  endpoint?: string;
}

/** Where batches go: to a collector. */
export interface Collected {
  /** A collector takes the batches, which is the default. */
  transport?: "collector";
  /** Where batches are posted: an http or https URL, absolute or relative to the page. */
  endpoint: string;
}

/** What a page may set. */
export type Options = Measured & (Collected | Direct);

/** What a page may set of what is measured. */
export interface Measured {
  /** The site's public key, 1 to 63 bytes. It names the site and authenticates nobody. */
  site: string;
  /** Version of the menu, up to 64 bytes. */
  menu?: string;
  /** The table, up to 32 bytes. Default: the page's `?table=` parameter. */
  table?: string;
  /** Age at which what was measured is sent, in milliseconds, from 1,000. Default 300,000. */
  flushAgeMs?: number;
  /** Time without a touch after which the page is idle, in milliseconds. Default 60,000. */
  idleMs?: number;
  /** Time at rest from which an exposure counts as read, in milliseconds. Default 1,000. */
  readMs?: number;
  /** Of a hundred sessions, how many are measured, from 1. Default 100. */
  samplePercent?: number;
  /** Height of what sticks to the upper edge of the viewport and covers the page, in CSS pixels. Default 0. */
  insetTopPx?: number;
  /** The same at the lower edge. Default 0. */
  insetBottomPx?: number;
  /** Where the session may be remembered between page loads, and what could not be sent. Default "none". */
  storage?: "none" | "session" | "local";
  /** How attention is shared on one screen: its upper half weighs twice the lower, or all of it the same. Default "upper". */
  gaze?: "upper" | "uniform";
  /** What the guest has said so far. Nothing is measured, stored or sent before it is "granted", the default. */
  consent?: Consent;
  /** Whether to find sections and dishes in a page without marks. Default false. */
  auto?: boolean;
  /** Where the module is, for hosts that serve it elsewhere. Default: beside this file. */
  wasm?: string | URL | Request | Response | BufferSource | WebAssembly.Module | Promise<Response>;
}

/** A running linger. */
export interface Linger {
  /** Reports something of the page's own: a tap, an order. Properties are sent as JSON, at most 2 KiB; names at most 64 bytes. */
  track(name: string, properties?: Record<string, unknown>): void;
  /** Takes in what the guest says. Anything but "granted" ends measuring at once, and removes what was stored. */
  consent(state: Consent): void;
  /** Sends now what there is. */
  flush(): void;
  /** Sends what there is and measures no more. */
  stop(): void;
  /** Shows what is measured and sent, over the page. Begins a new visit. */
  debug(): void;
}

/**
 * Measures the page from now on: elements marked `data-linger-section="id"` and `data-linger-item="id"`.
 *
 * @returns The running linger; `undefined` where there is no window (a server), the guest has asked for it by Global Privacy Control
 * or Do Not Track, or the browser lacks what measuring needs.
 * @throws TypeError naming every unknown or wrong option, with what is allowed.
 */
export function start(options: Options): Promise<Linger | undefined>;
