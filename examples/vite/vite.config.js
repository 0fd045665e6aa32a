// In development the page's server hands batches on to `linger serve`.
export default {
  server: { proxy: { "/v1": "http://127.0.0.1:8080" } },
};
