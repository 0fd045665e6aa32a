import { start } from "linger-sdk";

start({ site: "demo", endpoint: "/v1/batches", flushAgeMs: 1000 });
