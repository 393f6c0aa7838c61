// What Word and WPS put on the clipboard, brought back to paragraphs, headings, lists and tables.
const dropped = "style, script, meta, link, title, xml, head, object, embed, iframe, form, input, button, select, textarea, svg, img";

// The site's policy refuses style attributes even in a parsed fragment; under another name they can be read.
function withStylesAsData(html) {
  return html.replace(/<style[\s\S]*?<\/style>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/i, " data-style="));
}

function styleOf(element) {
  return element.dataset.style ?? "";
}

function headingLevel(element) {
  const style = styleOf(element);
  const level = /mso-outline-level:\s*(\d)/i.exec(style)?.[1] ?? /(?:MsoHeading|Heading|标题)(\d)/i.exec(element.className)?.[1];
  return level ? Math.min(Number(level) + 1, 4) : 0;
}

function alignmentOf(element) {
  const styled = /text-align:\s*(center|right)/i.exec(styleOf(element))?.[1];
  const value = (styled ?? element.getAttribute("align") ?? "").toLowerCase();
  return ["center", "right"].includes(value) ? value : "";
}

function rename(element, name) {
  const renamed = element.ownerDocument.createElement(name);
  for (const { name: attribute, value } of element.attributes) renamed.setAttribute(attribute, value);
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
  return renamed;
}

// Word numbers its lists with text in a span that says mso-list:Ignore.
function listMarker(paragraph) {
  return [...paragraph.querySelectorAll("span[data-style]")].find((span) => /mso-list:\s*ignore/i.test(styleOf(span)));
}

function gatherLists(body) {
  let list = null;
  for (const paragraph of [...body.querySelectorAll("p")]) {
    if (!/mso-list:\s*l\d/i.test(styleOf(paragraph))) { list = null; continue; }
    const marker = listMarker(paragraph);
    const ordered = /[\d一二三四五六七八九十a-z][.、)）]?/i.test(marker?.textContent.trim() ?? "");
    const kind = ordered ? "OL" : "UL";
    marker?.remove();
    if (!list || list.tagName !== kind || list !== paragraph.previousElementSibling) {
      list = body.ownerDocument.createElement(kind);
      paragraph.before(list);
    }
    const item = body.ownerDocument.createElement("li");
    paragraph.removeAttribute("data-style");
    item.append(paragraph);
    list.append(item);
  }
}

function keepEmphasis(body) {
  for (const span of [...body.querySelectorAll("span[data-style], font[data-style]")]) {
    const style = styleOf(span);
    if (/font-weight:\s*(bold|[6-9]00)/i.test(style)) rename(span, "strong");
    else if (/text-decoration[^;]*underline/i.test(style)) rename(span, "u");
    else if (/font-style:\s*italic/i.test(style)) rename(span, "em");
  }
}

function dropComments(body) {
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
  const comments = [];
  while (walker.nextNode()) comments.push(walker.currentNode);
  for (const comment of comments) comment.remove();
}

function dropForeignElements(body) {
  for (const element of [...body.querySelectorAll("*")]) {
    if (element.tagName.includes(":")) element.replaceWith(...element.childNodes);
  }
}

const kept = { a: ["href"], td: ["colspan", "rowspan"], th: ["colspan", "rowspan"], ol: ["start"] };

function dropAttributes(body) {
  for (const element of body.querySelectorAll("*")) {
    const align = alignmentOf(element);
    const allowed = kept[element.localName] ?? [];
    const aligned = [...element.classList].find((name) => /^align-(left|center|right)$/.test(name));
    for (const { name } of [...element.attributes]) if (!allowed.includes(name)) element.removeAttribute(name);
    if (/^(p|h[1-6])$/.test(element.localName) && (aligned || align)) element.className = aligned ?? `align-${align}`;
  }
}

// Full-width spaces at the start of a paragraph stand for the indent that the page sets itself.
function dropTypedIndent(body) {
  for (const paragraph of body.querySelectorAll("p, h1, h2, h3, h4")) {
    const walker = body.ownerDocument.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    const first = walker.nextNode();
    if (first) first.data = first.data.replace(/^[\s\u00a0\u3000]+/, "");
  }
}

export function cleanPaste(html) {
  const parsed = new DOMParser().parseFromString(withStylesAsData(html.replace(/<!\[(?:if|endif)[^>]*>/gi, "")), "text/html");
  const body = parsed.body;
  dropComments(body);
  for (const element of body.querySelectorAll(dropped)) element.remove();
  dropForeignElements(body);
  gatherLists(body);
  for (const element of [...body.querySelectorAll("p, div")]) {
    const level = headingLevel(element);
    if (level) rename(element, `h${level}`);
  }
  for (const heading of [...body.querySelectorAll("h1")]) rename(heading, "h2");
  for (const heading of [...body.querySelectorAll("h5, h6")]) rename(heading, "h4");
  keepEmphasis(body);
  dropAttributes(body);
  dropTypedIndent(body);
  return body.innerHTML;
}
