import { Editor } from "@tiptap/core";
import { extensions } from "./extensions.js";
import { linkRow } from "./link_row.js";
import { cleanPaste } from "./paste.js";
import { makeToolbar } from "./toolbar.js";

// Text that was typed without scripts holds paragraphs as lines.
function asHtml(text) {
  if (/<[a-z][\s\S]*>/i.test(text)) return text;
  const box = document.createElement("div");
  for (const line of text.split(/\n+/).filter((part) => part.trim())) {
    const paragraph = document.createElement("p");
    paragraph.textContent = line.trim();
    box.append(paragraph);
  }
  return box.innerHTML;
}

function labelOf(area) {
  return area.labels?.[0]?.firstChild?.textContent?.trim() || area.getAttribute("aria-label") || "正文";
}

function describe(area, label) {
  const attributes = { class: "doc-body", role: "textbox", "aria-multiline": "true", "aria-label": label };
  const described = area.getAttribute("aria-describedby");
  if (described) attributes["aria-describedby"] = described;
  if (area.getAttribute("aria-invalid")) attributes["aria-invalid"] = "true";
  return attributes;
}

/// Puts an editor in the place of a textarea, which stays in the form and always holds the same text.
export function mountEditor(area) {
  const label = labelOf(area);
  const box = document.createElement("div");
  box.className = "editor";
  const count = document.createElement("div");
  count.className = "editor-count";
  let link = null;
  const toolbar = makeToolbar(label, () => link.open());
  const page = document.createElement("div");
  box.append(toolbar.bar, page, count);
  area.after(box);

  const editor = new Editor({
    element: page,
    extensions,
    content: asHtml(area.value),
    injectCSS: false,
    editorProps: { attributes: describe(area, label), transformPastedHTML: cleanPaste },
  });
  link = linkRow(editor);
  toolbar.bar.after(link.row);

  function countCharacters() {
    count.textContent = `${editor.getText().replace(/\s/g, "").length} 字`;
  }
  editor.on("update", () => {
    area.value = editor.isEmpty ? "" : editor.getHTML();
    area.dispatchEvent(new Event("input", { bubbles: true }));
    countCharacters();
  });
  editor.on("transaction", () => toolbar.refresh());
  area.addEventListener("restored", () => {
    editor.commands.setContent(asHtml(area.value), { emitUpdate: false });
    countCharacters();
  });
  for (const own of area.labels ?? []) own.addEventListener("click", () => editor.commands.focus());
  // An error summary links to the field; lead there.
  window.addEventListener("hashchange", () => { if (location.hash === `#${area.id}`) editor.commands.focus(); });

  toolbar.attach(editor);
  countCharacters();
  area.hidden = true;
  area.required = false;
  return editor;
}
