// Signed notes, checkpoints and proof files of C2SP.
import { equal, fromBase64, hex, sha256, utf8 } from "./tree.js";

// Null where the text is none.
export function parseCheckpoint(bytes) {
  const cut = bytes.indexOf("\n\n");
  if (cut < 0) return null;
  const text = bytes.slice(0, cut + 1);
  const [origin, size, root] = text.split("\n");
  if (!origin || !/^(0|[1-9][0-9]{0,14})$/.test(size) || !/^[A-Za-z0-9+/]{43}=$/.test(root ?? "")) return null;
  const signatures = [];
  for (const line of bytes.slice(cut + 2).split("\n").filter(Boolean)) {
    const found = /^— ([^ +]+) ([A-Za-z0-9+/]+=*)$/.exec(line);
    if (!found) return null;
    const raw = fromBase64(found[2]);
    signatures.push({ name: found[1], keyId: hex(raw.slice(0, 4)), bytes: raw.slice(4) });
  }
  return { text, origin, size: Number(size), root: fromBase64(root), signatures };
}

// Null for another kind of key, or where the key's number does not fit.
export async function parseKey(vkey) {
  const found = /^([^ +]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(vkey.trim());
  if (!found) return null;
  const raw = fromBase64(found[3]);
  if (raw.length !== 33 || raw[0] !== 1) return null;
  const digest = await sha256(Uint8Array.of(...utf8(found[1]), 10, ...raw));
  return hex(digest.slice(0, 4)) === found[2] ? { name: found[1], keyId: found[2], publicKey: raw.slice(1) } : null;
}

// How many of the keys signed; -1 where a line of one of them does not hold; null where the browser knows no Ed25519.
export async function signedBy(checkpoint, keys) {
  let count = 0;
  for (const key of keys) {
    let imported;
    try {
      imported = await crypto.subtle.importKey("raw", key.publicKey, { name: "Ed25519" }, false, ["verify"]);
    } catch {
      return null;
    }
    for (const one of checkpoint.signatures.filter((line) => line.name === key.name && line.keyId === key.keyId)) {
      if (!(await crypto.subtle.verify({ name: "Ed25519" }, imported, one.bytes, utf8(checkpoint.text)))) return -1;
      count += 1;
    }
  }
  return count;
}

export function parseProof(text) {
  const lines = text.split("\n");
  if (lines.shift() !== "c2sp.org/tlog-proof@v1") return null;
  if (lines[0]?.startsWith("extra ")) lines.shift();
  const index = /^index (0|[1-9][0-9]{0,14})$/.exec(lines.shift() ?? "");
  const blank = lines.indexOf("");
  const hashes = lines.slice(0, blank);
  if (!index || blank < 0 || !hashes.every((one) => /^[A-Za-z0-9+/]{43}=$/.test(one))) return null;
  const checkpoint = parseCheckpoint(lines.slice(blank + 1).join("\n"));
  return checkpoint && { index: Number(index[1]), proof: hashes.map(fromBase64), checkpoint };
}

// Canonical JSON as the log writes it: names in order, no space. Null for anything else.
export function parseEntry(bytes) {
  const text = new TextDecoder().decode(bytes);
  let entry;
  try {
    entry = JSON.parse(text);
  } catch {
    return null;
  }
  const sorted = Object.fromEntries(Object.keys(entry ?? {}).sort().map((name) => [name, entry[name]]));
  return equal(utf8(JSON.stringify(sorted)), bytes) ? entry : null;
}

// What stays of a text however its page is laid out.
export const visibleCharacters = (text) => text.replace(/\p{White_Space}/gu, "");
