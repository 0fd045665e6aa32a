// All that concerns linger: started once, it sees by itself when the route changes. Each route is a visit of its own, and
// marked elements that come and go with it are measured from then on.
import { start } from "linger-sdk";

start({ site: "demo", endpoint: "/v1/batches", menu: "2026-11", storage: "session", flushAgeMs: 3000 });
