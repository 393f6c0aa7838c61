// A scheme that is changed with its effect seen first, and an assessment from its beginning to a decided appeal.
import { assert, desktop, noSidewaysOverflow, phone, press, require, says, signedIn, statusOf, story } from "./harness.mjs";

const { readFileSync } = require("node:fs");
const scheme = (page, name) => page.locator("article", { has: page.getByRole("link", { name, exact: true }) });
const line = (page, name) => page.locator("tr", { has: page.locator("strong", { hasText: new RegExp(`^${name}$`) }) });

async function judge(page, name, fields) {
  const row = line(page, name);
  await row.locator("summary", { hasText: "评定" }).click();
  for (const [field, value] of Object.entries(fields))
    if (field === "files") await row.locator("input[type=file]").setInputFiles(value);
    else await row.locator(`[name=${field}]`).fill(value);
  await press(page, "评定", row);
}

story("考核：改一项指标，先看对各单位的影响，再保存为新的一版；写错的文件说明第几行", async () => {
  const office = await signedIn("office.gongkai");
  await office.goto("/desk/assessment");
  await office.getByRole("link", { name: "考核方案", exact: true }).click();
  await says(office, "政务公开“八有”考核评估方案");
  await says(office, "75分，得分乘以4/3");
  await scheme(office, "政府网站检查指标").getByRole("link").click();
  await office.getByRole("link", { name: "修改 其他页面链接打不开" }).click();
  await office.fill("#per_case", "0.123");
  await press(office, "看影响");
  await says(office, "不是分数");
  assert.equal(await office.inputValue("#per_case"), "0.123", "nothing typed is lost");
  await office.fill("#per_case", "9");
  await press(office, "看影响");
  await says(office, "每例不能超过这一项的分值5分");
  await office.fill("#per_case", "0.2");
  await press(office, "看影响");
  await says(office, "还没有保存");
  await says(office, "云麓县龙潭乡人民政府");
  await press(office, "保存为新的一版");
  await says(office, "请写明改了什么、为什么");
  await office.fill("#note", "与本地标准一致");
  await press(office, "保存为新的一版");
  await says(office, "已经保存为新的一版");
  await says(office, "第 2 版");
  await says(office, "每例扣0.2分");

  const [download] = await Promise.all([office.waitForEvent("download"), office.getByRole("link", { name: "下载文件" }).click()]);
  const text = readFileSync(await download.path(), "utf8");
  assert.equal(JSON.parse(text).code, "national-website");
  await office.getByRole("link", { name: "改全文" }).click();
  assert.equal(await office.inputValue("#text"), text);
  await office.fill("#text", text.replace('"total": 100,', '"total": 100'));
  await press(office, "看影响");
  await says(office, "第7行不合JSON的写法");
  await office.fill("#text", text.replace('"weight": 30,', '"weight": 31,'));
  await press(office, "看影响");
  await says(office, "groups[1].weight");
  await office.setInputFiles("#file", { name: "方案.json", mimeType: "application/json", buffer: Buffer.from(text.replace('"from": 60', '"from": 65')) });
  await press(office, "看影响");
  await says(office, "还没有保存");
  assert.ok((await office.inputValue("#text")).includes('"from": 65'), "the file stands in the form");
  await office.fill("#note", "合格线提高");
  await press(office, "保存为新的一版");
  await says(office, "第 3 版");

  const reviewer = await signedIn("longtan.check");
  assert.equal(await statusOf(reviewer, "/desk/assessment/schemes"), 200, "everybody may read by what he is assessed");
  assert.equal(await statusOf(reviewer, "/desk/assessment/schemes/national-website/text"), 403);
});

story("考核：开始、评定附佐证、告知，单位看到自己的考核表并提出异议，采纳后更正", async () => {
  const office = await signedIn("office.gongkai");
  await office.goto("/desk/assessment/new?scheme=eight-haves");
  await office.fill("#name", "龙潭乡专项考核");
  for (const box of await office.locator("input[name=unit]").all()) await box.uncheck();
  await press(office, "开始");
  await says(office, "请选择参加考核的单位");
  assert.equal(await office.inputValue("#name"), "龙潭乡专项考核");
  for (const unit of ["云麓县龙潭乡人民政府", "云麓县教育局"]) await office.getByLabel(unit, { exact: true }).check();
  await press(office, "开始");
  await says(office, "能计算的指标已经计算");
  const address = new URL(office.url()).pathname;
  await press(office, "告知");
  await says(office, "项没有评定");

  await office.getByRole("link", { name: "云麓县龙潭乡人民政府" }).click();
  const sheet = new URL(office.url()).pathname;
  await judge(office, "四项制度", { number: "1" });
  await says(office, "请写明情况和依据");
  assert.equal(await line(office, "四项制度").locator("[name=number]").first().inputValue(), "1");
  await line(office, "四项制度").locator("[name=words]").first().fill("没有责任追究制度");
  await line(office, "四项制度").locator("input[type=file]").setInputFiles({ name: "查看记录.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n%%EOF") });
  await press(office, "评定", line(office, "四项制度"));
  await says(office, "已经记下评定");
  assert.ok((await line(office, "四项制度").innerText()).includes("−2"));
  await judge(office, "创新和推广", { given: "6", words: "x" });
  await says(office, "不超过5分");
  await line(office, "创新和推广").locator("[name=given]").fill("1.5");
  await press(office, "评定", line(office, "创新和推广"));
  await office.getByRole("button", { name: /其余 \d+ 项记为没有问题/ }).click();
  await says(office, "其余各项已经记为没有问题");
  await office.goto(address);
  await office.getByRole("link", { name: "云麓县教育局" }).click();
  await office.getByRole("button", { name: /其余 \d+ 项记为没有问题/ }).click();
  await office.goto(address);

  const reviewer = await signedIn("longtan.check");
  assert.equal(await statusOf(reviewer, sheet), 404, "not before it is told");
  await office.fill("#working_days", "5");
  await press(office, "告知");
  await says(office, "各单位现在可以看到");

  await reviewer.goto("/desk/assessment");
  await reviewer.getByRole("link", { name: "龙潭乡专项考核" }).click();
  assert.deepEqual(await reviewer.locator("tbody th").allInnerTexts(), ["云麓县龙潭乡人民政府"], "its own only");
  await reviewer.getByRole("link", { name: "云麓县龙潭乡人民政府" }).click();
  await says(reviewer, "没有责任追究制度");
  const evidence = await reviewer.getByRole("link", { name: "查看记录.pdf" }).getAttribute("href");
  assert.equal((await reviewer.request.get(evidence)).status(), 200);
  const before = Number(await reviewer.locator(".figure strong").first().innerText());
  const row = line(reviewer, "四项制度");
  await row.locator("summary", { hasText: "异议" }).click();
  await press(reviewer, "提出异议", row);
  await says(reviewer, "请写明事实和理由");
  await line(reviewer, "四项制度").locator("[name=reason]").fill("制度已于七月印发。");
  await press(reviewer, "提出异议", line(reviewer, "四项制度"));
  await says(reviewer, "异议已经提出");
  for (const size of [desktop, phone]) {
    await reviewer.setViewportSize(size);
    await noSidewaysOverflow(reviewer);
  }
  const outsider = await signedIn("gongshui.check");
  assert.equal(await statusOf(outsider, sheet), 404);
  assert.equal(await statusOf(outsider, evidence), 404);

  await office.goto(address);
  await says(office, "异议 1");
  await press(office, "定稿");
  await says(office, "还有1项异议没有处理");
  await office.goto(sheet);
  const appealed = line(office, "四项制度");
  await appealed.locator("[name=outcome][value=upheld]").check();
  await appealed.locator("[name=number]").fill("0");
  await appealed.locator("[name=words]").fill("经核对，制度已经印发。");
  await press(office, "作出处理", appealed);
  await says(office, "异议已经处理");
  await says(office, "2 分 → 0 分");
  await office.goto(address);
  await press(office, "定稿");
  await says(office, "期满后才能定稿");

  await reviewer.reload();
  await says(reviewer, "经核对，制度已经印发。");
  assert.equal(Number(await reviewer.locator(".figure strong").first().innerText()), before + 2);

  // A record that should not have counted is struck out, seen by the unit, and taken back in.
  await office.goto(sheet);
  const listed = line(office, "按目录按时公开");
  const points = () => listed.locator("td").last().innerText();
  const records = listed.locator("details", { hasText: "所依据的" }), taken = await points();
  await records.locator("summary").click();
  const title = await records.locator("a").first().innerText();
  await records.locator("[name=record]").first().check();
  await press(office, "选中的不计", listed);
  await says(office, "请写明为什么不计");
  assert.ok(await records.locator("[name=record]").first().isChecked(), "the choice is kept");
  await records.locator("[name=reason]").fill("当天全站检修。");
  await press(office, "选中的不计", listed);
  await says(office, "选中的记录不计，已经重新算分");
  await says(office, "不计1件记录：当天全站检修。");
  assert.notEqual(await points(), taken);
  assert.ok(!(await records.innerText()).includes(title));
  for (const size of [desktop, phone]) {
    await office.setViewportSize(size);
    await noSidewaysOverflow(office);
  }
  await reviewer.reload();
  const told = line(reviewer, "按目录按时公开");
  assert.ok((await told.innerText()).includes(`不计：${title}`), "the unit sees which, by whom and why");
  assert.equal(await told.locator("[name=record]").count(), 0, "and changes nothing");
  await listed.locator("[id^=restore]").first().check();
  await listed.locator("summary", { hasText: "重新计入" }).click();
  await listed.locator("[id^=restore-reason]").fill("再核对，当天没有检修。");
  await press(office, "重新计入", listed);
  await says(office, "重新计入，已经重新算分");
  assert.equal(await points(), taken);
});
