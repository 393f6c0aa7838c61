// The monthly bulletin: the office begins, units contest, the office decides, freezes, and a disclosure is drafted; every number opens its records.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { assert, press, says, signedIn, statusOf, story, textOf, work } from "./harness.mjs";

const month = "2026-09";

// The last day of the contest period passes without the night: only the stored day is moved.
function endContestPeriod() {
  const done = spawnSync("python3", ["-c", "import sqlite3,sys; db=sqlite3.connect(sys.argv[1],timeout=20); db.execute(\"update bulletin_bulletin set contest_until_on='2026-10-20' where month=?\",(sys.argv[2],)); db.commit()", join(work, "data/mingtang.db"), month]);
  assert.equal(done.status, 0, String(done.stderr));
}

// Follows every number of the page and counts the rows that it opens.
async function everyNumberOpensItsRecords(page) {
  const links = await page.locator("td.numeric a").evaluateAll((all) => all.map((one) => [one.getAttribute("href"), Number(one.textContent)]));
  assert.ok(links.length > 50, `${links.length} numbers`);
  for (const [href, number] of links) {
    const html = await textOf(page, href);
    const shown = html.split("<tbody>")[1]?.split("</tbody>")[0].split("</tr>").slice(0, -1).filter((row) => !row.includes("异议成立，不计入")).length ?? 0;
    const omitted = Number(html.match(/没有逾期的 (\d+) 项/)?.[1] ?? 0);
    if (html.includes("后面的记录")) assert.ok(shown === 200 && number > 200, href);
    else assert.equal(shown + omitted, number, href);
  }
}

story("月度通报：主管部门开始异议期，单位提出异议，处理、锁定，生成公开稿", async () => {
  const office = await signedIn("office.gongkai");
  await office.goto("/desk/bulletin");
  await office.selectOption("#month", month);
  await office.fill("#working_days", "0");
  await office.fill("#minimum_returned", "4");
  await press(office, "开始异议期");
  await says(office, "异议期请填写1到30个工作日");
  assert.equal(await office.inputValue("#minimum_returned"), "4", "nothing typed is lost");
  await office.fill("#working_days", "3");
  await press(office, "开始异议期");
  await says(office, "异议期已经开始");
  await says(office, "倒数第1");
  await everyNumberOpensItsRecords(office);

  const unit = await signedIn("jiaoyu.review");
  await unit.goto(`/desk/bulletin/${month}`);
  await says(unit, "锁定以前只显示本单位的数据");
  assert.equal((await unit.locator("main").innerText()).includes("云麓县民政局"), false, "other units are not shown before it is frozen");
  const foreign = (await office.locator("tr").filter({ hasText: "云麓县民政局" }).locator("td.numeric a").first().getAttribute("href"));
  assert.equal(await statusOf(unit, foreign), 404);
  await unit.locator("td.numeric a").nth(1).click();
  await unit.getByRole("link", { name: /^提出异议/ }).first().click();
  const title = (await unit.locator("form.sheet h2").innerText()).trim();
  await press(unit, "提出异议");
  await says(unit, "请写明为什么这条记录不应当计入");
  await unit.fill("#reason", "这一件是转发上级文件，不是本单位形成。");
  await press(unit, "提出异议");
  await says(unit, "异议已经提出");
  await says(unit, title);
  assert.equal(await statusOf(unit, "/desk/supervision"), 200);

  await office.goto(`/desk/bulletin/${month}`);
  await press(office, "锁定");
  await says(office, "结束后才能锁定");
  await press(office, "成立，不计入");
  await says(office, "请写明成立或者不成立的理由");
  await office.locator("article.sheet textarea").fill("属实，转发件不计。");
  await press(office, "成立，不计入");
  await says(office, "异议已经处理");
  await says(office, "异议成立不计 1");
  endContestPeriod();
  await office.goto(`/desk/bulletin/${month}`);
  await press(office, "锁定");
  await says(office, "数据已经锁定");
  await everyNumberOpensItsRecords(office);

  await unit.goto(`/desk/bulletin/${month}`);
  await says(unit, "云麓县民政局");
  for (const format of ["pdf", "xlsx", "html"]) assert.equal(await statusOf(unit, `/desk/bulletin/${month}/files/${format}`), 200, format);
  await office.selectOption("#catalogue_item_id", { index: 1 });
  await press(office, "生成公开稿");
  await says(office, "公开稿已经生成");
  const edition = await office.getByRole("link", { name: "公开稿", exact: true }).getAttribute("href");
  await office.goto(edition);
  await says(office, "关于2026年9月政府信息公开工作情况的通报");
  await says(office, ".xlsx");

  const filer = await signedIn("zhengfuban.filer");
  await filer.goto(edition.replace("/editions/", "/drafts/"));
  await filer.waitForTimeout(500);
  assert.ok((await filer.locator("meter").count()) > 20, "the editor keeps the bars");
  await press(filer, "呈报");
  await filer.goto(edition);
  await says(filer, "待审核");
  assert.ok((await filer.locator("meter").count()) > 20, "and so does what is filed");
});
