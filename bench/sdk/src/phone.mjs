// A browser of its own for every trial, with a phone's screen. Driven without Playwright's usual overrides, as these keep
// every page visible, and a hidden page is what half of the rows are about.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const ARGUMENTS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
  "--remote-debugging-port=0",
  // Some trackers tell nothing of a browser that calls itself headless or driven.
  "--disable-blink-features=AutomationControlled",
  "--user-agent=Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36",
];

const SCREEN = { width: 390, height: 844, deviceScaleFactor: 2, mobile: true };

/** How long a browser may take to start on a busy machine. */
const START_MS_MAX = 60_000;

/** Browsers that run now; whoever ends this process ends them too. */
const running = new Set();
process.once("exit", () => running.forEach((child) => child.kill("SIGKILL")));
process.once("SIGTERM", () => process.exit(1));

function devtoolsAddress(child) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("the browser does not start")), START_MS_MAX);
    let said = "";
    child.stderr.on("data", (chunk) => {
      said += chunk;
      const [address] = said.match(/ws:\/\/\S+/) ?? [];
      if (address) resolve(address, clearTimeout(timer));
    });
    child.on("exit", () => reject(new Error(`the browser ended: ${said}`)));
  });
}

/** A browser with one page. */
export class Phone {
  static async open() {
    const phone = new Phone();
    phone.profile = await mkdtemp(join(tmpdir(), "linger-bench-"));
    const program = process.env.CHROMIUM ?? "/usr/bin/chromium";
    phone.child = spawn(program, [...ARGUMENTS, `--user-data-dir=${phone.profile}`, "about:blank"], { stdio: ["ignore", "ignore", "pipe"] });
    running.add(phone.child);
    phone.child.once("exit", () => running.delete(phone.child));
    phone.browser = await chromium.connectOverCDP(await devtoolsAddress(phone.child), { noDefaults: true });
    phone.context = phone.browser.contexts()[0];
    await phone.turnTo(phone.context.pages()[0]);
    return phone;
  }

  /** From now on `page` is the one that is driven. */
  async turnTo(page) {
    this.page = page;
    this.devtools = await this.context.newCDPSession(page);
    await this.devtools.send("Emulation.setDeviceMetricsOverride", SCREEN);
    // CPU time of the main thread, not wall time: what else this machine does does not count.
    await this.devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  }

  /** Slows the page's processor down by a factor. */
  slow(rate) {
    return this.devtools.send("Emulation.setCPUThrottlingRate", { rate });
  }

  /** The main thread's CPU time so far, in milliseconds: all of it, and scripts alone. */
  async busy() {
    const { metrics } = await this.devtools.send("Performance.getMetrics");
    const of = (wanted) => metrics.find(({ name }) => name === wanted).value * 1000;
    return { taskMs: of("TaskDuration"), scriptMs: of("ScriptDuration") };
  }

  /** Scrolls the page by a gesture, and returns when it has come to rest. */
  scroll(downPx, speed) {
    const gesture = { x: 195, y: 400, yDistance: -downPx, speed, gestureSourceType: "mouse" };
    return this.devtools.send("Input.synthesizeScrollGesture", gesture);
  }

  /** Puts another tab before the page; gives the way back. */
  async hide() {
    const other = await this.context.newPage();
    await this.page.waitForFunction(() => document.visibilityState === "hidden", undefined, { polling: 20 });
    return async () => {
      await other.close();
      await this.page.bringToFront();
      await this.page.waitForFunction(() => document.visibilityState === "visible", undefined, { polling: 20 });
    };
  }

  /** The system ends the page's process. */
  async kill() {
    const crashed = new Promise((resolve) => this.page.once("crash", resolve));
    this.devtools.send("Page.crash").catch(() => {});
    await crashed;
  }

  async close() {
    await this.browser?.close().catch(() => {});
    const ended = new Promise((resolve) => this.child.once("exit", resolve));
    if (this.child.exitCode === null) {
      this.child.kill("SIGKILL");
      await ended;
    }
    await rm(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
