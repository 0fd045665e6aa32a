// The page on which all are compared: a menu of nine sections for a phone, with or without dishes.

const SECTIONS = 9;

/** With the sections, a hundred targets. */
const DISHES = 91;

const LINGER_TAG = `<script src="/linger/linger.js" data-site="demo" data-endpoint="/collect/v1/batches" data-storage="local" async></script>`;

/** linger's script tag where batches go to Firehose; `ADDRESS` stands for the double's. */
const DIRECT_TAG = `<script src="/linger/linger.js" data-site="demo" data-storage="local" data-transport="firehose"
  data-identity-pool="us-east-1:00000000-0000-4000-8000-000000000000" data-stream="menu" data-cognito-endpoint="ADDRESS"
  data-firehose-endpoint="ADDRESS" async></script>`;

const tagOf = ({ id, direct }) => (id === "linger" ? (direct ? DIRECT_TAG : LINGER_TAG) : "");

/** The tags by which a peer comes. */
export const tags = (peer) => `${tagOf(peer)}<script type="module" src="/tracker.js"></script>`;

const dish = (number) =>
  `<p data-linger-item="dish-${number}"><b>Dish ${number}</b><br>with rice, broth and three side dishes of the day</p>`;

function section(number, dishes) {
  const first = Math.round((number * dishes) / SECTIONS);
  const last = Math.round(((number + 1) * dishes) / SECTIONS);
  const items = Array.from({ length: last - first }, (_, index) => dish(first + index)).join("");
  return `<section data-linger-section="section-${number}"><h2>Section ${number}</h2>${items}</section>`;
}

/** The page as HTML; `tall` sections fill the screen and have no dishes; `late` leaves the tracker out for now. */
export function page(peer, { tall, late }) {
  const dishes = tall ? 0 : DISHES;
  const sections = Array.from({ length: SECTIONS }, (_, number) => section(number, dishes)).join("");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>A menu</title>
<link rel="icon" href="data:,">
<style>
  body { margin: 0; font: 16px/1.5 sans-serif; }
  section { ${tall ? "height: 100vh;" : ""} padding: 0 16px; box-sizing: border-box; overflow: hidden; }
  h2, p { margin: 0; padding: 24px 0; }
</style>
${late ? "" : tags(peer)}
</head>
<body>${sections}</body>
</html>`;
}

/** A page with nothing on it, of the same origin. */
export const EMPTY = `<!doctype html><title>Elsewhere</title><link rel="icon" href="data:,">`;
