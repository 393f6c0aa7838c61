// The Merkle tree of RFC 6962 as the publication log uses it (docs/formats/publication-log.md). Hashes are Uint8Array of 32 bytes.
export const utf8 = (text) => new TextEncoder().encode(text);
export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
export const fromBase64 = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
export const equal = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);
export const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export const leafHash = (entry) => sha256(joined(Uint8Array.of(0), entry));
export const nodeHash = (left, right) => sha256(joined(Uint8Array.of(1), left, right));

// RFC 9162 section 2.1.3.2: the root that the proof leads to; null where it does not fit the place.
export async function rootOf(leaf, index, size, proof) {
  if (!(index >= 0 && index < size)) return null;
  let at = index;
  let last = size - 1;
  let root = leaf;
  for (const sibling of proof) {
    if (last === 0) return null;
    if (at % 2 === 1 || at === last) {
      root = await nodeHash(sibling, root);
      while (at % 2 === 0 && at !== 0) {
        at /= 2;
        last = Math.floor(last / 2);
      }
    } else {
      root = await nodeHash(root, sibling);
    }
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? root : null;
}

// `tile/0/x001/234.p/5`; level "entries" for a bundle.
export function tilePath(level, number, width) {
  const digits = String(number);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, "0").match(/.{3}/g);
  const name = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join("/");
  return `tile/${level}/${name}${width < 256 ? `.p/${width}` : ""}`;
}

// Reads the tree of one size through its tiles. `get(path)` answers bytes.
export class TreeReader {
  constructor(size, get) {
    this.size = size;
    this.get = get;
    this.kept = new Map();
  }

  tile(level, number) {
    const height = level === "entries" ? 0 : level;
    const width = Math.min(256, Math.floor(this.size / 256 ** height) - number * 256);
    const path = tilePath(level, number, width);
    if (!this.kept.has(path)) this.kept.set(path, this.get(path));
    return this.kept.get(path);
  }

  async node(level, index) {
    const height = Math.floor(level / 8);
    const count = 2 ** (level % 8);
    const first = index * count;
    const tile = await this.tile(height, Math.floor(first / 256));
    const at = first % 256;
    if (tile.length % 32 !== 0 || tile.length < (at + count) * 32) throw new Error("tile");
    let row = Array.from({ length: count }, (_, i) => tile.slice((at + i) * 32, (at + i + 1) * 32));
    while (row.length > 1) row = await Promise.all(Array.from({ length: row.length / 2 }, (_, i) => nodeHash(row[2 * i], row[2 * i + 1])));
    return row[0];
  }

  async range(start, count) {
    const level = Math.log2(count);
    if (Number.isInteger(level)) return this.node(level, start / count);
    const left = split(count);
    return nodeHash(await this.range(start, left), await this.range(start + left, count - left));
  }

  // Sibling of the leaf first.
  async proof(index, start = 0, count = this.size) {
    if (count === 1) return [];
    const left = split(count);
    return index < left
      ? [...(await this.proof(index, start, left)), await this.range(start + left, count - left)]
      : [...(await this.proof(index - left, start + left, count - left)), await this.range(start, left)];
  }

  async entry(index) {
    const bundle = await this.tile("entries", Math.floor(index / 256));
    let at = 0;
    for (let left = index % 256; ; --left) {
      if (at + 2 > bundle.length) throw new Error("bundle");
      const size = bundle[at] * 256 + bundle[at + 1];
      if (at + 2 + size > bundle.length) throw new Error("bundle");
      if (left === 0) return bundle.slice(at + 2, at + 2 + size);
      at += 2 + size;
    }
  }
}

// The largest power of two below `count`.
function split(count) {
  let left = 1;
  while (left * 2 < count) left *= 2;
  return left;
}
