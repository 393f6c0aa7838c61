// Every kind of page through axe (nothing serious) and the Nu Html Checker (no errors).
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { assert, desktop, noSidewaysOverflow, phone, press, require, signedIn, story, visitor, work } from "./harness.mjs";
import { startDraft } from "./filing.mjs";

const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const portal = ["/", "/units", "/units/jiaoyu", "/units/jiaoyu/disclosure", "/catalogue", "/catalogue/shehuijiuzhu", "/catalogue/items/40", "/catalogue/items/150", "/catalogue/items/40/editions", "/catalogue/proposals", "/catalogue/proposals/1", "/catalogue/proposals/3", "/catalogue/proposals/3/comment", "/demand", "/disclosure", "/disclosure/125", "/disclosure/70", "/disclosure/70/editions/1",
  "/disclosure/70/editions/1?compare=1", "/disclosure/70/log", "/disclosure/81", "/disclosure/81/log", "/search", "/search?q=%E6%95%91%E5%8A%A9", "/search?q=%E9%A5%95%E9%A4%AE%E9%AD%91%E9%AD%85", "/subjects/anquan", "/kinds/notice", "/guide",
  "/guide/jiaoyu", "/request", "/request?organ=%E6%95%99%E8%82%B2", "/request/new?unit=jiaoyu", "/request/amend", "/request/follow", "/letter", "/letter?unit=jiaoyu&kind=complaint", "/letter/follow", "/letters", "/letters?kind=consultation", "/letters/1", "/rules", "/reports", "/law", "/about", "/supervision", "/errors", "/sitemap", "/nowhere", "/sign-in"];
const admin = ["/admin/catalogue", "/admin/catalogue/derive?unit=3&domain=general", "/admin/catalogue?unit=3", "/admin/catalogue/new?unit=3", "/admin/catalogue/5", "/admin/units", "/admin/units/new", "/admin/units/3", "/admin/mail", "/admin/mail?state=queued", "/admin/people", "/admin/people/new", "/admin/people/5", "/admin/settings", "/admin/calendar", "/admin/clocks", "/admin/journal", "/account", "/account/password", "/account/second-factor"];

async function faultsOf(page) {
  // The policy of the pages lets no foreign script in; the protocol of the browser does.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return violations.filter((one) => ["serious", "critical"].includes(one.impact)).map((one) => `${one.id}: ${one.nodes.slice(0, 2).map((node) => node.html.slice(0, 160)).join(" ⏎ ")}`);
}

const kept = new Map();
async function look(page, paths, size) {
  const faults = [];
  await page.setViewportSize(size);
  for (const path of paths) {
    const response = await page.goto(path);
    if (size === desktop) kept.set(path, await response.text());
    for (const fault of await faultsOf(page)) faults.push(`${path} ${fault}`);
    await noSidewaysOverflow(page).catch((error) => faults.push(error.message));
  }
  assert.deepEqual(faults, []);
}

async function deskPaths(filer) {
  const draft = await startDraft(filer, "页面检查用的草稿");
  return ["/desk", "/desk/disclosures", "/desk/disclosures?way=withheld&again_from=2026-01-01", "/desk/disclosures?again_from=x", "/desk/disclosures/new", "/desk/internal", "/desk/clocks", "/desk/clocks?days=366&kind=item", "/desk/clocks/mails", `/desk/drafts/${draft}`, `/desk/drafts/${draft}/preview`, `/desk/drafts/${draft}/drop`, `/desk/drafts/${draft}/emergency`, "/desk/editions/1"];
}

async function checkPaths(office) {
  await office.goto("/desk/supervision/checks/new");
  await office.fill("#title", "页面检查用的抽查");
  await press(office, "抽取");
  const check = new URL(office.url()).pathname;
  return [check, await office.locator("section[aria-labelledby=sample] tbody a").first().getAttribute("href")];
}

for (const [name, size] of [["desktop", desktop], ["phone", phone]]) {
  story(`pages: axe on the portal, ${name}`, async () => { await look(await visitor(), portal, size); });
  story(`pages: axe on the desk, ${name}`, async () => {
    const filer = await signedIn("jiaoyu.filer");
    await look(filer, await deskPaths(filer), size);
    await look(await signedIn("office.gongkai"), ["/desk/supervision", "/desk/supervision/findings", "/desk/supervision/new", "/desk/dashboard", "/desk/dashboard/units/6", "/desk/dashboard/units/6/records?measure=findings", "/desk/dashboard/items/40", "/desk/dashboard/screen"], size);
    await look(await signedIn("office.gongkai"), ["/desk/supervision/rehearsal", "/desk/assessment", "/desk/assessment/new?scheme=national-website",
      "/desk/assessment/schemes", "/desk/assessment/schemes/eight-haves", "/desk/assessment/schemes/eight-haves/indicators/carriers-links", "/desk/assessment/schemes/national-website/text", "/desk/assessment/1", "/desk/assessment/1/units/24"], size);
    await look(await signedIn("office.gongkai"), ["/desk/bulletin", "/desk/bulletin/2026-10", "/desk/bulletin/2026-10/records?measure=published&unit=4", "/desk/bulletin/2026-10/records?measure=overdue&unit=4&all=1"], size);
    await look(await signedIn("office.gongkai"), ["/desk/participation", "/desk/participation?state=open&overdue=1", "/desk/participation/letters/1", "/desk/participation/letters/13"], size);
    await look(await signedIn("minzheng.filer"), ["/desk/participation", "/desk/participation/letters/11"], size);
    await look(await signedIn("shengtai.review"), ["/desk/participation/letters/8"], size);
    const office = await signedIn("office.gongkai");
    await look(office, [...await checkPaths(office), "/desk/supervision/checks", "/desk/supervision/checks/new", "/desk/supervision/links"], size);
    for (const login of ["jiaoyu.review", "jiaoyu.secrecy", "minzheng.secrecy", "office.gongkai", "office.baomi"]) {
      const page = await signedIn(login);
      await page.goto("/desk");
      const waiting = await page.locator("a.title").evaluateAll((links) => links.slice(0, 1).map((link) => link.getAttribute("href")));
      if (login.startsWith("office.gongkai")) await look(page, ["/desk/catalogue?unit=6", "/desk/proposals", "/desk/proposals/3", "/desk/proposals/new?unit=6", "/desk/demand"], size);
      await look(page, ["/desk", ...waiting, ...waiting.map((edition) => `${edition}/findings`)], size);
    }
  });
  story(`pages: axe on the registers and reports, ${name}`, async () => {
    await look(await signedIn("office.gongkai"), ["/desk/remedies", "/desk/remedies?year=2026&unanswered=1", "/desk/remedies/1", "/desk/remedies/1/change", "/desk/remedies/new", "/desk/reports", "/desk/reports?year=2025", "/desk/reports/take-in",
      "/desk/reports/1/figures", "/desk/reports/1/texts", "/desk/reports/1/checks", "/desk/reports/1/hand-in", "/desk/reports/1/records?cell=t3.new.total"], size);
    const filer = await signedIn("shengtai.filer");
    await filer.goto("/desk/reports?year=2026");
    const start = filer.getByRole("button", { name: "起草" });
    if (await start.count()) await Promise.all([filer.waitForNavigation(), start.first().click()]);
    else await filer.locator("a.title").first().click();
    const report = new URL(filer.url()).pathname.split("/").slice(0, 4).join("/");
    await look(filer, ["figures", "texts", "checks", "hand-in"].map((step) => `${report}/${step}`), size);
  });
  story(`pages: axe on the desk of applications, ${name}`, async () => {
    for (const [login, more] of [["ziran.handler", ["/desk/requests/new", "/desk/requests/register"]], ["jiaoyu.legal", []], ["minzheng.head", []], ["jiaoyu.open", ["/desk/requests/settings", "/desk/requests/templates?kind=answer&outcome=r1_granted"]]]) {
      const page = await signedIn(login);
      await page.goto("/desk/requests");
      const found = await page.locator("a.title").evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute("href")))]);
      const cases = found.filter((path) => path.startsWith("/desk/requests/")).slice(0, 4);
      await look(page, ["/desk/requests", ...cases, ...cases.slice(0, 1).map((one) => `${one}/letters/new?kind=fee_notice`), ...found.filter((path) => path.startsWith("/desk/letters/")).slice(0, 2), ...found.filter((path) => path.startsWith("/desk/wishes/")).slice(0, 1), ...more], size);
    }
  });
  story(`pages: axe on the administration, ${name}`, async () => { await look(await signedIn("admin"), admin, size); });
}

story("pages: the Nu Html Checker has no errors to report", async () => {
  const folder = join(work, "pages");
  mkdirSync(folder, { recursive: true });
  assert.ok(kept.size > 20, "the pages of the stories before");
  const names = new Map();
  let number = 0;
  for (const [path, html] of kept) {
    const name = `${++number}.html`;
    names.set(name, path);
    writeFileSync(join(folder, name), html);
  }
  const run = spawnSync("java", ["-jar", require.resolve("vnu-jar/build/dist/vnu.jar"), "--errors-only", "--format", "json", folder], { encoding: "utf8", maxBuffer: 1 << 26 });
  const { messages } = JSON.parse(run.stderr || '{"messages":[]}');
  const errors = messages.filter((one) => one.type === "error").map((one) => `${names.get(one.url.split("/").pop())}: ${one.message} — ${(one.extract ?? "").replaceAll("\n", " ").slice(0, 120)}`);
  assert.deepEqual(errors, []);
});
