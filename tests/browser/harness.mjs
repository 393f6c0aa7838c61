// A story is a sequence of steps of one person or several; the first check that fails ends it.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = new URL("../../", import.meta.url).pathname;
export const require = createRequire(join(root, "web/package.json"));
const { chromium } = require("playwright-core");

export const base = process.env.BASE;
export const work = process.env.WORK ?? mkdtempSync(join(tmpdir(), "mingtang-stories-"));
export { assert };

const people = new Map(readFileSync(join(root, "demo/people.jsonl"), "utf8").trim().split("\n").map(JSON.parse).map((one) => [one.login, one]));
const stories = [];
export function story(name, tell) { stories.push({ name, tell }); }

let browser;
export async function openBrowser() {
  browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    env: { ...process.env, LC_ALL: "C.UTF-8" },
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  return browser;
}

export const desktop = { width: 1280, height: 900 };
export const phone = { width: 390, height: 844 };

// A visitor has cookies and storage of his own. Faults of a page's scripts and of its policy end the story.
export async function visitor(options = {}) {
  const context = await browser.newContext({ baseURL: base, viewport: desktop, locale: "zh-CN", timezoneId: "Asia/Shanghai", ...options });
  context.setDefaultTimeout(20000);
  context.setDefaultNavigationTimeout(30000);
  const page = await context.newPage();
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(`${page.url()}: ${error.message}`));
  page.on("console", (message) => { if (message.type() === "error" && /Content Security Policy|Refused to/.test(message.text())) page.faults.push(message.text()); });
  return page;
}

export async function signedIn(login, options = {}) {
  const page = await visitor(options);
  await signIn(page, login);
  return page;
}

export async function signIn(page, login, next = "/desk") {
  await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
  await page.fill("#login", login);
  await page.fill("#password", people.get(login).password);
  await press(page, "登录");
  assert.ok(!page.url().includes("/sign-in"), `${login} could not sign in`);
}

// Presses a button that sends a form, and waits for the page that answers.
export async function press(page, name, within = page.locator("main, body").first()) {
  await Promise.all([page.waitForNavigation(), within.getByRole("button", { name, exact: true }).first().click()]);
}

export async function says(page, words) {
  const text = await page.locator("body").innerText();
  assert.ok(text.includes(words), `“${words}” is not on ${page.url()}; it begins: ${text.slice(0, 400).replaceAll("\n", " | ")}`);
}

// Only `page` follows redirects by itself; these look at one answer.
export async function statusOf(page, path) { return (await page.request.get(path, { maxRedirects: 0 })).status(); }
export async function textOf(page, path) { return (await page.request.get(path)).text(); }

// Polls until the check holds; says how long it took.
export async function within(milliseconds, what, check) {
  const began = performance.now();
  for (;;) {
    const holds = await check();
    const took = performance.now() - began;
    if (holds) return took;
    assert.ok(took < milliseconds, `not within ${milliseconds} ms: ${what}`);
    await new Promise((resume) => setTimeout(resume, 50));
  }
}

// Until no patrol is asked for or under way any more; the overview is open then.
export async function patrolled(page) {
  await within(60_000, "the patrol ends", async () => {
    await page.goto("/desk/supervision");
    const text = await page.locator("main").innerText();
    assert.ok(!text.includes("的巡查没有完成"), "the patrol broke off");
    return text.includes("最近一次巡查") && !text.includes("完成后这里显示结果");
  });
}

export async function noSidewaysOverflow(page) {
  const wide = await page.evaluate(() => {
    const limit = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= limit) return [];
    return [...document.body.querySelectorAll("*")].filter((one) => one.getBoundingClientRect().right > limit + 1 && !one.closest(".table-scroll"))
      .map((one) => `${one.tagName}.${one.className}`).slice(0, 5).concat(`${document.documentElement.scrollWidth} > ${limit}`);
  });
  assert.deepEqual(wide, [], `${page.url()} runs over the side`);
}

export async function tellStories(only) {
  let passed = 0;
  let failed = 0;
  await openBrowser();
  for (const { name, tell } of stories) {
    if (only.length && !only.some((word) => name.includes(word))) continue;
    const began = performance.now();
    const before = new Set(browser.contexts());
    try {
      await tell();
      for (const context of browser.contexts()) for (const page of context.pages()) assert.deepEqual(page.faults ?? [], [], "faults of scripts or of the policy");
      passed += 1;
      console.log(`ok   ${name} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
    } catch (error) {
      failed += 1;
      console.log(`FAIL ${name}\n     ${error.message.split("\n").slice(0, 12).map((line) => line.slice(0, 300)).join("\n     ")}\n     ${(error.stack ?? "").split("\n").filter((line) => line.includes("tests/browser")).slice(0, 3).join("\n     ")}`);
    }
    for (const context of browser.contexts()) if (!before.has(context)) await context.close();
  }
  await browser.close();
  console.log(`${passed} passed, ${failed} failed`);
  return failed;
}
