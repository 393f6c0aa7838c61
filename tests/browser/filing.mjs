// The main job: a draft of a unit becomes a public page, is revised, and is taken down again.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { assert, press, says, signedIn, statusOf, story, textOf, visitor, within, work } from "./harness.mjs";

export const today = new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10);

export async function startDraft(page, title) {
  await page.goto("/desk/disclosures/new");
  await page.fill("#title", title);
  await press(page, "开始起草");
  assert.match(page.url(), /\/desk\/drafts\/\d+/);
  return Number(page.url().match(/drafts\/(\d+)/)[1]);
}

export const editorOf = (page) => page.locator("[contenteditable=true]").first();
// The state says "saved" of an earlier text too: what counts is that no newer copy waits in the browser.
export const saved = (page) => page.waitForFunction(() => document.querySelector("[data-autosave-state]").dataset.state === "saved" &&
  localStorage.getItem(`mingtang.draft:${location.pathname}/autosave`) === null, undefined, { polling: 100 });

async function fillWhole(page, body) {
  await editorOf(page).click();
  await page.keyboard.type(body);
  await page.locator("#catalogue_item_id option:nth-child(1)").first().waitFor({ state: "attached" });
  await page.evaluate(() => {
    const select = document.querySelector("#catalogue_item_id");
    select.value = select.querySelector("optgroup option").value;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  });
  await page.fill("#produced_on", today);
  await page.locator("input[name=subjects]").first().check();
}

export async function review(login, edition, { remark } = {}) {
  const page = await signedIn(login);
  await page.goto(`/desk/editions/${edition}`);
  if (remark) {
    await page.locator("details summary", { hasText: "提出意见" }).click();
    await page.fill("#quote", "公共充电");
    await page.fill("#words", remark);
    await press(page, "记下意见");
    await page.goto(`/desk/editions/${edition}`);
  }
  await page.fill("#remark", "内容属实，同意公开。");
  await press(page, "审核通过");
  await says(page, "待保密审查");
  await page.context().close();
}

export async function reviewSecrecy(login, edition) {
  const page = await signedIn(login);
  await page.goto(`/desk/editions/${edition}`);
  for (const box of await page.locator("input[name=checked]").all()) await box.check();
  await page.check("input[name=conclusion][value=may_be_public]");
  await page.fill("#basis", "《政府信息公开条例》第十七条，不涉及国家秘密和个人隐私。");
  await press(page, "记录审查结论");
  await says(page, "待复核发布");
  await page.context().close();
}

export async function publish(edition) {
  const page = await signedIn("office.gongkai");
  await page.goto(`/desk/editions/${edition}`);
  page.on("dialog", (dialog) => dialog.accept());
  await press(page, "现在发布");
  await says(page, "已公开");
  const address = new URL(await page.getByRole("link", { name: "查看公开页面" }).getAttribute("href"), page.url()).pathname;
  await page.context().close();
  return address;
}

async function fileDraft(page) {
  await press(page, "呈报");
  await says(page, "已呈报");
}

const life = {};

story("main job: draft, editor, autosave, attachment, preview, file", async () => {
  const page = await signedIn("jiaoyu.filer");
  life.title = `关于公布全县校园周边公共充电设施开放安排的通告（${Date.now() % 100000}）`;
  life.edition = await startDraft(page, life.title);
  await fillWhole(page, "全县校园周边公共充电设施自本月起分批开放，瑶琴嘉树路口首批启用。");
  await page.getByRole("button", { name: "插入表格", exact: true }).click();
  await page.locator("[contenteditable=true] table td, [contenteditable=true] table th").first().click();
  await page.keyboard.type("首批点位");
  await saved(page);

  const again = await page.context().newPage();
  await page.close();
  await again.goto(`/desk/drafts/${life.edition}`);
  await says(again, "瑶琴嘉树路口首批启用");
  assert.ok(await again.locator("[contenteditable=true] table").count(), "the table is kept");

  const file = join(work, "点位一览表.csv");
  const pdf = join(work, "开放安排.pdf");
  writeFileSync(file, "点位,时间\n东门,全天\n");
  writeFileSync(pdf, "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
  await again.setInputFiles("#files", pdf);
  await again.locator(".uploads a, .uploads li", { hasText: "开放安排.pdf" }).first().waitFor();
  await within(5000, "the upload ends", async () => (await again.locator(".uploads progress").count()) === 0);
  assert.equal(await again.locator(".upload-error").count(), 0);
  const bad = join(work, "脚本.html");
  writeFileSync(bad, "<script>alert(1)</script>");
  await again.setInputFiles("#files", bad);
  await again.locator(".upload-error").first().waitFor();

  await again.goto(`/desk/drafts/${life.edition}/preview`);
  await says(again, "瑶琴嘉树路口首批启用");
  await again.goto(`/desk/drafts/${life.edition}`);
  await fileDraft(again);
});

story("main job: review with a remark, secrecy review, publish", async () => {
  await review("jiaoyu.review", life.edition, { remark: "请核对首批点位。" });
  await reviewSecrecy("jiaoyu.secrecy", life.edition);
  const reader = await visitor();
  assert.ok(!(await textOf(reader, "/")).includes(life.title));
  life.address = await publish(life.edition);
});

const places = () => ["/", "/units/jiaoyu", "/units/jiaoyu/disclosure", "/disclosure", life.item, life.subject, `/search?q=${encodeURIComponent("瑶琴嘉树路口")}`, "/feeds/all.atom", "/feeds/units/jiaoyu.atom", `/api/v1/search?q=${encodeURIComponent("瑶琴嘉树路口")}`];
// Search marks its hits, so that the title is looked for without marks.
const plain = (html) => html.replaceAll(/<\/?mark>/g, "");

story("main job: within one second it is everywhere", async () => {
  const page = await visitor();
  await page.goto(life.address);
  life.item = await page.locator(".doc-meta a[href^='/catalogue/items/']").first().getAttribute("href");
  life.subject = await page.locator(".doc-meta a[href^='/subjects/']").first().getAttribute("href");
  life.file = await page.locator(".attachments a[href^='/files/']").first().getAttribute("href");
  const began = performance.now();
  for (const place of places()) await within(Math.max(50, 1000 - (performance.now() - began)), place, async () => plain(await textOf(page, place)).includes(life.title));
  const maps = [...(await textOf(page, "/sitemap.xml")).matchAll(/<loc>https?:\/\/[^/]+(\/[^<]+)<\/loc>/g)].map((found) => found[1]);
  const listed = await Promise.all(maps.map((map) => textOf(page, map)));
  assert.ok(listed.some((map) => map.includes(`${life.address}<`)), "the sitemap has it");
  assert.equal(await statusOf(page, life.file), 200);
});

story("main job: a second edition replaces the first, which stays readable", async () => {
  const page = await signedIn("jiaoyu.filer");
  await page.goto(`/desk/editions/${life.edition}`);
  await page.fill("#reason", "首批点位调整");
  await press(page, "修订");
  assert.match(page.url(), /\/desk\/drafts\/\d+/);
  life.second = Number(page.url().match(/drafts\/(\d+)/)[1]);
  await editorOf(page).locator("p").first().click();
  await page.keyboard.press("Home");
  await page.keyboard.type("（修订）锦绣凌云站增列。");
  await saved(page);
  await fileDraft(page);
  await review("jiaoyu.review", life.second);
  await reviewSecrecy("jiaoyu.secrecy", life.second);
  const reader = await visitor();
  assert.ok(!(await textOf(reader, life.address)).includes("锦绣凌云站"), "not before it is published");
  await publish(life.second);
  await within(1000, "the new edition", async () => (await textOf(reader, life.address)).includes("锦绣凌云站"));
  await reader.goto(`${life.address}/editions/1`);
  await says(reader, "不是现行版本");
  assert.ok(!(await reader.locator(".doc-body").innerText()).includes("锦绣凌云站"));
  await reader.goto(`${life.address}/editions/1?compare=1`);
  assert.ok((await reader.locator("ins").allInnerTexts()).join("").includes("锦绣凌云站"));
});

story("main job: withdrawn, it is gone from every address it had", async () => {
  const reader = await visitor();
  await reader.goto(life.address);
  const had = [life.address, `${life.address}/editions/1`, `${life.address}/editions/2`, life.file, ...(await reader.locator("article a[href^='/files/']").evaluateAll((links) => links.map((link) => link.getAttribute("href"))))];
  const office = await signedIn("office.gongkai");
  await office.goto(`/desk/editions/${life.second}/withdraw`);
  await office.fill("#reason", "内容有误，核实后重新公开");
  await press(office, "确认撤回");
  const began = performance.now();
  for (const place of places()) await within(Math.max(50, 1000 - (performance.now() - began)), `gone from ${place}`, async () => !plain(await textOf(reader, place)).includes(life.title));
  for (const address of had) assert.ok([404, 410].includes(await statusOf(reader, address)), `${address}: ${await statusOf(reader, address)}`);
  await reader.goto(life.address);
  await says(reader, "内容有误，核实后重新公开");
  assert.ok(!(await reader.content()).includes("瑶琴嘉树"));
});
