// The desk's other paths: emergency, a set hour, several at once, archive, inside the house only, quoting, big texts, the register.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { assert, press, says, signedIn, statusOf, story, textOf, visitor, within, work } from "./harness.mjs";
import { publish, review, reviewSecrecy, startDraft, today } from "./filing.mjs";

const stamp = () => `${Date.now() % 1000000}`;

// A whole draft by the plain form, as without scripts; `change` fills what differs.
async function whole(login, title, { body = "<p>正文一段，供核对。</p>", change, button = "呈报" } = {}) {
  const page = await signedIn(login, { javaScriptEnabled: false });
  const edition = await startDraft(page, title);
  await page.fill("#body", body);
  await page.selectOption("#catalogue_item_id", { index: 1 });
  await page.fill("#produced_on", today);
  if (change) await change(page);
  if (button) await press(page, button);
  return { page, edition };
}

async function publicAddressOf(login, edition) {
  const page = await signedIn(login);
  await page.goto(`/desk/editions/${edition}`);
  const address = new URL(await page.getByRole("link", { name: "查看公开页面" }).getAttribute("href"), page.url()).pathname;
  await page.context().close();
  return address;
}

async function recordReview(page) {
  for (const box of await page.locator("input[name=checked]").all()) await box.check();
  await page.check("input[name=conclusion][value=may_be_public]");
  await page.fill("#basis", "应急预案；《政府信息公开条例》第十七条，不涉密。");
}

story("desk: an emergency goes past the unit's review, never past the secrecy review", async () => {
  const title = `暴雨红色预警停课通知${stamp()}`;
  const { page, edition } = await whole("jiaoyu.filer", title, { button: "突发事件快速呈报" });
  await says(page, "保密审查不能省");
  await page.fill("#remark", "县气象台七时发布暴雨红色预警");
  await press(page, "确认快速呈报");
  await says(page, "等待保密审查");

  const reviewer = await signedIn("jiaoyu.review");
  await reviewer.goto(`/desk/editions/${edition}`);
  assert.equal(await reviewer.getByRole("button", { name: "审核通过" }).count(), 0);
  const office = await signedIn("office.gongkai");
  office.on("dialog", (dialog) => dialog.accept());
  await office.goto(`/desk/editions/${edition}`);
  assert.equal(await office.getByRole("button", { name: "立即发布" }).count(), 0, "not before the secrecy review");

  const secrecy = await signedIn("jiaoyu.secrecy");
  await secrecy.goto("/desk");
  assert.ok((await secrecy.locator("tbody tr").first().innerText()).includes("突发事件"), "it stands first");
  await secrecy.goto(`/desk/editions/${edition}`);
  await recordReview(secrecy);
  await press(secrecy, "记录审查结论");
  await office.goto(`/desk/editions/${edition}`);
  await press(office, "立即发布");
  const address = await publicAddressOf("office.gongkai", edition);
  const reader = await visitor();
  await within(1000, "it is public", async () => (await textOf(reader, address)).includes(title));
  await office.goto(`/desk/editions/${edition}`);
  for (const step of ["突发事件快速呈报", "保密审查通过", "突发事件发布"]) assert.ok((await office.locator(".timeline").last().innerText()).includes(step), step);
});

story("desk: what is set for an hour comes out at that hour by itself", async () => {
  const title = `定时发布的公告${stamp()}`;
  const { edition } = await whole("jiaoyu.filer", title);
  await review("jiaoyu.review", edition);
  await reviewSecrecy("jiaoyu.secrecy", edition);
  const office = await signedIn("office.gongkai");
  await office.goto(`/desk/editions/${edition}`);
  await office.fill("#publish_at", "2020-01-01T09:00");
  await press(office, "到时发布");
  await says(office, "发布时间已经过去");
  const hour = new Date(Date.now() + 8 * 3600e3 + 6000).toISOString().slice(0, 19);
  await office.locator("#publish_at").evaluate((field) => { field.step = "1"; });
  await office.fill("#publish_at", hour);
  await press(office, "到时发布");
  await says(office, "到时自动发布");
  const reader = await visitor();
  assert.ok(!(await textOf(reader, "/")).includes(title), "not before its hour");
  await within(30000, "it comes out", async () => (await textOf(reader, "/")).includes(title));
  await office.reload();
  await says(office, "已公开");
});

story("desk: filer, reviewer, secrecy reviewer and office each act on several at once", async () => {
  const titles = [`批量甲${stamp()}`, `批量乙${stamp()}`];
  for (const title of titles) await whole("minzheng.filer", title, { button: "保存草稿" });
  const lacking = `批量缺项${stamp()}`;
  const filer = await signedIn("minzheng.filer");
  await startDraft(filer, lacking);

  async function choose(page, names) {
    await page.goto("/desk");
    page.removeAllListeners("dialog");
    page.on("dialog", (dialog) => dialog.accept());
    for (const name of names) await page.getByLabel(`选择：${name}`).check();
  }
  await choose(filer, [...titles, lacking]);
  await press(filer, "呈报所选");
  await says(filer, "办成 2 件，没有办成 1 件");
  await says(filer, "请选择目录事项");

  const reviewer = await signedIn("minzheng.review");
  await choose(reviewer, titles);
  await press(reviewer, "审核通过");
  await says(reviewer, "办成 2 件，没有办成 0 件");

  const secrecy = await signedIn("minzheng.secrecy");
  await choose(secrecy, titles);
  await press(secrecy, "保密审查…");
  await says(secrecy, "一事一审");
  await press(secrecy, "逐件记录审查结论");
  await says(secrecy, "请选择审查结论");
  await recordReview(secrecy);
  await press(secrecy, "逐件记录审查结论");
  await says(secrecy, "办成 2 件，没有办成 0 件");

  const office = await signedIn("office.gongkai");
  await choose(office, [titles[1]]);
  await press(office, "退回…");
  await office.fill("#remark", "请补充附件后再报");
  await press(office, "逐件退回");
  await says(office, "办成 1 件，没有办成 0 件");
  await choose(office, [titles[0]]);
  await press(office, "发布");
  await says(office, "办成 1 件，没有办成 0 件");
  const reader = await visitor();
  await within(1000, "published", async () => (await textOf(reader, "/units/minzheng/disclosure")).includes(titles[0]));
  await filer.goto("/desk");
  await says(filer, "请补充附件后再报");
});

story("desk: archived is still read, and no longer revised", async () => {
  const title = `将要归档的通知${stamp()}`;
  const { edition } = await whole("jiaoyu.filer", title);
  await review("jiaoyu.review", edition);
  await reviewSecrecy("jiaoyu.secrecy", edition);
  const address = await publish(edition);
  const office = await signedIn("office.gongkai");
  office.on("dialog", (dialog) => dialog.accept());
  await office.goto(`/desk/editions/${edition}`);
  await press(office, "归档");
  await says(office, "已归档");
  const reader = await visitor();
  assert.equal(await statusOf(reader, address), 200);
  await within(1000, "marked as archived", async () => (await textOf(reader, address)).includes("归档"));
  const filer = await signedIn("jiaoyu.filer");
  await filer.goto(`/desk/editions/${edition}`);
  assert.equal(await filer.getByRole("button", { name: "修订", exact: true }).count(), 0);
});

story("desk: what is for the units, or for one unit, stays there", async () => {
  const reader = await visitor();
  for (const [scope, others] of [["units", true], ["unit", false]]) {
    const title = `内部范围${scope}${stamp()}`;
    const { edition } = await whole("jiaoyu.filer", title, { change: (page) => page.selectOption("#scope", scope) });
    await review("jiaoyu.review", edition);
    await reviewSecrecy("jiaoyu.secrecy", edition);
    const office = await signedIn("office.gongkai");
    office.on("dialog", (dialog) => dialog.accept());
    await office.goto(`/desk/editions/${edition}`);
    await press(office, "现在发布");
    await says(office, "已在规定范围内公开");
    assert.equal(await office.getByRole("link", { name: "查看公开页面" }).count(), 0);

    const own = await signedIn("jiaoyu.review");
    await own.goto("/desk/internal");
    await says(own, title);
    const other = await signedIn("caizheng.filer");
    assert.equal((await textOf(other, "/desk/internal")).includes(title), others, `${scope} in the list of another unit`);
    assert.equal(await statusOf(other, `/desk/internal/${edition}`), others ? 200 : 404);
    if (!others) assert.equal(await statusOf(other, `/desk/editions/${edition}`), 404);
    for (const place of ["/", "/units/jiaoyu", "/units/jiaoyu/disclosure", "/disclosure", "/feeds/all.atom", "/feeds/units/jiaoyu.atom"])
      assert.ok(!(await textOf(reader, place)).includes(title), place);
    const hits = JSON.parse(await textOf(reader, `/api/v1/search?q=${encodeURIComponent(title)}`)).hits;
    assert.ok(!hits.some((hit) => hit.title === title), "no hit of the search");
    assert.equal(await statusOf(reader, `/desk/internal/${edition}`), 303);
  }
});

story("desk: marking words of the text quotes them in a remark", async () => {
  const { edition } = await whole("jiaoyu.filer", `选中引用${stamp()}`, { body: "<p>首批点位设在东门和西门。</p><p>第二段另有安排。</p>" });
  const page = await signedIn("jiaoyu.review");
  await page.goto(`/desk/editions/${edition}`);
  await page.locator(".doc-body p").first().click({ clickCount: 3 });
  await page.waitForFunction(() => document.querySelector("#quote").value.includes("首批点位设在东门和西门。"));
  assert.ok(await page.locator("#words").isVisible(), "the form of the remark is open");
  await page.fill("#quote", "自己写的引文");
  await page.locator(".doc-body p").nth(1).click({ clickCount: 3 });
  await page.waitForTimeout(600);
  assert.equal(await page.inputValue("#quote"), "自己写的引文", "what was typed stays");
  await page.fill("#words", "请核对点位。");
  await press(page, "记下意见");
  assert.equal(await page.locator(".remark blockquote").innerText(), "自己写的引文");
});

story("desk: of several files without scripts each is tried, each refused one named", async () => {
  const page = await signedIn("caizheng.filer", { javaScriptEnabled: false });
  await startDraft(page, `多个附件${stamp()}`);
  await page.fill("#summary", "上传之前写下、还没有保存的概述");
  const file = (name, content) => { const path = join(work, name); writeFileSync(path, content); return path; };
  await page.setInputFiles("#files", [file("一.txt", "一"), file("页面.html", "<script>"), file("假.docx", "PK\x03\x04"), file("二.csv", "a,b\n")]);
  await press(page, "上传");
  await says(page, "有 2 个文件没有上传");
  await says(page, "不接受“页面.html”");
  await says(page, "“假.docx”的内容和扩展名不一致");
  const kept = await page.locator(".uploads a").allInnerTexts();
  assert.deepEqual(kept, ["一.txt", "二.csv"]);
  assert.equal(await page.inputValue("#summary"), "上传之前写下、还没有保存的概述");
  const answer = await page.request.get(await page.locator(".uploads a").nth(1).getAttribute("href"));
  assert.match(answer.headers()["content-type"], /^text\/csv/);
  assert.match(answer.headers()["content-disposition"], /^attachment/);
  assert.equal(answer.headers()["x-content-type-options"], "nosniff");
});

story("desk: a regulation with big tables is kept, a longer one comes back whole with its sentence", async () => {
  const row = "<tr><td>首批开放点位名称</td><td>一二三四五六七八</td><td>开放时间为每日八时至二十时</td></tr>";
  const table = (bytes) => `<table><tbody>${row.repeat(Math.floor(bytes / new TextEncoder().encode(row).length))}</tbody></table>`;
  const page = await signedIn("caizheng.filer", { javaScriptEnabled: false });
  const edition = await startDraft(page, `大表格法规${stamp()}`);
  // As the form sends it: typing megabytes through the browser's driver takes minutes.
  const save = async (body) => {
    await page.goto(`/desk/drafts/${edition}`);
    const hidden = (name) => page.locator(`#draft-form input[name=${name}]`).getAttribute("value");
    const form = { csrf_token: await hidden("csrf_token"), lock_version: await hidden("lock_version"), title: "大表格法规", body, action: "save" };
    return page.request.post(`/desk/drafts/${edition}`, { form, maxRedirects: 0 });
  };
  assert.equal((await save(table(3.5 * 2 ** 20))).status(), 303);
  const kept = await page.request.get(`/desk/drafts/${edition}/preview`);
  assert.ok((await kept.body()).length > 3.4 * 2 ** 20);
  const refused = await save(`${table(5 * 2 ** 20)}<p>最后一句话不能丢。</p>`);
  assert.equal(refused.status(), 413);
  const text = await refused.text();
  assert.ok(text.includes("正文超过 4 MB") && text.includes("最后一句话不能丢。"));
});

story("desk: the register shows what is withheld and due to be looked at again", async () => {
  const title = `不予公开的通报${stamp()}`;
  const { page } = await whole("caizheng.filer", title, {
    change: async (form) => {
      await form.selectOption("#way", "withheld");
      await form.selectOption("#ground", { index: 1 });
      await form.fill("#review_again_on", today);
    },
  });
  await page.goto("/desk/disclosures");
  await page.getByRole("link", { name: "应当再次审查的" }).click();
  await says(page, title);
  await page.selectOption("#way", "proactive");
  await press(page, "筛选");
  assert.ok(!(await page.locator("main").innerText()).includes(title));
  await page.goto("/desk/disclosures?way=withheld&again_from=2099-01-01");
  await says(page, "没有符合条件的信息");
});
