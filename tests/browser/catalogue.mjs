// The catalogue: what is due, how it changes with the public's say, what people look for and do not find.
import { assert, desktop, noSidewaysOverflow, phone, press, says, signedIn, statusOf, story, textOf, visitor, within } from "./harness.mjs";

const unitItems = async (page, unit) => JSON.parse(await textOf(page, `/api/v1/units/${unit}/catalogue`)).items;

story("catalogue: a citizen sees what is overdue, in words and in the interface", async () => {
  const page = await visitor();
  const late = (await unitItems(page, "nongye")).filter((one) => one.standing === "overdue");
  assert.ok(late.length > 0, "the demo county has overdue entries");
  await page.goto("/units/nongye");
  await says(page, `有 ${late.length} 个事项已经到期而没有公开`);
  await page.goto(late[0].url.replace(/^https?:\/\/[^/]+/, ""));
  await says(page, "更新情况");
  await says(page, "逾期");
  await says(page, late[0].due_on);
  for (const size of [desktop, phone]) {
    await page.setViewportSize(size);
    await noSidewaysOverflow(page);
  }
});

story("catalogue: a comment without an account is read by the office, shown and answered", async () => {
  const citizen = await visitor();
  await citizen.goto("/catalogue/proposals");
  await Promise.all([citizen.waitForNavigation(), citizen.getByRole("link", { name: /校外培训/ }).first().click()]);
  const address = new URL(citizen.url()).pathname;
  await Promise.all([citizen.waitForNavigation(), citizen.getByRole("link", { name: "提出意见" }).click()]);
  await citizen.fill("#words", "希望写明退费的办法，电话13912345678");
  await citizen.fill("#name", "一位家长");
  await press(citizen, "提交意见");
  await says(citizen, "请稍等几秒");
  assert.equal(await citizen.inputValue("#name"), "一位家长", "nothing typed is lost");
  await citizen.waitForTimeout(3200);
  await press(citizen, "提交意见");
  await says(citizen, "意见已经收到");
  assert.ok(!(await textOf(citizen, address)).includes("退费"), "not shown before it was read");

  const office = await signedIn("office.gongkai");
  await office.goto(`/desk/proposals/${address.split("/").pop()}`);
  const card = office.locator(".sheet", { hasText: "退费的办法" }).last();
  await card.locator("textarea[name=words]").fill("希望写明退费的办法");
  await card.locator("textarea[name=answer]").fill("采纳，增加退费办法一栏。");
  await press(office, "公开并答复", card);
  await within(2000, "the comment on the portal", async () => (await textOf(citizen, address)).includes("增加退费办法一栏"));
  const page = await textOf(citizen, address);
  assert.ok(!page.includes("13912345678") && !page.includes("一位家长"), "no personal data");
});

story("catalogue: a filer proposes, others may not decide, the office asks the public", async () => {
  const filer = await signedIn("minzheng.filer");
  await filer.goto("/desk/catalogue");
  await says(filer, "标准目录有变化");
  const items = await unitItems(filer, "minzheng");
  const item = items.find((one) => one.code === "yanglao-04");
  await filer.goto(`/desk/catalogue/items/${item.id}`);
  await Promise.all([filer.waitForNavigation(), filer.getByRole("link", { name: "建议调整" }).click()]);
  await filer.fill("#why", "养老机构信息变化快");
  await filer.selectOption("#cadence", "quarterly");
  await press(filer, "提出建议");
  await says(filer, "待征求意见");
  await says(filer, "每季度");
  assert.equal(await filer.getByRole("button", { name: "开始征求意见" }).count(), 0);
  const address = new URL(filer.url()).pathname;
  assert.equal(await statusOf(await visitor(), address.replace("/desk/proposals", "/catalogue/proposals")), 404, "not public yet");
  const office = await signedIn("office.zonghe");
  await office.goto(address);
  await office.fill("#days", "3");
  await press(office, "开始征求意见");
  await says(office, "7 至 60 日");
  await office.fill("#days", "15");
  await press(office, "开始征求意见");
  await says(office, "征求意见中");
  await office.locator("textarea#adopt").fill("同意");
  await press(office, "采纳");
  await says(office, "之后才能采纳");
  await within(2000, "the proposal on the portal", async () => (await statusOf(office, address.replace("/desk/proposals", "/catalogue/proposals"))) === 200);
});

story("catalogue: the standard changed, the unit takes it over", async () => {
  const office = await signedIn("office.gongkai");
  const item = (await unitItems(office, "minzheng")).find((one) => one.code === "shehuijiuzhu-04");
  await office.goto(`/desk/catalogue/items/${item.id}`);
  await says(office, "有变化");
  await press(office, "按标准更新");
  await within(2000, "the new content", async () => (await unitItems(office, "minzheng")).find((one) => one.id === item.id).content.includes("样表"));
});

story("catalogue: entries are derived from the standard, once", async () => {
  const office = await signedIn("office.gongkai");
  await office.goto("/admin/catalogue");
  const unit = await office.locator("#unit option", { hasText: "云麓县教育局" }).getAttribute("value");
  await office.goto(`/admin/catalogue/derive?unit=${unit}&domain=zhufang`);
  const before = (await unitItems(office, "jiaoyu")).length;
  const rows = await office.locator("input[name=item]").count();
  assert.ok(rows > 1);
  await office.locator("input[name=item]").first().uncheck();
  await press(office, "派生选中的事项");
  await within(2000, "the derived entries", async () => (await unitItems(office, "jiaoyu")).length === before + rows - 1);
  await office.goto(`/admin/catalogue/derive?unit=${unit}&domain=zhufang`);
  assert.equal(await office.locator("input[name=item]").count(), 1);
});

story("catalogue: two applicants ask for the same, the office words it, proposes an entry, and the public reads what became of it", async () => {
  const office = await signedIn("office.gongkai");
  await office.goto("/desk/demand");
  const first = office.locator("li").filter({ has: office.locator("input[name=member]") }).first();
  const member = await first.locator("input[name=member]").inputValue();
  const [, people, cases] = (await first.innerText()).match(/(\d+) 人提出 (\d+) 件/);
  assert.ok(Number(people) >= 2);
  const group = () => office.locator("li").filter({ has: office.locator(`input[name=member][value="${member}"]`) });
  const shown = await office.locator("main").innerText();
  assert.equal(/滨河|唐举之|袁设之/.test(shown), false, "neither what was asked for nor who asked");
  await group().locator("input[name=words]").fill("滨河片区征收补偿，联系 0990-5550101");
  await press(office, "整理为公开需求", group());
  await says(office, "请不要写电话、证件号码和邮箱");
  assert.equal(await group().locator("input[name=words]").inputValue(), "滨河片区征收补偿，联系 0990-5550101");
  await group().locator("input[name=words]").fill("旧城改建征收补偿标准");
  await press(office, "整理为公开需求", group());
  assert.equal(await group().count(), 0, "it is taken");
  const citizen = await visitor();
  await within(2000, "the demand", async () => (await textOf(citizen, "/demand")).includes("旧城改建征收补偿标准"));
  await citizen.goto("/demand");
  await says(citizen, `${people} 人提出 ${cases} 件申请`);
  const card = () => office.locator("section.sheet", { hasText: "旧城改建征收补偿标准" }).last();
  await Promise.all([office.waitForNavigation(), card().getByRole("link", { name: "提出目录调整建议" }).click()]);
  assert.match(office.url(), /unit=\d+&demand=\d+/);
  assert.equal(await office.inputValue("[name=level2]"), "旧城改建征收补偿标准");
  await office.goto("/desk/demand");
  await card().locator("textarea").fill("补偿标准已列入征收补偿方案，见县自然资源局公开目录。");
  await press(office, "答复", card());
  await within(2000, "the answer", async () => (await textOf(citizen, "/demand")).includes("补偿标准已列入征收补偿方案"));
});

story("catalogue: failed searches become a demand that the public sees answered", async () => {
  const office = await signedIn("office.gongkai");
  await office.goto("/desk/demand");
  await says(office, "路边停车收费标准");
  await office.getByRole("button", { name: "整理为公开需求：停车收费" }).click();
  const card = office.locator("section.sheet", { hasText: "停车收费" }).last();
  await card.locator("textarea").fill("停车收费标准由县发改局公开，见公开目录。");
  await press(office, "答复", card);
  const citizen = await visitor();
  await within(2000, "the answer", async () => (await textOf(citizen, "/demand")).includes("停车收费标准由县发改局公开"));
  const filer = await signedIn("jiaoyu.filer");
  assert.equal(await statusOf(filer, "/desk/demand"), 403);
});
