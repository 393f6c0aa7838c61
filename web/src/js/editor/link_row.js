// The address of a link is asked for in a row below the tools, not in a window.
const allowed = /^(https?:\/\/|mailto:|tel:|\/|#)/i;

export function linkRow(editor) {
  const row = document.createElement("div");
  row.className = "editor-link";
  row.hidden = true;
  const label = document.createElement("label");
  const input = document.createElement("input");
  const error = document.createElement("span");
  input.type = "text";
  input.inputMode = "url";
  input.className = "control";
  input.id = `link-${Math.random().toString(36).slice(2)}`;
  label.htmlFor = input.id;
  label.textContent = "链接地址";
  error.className = "field-error";
  error.setAttribute("role", "alert");

  function close() {
    row.hidden = true;
    error.textContent = "";
    editor.commands.focus();
  }

  function apply() {
    const href = input.value.trim();
    if (!allowed.test(href)) {
      error.textContent = "地址应以 https:// 、http:// 、mailto: 或 / 开头";
      return;
    }
    const chain = editor.chain().focus().extendMarkRange("link");
    if (editor.state.selection.empty && !editor.isActive("link")) {
      chain.insertContent({ type: "text", text: href, marks: [{ type: "link", attrs: { href } }] }).run();
    } else {
      chain.setLink({ href }).run();
    }
    close();
  }

  function remove() {
    editor.chain().focus().extendMarkRange("link").unsetLink().run();
    close();
  }

  function button(text, press) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "btn btn--small";
    made.textContent = text;
    made.addEventListener("click", press);
    return made;
  }

  row.append(label, input, button("确定", apply), button("取消链接", remove), button("关闭", close), error);
  row.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (event.key === "Enter" && event.target === input) { event.preventDefault(); apply(); }
  });
  // The field belongs to the tools, not to the text of the form.
  row.addEventListener("input", (event) => event.stopPropagation());

  return {
    row,
    open() {
      input.value = editor.getAttributes("link").href ?? "";
      row.hidden = false;
      input.focus();
    },
  };
}
