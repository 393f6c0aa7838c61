// The reader's side of the publication log: the line, the explanation, the check in the browser, and what tampering looks like.
import { assert, desktop, noSidewaysOverflow, phone, says, story, visitor } from "./harness.mjs";

async function checked(page, path) {
  await page.goto(path);
  await page.getByRole("button", { name: "开始核验" }).click();
  await page.locator("[data-log-result]:not(:empty)").waitFor();
  return page.locator("[data-log-result]").innerText();
}

story("log: from a document to its proof, checked in the browser", async () => {
  const page = await visitor();
  await page.goto("/disclosure/70");
  await page.locator(".doc-log a").click();
  await page.waitForURL("**/disclosure/70/log");
  await says(page, "公开日志是什么");
  const result = await checked(page, "/disclosure/70/log");
  assert.match(result, /一致/);
  assert.equal(await page.locator("[data-log-steps] .is-back").count(), 0, await page.locator("[data-log-steps]").innerText());
  const proof = await page.request.get(await page.locator("[data-entry] a").first().getAttribute("href"));
  assert.match(await proof.text(), /^c2sp\.org\/tlog-proof@v1\nindex \d+\n/);
  assert.equal((await page.request.get(await page.locator(".share img").getAttribute("src"))).status(), 200);
  for (const size of [desktop, phone]) {
    await page.setViewportSize(size);
    await noSidewaysOverflow(page);
  }
});

for (const [what, address, change, says] of [
  ["tile", /\/log\/tile\/0\//, (bytes) => { bytes[3] ^= 1; return bytes; }, "日志第"],
  ["entry bundle", /\/log\/tile\/entries\//, (bytes) => Buffer.from(bytes.toString("latin1").replace(/"html_sha256":"./g, (all) => all.slice(0, -1) + (all.endsWith("0") ? "1" : "0")), "latin1"), "日志第"],
  ["page", /\/disclosure\/70$/, (bytes) => Buffer.from(bytes.toString().replace('<div class="doc-body">', '<div class="doc-body">添')), "网页上的文字：不一致"],
  ["checkpoint", /\/log\/checkpoint$/, (bytes) => Buffer.from(bytes.toString().replace(/\n(\d)/, (all, digit) => `\n${9 - digit || 1}`)), "不一致"],
]) {
  story(`log: a tampered ${what} is told`, async () => {
    const page = await visitor();
    await page.route(address, async (route) => {
      if (route.request().resourceType() !== "fetch") return route.continue();
      const answer = await route.fetch();
      return route.fulfill({ response: answer, body: change(Buffer.from(await answer.body())) });
    });
    assert.match(await checked(page, "/disclosure/70/log"), /核验发现 \d+ 处不一致/);
    const wrong = await page.locator("[data-log-steps] .is-back").allInnerTexts();
    assert.ok(wrong.some((one) => one.includes(says)), wrong.join(" | "));
  });
}

story("log: what was withdrawn says so, and is checked to be gone", async () => {
  const page = await visitor();
  const notice = await page.goto("/disclosure/81");
  assert.equal(notice.status(), 410);
  await says(page, "公开日志的记载");
  for (const entry of ["首次公开，第 1 版", "撤回，第 1 版"]) await says(page, entry);
  assert.match(await checked(page, "/disclosure/81/log"), /一致/);
  assert.equal(await page.locator("[data-log-steps] .is-back").count(), 0);
  assert.match(await page.locator("[data-log-steps]").innerText(), /撤回：一致/);
});

story("log: attachments are checked against what the site hands out", async () => {
  const page = await visitor();
  assert.match(await checked(page, "/disclosure/5/log"), /各步核验一致/);
  await page.route(/\/files\/|\/attachments?\//, async (route) => {
    if (route.request().resourceType() !== "fetch") return route.continue();
    const answer = await route.fetch();
    return route.fulfill({ response: answer, body: Buffer.concat([await answer.body(), Buffer.from(" ")]) });
  });
  assert.match(await checked(page, "/disclosure/5/log"), /核验发现 \d+ 处不一致/);
});

story("log: the explanation is whole without scripts", async () => {
  const page = await visitor({ javaScriptEnabled: false });
  await page.goto("/disclosure/70/log");
  await says(page, "mingtang log verify --url");
  assert.equal(await page.getByRole("button", { name: "开始核验" }).count(), 0);
});
