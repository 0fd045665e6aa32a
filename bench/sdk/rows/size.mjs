// What a page downloads before tracking works.
export const size = {
  id: "size",
  title: "download before tracking works, bytes (brotli 11)",
  run: async (peer) => ({ bytes: peer.bytes }),
  show: ({ bytes }) => bytes.toLocaleString("en"),
  must: "≤ 12,288",
  holds: ({ bytes }) => bytes <= 12_288,
};
