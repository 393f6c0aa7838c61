import { assert, base, noSidewaysOverflow, phone, says, statusOf, story, visitor } from "./harness.mjs";

async function search(page, words) {
  await page.goto("/search");
  await page.fill("#site-search", words);
  await Promise.all([page.waitForNavigation(), page.locator("form[role=search] button").click()]);
  return page.locator(".hit h2").allInnerTexts();
}

story("citizen: from the home page to a unit, a document and its attachment", async () => {
  const page = await visitor();
  await page.goto("/");
  await page.getByRole("link", { name: "县教育局" }).first().click();
  await page.waitForURL("**/units/jiaoyu");
  await says(page, "机构职能");
  const title = "云麓县教育局关于做好2026年义务教育学校招生入学工作的通知";
  await page.goto("/units/jiaoyu/disclosure");
  while (!(await page.getByRole("link", { name: title }).count())) await Promise.all([page.waitForNavigation(), page.locator("a[rel=next]").click()]);
  await Promise.all([page.waitForNavigation(), page.getByRole("link", { name: title }).click()]);
  assert.equal(await page.locator("h1").innerText(), title);
  await says(page, "云教发〔2026〕18号");
  const href = await page.locator(".attachments .attachment-list a").first().getAttribute("href");
  const file = await page.request.get(href);
  assert.equal(file.status(), 200);
  // No type that a browser would render: it is to be kept, under its own name.
  assert.match(file.headers()["content-type"], /wordprocessingml|octet-stream/);
  assert.match(file.headers()["content-disposition"], /^attachment;.*filename\*=UTF-8''/);
  assert.equal(file.headers()["x-content-type-options"], "nosniff");
  assert.equal((await file.body()).subarray(0, 2).toString(), "PK");
  const part = await page.request.get(href, { headers: { Range: "bytes=0-99" } });
  assert.equal(part.status(), 206);
  assert.equal((await part.body()).length, 100);
});

story("citizen: one search box, whatever is typed", async () => {
  const page = await visitor();
  const rows = [
    ["义务教育招生入学", /义务教育学校招生/],
    ["義務教育招生入學", /义务教育学校招生/],
    ["云教发[2026]18号", /招生入学工作的通知/],
    ["云教发﹝２０２６﹞１８号", /招生入学工作的通知/],
    ["云教发(2026)18号", /招生入学工作的通知/],
    ["zhaoshengruxue", /招生入学/],
    ["“自然灾害救助应急预案”", /自然灾害救助应急预案/],
  ];
  for (const [words, wanted] of rows) {
    const titles = await search(page, words);
    assert.ok(titles.slice(0, 3).some((title) => wanted.test(title)), `${words} finds ${titles.slice(0, 3).join(" / ") || "nothing"}`);
  }
  assert.ok(await page.locator(".hit mark").count(), "hits are marked");
});

story("citizen: looser hits are said to be looser, none gives help", async () => {
  const page = await visitor();
  await search(page, "“常务会议” “综合管廊接口” “招生入学”");
  await says(page, "没有完全符合的信息");
  await search(page, "招生入学 饕餮纹青铜器");
  await says(page, "其中没有包含“饕餮”");
  await search(page, "饕餮魑魅");
  await says(page, "没有找到");
  assert.ok(await page.locator(".empty a[href='/request']").count(), "the way to apply");
});

story("citizen: filters, sort and a hostile question", async () => {
  const page = await visitor();
  await page.goto("/search?q=%E6%95%91%E5%8A%A9");
  const all = Number((await page.locator(".search-sum").innerText()).match(/\d+/)[0]);
  await Promise.all([page.waitForNavigation(), page.locator(".facets a", { hasText: "县民政局" }).first().click()]);
  const fewer = Number((await page.locator(".search-sum").innerText()).match(/\d+/)[0]);
  assert.ok(fewer > 0 && fewer < all, `${fewer} of ${all}`);
  await Promise.all([page.waitForNavigation(), page.locator(".search-sum a", { hasText: "日期" }).click()]);
  const dates = await page.locator(".hit time").allInnerTexts();
  assert.deepEqual(dates, [...dates].sort().reverse());
  await page.goto(`/search?q=${encodeURIComponent('"><script>window.hit=1</script>')}`);
  assert.equal(await page.evaluate(() => window.hit), undefined);
});

const kinds = ["/", "/units", "/units/jiaoyu", "/catalogue", "/disclosure", "/disclosure/125", "/search?q=%E6%95%91%E5%8A%A9", "/guide", "/request", "/rules", "/reports", "/nowhere"];

story("citizen: a phone shows every kind of page without sideways scrolling", async () => {
  const page = await visitor({ viewport: phone, isMobile: true, hasTouch: true });
  for (const path of kinds) {
    await page.goto(path);
    await noSidewaysOverflow(page);
  }
});

story("citizen: twice the size still fits", async () => {
  const page = await visitor({ viewport: { width: 640, height: 450 } });
  for (const path of [...kinds, "/text-size?size=xlarge&next=%2F", ...kinds]) {
    await page.goto(path);
    await noSidewaysOverflow(page);
  }
});

story("citizen: pages are whole without scripts", async () => {
  const page = await visitor({ javaScriptEnabled: false });
  await page.goto("/");
  await page.fill("#site-search", "临时救助");
  await Promise.all([page.waitForNavigation(), page.locator("form[role=search] button").click()]);
  await Promise.all([page.waitForNavigation(), page.locator(".hit a").first().click()]);
  assert.ok((await page.locator(".doc-body").innerText()).length > 100);
  await page.goto("/catalogue");
  for (const part of await page.locator(".catalogue > li:last-child summary").all()) if (await part.evaluate((one) => !one.parentElement.open)) await part.click();
  assert.ok(await page.locator(".catalogue > li:last-child a.leaf:visible").count());
});

story("citizen: the size of type is chosen without scripts and the question stays", async () => {
  const page = await visitor({ javaScriptEnabled: false });
  await page.goto("/search?q=%E6%95%91%E5%8A%A9&sort=date");
  await Promise.all([page.waitForNavigation(), page.locator(".text-size a", { hasText: "特大" }).click()]);
  assert.equal(new URL(page.url()).pathname + new URL(page.url()).search, "/search?q=%E6%95%91%E5%8A%A9&sort=date");
  assert.equal(await page.locator("html").getAttribute("class"), "text-xlarge");
  await page.goto("/units");
  assert.equal(await page.locator("html").getAttribute("class"), "text-xlarge");
  await Promise.all([page.waitForNavigation(), page.locator(".text-size a", { hasText: "标准" }).click()]);
  assert.equal(await page.locator("html").getAttribute("class"), "");
});

story("citizen: lists are paged forward and back", async () => {
  const page = await visitor();
  await page.goto("/disclosure");
  const titles = () => page.locator(".doc-list li > a").allInnerTexts();
  const first = await titles();
  const go = (name) => Promise.all([page.waitForNavigation(), page.locator(".pager").getByRole("link", { name, exact: true }).click()]);
  await go("下一页");
  const second = await titles();
  assert.notDeepEqual(second, first);
  await go("下一页");
  await go("上一页");
  assert.deepEqual(await titles(), second);
  await go("第一页");
  assert.deepEqual(await titles(), first);
});

story("citizen: by keyboard, skip link, search and menu", async () => {
  const page = await visitor();
  await page.goto("/");
  const focused = () => page.evaluate(() => ({ text: document.activeElement.textContent.trim(), id: document.activeElement.id, inMenu: !!document.activeElement.closest(".main-nav") }));
  await page.keyboard.press("Tab");
  assert.equal((await focused()).text, "跳到正文");
  await page.keyboard.press("Enter");
  assert.equal((await focused()).id, "main");
  await page.goto("/");
  const seen = [];
  for (let i = 0; i < 14; ++i) {
    await page.keyboard.press("Tab");
    seen.push(await focused());
  }
  const searchAt = seen.findIndex((one) => one.id === "site-search");
  const menuAt = seen.findIndex((one) => one.inMenu);
  assert.ok(searchAt > 0 && menuAt > searchAt, "mark, search, menu, in this order");
  const outlined = await page.evaluate(() => { const style = getComputedStyle(document.activeElement); return style.outlineStyle !== "none" || style.boxShadow !== "none"; });
  assert.ok(outlined, "the focus is seen");
  await page.focus("#site-search");
  await page.keyboard.type("教育");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  assert.ok(page.url().startsWith(`${base}/search`));
});

story("citizen: what is withheld, drafted or withdrawn answers nobody", async () => {
  const page = await visitor();
  for (const path of ["/disclosure/999999", "/files/999999/x.pdf", "/disclosure/0", "/disclosure/-1", "/disclosure/1%00"]) {
    const status = await statusOf(page, path);
    assert.ok(status >= 400 && status < 500, `${path}: ${status}`);
  }
  assert.equal(await statusOf(page, "/desk/drafts/1"), 303);
});
