import { mountEditor } from "./editor/mount.js";

for (const area of document.querySelectorAll("textarea[data-editor]")) mountEditor(area);
