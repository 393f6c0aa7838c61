// Several people, several windows: four eyes, two at one draft, an expired session, a double press.
import { assert, press, says, signedIn, signIn, story } from "./harness.mjs";
import { editorOf, saved, startDraft, today } from "./filing.mjs";

async function filed(page, title) {
  const edition = await startDraft(page, title);
  await editorOf(page).click();
  await page.keyboard.type("正文一段。");
  await page.evaluate(() => {
    const select = document.querySelector("#catalogue_item_id");
    select.value = select.querySelector("optgroup option").value;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  });
  await page.fill("#produced_on", today);
  await saved(page);
  await press(page, "呈报");
  return edition;
}

story("four eyes: who may not review sees no button, and a forged step is refused", async () => {
  const page = await signedIn("minzheng.filer");
  const edition = await filed(page, "四眼原则测试稿");
  await page.goto(`/desk/editions/${edition}`);
  assert.equal(await page.getByRole("button", { name: "审核通过" }).count(), 0);
  const token = await page.locator("meta[name=csrf-token]").getAttribute("content");
  const forged = await page.request.post(`/desk/editions/${edition}/steps`, { form: { csrf_token: token, action: "pass", remark: "" }, maxRedirects: 0 });
  assert.equal(forged.status(), 403);
  assert.match(await forged.text(), /没有在这个单位“审核通过”的权限/);
  for (const action of ["return", "review", "publish", "schedule", "withdraw", "archive"]) {
    const step = await page.request.post(`/desk/editions/${edition}/steps`, { form: { csrf_token: token, action }, maxRedirects: 0 });
    assert.equal(step.status(), 403, action);
  }

  const secrecy = await signedIn("minzheng.secrecy");
  await secrecy.goto(`/desk/editions/${edition}`);
  assert.equal(await secrecy.getByRole("button", { name: "记录审查结论" }).count(), 0, "not before the unit's review");
});

story("four eyes: one who holds both roles may not review his own draft", async () => {
  const admin = await signedIn("admin");
  await admin.goto("/admin/people?words=zhengfuban.filer");
  await admin.goto(await admin.locator("main a[href^='/admin/people/']", { hasText: "苏冬晴" }).first().getAttribute("href"));
  const unit = await admin.locator("#unit_id option[selected]").first().getAttribute("value");
  const grant = admin.locator("form[action$='/grants']");
  await grant.locator("select[name=role]").selectOption("reviewer");
  await grant.locator("select[name=unit_id]").selectOption(unit);
  await Promise.all([admin.waitForNavigation(), grant.locator("button").last().click()]);

  const page = await signedIn("zhengfuban.filer");
  const edition = await filed(page, "自己起草自己审核的稿子");
  await page.goto(`/desk/editions/${edition}`);
  await says(page, "这份稿子是您自己起草的");
  const token = await page.locator("meta[name=csrf-token]").getAttribute("content");
  const tried = await page.request.post(`/desk/editions/${edition}/steps`, { form: { csrf_token: token, action: "pass", remark: "" }, maxRedirects: 0 });
  assert.equal(tried.status(), 422);
  assert.ok((await tried.text()).includes("另一位同事"));
});

story("two at one draft: the second sees the difference and nothing is lost", async () => {
  const first = await signedIn("shengtai.filer");
  const edition = await startDraft(first, "两人同时编辑的稿子");
  const second = await signedIn("shengtai.filer");
  await second.goto(`/desk/drafts/${edition}`);
  await first.fill("#summary", "第一个人写的概述");
  await saved(first);
  await second.fill("#summary", "第二个人写的概述");
  await second.locator(".notice--warn").first().waitFor();
  await says(second, "他人已修改此稿");
  assert.equal(await second.locator(".notice--warn textarea").first().inputValue(), "第一个人写的概述");
  assert.equal(await second.inputValue("#summary"), "第二个人写的概述");
  await second.getByRole("button", { name: "以我的内容为准继续" }).click();
  await saved(second);
  await first.reload();
  assert.equal(await first.inputValue("#summary"), "第二个人写的概述");
});

story("two at one draft, without scripts: the comparison page", async () => {
  const first = await signedIn("shengtai.filer", { javaScriptEnabled: false });
  const edition = await startDraft(first, "不用脚本的两人编辑");
  const second = await signedIn("shengtai.filer", { javaScriptEnabled: false });
  await second.goto(`/desk/drafts/${edition}`);
  await first.fill("#body", "<p>甲写的正文，关于河道。</p>");
  await press(first, "保存草稿");
  await second.fill("#body", "<p>乙写的正文，关于河道。</p>");
  await press(second, "保存草稿");
  await says(second, "他人已修改此稿");
  assert.equal(await second.locator(".edition-diff del").count() > 0, true);
  await press(second, "以我的内容为准保存");
  await first.goto(`/desk/drafts/${edition}`);
  assert.ok((await first.inputValue("#body")).includes("乙写的正文"));
});

story("an expired session in mid-edit keeps the text", async () => {
  const page = await signedIn("caizheng.filer");
  const edition = await startDraft(page, "登录过期的稿子");
  await page.context().clearCookies();
  await page.fill("#summary", "过期之前写了很久的一段概述");
  await page.waitForFunction(() => document.querySelector("[data-autosave-state]").dataset.state === "expired");
  await says(page, "登录已过期");
  await signIn(page, "caizheng.filer", `/desk/drafts/${edition}`);
  await says(page, "本机存有");
  await page.getByRole("button", { name: "恢复", exact: true }).click();
  assert.equal(await page.inputValue("#summary"), "过期之前写了很久的一段概述");
  await saved(page);
});

story("an expired session, without scripts: the refusal gives the text back", async () => {
  const page = await signedIn("caizheng.filer", { javaScriptEnabled: false });
  await startDraft(page, "不用脚本的过期登录");
  await page.fill("#summary", "不用脚本也不能丢的一段概述");
  await page.context().clearCookies();
  await press(page, "保存草稿");
  assert.ok((await page.content()).includes("不用脚本也不能丢的一段概述"));
});

story("a lost connection: the text is kept and saved when it comes back", async () => {
  const page = await signedIn("caizheng.filer");
  await startDraft(page, "断网的稿子");
  await page.context().setOffline(true);
  await page.fill("#summary", "断网时写的概述");
  await page.waitForFunction(() => document.querySelector("[data-autosave-state]").dataset.state === "offline");
  await page.context().setOffline(false);
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await saved(page);
});

story("a computer whose clock is slow keeps what was written without a connection", async () => {
  const page = await signedIn("caizheng.filer");
  const context = page.context();
  await context.addInitScript(() => { const now = Date.now; Date.now = () => now() - 600e3; });
  const edition = await startDraft(page, "时钟慢了的稿子");
  await context.setOffline(true);
  await page.fill("#summary", "断网时写的，还没有存到服务器");
  await page.waitForFunction(() => document.querySelector("[data-autosave-state]").dataset.state === "offline");
  await page.close();
  await context.setOffline(false);
  const again = await context.newPage();
  await again.goto(`/desk/drafts/${edition}`);
  await says(again, "比已保存的新");
  await again.getByRole("button", { name: "恢复", exact: true }).click();
  await saved(again);
  await again.reload();
  assert.equal(await again.inputValue("#summary"), "断网时写的，还没有存到服务器");
  assert.equal(await again.getByText("本机存有").count(), 0);
});

story("a copy that was saved past is offered, never dropped", async () => {
  const page = await signedIn("caizheng.filer");
  const edition = await startDraft(page, "又保存过的稿子");
  await page.evaluate((id) => localStorage.setItem(`mingtang.draft:/desk/drafts/${id}/autosave`,
    JSON.stringify({ at: Date.now(), version: "0", fields: [["title", "又保存过的稿子"], ["summary", "另一台机器保存之前写的"]] })), edition);
  await page.reload();
  await says(page, "此后这份稿子又保存过");
  await page.getByRole("button", { name: "放弃", exact: true }).click();
  await page.reload();
  assert.equal(await page.getByText("本机存有").count(), 0);
});

story("a double press files once", async () => {
  const page = await signedIn("caizheng.filer");
  await page.goto("/desk/disclosures/new");
  const title = `双击提交的稿子${Date.now()}`;
  await page.fill("#title", title);
  await page.getByRole("button", { name: "开始起草" }).dblclick();
  await page.waitForURL(/\/desk\/drafts\/\d+/);
  await page.goto("/desk");
  assert.equal(await page.locator("section[aria-labelledby=drafts]").getByRole("link", { name: title }).count(), 1);
});
