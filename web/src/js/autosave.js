// Saves a draft while it is typed. The local copy is written first, so that neither a lost connection
// nor an expired session nor a closed tab costs a sentence.
import { csrfToken } from "./csrf.js";

const pause = 2000;
const firstRetry = 3000;
const longestRetry = 60000;

const sentences = {
  saving: () => "正在保存…",
  saved: (at) => `已保存 ${at}`,
  offline: (kept) => (kept ? "网络断开，已存本机，恢复后自动保存" : "网络断开，内容太长，未能存在本机，请不要关闭本页，恢复后自动保存"),
  refused: (message, kept) => `${message}（${kept ? "内容已存本机" : "内容未能存在本机，请不要关闭本页"}）`,
  expired: (kept) => (kept ? "登录已过期，内容已存本机，请在新窗口登录后继续" : "登录已过期，请不要关闭本页，在新窗口登录后回到这里继续"),
  conflict: (message) => message,
};

function clockTime(instant) {
  const date = instant ? new Date(instant) : new Date();
  return Number.isNaN(date.getTime()) ? String(instant)
    : date.toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: "Asia/Shanghai" });
}

// Files and tokens are no part of the text.
function fieldsOf(form) {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && name !== "csrf_token") fields.append(name, value);
  }
  return fields;
}

// What a person wrote, without the version that the server counts.
function contentOf(fields) {
  const content = new URLSearchParams(fields);
  content.delete("lock_version");
  return content.toString();
}

// The server trims fields and writes its own line ends: that alone is no difference.
function plainly(content) {
  return [...new URLSearchParams(content)].map(([name, value]) => `${name}=${value.replace(/\r\n?/g, "\n").trim()}`).join("\0");
}

function putField(form, name, values) {
  const controls = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
  controls.forEach((control, index) => {
    if (control.type === "checkbox" || control.type === "radio") control.checked = values.includes(control.value);
    else if (control.type !== "file" && values[index] !== undefined) control.value = values[index];
    control.dispatchEvent(new CustomEvent("restored", { bubbles: true }));
  });
}

class Autosave {
  constructor(form) {
    this.form = form;
    this.url = form.dataset.autosave;
    this.key = `mingtang.draft:${new URL(this.url, location.href).pathname}`;
    this.state = document.querySelector("[data-autosave-state]");
    this.sent = contentOf(fieldsOf(form));
    this.retry = firstRetry;
    this.timer = null;
    this.busy = false;
    this.stopped = false;
    this.kept = true;
  }

  start() {
    this.offerLocalCopy();
    this.form.addEventListener("input", () => this.later(pause));
    this.form.addEventListener("change", () => this.later(pause));
    this.form.addEventListener("focusout", (event) => { if (!this.isSubmitter(event.relatedTarget)) this.save(); });
    this.form.addEventListener("submit", (event) => this.beforeSubmit(event));
    window.addEventListener("online", () => this.save());
    window.addEventListener("pagehide", () => this.keepLocalCopy());
    window.addEventListener("pageshow", (event) => { if (event.persisted) this.resume(); });
    // Signed in again in another window: try once more on return.
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") this.resume(); });
  }

  // Leaving a field for a button that submits the form: the submit itself saves.
  isSubmitter(target) { return target instanceof HTMLButtonElement && target.form === this.form && target.type === "submit"; }

  // A save under way would make the version of the submitted page stale: the submit waits for its end.
  beforeSubmit(event) {
    this.keepLocalCopy();
    clearTimeout(this.timer);
    if (!this.busy) return this.stop();
    event.preventDefault();
    this.submitter = event.submitter;
  }

  stop() { this.stopped = true; clearTimeout(this.timer); }
  resume() { if (this.conflicted) return; this.stopped = false; this.save(); }

  later(delay) {
    if (!this.stopped) this.keepLocalCopy();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), delay);
  }

  keepLocalCopy() {
    const fields = fieldsOf(this.form);
    if (contentOf(fields) === this.sent) return;
    try {
      // As pairs: percent-encoded, a text of Han characters takes nine times its length, and the room is small.
      fields.delete("lock_version");
      localStorage.setItem(this.key, JSON.stringify({ at: Date.now(), version: this.version(), fields: [...fields] }));
      this.kept = true;
    } catch {
      this.kept = false;  // Storage full or forbidden: the page says so, and the server copy remains.
    }
  }

  // Counted by the server, so that a copy can be told from what was saved since, whatever the clock of this computer says.
  version() { return this.form.querySelector('[name="lock_version"]')?.value ?? ""; }

  forgetLocalCopy() {
    try { localStorage.removeItem(this.key); } catch { /* as above */ }
  }

  localCopy() {
    try { return JSON.parse(localStorage.getItem(this.key)); } catch { return null; }
  }

  show(state, ...words) {
    if (!this.state) return;
    this.state.dataset.state = state;
    this.state.textContent = sentences[state](...words);
  }

  async save() {
    clearTimeout(this.timer);
    const fields = fieldsOf(this.form);
    const content = contentOf(fields);
    if (this.stopped || this.busy || content === this.sent) return;
    this.keepLocalCopy();
    this.busy = true;
    this.show("saving");
    try {
      const response = await fetch(this.url, {
        method: "POST", body: fields, credentials: "same-origin", redirect: "manual",
        headers: { "X-CSRF-Token": csrfToken(), Accept: "application/json" },
      });
      await this.answer(response, content);
    } catch {
      this.tryAgain();
    } finally {
      this.busy = false;
    }
    if (this.submitter) {
      const submitter = this.submitter;
      this.submitter = null;
      return this.form.requestSubmit(submitter);
    }
    if (!this.stopped && contentOf(fieldsOf(this.form)) !== content) this.later(pause);
  }

  async answer(response, content) {
    if (response.ok) return this.saved(await response.json(), content);
    if (response.type === "opaqueredirect" || response.status === 401 || response.status === 403) return this.expired();
    const body = await response.json().catch(() => ({}));
    if (response.status === 409) return this.conflict(body);
    if (response.status >= 500 || response.status === 429) return this.tryAgain();
    this.sent = content;  // Sending the same text again would be refused again.
    this.show("refused", body.message ?? "未能保存", this.kept);
  }

  saved(body, content) {
    const version = this.form.querySelector('[name="lock_version"]');
    if (version && body.lock_version !== undefined) version.value = String(body.lock_version);
    this.form.dataset.savedAt = body.saved_at;
    this.sent = content;
    this.retry = firstRetry;
    if (contentOf(fieldsOf(this.form)) === content) this.forgetLocalCopy();
    this.show("saved", clockTime(body.saved_at));
  }

  expired() {
    this.show("expired", this.kept);
    this.stop();
  }

  tryAgain() {
    this.show("offline", this.kept);
    this.timer = setTimeout(() => this.save(), this.retry);
    this.retry = Math.min(this.retry * 2, longestRetry);
  }

  // Somebody else saved in between. Nothing is overwritten: both texts stay in sight.
  conflict(body) {
    this.conflicted = true;
    this.stop();
    this.show("conflict", body.message ?? "他人已修改此稿");
    const notice = this.notice("他人已修改此稿，您的内容保存在本机。", "notice--warn");
    for (const [name, value] of Object.entries(body.theirs ?? {})) {
      const control = this.form.querySelector(`[name="${CSS.escape(name)}"]`);
      if (!control || name === "lock_version" || control.value === String(value)) continue;
      notice.append(this.theirVersion(control, String(value)));
    }
    const keepMine = this.button("以我的内容为准继续", () => {
      const version = this.form.querySelector('[name="lock_version"]');
      if (version && body.theirs?.lock_version !== undefined) version.value = String(body.theirs.lock_version);
      notice.remove();
      this.conflicted = false;
      this.resume();
    });
    const takeTheirs = this.button("重新载入对方的内容", () => { this.stop(); location.reload(); });
    notice.append(this.row(keepMine, takeTheirs));
    notice.scrollIntoView({ block: "nearest" });
  }

  theirVersion(control, value) {
    const details = document.createElement("details");
    const summary = document.createElement("summary");
    summary.textContent = `对方的“${control.labels?.[0]?.firstChild?.textContent?.trim() ?? control.name}”`;
    const text = document.createElement("textarea");
    text.className = "control";
    text.readOnly = true;
    text.value = value;
    text.setAttribute("aria-label", summary.textContent);
    details.append(summary, text);
    return details;
  }

  // Goes by itself only where all of it is on the page already.
  offerLocalCopy() {
    const copy = this.localCopy();
    if (!copy) return;
    if (plainly(new URLSearchParams(copy.fields)) === plainly(this.sent)) return this.forgetLocalCopy();
    const since = copy.version === this.version() ? "比已保存的新。" : "此后这份稿子又保存过，恢复会用本机的内容替换页面上的，请先比较。";
    const notice = this.notice(`本机存有 ${clockTime(copy.at)} 未及保存的内容，${since}`);
    const restore = this.button("恢复", () => { this.restore(copy.fields); notice.remove(); });
    const drop = this.button("放弃", () => { this.forgetLocalCopy(); notice.remove(); });
    notice.append(this.row(restore, drop));
  }

  restore(pairs) {
    const fields = new URLSearchParams(pairs);
    const unchecked = this.form.querySelectorAll('input[type="checkbox"], input[type="radio"]');
    for (const control of unchecked) if (!fields.has(control.name)) control.checked = false;
    for (const name of new Set(fields.keys())) putField(this.form, name, fields.getAll(name));
    this.save();
  }

  notice(sentence, kind = "") {
    const notice = document.createElement("div");
    notice.className = `notice ${kind}`;
    notice.setAttribute("role", "alert");
    const text = document.createElement("p");
    text.textContent = sentence;
    notice.append(text);
    this.form.prepend(notice);
    return notice;
  }

  button(label, press) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn--small";
    button.textContent = label;
    button.addEventListener("click", press);
    return button;
  }

  row(...buttons) {
    const row = document.createElement("p");
    row.className = "btn-row";
    row.append(...buttons);
    return row;
  }
}

export function startAutosave(form) {
  new Autosave(form).start();
}
