// Disclosure on application, as the applicant sees it: with and without scripts, the days that were counted, the calendar file.
import { assert, desktop, noSidewaysOverflow, phone, press, says, signedIn, statusOf, story, visitor, within } from "./harness.mjs";

const wanted = "2026年义务教育学校招生入学的划片范围";

async function fill(page, { name = "欧阳明月", description = wanted } = {}) {
  await page.goto("/request/new?unit=jiaoyu");
  await page.fill("#description", description);
  await page.fill("#name", name);
  await page.fill("#proof_number", "11010519491231002X");
  await page.fill("#phone", "13800138000");
  await page.setInputFiles("#application", { name: "线索.txt", mimeType: "text/plain", buffer: Buffer.from("线索") });
}

async function send(page) {
  await press(page, "下一步：核对");
  await press(page, "提交");
  const number = await page.locator(".receipt-number").innerText();
  const code = await page.locator(".receipt-code").innerText();
  assert.match(code, /^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/);
  return { number, code };
}

async function follow(page, { number, code }) {
  await page.goto("/request/follow");
  await page.fill("#case_number", number);
  await page.fill("#query_code", code);
  await press(page, "查询");
}

for (const javaScriptEnabled of [true, false]) {
  story(`application: from the form to the page of the case, ${javaScriptEnabled ? "with" : "without"} scripts`, async () => {
    const page = await visitor({ javaScriptEnabled });
    await page.goto("/request");
    await says(page, "云麓县教育局");
    await fill(page);
    if (javaScriptEnabled) await within(8000, "what is published appears while typing", () => page.locator("[data-known-list] li").count());
    await press(page, "下一步：核对");
    await says(page, "先看看是不是已经公开");
    await says(page, "线索.txt");
    await page.goBack();
    const slip = await (async () => { await page.goto("/request/new?again=1"); await says(page, "线索.txt"); return send(page); })();
    await follow(page, slip);
    await says(page, "待确认收到");
    await says(page, "双方确认之日为收到申请之日");
    await page.goto("/request/case/clock");
    await says(page, "现在没有期限在计算");
    await page.goto("/request/case");
    await press(page, "看完了，退出");
    assert.equal(await statusOf(page, "/request/case"), 303);
  });
}

story("application: what is wrong stands beside its field, what was typed stays", async () => {
  const page = await visitor();
  await fill(page, { name: "" });
  await page.fill("#proof_number", "123");
  await press(page, "下一步：核对");
  await says(page, "有 2 处要改");
  for (const field of ["name", "proof_number"]) assert.equal(await page.locator(`#${field}`).getAttribute("aria-invalid"), "true", field);
  assert.equal(await page.inputValue("#description"), wanted);
  await says(page, "线索.txt");
  await page.locator(".error-summary a").first().click();
  assert.equal(await page.evaluate(() => document.activeElement.id || location.hash.slice(1)), "name");
});

story("application: what was wanted is published already", async () => {
  const page = await visitor({ javaScriptEnabled: false });
  await fill(page);
  await press(page, "下一步：核对");
  await Promise.all([page.waitForNavigation(), page.locator(".found-list button").first().click()]);
  assert.match(page.url(), /\/disclosure\/\d+$/);
  assert.equal(await statusOf(page, "/request/check"), 422);
});

story("application: pressed twice it is sent once", async () => {
  const page = await visitor();
  await fill(page);
  await press(page, "下一步：核对");
  const token = await page.locator("#send input[name=csrf_token]").getAttribute("value");
  const both = await Promise.all([1, 2].map(() => page.request.post("/request/check", { form: { csrf_token: token } })));
  const numbers = new Set(await Promise.all(both.map(async (answer) => /receipt-number">([^<]+)/.exec(await answer.text())[1])));
  assert.equal(numbers.size, 1);
});

// Working days of 2026 by the State Council's notice, counted here by hand-written rules and not by the program's.
const off = new Set(["2026-01-01", "2026-01-02", "2026-02-15", "2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20", "2026-02-23", "2026-04-06", "2026-05-01", "2026-05-04", "2026-05-05", "2026-06-19", "2026-09-25", "2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"]);
const on = new Set(["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"]);
function works(day) {
  const text = day.toISOString().slice(0, 10);
  if (on.has(text)) return true;
  return !off.has(text) && ![0, 6].includes(day.getUTCDay());
}
function twentieth(from) {
  const day = new Date(`${from}T00:00:00Z`);
  for (let left = 20; left > 0;) {
    day.setUTCDate(day.getUTCDate() + 1);
    if (works(day)) left -= 1;
  }
  return day.toISOString().slice(0, 10);
}

function parse(ics) {
  for (const line of ics.split("\r\n")) assert.ok(Buffer.byteLength(line) <= 75, line);
  const events = [];
  for (const line of ics.replaceAll("\r\n ", "").split("\r\n")) {
    if (line === "BEGIN:VEVENT") events.push({});
    const colon = line.indexOf(":");
    if (colon > 0 && events.length) events.at(-1)[line.slice(0, colon)] ??= line.slice(colon + 1);
  }
  return events;
}

story("application: the page of the date, against days counted otherwise, and the calendar file", async () => {
  const page = await visitor();
  await fill(page);
  const slip = await send(page);
  const clerk = await signedIn("jiaoyu.handler");
  await clerk.goto("/desk/requests");
  await Promise.all([clerk.waitForNavigation(), clerk.getByRole("link", { name: slip.number }).first().click()]);
  await press(clerk, "确认收到");
  await follow(page, slip);
  await says(page, "办理中");
  const received = await page.locator("dt:text-is('收到之日') + dd").innerText();
  const due = twentieth(received);
  await page.goto("/request/case/clock");
  await says(page, due);
  const numbers = await page.locator(".day-table tbody tr").evaluateAll((rows) => rows.map((row) => [...row.cells].slice(0, 3).map((cell) => cell.innerText.trim())));
  let number = 0;
  for (const [date, , said] of numbers) assert.equal(said, works(new Date(`${date}T00:00:00Z`)) ? String(++number) : "", date);
  assert.equal(number, 20);
  assert.equal(numbers.at(-1)[0], due);
  const answer = await page.request.get("/request/case/calendar.ics");
  assert.match(answer.headers()["content-type"], /^text\/calendar/);
  const [event] = parse(await answer.text());
  assert.equal(event["DTSTART;VALUE=DATE"], due.replaceAll("-", ""));
  assert.ok(event.SUMMARY.includes(slip.number));
  await page.goto("/request/case");
  const address = new URL(await page.locator("[data-copy-link]").getAttribute("data-copy-link"));
  const stranger = await visitor();
  assert.equal(parse(await (await stranger.request.get(address.pathname + address.search)).text()).length, 1);
  assert.equal(await statusOf(stranger, "/request/case"), 303);
});

story("application: the pages fit a phone and a kiosk", async () => {
  for (const viewport of [phone, { width: 1080, height: 1920 }, desktop]) {
    const page = await visitor({ viewport });
    await page.goto("/request");
    await noSidewaysOverflow(page);
    await fill(page);
    await noSidewaysOverflow(page);
    const slip = await send(page);
    await noSidewaysOverflow(page);
    await follow(page, slip);
    await noSidewaysOverflow(page);
    for (const path of ["/request/follow", "/request/amend", "/request/case/clock"]) {
      await page.goto(path);
      await noSidewaysOverflow(page);
    }
    await page.context().close();
  }
});
