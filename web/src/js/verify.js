// Checks a document's entries in the publication log, in the reader's own browser.
import { parseCheckpoint, parseEntry, parseKey, parseProof, signedBy, visibleCharacters } from "./log/note.js";
import { equal, hex, leafHash, rootOf, sha256, TreeReader, utf8 } from "./log/tree.js";

const area = document.querySelector("[data-log-verify]");
const button = area?.querySelector("[data-log-start]");
const digest = async (bytes) => hex(await sha256(bytes));

async function get(path) {
  const answer = await fetch(path, { cache: "no-store" });
  if (!answer.ok) throw new Error(`${path} 读不到（${answer.status}）`);
  return new Uint8Array(await answer.arrayBuffer());
}
const getText = async (path) => new TextDecoder().decode(await get(path));

class Report {
  constructor() {
    this.list = area.querySelector("[data-log-steps]");
    this.list.replaceChildren();
    this.wrong = 0;
    this.open = 0;
  }
  // `holds` null: could not be checked.
  step(name, holds, words) {
    const row = document.createElement("li");
    row.className = holds === null ? "" : holds ? "is-done" : "is-back";
    const title = document.createElement("strong");
    title.textContent = `${name}：${holds === null ? "未核验" : holds ? "一致" : "不一致"}`;
    const text = document.createElement("p");
    text.textContent = words;
    row.append(title, text);
    this.list.append(row);
    if (holds === null) this.open += 1;
    else if (!holds) this.wrong += 1;
  }
  close() {
    const line = area.querySelector("[data-log-result]");
    line.className = this.wrong ? "notice notice--warn" : "notice";
    line.textContent = this.wrong
      ? `核验发现 ${this.wrong} 处不一致。请保存本页和证明文件，向发布机构和公开工作主管部门反映。`
      : this.open ? `已核验的各步一致，有 ${this.open} 步未能核验。` : "各步核验一致。";
  }
}

async function signature(report) {
  const checkpoint = parseCheckpoint(await getText("/log/checkpoint"));
  if (!checkpoint) {
    report.step("检查点", false, "检查点不合格式。");
    return null;
  }
  const lines = (await getText("/log/vkey")).split("\n").filter(Boolean);
  const printed = [...document.querySelectorAll("[data-vkey]")].map((one) => one.textContent);
  report.step("签名密钥", lines.join() === printed.join(), "网站给出的密钥与本页所列的密钥比对。");
  const keys = (await Promise.all(lines.map(parseKey))).filter((key) => key && key.name === checkpoint.origin);
  const count = await signedBy(checkpoint, keys);
  if (count === null) report.step("检查点签名", null, "这个浏览器不支持 Ed25519 签名算法，请换用新版浏览器核验签名；其余各步不受影响。");
  else report.step("检查点签名", count > 0, `检查点（${checkpoint.size} 条）的签名${count > 0 ? "有效" : "无效"}。`);
  return checkpoint;
}

function agrees(shown, entry, bytes) {
  const files = [...shown.querySelectorAll("[data-file]")].map((one) => one.textContent);
  if (shown.querySelector("[data-text]").textContent !== new TextDecoder().decode(bytes)) return false;
  return shown.dataset.type === entry.type && Number(shown.dataset.edition) === entry.edition && files.join() === entry.attachments.join()
    && [...shown.querySelectorAll("[data-member]")].every((one) => one.textContent === entry[one.dataset.member]);
}

async function entries(report, checkpoint, id) {
  const tree = new TreeReader(checkpoint.size, (path) => get(`/log/${path}`));
  let before = "";
  let last = null;
  for (const shown of document.querySelectorAll("[data-entry]")) {
    const number = Number(shown.dataset.entry);
    const name = `日志第 ${number} 条`;
    try {
      const bytes = await tree.entry(number);
      const leaf = await leafHash(bytes);
      const root = await rootOf(leaf, number, checkpoint.size, await tree.proof(number));
      report.step(name, !!root && equal(root, checkpoint.root), "由条目算出的根校验值与签名的检查点比对。");
      const entry = parseEntry(bytes);
      report.step(`${name}的内容`, !!entry && entry.document === id && entry.previous === before && agrees(shown, entry, bytes), "条目与本页所列、与本件前一条比对。");
      const file = parseProof(await getText(`/log/proof/${number}.tlog-proof`));
      const proved = file && file.index === number && (await rootOf(leaf, number, file.checkpoint.size, file.proof));
      report.step(`${name}的证明文件`, !!proved && equal(proved, file.checkpoint.root), "按证明文件再算一遍。");
      before = await digest(bytes);
      last = entry;
    } catch (error) {
      report.step(name, false, `不能核验：${error.message}`);
      last = null;
    }
  }
  return last;
}

async function withdrawn(report, id) {
  for (const path of [`/disclosure/${id}`, `/api/v1/disclosures/${id}`])
    report.step("撤回", !(await fetch(path, { cache: "no-store" })).ok, `日志记为撤回，${path} 不应再提供内容。`);
}

async function live(report, entry, id) {
  const served = JSON.parse(await getText(`/api/v1/disclosures/${id}`));
  report.step("标题", (await digest(utf8(served.title))) === entry.title_sha256, "网站现在提供的标题与日志比对。");
  report.step("正文", served.edition === entry.edition && (await digest(utf8(served.html))) === entry.html_sha256, "网站现在提供的正文与日志比对。");
  const page = new DOMParser().parseFromString(await getText(`/disclosure/${id}`), "text/html");
  const text = visibleCharacters(page.querySelector(".doc-body")?.textContent ?? "");
  report.step("网页上的文字", (await digest(utf8(text))) === entry.text_sha256, "网页上看到的正文与日志比对。");
  report.step("附件清单", served.attachments.length === entry.attachments.length, `日志记 ${entry.attachments.length} 个，网站提供 ${served.attachments.length} 个。`);
  for (const [i, file] of served.attachments.entries())
    report.step("附件", (await digest(await get(new URL(file.url).pathname))) === entry.attachments[i], file.name);
}

async function check() {
  button.disabled = true;
  const report = new Report();
  const id = Number(area.dataset.document);
  try {
    const checkpoint = await signature(report);
    const last = checkpoint && (await entries(report, checkpoint, id));
    if (last) await (last.type === "withdraw" ? withdrawn : live)(report, last.type === "withdraw" ? id : last, id);
  } catch (error) {
    report.step("核验中断", false, error.message);
  }
  report.close();
  button.disabled = false;
}

if (button && globalThis.crypto?.subtle) {
  button.hidden = false;
  button.addEventListener("click", check);
}
