// Which trials run when: those that time the main thread alone, those that mostly wait together.

/** Two cores start this many browsers in a few seconds. */
const AT_ONCE = 4;

/** Trials that wait for tens of seconds, most of them idle. */
const WAITING_AT_ONCE = 11;

/** Runs tasks, `width` of them at a time; what they give, in order. */
async function together(tasks, width) {
  const results = [];
  const queue = [...tasks.entries()];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) results[next[0]] = await next[1]();
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}

const widthOf = ({ alone, waits }) => (alone ? 1 : waits ? WAITING_AT_ONCE : AT_ONCE);

/** A trial that breaks is a result too: the table says so, and the others go on. */
async function attempt(row, peer) {
  try {
    return await row.run(peer);
  } catch (error) {
    console.error(`${row.id} of ${peer.form}: ${error.message.split("\n")[0]}`);
    return { broken: error.message };
  }
}

/** Who is measured when: rounds, so that the samples of one peer lie apart, with the others' between. */
function takesOf({ times = () => 1 }, peers) {
  const most = Math.max(...peers.map(times));
  return Array.from({ length: most }, (_, round) => peers.filter((peer) => times(peer) > round)).flat();
}

/** Every peer's samples of a row, by the peer's id. */
export async function samples(row, peers) {
  const takes = takesOf(row, peers);
  const taken = await together(takes.map((peer) => () => attempt(row, peer)), widthOf(row));
  const of = (peer) => taken.filter((sample, index) => takes[index] === peer && !sample.broken);
  return new Map(peers.map((peer) => [peer.id, of(peer)]));
}
