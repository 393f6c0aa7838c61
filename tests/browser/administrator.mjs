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
