// From a figure of the county to the records behind it, and who sees what.
import { assert, says, signedIn, statusOf, story } from "./harness.mjs";

story("看板：从全县到单位、事项和记录，每个数字都点得开", async () => {
  const office = await signedIn("office.gongkai");
  await office.goto("/desk/dashboard");
  assert.ok(await office.locator(".chart canvas").count() >= 2, "figures are drawn");
  await office.locator(".chart-table summary").first().click();
  const rows = await office.locator(".chart").first().locator("tbody tr").count();
  assert.ok(rows > 0, "and stand as a table too");
  const figure = office.locator("a.figure").filter({ hasText: "巡查问题" });
  const number = (await figure.locator("strong").innerText()).trim();
  await figure.click();
  await says(office, `巡查问题：${number} 处`);
  assert.equal(await office.locator("tbody tr").filter({ hasNotText: "不计入" }).count(), Number(number));
  await office.goto("/desk/dashboard");
  await office.getByRole("link", { name: "云麓县民政局" }).last().click();
  await says(office, "公开目录（");
  await office.locator("table").last().locator("tbody a").first().click();
  await says(office, "公开依据");
  await office.goto("/desk/dashboard/screen");
  await says(office, "政务公开运行监督");
  assert.equal(await office.locator(".desk-nav").count(), 0);
  assert.deepEqual(office.faults, []);

  const unit = await signedIn("jiaoyu.review");
  await unit.goto("/desk/dashboard");
  assert.equal(await unit.locator("section[aria-labelledby=units] tbody tr").count(), 1, "a unit sees its own");
  assert.equal(await statusOf(unit, "/desk/dashboard/screen"), 403);
});
