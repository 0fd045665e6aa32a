// Dwell per section against an independent sampler, with another tab before the page in the middle.
import { textOf } from "../src/read.mjs";
import { trial } from "../src/trial.mjs";

const STOP_MS = 2500;

const HIDDEN_MS = 6000;

const GRACE_MS = 3000;

/** A screen; the sections fill it. */
const SCREEN_PX = 844;

/** Looks at each frame which sections have half of their area, or half of the screen: the rule, written by other means. */
const SAMPLER = () => {
  window.truth = {};
  let last;
  const look = (now) => {
    const visible = document.visibilityState === "visible";
    for (const section of visible && last !== undefined ? document.querySelectorAll("[data-linger-section]") : []) {
      const { top, bottom, height } = section.getBoundingClientRect();
      const shown = Math.min(bottom, innerHeight) - Math.max(top, 0);
      if (shown < height / 2 && shown < innerHeight / 2) continue;
      const id = section.dataset.lingerSection;
      window.truth[id] = (window.truth[id] ?? 0) + now - last;
    }
    last = visible ? now : undefined;
    requestAnimationFrame(look);
  };
  document.addEventListener("visibilitychange", () => (last = undefined));
  requestAnimationFrame(look);
};

const add = (sums, id, ms) => sums.set(id, (sums.get(id) ?? 0) + ms);

/** linger: exposures are told in slices that add up. */
function ofLinger(text, sums) {
  for (const line of text.split("\n").filter((line) => line.startsWith('{"v":1'))) {
    for (const [kind, , , id, , , paused, scrolling] of JSON.parse(line).events) if (kind === "s") add(sums, id, paused + scrolling);
  }
}

/** Snowplow: each statistic is a total so far; the last one counts. */
function ofSnowplow(text, sums) {
  const entities = /"data-linger-section","value":"([^"]+)"[\s\S]*?"total_time_visible_ms":(\d+)/g;
  for (const [, id, ms] of text.replaceAll("\\", "").matchAll(entities)) sums.set(id, Math.max(sums.get(id) ?? 0, Number(ms)));
}

/** The observer of twenty lines: each view is an event. */
function ofObserver(text, sums) {
  for (const [, id, ms] of text.replaceAll("\\", "").matchAll(/"target":"(section-\d)","ms":"?(\d+)/g)) add(sums, id, Number(ms));
}

const READERS = { linger: ofLinger, snowplow: ofSnowplow, plausible: ofObserver };

async function measure(peer, { phone, double, pass }) {
  await pass(STOP_MS);
  await phone.scroll(SCREEN_PX, 900);
  await pass(STOP_MS);
  const show = await phone.hide();
  await pass(HIDDEN_MS);
  await show();
  await pass(STOP_MS);
  await phone.scroll(SCREEN_PX, 900);
  await pass(STOP_MS);
  const truth = await phone.page.evaluate(() => window.truth);
  await phone.page.goto(`${double.address}/elsewhere`);
  await pass(GRACE_MS);
  const sums = new Map();
  for (const request of double.requests) READERS[peer.id](textOf(request), sums);
  const sections = Object.entries(truth).filter(([, ms]) => ms >= 1000);
  const errors = sections.map(([id, ms]) => Math.round((sums.get(id) ?? 0) - ms));
  return { errors, sections: sections.map(([id]) => id), strangers: [...sums.keys()].filter((id) => !(truth[id] >= 50)) };
}

const signed = (ms) => `${ms < 0 ? "−" : "+"}${Math.abs(ms).toLocaleString("en")}`;

export const dwell = {
  id: "dwell",
  title: "dwell error per section, another tab before the page for 6 s in the middle, ms",
  applies: ({ id }) => id in READERS,
  run: (peer) => trial(peer, { tall: true, sampler: SAMPLER }, (given) => measure(peer, given)),
  show: ({ errors, strangers }) => `${errors.map(signed).join(", ")}${strangers.length ? `; ${strangers.length} unseen sections told` : ""}`,
  must: "≤ 100",
  holds: ({ errors, strangers }) => errors.length > 2 && errors.every((ms) => Math.abs(ms) <= 100) && strangers.length === 0,
};
