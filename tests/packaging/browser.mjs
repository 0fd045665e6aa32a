// The browser in which the consumers run: a phone's screen, and an ear for everything that the page says.
import { chromium } from "playwright-core";

const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };

/** Chromium of `CHROMIUM`, or Debian's. Root may not use its sandbox. */
export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
  });

/** A page in a profile of its own, and what went wrong in it so far. */
export async function open(browser, address) {
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && faults.push(message.text()));
  await page.goto(address);
  return { page, faults, close: () => context.close() };
}
