// What a reviewer marks in the document becomes the passage that his remark is about. What he typed there himself stays.
const longest = 300;

function marked(document_part) {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return "";
  const range = selection.getRangeAt(0);
  if (!document_part.contains(range.commonAncestorContainer)) return "";
  return [...selection.toString().replace(/\s+/g, " ").trim()].slice(0, longest).join("");
}

export function startQuoting(details) {
  const field = details.querySelector('[name="quote"]');
  const parts = [...document.querySelectorAll("[data-quotable]")];
  let filled = "";

  function take() {
    const passage = parts.map(marked).find(Boolean);
    if (!passage || (field.value !== "" && field.value !== filled)) return;
    details.open = true;
    field.value = filled = passage;
  }

  for (const part of parts) {
    part.addEventListener("pointerup", () => setTimeout(take));
    part.addEventListener("keyup", take);
  }
  // Touch and caret browsing end a selection without an event of the document's own.
  let wait = null;
  document.addEventListener("selectionchange", () => { clearTimeout(wait); wait = setTimeout(take, 400); });
}
