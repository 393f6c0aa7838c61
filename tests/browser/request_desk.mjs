// Disclosure on application at the desk: from the counter to the archive, what the law refuses, who may read, the yearly holiday file.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { assert, noSidewaysOverflow, phone, press, says, signedIn, statusOf, story, textOf, work } from "./harness.mjs";

const stamp = () => `${Date.now() % 1000000}`;

async function take(page, words) {
  await page.goto("/desk/requests/new");
  await page.selectOption("#channel", "counter");
  await page.fill("#name", "江拟之");
  await page.fill("#proof_number", "110105194912310021");
  await page.fill("#phone", "0990-5550288");
  await page.fill("#description", words);
  await press(page, "登记");
  await says(page, "证件号码");   // the check digit is wrong: nothing typed is lost
  assert.equal(await page.inputValue("#description"), words);
  await page.fill("#proof_number", "11010519491231002X");
  await press(page, "登记");
  await says(page, "查询码");
  const number = await page.locator("dd strong").first().innerText();
  await page.getByRole("link", { name: "打开案件" }).click();
  return { number, address: new URL(page.url()).pathname };
}

// Writes what the template leaves open, and files it.
async function write(page, words = "有关情况") {
  const body = await page.inputValue("#body");
  await page.fill("#body", body.replace(/【[^】]*】/g, words));
  await press(page, (await page.getByRole("button", { name: "保存并送审" }).count()) ? "保存并送审" : "保存，可以发出");
}

async function startLetter(page, address, kind, fill) {
  await page.goto(`${address}/letters/new?kind=${kind}`);
  if (fill) await fill(page);
  await press(page, "写出初稿");
  return new URL(page.url()).pathname;
}

async function pass(login, letter) {
  const page = await signedIn(login);
  await page.goto("/desk/requests");
  assert.ok((await page.locator("#waiting").locator("xpath=ancestor::section").innerText()).includes("签批文书"), `${login} finds it in the inbox`);
  await page.goto(letter);
  await press(page, "同意");
  await page.context().close();
}

async function issue(page, letter) {
  await page.goto(letter);
  page.removeAllListeners("dialog");
  page.on("dialog", (dialog) => dialog.accept());
  await page.getByLabel("今天当面送达").check();
  await press(page, "编号并发出");
  await says(page, "已编号发出");
}

story("request desk: a counter application to the archive, over supplement, third party, extension and four signatures", async () => {
  const wanted = `明德小学南校区新校舍装饰材料检测报告${stamp()}`;
  const handler = await signedIn("jiaoyu.handler");
  const { number, address } = await take(handler, wanted);
  await says(handler, wanted);
  await says(handler, "还剩 20 个工作日");
  assert.ok(!(await handler.locator("main").innerText()).includes("江拟之"), "the applicant is masked");
  await press(handler, "显示完整的申请人信息");
  await says(handler, "江拟之");

  const supplement = await startLetter(handler, address, "supplement_notice");
  await write(handler);
  await pass("jiaoyu.head", supplement);
  await issue(handler, supplement);
  await handler.goto(address);
  await says(handler, "等待补正");
  await handler.fill("#supply-words", "指2026年8月的检测报告。");
  await press(handler, "登记补正");
  await says(handler, "答复期限重新起算");
  await says(handler, "第三十条");   // a second supplement is refused, with its article
  assert.equal(await handler.locator(".review-side").getByRole("link", { name: "补正告知书", exact: true }).count(), 0);

  const inquiry = await startLetter(handler, address, "third_party_inquiry", (page) => page.fill("#asked", "云麓示例装饰有限公司"));
  await write(handler);
  await pass("jiaoyu.head", inquiry);
  await issue(handler, inquiry);
  await handler.goto(address);
  await says(handler, "停止计算");
  await handler.selectOption("select[name=opinion]", "none");
  await press(handler, "登记意见");
  await says(handler, "第三十二条");   // silence counts only after fifteen working days
  await handler.selectOption("select[name=opinion]", "agrees_in_part");
  await handler.fill("textarea[name=words]", "同意公开检测结论，不同意公开配方。");
  await press(handler, "登记意见");
  await says(handler, "意见已登记");

  const extension = await startLetter(handler, address, "extension_notice");
  await write(handler, "检测机构补充材料需要时间");
  await pass("jiaoyu.open", extension);
  await issue(handler, extension);
  await handler.goto(address);
  await says(handler, "还剩 40 个工作日");

  await handler.getByRole("link", { name: "判断怎样答复" }).click();
  for (const choice of ["本机关在履行", "没有就同一内容", "明确，能指向", "本机关制作或者保存", "没有主动公开", "但能够区分处理"]) {
    await handler.getByLabel(choice).check();
    await press(handler, "下一步");
  }
  await handler.getByLabel("商业秘密").check();
  await press(handler, "下一步");
  await says(handler, "（二）部分公开");
  await says(handler, "应当先申请行政复议");
  await press(handler, "起草答复书");
  const answer = new URL(handler.url()).pathname;
  assert.ok((await handler.locator("[aria-label=结尾]").innerText()).includes("行政复议"), "the closing is written by the law");
  await write(handler, "检测结论");
  await says(handler, "已送审");
  await pass("jiaoyu.legal", answer);
  await pass("jiaoyu.head", answer);
  await pass("jiaoyu.open", answer);
  await issue(handler, answer);
  for (const step of ["合法性审查", "单位负责人", "公开工作机构负责人"]) await says(handler, `${step}：`);
  assert.match(await handler.locator(".page-facts").innerText(), /复〔20\d\d〕\d+号/);
  await handler.getByRole("link", { name: "版面" }).click();
  assert.ok((await textOf(handler, `${answer}/paper`)).includes("答复书"));
  const pdf = await handler.request.get(`${answer}/pdf`);
  assert.equal(pdf.status(), 200);
  assert.equal((await pdf.body()).subarray(0, 5).toString(), "%PDF-");

  await handler.goto(address);
  await says(handler, "已答复");
  await press(handler, "归档");
  await says(handler, "已归档");
  await handler.goto("/desk/requests/register?state=archived");
  await says(handler, number);
  assert.ok(!(await textOf(handler, "/desk/requests/register.csv")).includes("江拟之"));
});

story("request desk: only those on the case read it; every opening is kept", async () => {
  const wanted = `校外培训机构白名单核查记录${stamp()}`;
  const handler = await signedIn("jiaoyu.handler");
  const { number, address } = await take(handler, wanted);
  const legal = await signedIn("jiaoyu.legal");
  await legal.goto(address);
  await says(legal, number);
  await says(legal, "不显示申请人和申请内容");
  assert.ok(!(await legal.locator("main").innerText()).includes(wanted));
  const elsewhere = await signedIn("minzheng.handler");
  assert.equal(await statusOf(elsewhere, address), 404);
  const auditor = await signedIn("audit");
  await auditor.goto(`/admin/journal?subject=request:${address.split("/").pop()}`);
  await says(auditor, "查阅申请人信息");
  assert.ok(!(await auditor.locator("main").innerText()).includes(wanted), "the journal holds no word of it");
});

story("request desk: the inbox fits a phone and works without scripts", async () => {
  const page = await signedIn("ziran.handler", { viewport: phone, javaScriptEnabled: false });
  await page.goto("/desk/requests");
  await says(page, "征求意见期限已过");
  await says(page, "缴费期限已过");
  await page.selectOption("#state", "consulting");
  await press(page, "筛选");
  await says(page, "征求意见中");
  const withScripts = await signedIn("ziran.handler", { viewport: phone });
  for (const path of ["/desk/requests", "/desk/requests/new", "/desk/requests/register"]) {
    await withScripts.goto(path);
    await noSidewaysOverflow(withScripts);
  }
});

story("request desk: a year of holidays moves open dates, a broken one moves nothing", async () => {
  const admin = await signedIn("admin");
  const year = new Date().getFullYear() + 3;
  const day = (name, date, isOffDay = true) => ({ name, date: `${year}-${date}`, isOffDay });
  const days = [day("元旦", "01-01"), day("春节", "02-10"), day("清明节", "04-05"), day("劳动节", "05-01"), day("端午节", "06-10"), day("中秋节", "09-20"), day("国庆节", "10-01")];
  const file = (name, content) => { const path = join(work, name); writeFileSync(path, JSON.stringify(content)); return path; };
  await admin.goto("/admin/calendar");
  await admin.setInputFiles("#file", file("half.json", { year, days: days.slice(0, 3) }));
  await press(admin, "导入并重新计算");
  await says(admin, "不完整，没有导入");
  await admin.setInputFiles("#file", file("whole.json", { year, days }));
  await press(admin, "导入并重新计算");
  await says(admin, `${year} 年的安排已导入`);
  await admin.reload().catch(() => {});
  const handler = await signedIn("jiaoyu.handler");
  assert.equal(await statusOf(handler, "/admin/calendar"), 403);
});
