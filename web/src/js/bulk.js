// Check boxes of a queue: one that selects all, Shift for a range, a count, and buttons that wake when something is chosen.
export function startBulkSelection(form) {
  const all = form.querySelector("[data-select-all]");
  const boxes = [...form.querySelectorAll('input[type="checkbox"][data-select]')];
  const count = form.querySelector("[data-selected-count]");
  const buttons = form.querySelectorAll("[data-bulk-action]");
  let last = null;

  function show() {
    const chosen = boxes.filter((box) => box.checked).length;
    if (count) count.textContent = String(chosen);
    if (all) {
      all.checked = chosen > 0 && chosen === boxes.length;
      all.indeterminate = chosen > 0 && chosen < boxes.length;
    }
    for (const button of buttons) button.disabled = chosen === 0;
    for (const box of boxes) box.closest("tr")?.classList.toggle("is-selected", box.checked);
  }

  function selectRange(box) {
    const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
    for (const between of boxes.slice(from, to + 1)) between.checked = box.checked;
  }

  form.addEventListener("click", (event) => {
    const box = event.target.closest("input[data-select]");
    if (!box) return;
    if (event.shiftKey && last) selectRange(box);
    last = box;
    show();
  });
  form.addEventListener("change", (event) => {
    if (event.target === all) for (const box of boxes) box.checked = all.checked;
    show();
  });
  window.addEventListener("pageshow", show);
  show();
}
