// Personal data on its way out: found at filing, shown beside the review, masked, excepted, and never published unnoticed.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { assert, press, says, signedIn, story, textOf, visitor, within, work } from "./harness.mjs";
import { editorOf, publish, review, reviewSecrecy, saved, startDraft, today } from "./filing.mjs";

// Nobody's: made up, born in 1949 and 1880 in textbooks of the check digit.
const card = "11010519491231002X";
const otherCard = "440524188001010014";
const phone = "13800138000";
const stamp = () => `${Date.now() % 1000000}`;

async function drafted(title, body, files = []) {
  const page = await signedIn("minzheng.filer", { javaScriptEnabled: false });
  const edition = await startDraft(page, title);
  await page.fill("#body", body);
  await page.selectOption("#catalogue_item_id", { index: 1 });
  await page.fill("#produced_on", today);
  await press(page, "保存草稿");
  for (const [name, content] of files) {
    const path = join(work, name);
    writeFileSync(path, content);
    await page.setInputFiles("#files", path);
    await press(page, "上传");
  }
  return { page, edition };
}

const certainIn = async (page) => Number(await page.locator(".figure", { hasText: "确定，待处理" }).locator("strong").innerText());

story("leaks: found at filing, masked with one click in text and attachment, published clean", async () => {
  const title = `临时救助公示${stamp()}`;
  const { page, edition } = await drafted(title, `<p>救助对象身份证号${card}，电话${phone}。</p><p>咨询电话12345。</p>`,
    [["leak-list.csv", `姓名,身份证号\n石某,${card}\n周某,${otherCard}\n`]]);
  await press(page, "呈报");
  await says(page, "处理后才能发布");
  await review("minzheng.review", edition);

  const secrecy = await signedIn("minzheng.secrecy");
  await secrecy.goto("/desk");
  assert.match(await secrecy.locator("tr", { hasText: title }).innerText(), /处待核对/);
  await secrecy.goto(`/desk/editions/${edition}/findings`);
  await says(secrecy, "11*************02X");
  assert.ok((await certainIn(secrecy)) >= 3);
  assert.ok(!(await secrecy.content()).includes(card), "the value itself is nowhere on the page");
  secrecy.on("dialog", (dialog) => dialog.accept());
  await secrecy.goto(`/desk/editions/${edition}`);
  await press(secrecy, "遮盖全部确定的发现");
  await says(secrecy, "已遮盖");
  assert.equal(await certainIn(secrecy), 0);
  await reviewSecrecy("minzheng.secrecy", edition);

  const address = await publish(edition);
  const reader = await visitor();
  await within(1000, "it is public", async () => (await textOf(reader, address)).includes(title));
  const html = await textOf(reader, address);
  assert.ok(html.includes("11*************02X") && !html.includes(card));
  await reader.goto(address);
  const file = await reader.locator(".attachment-list a").first().getAttribute("href");
  const content = await textOf(reader, file);
  assert.ok(content.includes("石某") && !content.includes(card) && !content.includes(otherCard), content);
});

story("leaks: what is certain is not published until somebody else excepts it with a reason", async () => {
  const { page, edition } = await drafted(`历史人物介绍${stamp()}`, `<p>教材所载样例号码${card}。</p>`);
  await press(page, "呈报");
  await review("minzheng.review", edition);
  await reviewSecrecy("minzheng.secrecy", edition);
  const office = await signedIn("office.gongkai");
  office.on("dialog", (dialog) => dialog.accept());
  await office.goto(`/desk/editions/${edition}`);
  await press(office, "现在发布");
  await says(office, "没有处理");
  await office.goto(`/desk/editions/${edition}/findings`);
  assert.equal(await office.getByRole("button", { name: "所选作为例外" }).count(), 0, "the office alone may not");

  const approver = await signedIn("office.baomi");
  await approver.goto("/desk");
  await approver.locator("tr", { hasText: "历史人物介绍" }).getByRole("link", { name: /处待核对/ }).first().click();
  await approver.waitForURL(/findings/);
  const group = approver.locator("input[name=group], input[name=finding]");
  for (const box of await group.all()) await box.check();
  await approver.fill("#except-reason", "行");
  await press(approver, "所选作为例外");
  await says(approver, "请写明可以公开的理由");
  for (const box of await group.all()) await box.check();
  await approver.fill("#except-reason", "教材公开刊载的样例，不是任何人的号码");
  await press(approver, "所选作为例外");
  await says(approver, "教材公开刊载的样例");
  await publish(edition);
});

story("leaks: the author sees it too, and mends it after it is sent back", async () => {
  const { page, edition } = await drafted(`低保名单${stamp()}`, `<p>户主身份证号${card}</p>`);
  await page.goto(`/desk/editions/${edition}/findings`);
  await press(page, "现在检查");
  await says(page, "11*************02X");
  await page.goto(`/desk/drafts/${edition}`);
  await says(page, "身份证号");
  await press(page, "呈报");
  const reviewer = await signedIn("minzheng.review");
  await reviewer.goto(`/desk/editions/${edition}`);
  await reviewer.fill("#remark", "有身份证号，请删去后再报");
  await press(reviewer, "退回");
  const author = await signedIn("minzheng.filer");
  await author.goto(`/desk/drafts/${edition}`);
  await editorOf(author).click();
  await author.keyboard.press("Control+A");
  await author.keyboard.type("户主一名，名单不再附号码。");
  await saved(author);
  await press(author, "呈报");
  await says(author, "没有发现");
});
