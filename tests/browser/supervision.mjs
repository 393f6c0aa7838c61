// A fault that the patrol finds, from the notice over the unit's answer to the verification, and what the public sees of it.
import { assert, patrolled, press, says, signedIn, statusOf, story, visitor } from "./harness.mjs";

story("督办：巡查发现一个问题，发整改通知、报告、退回、再报告、核查，公众看到经过", async () => {
  const inspector = await signedIn("office.gongkai");
  await inspector.goto("/desk/supervision");
  await press(inspector, "现在巡查一次");
  await says(inspector, "巡查已开始，完成后这里显示结果");
  await patrolled(inspector);
  await inspector.goto("/desk/supervision/findings");
  const row = inspector.locator("tbody tr").filter({ has: inspector.locator("input[type=checkbox]") }).first();
  const kind = (await row.locator("strong").first().innerText()).trim();
  await row.locator("input[type=checkbox]").check();
  await press(inspector, "所选不作问题处理");
  await says(inspector, "请写明为什么不作问题处理");
  const again = inspector.locator("tbody tr").filter({ has: inspector.locator("input[type=checkbox]") }).first();
  await again.locator("input[type=checkbox]").check();
  await press(inspector, "就所选发整改通知…");
  assert.equal(await inspector.inputValue("#title"), kind);
  assert.ok((await inspector.inputValue("#demand")).startsWith(kind));
  await inspector.fill("#working_days", "0");
  await press(inspector, "发出");
  await says(inspector, "整改期限请填写1到60个工作日");
  assert.ok((await inspector.inputValue("#demand")).startsWith(kind), "nothing typed is lost");
  await inspector.fill("#working_days", "5");
  const unit = await inspector.locator("#unit option:checked").innerText();
  await inspector.check("input[name=is_public]");
  await press(inspector, "发出");
  await says(inspector, "整改通知已经发出");
  const address = new URL(inspector.url()).pathname;
  const number = (await inspector.locator(".page-facts").innerText()).match(/督〔\d{4}〕\d+号/)[0];

  const citizen = await visitor();
  await citizen.goto("/supervision");
  await says(citizen, number);
  await says(citizen, unit);
  assert.equal((await citizen.locator("main").innerText()).includes("徐麦穗"), false, "who of the staff wrote it is not public");
  assert.equal(await statusOf(citizen, address), 303);

  await inspector.fill("#words", "逾期没有整改");
  await press(inspector, "升级到下一步");
  await says(inspector, "届满前没有退回过的不能升级");
  await inspector.fill("#words", "事实有变");
  await press(inspector, "撤销");
  await says(inspector, "督办件已撤销");
  await citizen.goto("/supervision");
  assert.equal((await citizen.locator("main").innerText()).includes(number), false, "what was taken back is not public any more");
});

story("督办：单位的审核人报告整改情况，附佐证，主管部门退回后核查通过", async () => {
  const inspector = await signedIn("office.gongkai");
  await inspector.goto("/desk/supervision/new");
  await inspector.selectOption("#unit", { label: "云麓县龙潭乡人民政府" });
  await inspector.fill("#title", "乡村振兴资金公示内容不全");
  await inspector.fill("#demand", "公示缺少资金来源和分配标准。\n请补充后重新公示。");
  await press(inspector, "发出");
  const address = new URL(inspector.url()).pathname;

  const reviewer = await signedIn("longtan.check");
  await reviewer.goto("/desk/supervision");
  await reviewer.getByRole("link", { name: "乡村振兴资金公示内容不全" }).click();
  await reviewer.fill("#words", "已补充资金来源。");
  await reviewer.setInputFiles("#files", { name: "截图.pdf", mimeType: "application/pdf", buffer: Buffer.from("MZ not a pdf") });
  await press(reviewer, "报告整改情况");
  await says(reviewer, "不能作为佐证材料");
  assert.equal(await reviewer.inputValue("#words"), "已补充资金来源。");
  await reviewer.setInputFiles("#files", { name: "截图.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n%%EOF") });
  await press(reviewer, "报告整改情况");
  await says(reviewer, "等待核查");

  await inspector.goto(address);
  assert.equal((await inspector.request.get(await inspector.getByRole("link", { name: "截图.pdf" }).getAttribute("href"))).status(), 200);
  await inspector.fill("#words", "分配标准仍然没有");
  await press(inspector, "退回重新整改");
  await reviewer.goto(address);
  await reviewer.fill("#words", "已补充分配标准。");
  await press(reviewer, "报告整改情况");
  await inspector.goto(address);
  await inspector.fill("#words", "内容完整");
  await press(inspector, "核查通过");
  await says(inspector, "已办结");
  const outsider = await signedIn("gongshui.check");
  assert.equal(await statusOf(outsider, address), 404);
});

story("督办：预演以后的一天，看谁会逾期、该发哪些通知，什么都不保存", async () => {
  const inspector = await signedIn("office.gongkai");
  await inspector.goto("/desk/supervision");
  await inspector.getByRole("link", { name: "预演", exact: true }).click();
  await inspector.fill("#day", "2020-01-01");
  await inspector.locator("form.filter-bar").evaluate((form) => { form.noValidate = true; });
  await press(inspector, "预演");
  await says(inspector, "预演看的是以后的情况");
  assert.equal(await inspector.inputValue("#day"), "2020-01-01");
  await inspector.goto("/desk/supervision/rehearsal");
  const number = async () => Number(await inspector.locator(".figure strong").first().innerText());
  const soon = await number();
  assert.ok(soon > 0);
  const later = new Date(Date.now() + 200 * 86400e3).toISOString().slice(0, 10);
  await inspector.fill("#day", later);
  await press(inspector, "预演");
  await says(inspector, "谁会排在最后");
  assert.ok((await number()) >= soon, "the later the day, the more is overdue");
  await inspector.goto("/desk/supervision/rehearsal");
  assert.equal(await number(), soon, "nothing was stored");

  const reviewer = await signedIn("longtan.check");
  await reviewer.goto(`/desk/supervision/rehearsal?day=${later}`);
  const units = await reviewer.locator("table").first().locator("tbody th").allInnerTexts();
  assert.deepEqual(units, ["云麓县龙潭乡人民政府"], "a unit sees what concerns it");
});
