import { createHmac } from "node:crypto";
import { assert, press, says, signedIn, statusOf, story, textOf, visitor, within } from "./harness.mjs";

story("administrator: a renamed unit keeps its documents under both names", async () => {
  const page = await signedIn("admin");
  await page.goto("/admin/units");
  await Promise.all([page.waitForNavigation(), page.getByRole("link", { name: /云麓县自然资源局|县自然资源局/ }).first().click()]);
  await page.fill("#new_name", "云麓县自然资源和规划局");
  await page.fill("#new_short_name", "县自规局");
  await press(page, "更名");
  await says(page, "云麓县自然资源局（用至");
  const reader = await visitor();
  await within(1500, "the new name on the unit's page", async () => (await textOf(reader, "/units/ziran")).includes("云麓县自然资源和规划局"));
  await reader.goto("/units/ziran");
  await says(reader, "云麓县自然资源局");
  for (const name of ["云麓县自然资源局", "自然资源和规划局"]) {
    await within(2000, `hits for ${name}`, async () => {
      const found = JSON.parse(await textOf(reader, `/api/v1/search?q=${encodeURIComponent(name)}&unit=ziran&limit=5`));
      return found.total > 0;
    });
  }
});

story("administrator: a new person gets a password once and must change it", async () => {
  const page = await signedIn("admin");
  await page.goto("/admin/people/new");
  await page.fill("#login", "xin.ren");
  await page.fill("#name", "新人员");
  await press(page, "新增");
  const password = (await page.locator(".facts dd").last().innerText()).trim();
  assert.ok(password.length >= 12, "a password is shown");
  const person = await visitor();
  await person.goto("/sign-in");
  await person.fill("#login", "xin.ren");
  await person.fill("#password", password);
  await press(person, "登录");
  assert.match(person.url(), /\/account\/password/);
  await person.goto("/desk");
  assert.match(person.url(), /\/account\/password/, "nothing else before");
});

story("administrator: wrong passwords say so, nobody is told who exists", async () => {
  const page = await visitor();
  const answers = [];
  for (const login of ["admin", "no.such.person"]) {
    await page.goto("/sign-in");
    await page.fill("#login", login);
    await page.fill("#password", "wrong-password-1");
    await press(page, "登录");
    answers.push(await page.locator(".error-summary").innerText());
  }
  assert.equal(answers[0], answers[1]);
});

story("administrator: second factor", async () => {
  const page = await signedIn("audit");
  await page.goto("/account/second-factor");
  assert.ok(await page.locator("svg.qr").isVisible());
  await page.fill("#one_time_code", "000000");
  await press(page, "启用");
  await says(page, "验证码不正确");
});

story("administrator: the journal tells who did what; others may not see it", async () => {
  const page = await signedIn("audit");
  await page.goto("/admin/journal");
  assert.ok((await page.locator("main tbody tr").count()) > 5);
  const admin = await signedIn("admin");
  await admin.goto("/admin/journal");
  await says(admin, "章惊蛰");
  const filer = await signedIn("jiaoyu.filer");
  for (const path of ["/admin/journal", "/admin/units", "/admin/people", "/admin/settings"]) assert.equal(await statusOf(filer, path), 403, path);
});

// RFC 6238 with SHA-1, six digits, thirty seconds: what an authenticator shows.
function codeOf(secret) {
  const bits = [...secret.replaceAll(/[\s=]/g, "")].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000)));
  const digest = createHmac("sha1", key).update(step).digest();
  return String((digest.readUInt32BE(digest[19] & 15) & 0x7fffffff) % 1000000).padStart(6, "0");
}

story("administrator: with a second factor set up, the password alone opens nothing; no code works twice", async () => {
  const page = await signedIn("longtan.filer");
  await page.goto("/account/second-factor");
  const code = codeOf((await page.locator("main").innerText()).match(/密钥[：\s]*([A-Z2-7 ]{32,})/)[1]);
  await page.fill("#one_time_code", code);
  await press(page, "启用");
  const [recovery] = (await page.locator("main").innerText()).match(/[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}/);
  const again = await signedIn("longtan.filer").catch((refused) => refused);
  assert.ok(again instanceof Error, "the password alone signs nobody in");
  const other = await visitor();
  await other.goto("/sign-in");
  await other.fill("#login", "longtan.filer");
  await other.fill("#password", "Mingtang-2026-longtan-filer");
  await press(other, "登录");
  assert.match(other.url(), /\/sign-in\/code/);
  assert.equal(await statusOf(other, "/desk"), 303);
  await other.locator("#one_time_code").fill(code);
  await Promise.all([other.waitForNavigation(), other.locator("button[type=submit]").last().click()]);
  await says(other, "已经用过");
  await other.locator("#one_time_code").fill(recovery);
  await Promise.all([other.waitForNavigation(), other.locator("button[type=submit]").last().click()]);
  assert.match(other.url(), /\/desk$/);
});
