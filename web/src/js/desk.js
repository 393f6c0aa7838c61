import "htmx.org/dist/htmx.min.js";
import { csrfToken } from "./csrf.js";
import { startAutosave } from "./autosave.js";
import { startUploads } from "./upload.js";
import { startBulkSelection } from "./bulk.js";
import { startQuoting } from "./quote.js";

document.addEventListener("htmx:configRequest", (event) => { event.detail.headers["X-CSRF-Token"] = csrfToken(); });

function confirmOnce(event) {
  const question = event.submitter?.dataset.confirm;
  if (question && !window.confirm(question)) event.preventDefault();
}

// A second press of the same button must not send the same thing twice.
function holdSecondSubmit(event) {
  const form = event.target;
  if (event.defaultPrevented || form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  setTimeout(() => { delete form.dataset.sent; }, 5000);
}

document.addEventListener("submit", confirmOnce);
document.addEventListener("submit", holdSecondSubmit);
// Coming back by the browser's history must find the form usable.
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

for (const form of document.querySelectorAll("form[data-autosave]")) startAutosave(form);
for (const form of document.querySelectorAll("form[data-upload]")) startUploads(form);
for (const form of document.querySelectorAll("form[data-bulk]")) startBulkSelection(form);
for (const details of document.querySelectorAll("details[data-remark]")) startQuoting(details);
