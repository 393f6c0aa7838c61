// A spot check: drawn by a seed that anybody can draw again, judged by hand, and what comes of it. Links to other sites and vetoes on the way.
import { createHash } from "node:crypto";
import { assert, noSidewaysOverflow, patrolled, phone, press, says, signedIn, statusOf, story } from "./harness.mjs";

const sha256 = (text) => createHash("sha256").update(text).digest("hex");

// As docs/formats/spot-check.md says, written anew.
function drawn(population, seed, units, records, entries) {
  const lines = population.trimEnd().split("\n").slice(1);
  const first = (start, number) => lines.filter((line) => line.startsWith(start)).sort((a, b) => (sha256(`${seed}\n${a}`) < sha256(`${seed}\n${b}`) ? -1 : 1)).slice(0, number);
  return first("unit ", units).flatMap((unit) => [unit, ...first(`record ${unit.slice(5)} `, records), ...first(`entry ${unit.slice(5)} `, entries)]);
}

story("抽查：抽取、任何人可以重抽、逐项判定、不合格的成为问题，审计员只看", async () => {
  const inspector = await signedIn("office.gongkai");
  await inspector.goto("/desk/supervision");
  await inspector.getByRole("link", { name: "抽查", exact: true }).click();
  await inspector.getByRole("link", { name: "抽取样本" }).click();
  await inspector.fill("#title", "年末抽查");
  await inspector.fill("#units", "0");
  await inspector.fill("#seed", "双色球 03 11 17");
  await press(inspector, "抽取");
  await says(inspector, "抽取的单位数请填写1到300的整数");
  assert.equal(await inspector.inputValue("#seed"), "双色球 03 11 17", "nothing typed is lost");
  await inspector.fill("#units", "2");
  await inspector.fill("#records", "2");
  await inspector.fill("#entries", "1");
  await press(inspector, "抽取");
  await says(inspector, "样本已经抽出");
  const address = new URL(inspector.url()).pathname;

  const list = await (await inspector.request.get(`${address}/files/population.txt`)).text();
  assert.equal(await inspector.locator("dd.hash").nth(1).innerText(), sha256(list));
  const rows = await inspector.locator("section[aria-labelledby=sample] tbody tr").count();
  const again = drawn(list, "双色球 03 11 17", 2, 2, 1);
  assert.equal(rows, again.length);
  const csv = (await (await inspector.request.get(`${address}/files/result.csv`)).text()).split("\r\n").slice(1, -1).map((line) => line.split(",")[3]);
  assert.deepEqual(csv, again.map((line) => line.split(" ").at(-1)), "the same sample in the same order");
  assert.equal((await (await inspector.request.get(`${address}/files/result.xlsx`)).body()).subarray(0, 2).toString(), "PK");
  assert.equal(await statusOf(inspector, `${address}/files/other.txt`), 404);

  await inspector.getByRole("link", { name: "判定下一项" }).click();
  await press(inspector, "保存，判定下一项");
  await says(inspector, "请选择合格、不合格或者不适用");
  await inspector.check("input[value=pass]");
  await press(inspector, "保存，判定下一项");
  await says(inspector, "判定已经保存");
  const thing = (await inspector.locator("h1").innerText()).trim();
  await inspector.check("input[value=fail]");
  await inspector.fill("#words", "缺少资金来源");
  await press(inspector, "保存，判定下一项");
  await says(inspector, "请选择不符合哪一项指标");
  assert.equal(await inspector.inputValue("#words"), "缺少资金来源");
  await inspector.selectOption("#criterion", "complete");
  await press(inspector, "保存，判定下一项");
  await inspector.goto("/desk/supervision/findings?kind=spot_check");
  await says(inspector, thing);
  await says(inspector, "要素完整，与目录一致：缺少资金来源");
  await inspector.goto(address);
  for (let left = rows - 2; left > 0; --left) {
    await inspector.getByRole("link", { name: "判定下一项" }).click();
    await inspector.check("input[value=not_applicable]");
    await press(inspector, "保存，判定下一项");
    await inspector.goto(address);
  }
  await press(inspector, "办结");
  await says(inspector, "抽查已经办结");
  assert.match(await inspector.locator("main").innerText(), /50%/);
  await inspector.setViewportSize(phone);
  await inspector.reload();
  await noSidewaysOverflow(inspector);

  const auditor = await signedIn("audit");
  await auditor.goto(address);
  await says(auditor, "缺少资金来源");
  assert.equal(await auditor.getByRole("link", { name: "判定下一项" }).count(), 0);
  await auditor.goto("/desk/supervision/checks");
  assert.equal(await auditor.getByRole("link", { name: "抽取样本" }).count(), 0);
  assert.equal(await statusOf(await signedIn("gongshui.check"), address), 403);
});

story("督办：单项否决风险和外部链接在总览上", async () => {
  const inspector = await signedIn("office.gongkai");
  await inspector.goto("/desk/supervision");
  await press(inspector, "现在巡查一次");
  await patrolled(inspector);
  const vetoes = inspector.locator("section[aria-labelledby=vetoes]");
  assert.equal(await vetoes.locator("tbody tr").count(), 5);
  const number = await vetoes.locator("tbody tr", { hasText: "空白栏目" }).locator("a").innerText();
  const touched = await inspector.locator("a.figure[href='#vetoes'] strong").innerText();
  assert.equal(Number(touched), await vetoes.getByText("已触及", { exact: true }).count());
  await vetoes.locator("tbody tr", { hasText: "空白栏目" }).locator("a").click();
  const listed = await inspector.locator("tbody tr").count();
  assert.ok(Number(number) === listed || listed === 100, "each number opens its findings");
  await inspector.goto("/desk/supervision");
  await inspector.getByRole("link", { name: "外部链接" }).click();
  await says(inspector, "遵守对方的 robots.txt");
  const reviewer = await signedIn("longtan.check");
  await reviewer.goto("/desk/supervision");
  assert.equal(await reviewer.locator("section[aria-labelledby=vetoes]").count(), 0, "the whole site is the office's affair");
});
