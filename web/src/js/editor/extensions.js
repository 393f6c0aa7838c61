import { Extension, Node } from "@tiptap/core";
import StarterKit from "@tiptap/starter-kit";
import { Table, TableCell, TableHeader, TableRow } from "@tiptap/extension-table";

const alignments = ["left", "center", "right"];

// Alignment as a class, never as a style: the site's policy allows no style attributes.
const Alignment = Extension.create({
  name: "alignment",
  addGlobalAttributes() {
    return [{
      types: ["heading", "paragraph"],
      attributes: {
        align: {
          default: null,
          parseHTML: (element) => alignments.find((name) => element.classList.contains(`align-${name}`)) ?? null,
          renderHTML: ({ align }) => (align ? { class: `align-${align}` } : {}),
        },
      },
    }];
  },
  addCommands() {
    return {
      setAlignment: (align) => ({ commands }) =>
        ["heading", "paragraph"].map((type) => commands.updateAttributes(type, { align })).some(Boolean),
    };
  },
});

const PlainTable = Table.extend({
  renderHTML() { return ["table", ["tbody", 0]]; },
});

function withoutWidth(cell) {
  return cell.extend({
    addAttributes() {
      const { colspan, rowspan } = this.parent?.() ?? {};
      return { colspan, rowspan, colwidth: { default: null, parseHTML: () => null, renderHTML: () => ({}) } };
    },
  });
}

// A bar beside a figure, as bulletins have them: it stays as it is, and none is made here.
const Meter = Node.create({
  name: "meter",
  group: "inline",
  inline: true,
  atom: true,
  addAttributes() { return { value: { default: "0" }, max: { default: "1" } }; },
  parseHTML() { return [{ tag: "meter" }]; },
  renderHTML: ({ HTMLAttributes }) => ["meter", HTMLAttributes],
});

export const extensions = [
  StarterKit.configure({
    heading: { levels: [2, 3, 4] },
    code: false,
    codeBlock: false,
    strike: false,
    link: { openOnClick: false, autolink: false, protocols: ["http", "https", "mailto", "tel"], HTMLAttributes: { target: null, rel: null, class: null } },
  }),
  Alignment,
  PlainTable.configure({ resizable: false }),
  TableRow,
  withoutWidth(TableHeader),
  withoutWidth(TableCell),
  Meter,
];
