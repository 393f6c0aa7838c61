// docs/pictures/ from the demo county: BASE=http://127.0.0.1:8080 node tests/browser/pictures.mjs [FOLDER]
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { desktop, openBrowser, phone, signedIn, visitor } from "./harness.mjs";

const folder = process.argv[2] ?? new URL("../../docs/pictures/", import.meta.url).pathname;
mkdirSync(folder, { recursive: true });
const browser = await openBrowser();
const take = (page, name) => page.screenshot({ path: join(folder, name) });

const reader = await visitor({ viewport: { width: desktop.width, height: 1000 } });
await reader.goto("/");
await take(reader, "home.png");
await reader.goto("/disclosure/128");
await take(reader, "document.png");
await reader.goto(`/search?q=${encodeURIComponent("临时救助")}`);
await take(reader, "search.png");

const small = await visitor({ viewport: phone, isMobile: true, hasTouch: true, deviceScaleFactor: 2 });
await small.goto("/disclosure/128");
await take(small, "phone.png");

const office = await signedIn("office.gongkai", { viewport: { width: desktop.width, height: 900 } });
await office.goto("/desk");
await take(office, "desk.png");
await office.goto("/desk/dashboard");
await office.locator(".chart canvas").first().waitFor();
await take(office, "dashboard.png");
const filer = await signedIn("jiaoyu.filer", { viewport: { width: desktop.width, height: 1000 } });
await filer.goto("/desk");
await filer.locator("section[aria-labelledby=drafts] a[href^='/desk/drafts/']").first().click();
await filer.waitForURL(/drafts/);
await filer.locator("[contenteditable=true]").first().waitFor();
await take(filer, "draft.png");
await browser.close();
