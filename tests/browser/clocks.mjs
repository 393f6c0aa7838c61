// What must not be missed: on the desk, in a calendar behind a secret address, by mail, with days of warning that the office sets.
import { assert, press, says, signedIn, statusOf, story, textOf, visitor } from "./harness.mjs";

const numbers = async (page) => Object.fromEntries(await page.locator("main .figure").evaluateAll((all) => all.map((one) => [one.querySelector("span").textContent, Number(one.querySelector("strong").textContent)])));

story("到期提醒：起草人看到本单位的期限、为什么是这一天，打开记录；提前天数一改，数字随之改", async () => {
  const filer = await signedIn("minzheng.filer");
  await filer.goto("/desk");
  await says(filer, "到期提醒");
  await filer.goto("/desk/clocks");
  const before = await numbers(filer);
  assert.ok(before["以后到期"] + before["临近到期"] + before["已逾期"] > 0, JSON.stringify(before));
  await filer.selectOption("#kind", "item");
  await filer.selectOption("#days", "366");
  await press(filer, "查看");
  await says(filer, "第二十六条");
  const row = filer.locator("tbody tr").first();
  assert.ok((await row.innerText()).includes("民政局"));
  const name = (await row.locator("a.title").innerText()).trim();
  await row.locator("a.title").click();
  await says(filer, name);

  const office = await signedIn("office.gongkai");
  await office.goto("/admin/clocks");
  await office.fill("#item", "九");
  await press(office, "保存");
  await says(office, "提前天数请填写 0 到 60 的整数");
  assert.equal(await office.inputValue("#item"), "九");
  await office.fill("#item", "60");
  await press(office, "保存");
  await says(office, "已保存");
  await filer.goto("/desk/clocks?days=90&kind=item");
  const after = await numbers(filer);
  assert.ok(after["临近到期"] > (before["临近到期"] ?? 0), `${JSON.stringify(before)} → ${JSON.stringify(after)}`);
  await office.goto("/admin/clocks");
  await office.fill("#item", "");
  await press(office, "保存");
  await says(office, "已保存");
  assert.equal(await office.inputValue("#item"), "5");
});

story("到期提醒：没有脚本也能筛选；经办人看不到起草人的稿件，主管部门看全部单位", async () => {
  const handler = await signedIn("minzheng.handler", { javaScriptEnabled: false });
  await handler.goto("/desk/clocks?days=366");
  assert.equal(await handler.locator(".doc-note span", { hasText: /^信息公开$/ }).count(), 0);
  await handler.selectOption("#kind", "reply");
  await press(handler, "查看");
  assert.match(handler.url(), /kind=reply/);
  const office = await signedIn("office.gongkai");
  await office.goto("/desk/clocks?days=366&kind=item");
  const units = new Set(await office.locator("tbody tr .doc-note span:nth-child(2)").allInnerTexts());
  assert.ok(units.size > 1, [...units].join());
});

story("到期提醒：日历地址本单位的人都能生成和更换，更换后旧地址失效", async () => {
  const filer = await signedIn("minzheng.filer");
  await filer.goto("/desk/clocks");
  await says(filer, "还没有生成地址");
  await press(filer, "生成地址");
  const path = async () => new URL(await filer.inputValue("#calendar"), filer.url()).pathname;
  const first = await path();
  const stranger = await visitor();
  const text = await textOf(stranger, first);
  assert.match(text, /^BEGIN:VCALENDAR\r\n/);
  assert.match(text, /SUMMARY:目录事项更新：/);
  const handler = await signedIn("minzheng.handler");
  await handler.goto("/desk/clocks");
  assert.equal(new URL(await handler.inputValue("#calendar"), handler.url()).pathname, first);
  await press(filer, "更换地址");
  await says(filer, "原来的地址不再有效");
  assert.notEqual(await path(), first);
  assert.equal(await statusOf(stranger, first), 404);
  assert.equal(await statusOf(stranger, await path()), 200);
});

story("到期提醒：邮箱填错有说明，填对了可以随时关闭", async () => {
  const filer = await signedIn("minzheng.filer");
  await filer.goto("/desk/clocks");
  await filer.getByRole("link", { name: "到期提醒邮件" }).click();
  await filer.fill("#address", "li xin@");
  await press(filer, "保存");
  assert.equal(await filer.inputValue("#address"), "li xin@");
  assert.ok(await filer.locator("#address-error").isVisible());
  await filer.fill("#address", "lixin@example.cn");
  await press(filer, "保存");
  await says(filer, "已保存");
  const office = await signedIn("office.gongkai");
  await office.goto("/admin/clocks");
  await says(office, "l***@example.cn");
  await filer.uncheck("input[name=wanted]");
  await press(filer, "保存");
  await office.reload();
  assert.equal((await office.locator("main").innerText()).includes("l***@example.cn"), false);
});
