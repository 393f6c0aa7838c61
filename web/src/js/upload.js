// Attachments, one request a file, so that one refused file does not take the others with it.
import { csrfToken } from "./csrf.js";

function rowFor(file, list) {
  const row = document.createElement("li");
  const name = document.createElement("span");
  const bar = document.createElement("progress");
  const figure = document.createElement("span");
  name.textContent = file.name;
  bar.className = "progress";
  bar.max = 100;
  bar.value = 0;
  bar.setAttribute("aria-label", `上传 ${file.name}`);
  figure.className = "tabular small";
  figure.textContent = "0%";
  row.append(name, bar, figure);
  list.append(row);
  return { row, bar, figure };
}

function showError({ row, bar, figure }, sentence) {
  const error = document.createElement("p");
  error.className = "upload-error";
  error.setAttribute("role", "alert");
  error.textContent = sentence;
  bar.remove();
  figure.textContent = "未上传";
  row.append(error);
}

function sentenceOf(request) {
  try {
    return JSON.parse(request.responseText).message || `未能上传（${request.status}）`;
  } catch {
    if (request.status === 413) return "文件过大";
    if (request.status === 401 || request.status === 403) return "登录已过期，请在新窗口登录后重新选择文件";
    return `未能上传（${request.status}）`;
  }
}

// The server answers with the finished row as HTML.
function replaceRow(parts, html) {
  const template = document.createElement("template");
  template.innerHTML = html.trim();
  parts.row.replaceWith(template.content);
}

function send(form, field, file, list) {
  const parts = rowFor(file, list);
  const body = new FormData(form);
  body.delete(field.name);
  body.append(field.name, file, file.name);
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("X-CSRF-Token", csrfToken());
    request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
    request.upload.addEventListener("progress", (event) => {
      if (!event.lengthComputable) return;
      const percent = Math.floor((event.loaded / event.total) * 100);
      parts.bar.value = percent;
      parts.figure.textContent = percent < 100 ? `${percent}%` : "正在检查…";
    });
    request.addEventListener("load", () => {
      if (request.status >= 200 && request.status < 300) replaceRow(parts, request.responseText);
      else showError(parts, sentenceOf(request));
    });
    request.addEventListener("error", () => showError(parts, "网络断开，请重新选择此文件"));
    request.addEventListener("loadend", done);
    request.send(body);
  });
}

export function startUploads(form) {
  const field = form.querySelector('input[type="file"]');
  const list = document.querySelector(form.dataset.uploadList ?? "[data-upload-list]") ?? form.querySelector(".uploads");
  const drop = form.querySelector(".drop") ?? form;
  if (!field || !list) return;
  let line = Promise.resolve();

  function take(files) {
    for (const file of files) line = line.then(() => send(form, field, file, list));
  }

  field.addEventListener("change", () => {
    take([...field.files]);
    field.value = "";
  });
  for (const kind of ["dragenter", "dragover"]) {
    drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("is-over"); });
  }
  drop.addEventListener("dragleave", () => drop.classList.remove("is-over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("is-over");
    take([...event.dataTransfer.files]);
  });
  // Without scripts the form has its own button; here choosing is enough.
  for (const button of form.querySelectorAll("[data-upload-button]")) button.remove();
}
