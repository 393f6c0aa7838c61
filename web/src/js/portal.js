// Everything here only spares a click: the pages are whole without it.
const sizes = ["normal", "large", "xlarge"];

function applyTextSize(size) {
  const root = document.documentElement;
  root.classList.toggle("text-large", size === "large");
  root.classList.toggle("text-xlarge", size === "xlarge");
}

function storedTextSize() {
  const found = /(?:^|;\s*)text=(\w+)/.exec(document.cookie);
  return found && sizes.includes(found[1]) ? found[1] : "normal";
}

document.addEventListener("click", async (event) => {
  const size = event.target.closest("[data-text-size]");
  if (size) {
    event.preventDefault();
    document.cookie = `text=${size.dataset.textSize}; path=/; max-age=31536000; samesite=lax`;
    applyTextSize(size.dataset.textSize);
    return;
  }
  if (event.target.closest("[data-print]")) {
    window.print();
    return;
  }
  const copy = event.target.closest("[data-copy-link]");
  if (copy && navigator.clipboard) {
    await navigator.clipboard.writeText(copy.dataset.copyLink || location.href);
    const label = copy.textContent;
    copy.textContent = copy.dataset.copied || "已复制";
    setTimeout(() => { copy.textContent = label; }, 2000);
  }
});

// A page from a cache may carry another reader's size.
applyTextSize(storedTextSize());
for (const button of document.querySelectorAll("[data-print], [data-copy-link]")) button.hidden = false;
// On wide screens the facets stand open.
if (matchMedia("(min-width: 62rem)").matches) {
  for (const fold of document.querySelectorAll("details.facets-fold")) fold.open = true;
}
for (const summary of document.querySelectorAll(".error-summary")) summary.focus();
