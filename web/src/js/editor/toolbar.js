// The tools of the editor as data; each group is one list, a divider between them.
const block = (level) => ({
  press: (chain) => (level ? chain.toggleHeading({ level }) : chain.setParagraph()),
  on: (editor) => (level ? editor.isActive("heading", { level }) : editor.isActive("paragraph")),
});
const align = (side) => ({
  press: (chain, editor) => chain.setAlignment(editor.isActive({ align: side }) ? null : side),
  on: (editor) => editor.isActive({ align: side }),
});
const mark = (name, command) => ({ press: (chain) => chain[command](), on: (editor) => editor.isActive(name) });
const inTable = (command) => ({ press: (chain) => chain[command](), can: (can) => can[command]() });

export const groups = [
  [
    { label: "正文", ...block(0) },
    { label: "标题一", ...block(2) },
    { label: "标题二", ...block(3) },
    { label: "标题三", ...block(4) },
  ],
  [
    { label: "加粗", keys: "Ctrl+B", ...mark("bold", "toggleBold") },
    { label: "斜体", keys: "Ctrl+I", ...mark("italic", "toggleItalic") },
    { label: "下划线", keys: "Ctrl+U", ...mark("underline", "toggleUnderline") },
    { label: "链接", link: true, on: (editor) => editor.isActive("link") },
  ],
  [
    { label: "编号列表", ...mark("orderedList", "toggleOrderedList") },
    { label: "项目列表", ...mark("bulletList", "toggleBulletList") },
  ],
  [
    { label: "居左", ...align("left") },
    { label: "居中", ...align("center") },
    { label: "居右", ...align("right") },
  ],
  [
    { label: "插入表格", press: (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }), can: (can) => can.insertTable() },
    { label: "下加行", table: true, ...inTable("addRowAfter") },
    { label: "右加列", table: true, ...inTable("addColumnAfter") },
    { label: "删行", table: true, ...inTable("deleteRow") },
    { label: "删列", table: true, ...inTable("deleteColumn") },
    { label: "合并", table: true, ...inTable("mergeCells") },
    { label: "拆分", table: true, ...inTable("splitCell") },
    { label: "表头行", table: true, ...inTable("toggleHeaderRow") },
    { label: "删除表格", table: true, ...inTable("deleteTable") },
  ],
  [
    { label: "撤销", keys: "Ctrl+Z", ...inTable("undo") },
    { label: "重做", keys: "Ctrl+Y", ...inTable("redo") },
  ],
];

function buttonFor(tool) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = tool.label;
  button.tabIndex = -1;
  if (tool.keys) button.title = `${tool.label}（${tool.keys}）`;
  if (tool.on) button.setAttribute("aria-pressed", "false");
  return button;
}

// One stop for the Tab key; arrow keys move within, as in the ARIA toolbar pattern.
function moveWithArrows(bar) {
  bar.addEventListener("keydown", (event) => {
    const usable = [...bar.querySelectorAll("button:not(:disabled):not([hidden])")];
    const here = usable.indexOf(document.activeElement);
    const target = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: usable.length - 1 }[event.key];
    if (here < 0 || target === undefined) return;
    event.preventDefault();
    const next = usable[(target + usable.length) % usable.length];
    for (const button of usable) button.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
}

function keepOneTabStop(bar) {
  const usable = [...bar.querySelectorAll("button:not(:disabled):not([hidden])")];
  if (usable.some((button) => button.tabIndex === 0)) return;
  for (const button of bar.querySelectorAll("button")) button.tabIndex = -1;
  if (usable.length) usable[0].tabIndex = 0;
}

export function makeToolbar(label, openLink) {
  const bar = document.createElement("div");
  bar.className = "editor-bar";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", `${label}：编辑工具`);
  const pairs = [];
  let editor = null;

  groups.forEach((group, index) => {
    if (index > 0) {
      const divider = document.createElement("span");
      divider.className = "divide";
      divider.setAttribute("aria-hidden", "true");
      bar.append(divider);
    }
    for (const tool of group) {
      const button = buttonFor(tool);
      button.addEventListener("click", () => {
        if (tool.link) openLink();
        else tool.press(editor.chain().focus(), editor).run();
      });
      bar.append(button);
      pairs.push([tool, button]);
    }
  });
  moveWithArrows(bar);

  function refresh() {
    const inside = editor.isActive("table");
    for (const [tool, button] of pairs) {
      if (tool.on) button.setAttribute("aria-pressed", String(tool.on(editor)));
      if (tool.table) button.hidden = !inside;
      if (tool.can) {
        button.disabled = !tool.can(editor.can());
        if (button.disabled) button.tabIndex = -1;
      }
    }
    keepOneTabStop(bar);
  }
  return { bar, attach(mounted) { editor = mounted; refresh(); }, refresh };
}
