// A letter to the opinion box: from the writer over office, unit and reviewer to the public, and the writer's rating.
import { assert, press, says, signedIn, statusOf, story, textOf, visitor, within } from "./harness.mjs";

const words = "我家住在南关巷，巷口的路灯坏了半个月，晚上老人出门看不见。\n请问归谁修，什么时候能修好？";

async function write(page, fields) {
  await page.goto("/letter");
  if (fields.unit) await page.selectOption("#unit", { label: fields.unit });
  await page.locator(`input[name=kind][value=${fields.kind}]`).check();
  for (const name of ["title", "words", "name", "phone", "email"]) if (fields[name]) await page.fill(`#${name}`, fields[name]);
  if (fields.allows) await page.locator("input[name=may_publish]").check();
  await page.waitForTimeout(3200);   // nobody writes a letter in less
  await press(page, "提交");
}

async function receiptOf(page) {
  return { number: await page.locator(".receipt-number").innerText(), code: await page.locator(".receipt-code").innerText() };
}

story("letters: a writer who knows no unit, the office, two units, a reviewer, the public, a rating", async () => {
  const writer = await visitor();
  await write(writer, { kind: "consultation", title: "南关巷路灯谁来修", words, allows: true });
  await says(writer, "“姓名”没有填写");
  await says(writer, "电话和电子邮箱至少填一样");
  assert.equal(await writer.inputValue("#words"), words.replaceAll("\r", ""), "nothing typed is lost");
  assert.ok(await writer.locator("input[name=may_publish]").isChecked());
  await writer.fill("#name", "蓝设之");
  await writer.fill("#phone", "0990-5550231");
  await press(writer, "提交");
  await says(writer, "来信已经收到");
  const { number, code } = await receiptOf(writer);
  assert.match(number, /^信〔\d{4}〕\d+号$/);
  await writer.reload();
  assert.deepEqual(await receiptOf(writer), { number, code }, "the receipt stays for a while, and nothing is sent twice");

  const office = await signedIn("office.gongkai");
  await office.goto("/desk/participation?state=arrived");
  await office.locator("tr", { hasText: number }).getByRole("link").click();
  const address = new URL(office.url()).pathname;
  await says(office, "蓝设之");
  await press(office, "转给它");
  await says(office, "请选择承办单位");
  await office.selectOption("#unit", { label: "云麓县教育局" });
  await press(office, "转给它");
  await says(office, "已转给承办单位");

  const wrong = await signedIn("jiaoyu.filer");
  await wrong.goto(address);
  await wrong.fill("#send_back_reason", "路灯归住建部门，本单位不管路灯");
  await press(wrong, "退回重新分办");
  await says(wrong, "已退回");
  assert.equal(await statusOf(wrong, address), 404, "it is not theirs any more");
  await office.goto(address);
  await says(office, "本单位不管路灯");
  await office.selectOption("#unit", { label: "云麓县财政局" });
  await press(office, "转给它");

  const filer = await signedIn("caizheng.filer");
  await filer.goto("/desk/participation");
  await filer.locator("tr", { hasText: number }).getByRole("link").click();
  await filer.fill("#reply", "您好。路灯由县城管养护中心维修。");
  await press(filer, "保存草稿");
  await says(filer, "草稿已保存");
  const stale = await signedIn("caizheng.filer");
  await stale.goto(address);
  await filer.fill("#reply", "您好。南关巷的路灯已经修好，今后可以拨打12345报修。");
  await press(filer, "提交审核");
  await stale.fill("#reply", "另一份答复");
  await press(stale, "提交审核");
  await says(stale, "不能提交审核");

  await writer.goto("/letter/case");
  await says(writer, "答复审核中");
  assert.equal((await writer.locator("main").innerText()).includes("已经修好"), false, "what was not passed is not shown");
  const reviewer = await signedIn("caizheng.review");
  await reviewer.goto(address);
  await press(reviewer, "审核通过，发出答复");
  await says(reviewer, "答复已发出");

  await office.goto(address);
  await press(office, "向社会公开");
  await says(office, "已向社会公开");
  const citizen = await visitor();
  await within(3000, "the published letter", async () => (await textOf(citizen, "/letters")).includes("南关巷路灯谁来修"));
  await citizen.goto("/letters");
  await Promise.all([citizen.waitForNavigation(), citizen.getByRole("link", { name: "南关巷路灯谁来修" }).click()]);
  await says(citizen, "已经修好");
  assert.equal((await citizen.locator("body").innerText()).includes("蓝设之"), false);

  const elsewhere = await visitor();
  await elsewhere.goto("/letter/follow");
  await elsewhere.fill("#number", number.replace("〔", "[").replace("〕", "]"));
  await elsewhere.fill("#query_code", "AAAA-BBBB-CCCC");
  await press(elsewhere, "查询");
  await says(elsewhere, "编号和查询码对不上");
  await elsewhere.fill("#query_code", code.toLowerCase().replaceAll("-", " "));
  await press(elsewhere, "查询");
  await says(elsewhere, "已经修好");
  await press(elsewhere, "评价");
  await says(elsewhere, "请选择满意、基本满意或者不满意");
  await elsewhere.locator("input[name=rating][value=content]").check();
  await elsewhere.fill("#words", "第二天就亮了。");
  await press(elsewhere, "评价");
  await says(elsewhere, "您的评价：满意");
  await press(elsewhere, "看完了，从这个浏览器清除");
  await elsewhere.goto("/letter/case");
  await says(elsewhere, "查询来信");
  await office.goto(address);
  await says(office, "第二天就亮了。");

  await office.fill("#withhold_reason", "来信人要求撤下");
  await press(office, "撤下公开的内容");
  await within(3000, "the letter taken away", async () => !(await textOf(citizen, "/letters")).includes("南关巷路灯谁来修"));
});

story("letters: personal data is not published, and what is closed tells its writer why", async () => {
  const writer = await visitor();
  await write(writer, { unit: "云麓县民政局", kind: "complaint", title: "窗口没有人", words: "上午去办事，窗口没有人。我的电话是13912345678，请回电。", name: "管例之", phone: "0990-5550232", allows: true });
  const { number } = await receiptOf(writer);
  const filer = await signedIn("minzheng.filer");
  await filer.goto("/desk/participation");
  await filer.locator("tr", { hasText: number }).getByRole("link").click();
  const address = new URL(filer.url()).pathname;
  await filer.fill("#reply", "已经安排专人值守。");
  await press(filer, "提交审核");
  const reviewer = await signedIn("minzheng.review");
  await reviewer.goto(address);
  await press(reviewer, "审核通过，发出答复");
  const office = await signedIn("office.gongkai");
  await office.goto(address);
  await press(office, "向社会公开");
  await says(office, "要公开的文字里有个人信息");
  await says(office, "139");
  await office.fill("#public_words", "管例之反映窗口没有人。");
  await press(office, "向社会公开");
  await says(office, "有来信人的姓名");
  assert.equal(await office.inputValue("#public_words"), "管例之反映窗口没有人。", "nothing typed is lost");
  await office.fill("#public_words", "上午去办事，窗口没有人。");
  await press(office, "向社会公开");
  await says(office, "已向社会公开");

  await write(writer, { kind: "other", title: "低价代办", words: "专业代办各种证照，欢迎联系。", name: "广告", phone: "0990-5550233" });
  const spam = await receiptOf(writer);
  await office.goto("/desk/participation?state=open");
  await office.locator("tr", { hasText: spam.number }).getByRole("link").click();
  await press(office, "不予办理");
  await says(office, "请写明为什么不办理");
  await office.fill("#close_reason", "来信是广告。");
  await press(office, "不予办理");
  await writer.goto("/letter/case");
  await says(writer, "来信是广告。");

  const auditor = await signedIn("audit");
  await auditor.goto("/desk/participation");
  await says(auditor, number);
  assert.equal((await auditor.locator("main").innerText()).includes("窗口没有人"), false, "the auditor sees how it went, not what it says");
  assert.equal(await statusOf(await signedIn("jiaoyu.handler"), address), 403);
});

story("letters: the office sees in numbers that two ask the same, and words the demand", async () => {
  const office = await signedIn("office.gongkai");
  await office.goto("/desk/demand");
  const group = office.locator("li", { hasText: "人来信咨询" }).first();
  await says(office, "人来信咨询 2 件");
  assert.equal((await office.locator("main").innerText()).includes("青禾镇"), false, "nothing of what they say");
  await group.locator("input[name=words]").fill("高龄津贴申请指南");
  await press(office, "整理为公开需求", group);
  const citizen = await visitor();
  await within(3000, "the demand", async () => (await textOf(citizen, "/demand")).includes("2 人来信咨询 2 件"));
});
