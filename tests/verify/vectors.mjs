// The reader's script against worked values: three entries, three hundred across a tile's edge. Expected values are of other programs.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { parseCheckpoint, parseEntry, parseKey, parseProof, signedBy, visibleCharacters } from "../../web/src/js/log/note.js";
import { equal, fromBase64, hex, leafHash, rootOf, TreeReader, tilePath, utf8 } from "../../web/src/js/log/tree.js";

const sha = (...parts) => createHash("sha256").update(Buffer.concat(parts)).digest();
const small = {
  vkey: "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx",
  checkpoint: "example.com/log/testdata\n3\nWqx3HImawpLnS/Gv4ubjAvi1WIOy0b8Ze0amvqbavKk=\n\n— example.com/log/testdata M9e0lvAQRtH832pk2RTbeSeZMkp4FZSdJYFBUjO5SKxuRbywPUF3cx+HUrb50kjd3rUWW/fj53Wj1dwcwh9bGQnqVAg=\n",
  leaves: ["d0d7360ab79f58ab1e1e3fe64ad77e2ea0bc07e36b5f46ed2223edd9298df9e9", "ab1ab7f07c7c8fe0eff4ba6faa53c7e4412e91a599153e8aa4e01beece5b7825", "671f146c5e471e8a1a83a3c214ce4ba907b8f3a5888d14cc8cd3ce75bb12ef94"],
  proof: ["0Nc2CrefWKseHj/mStd+LqC8B+NrX0btIiPt2SmN+ek=", "Zx8UbF5HHooag6PCFM5LqQe486WIjRTMjNPOdbsS75Q="],
};
const large = {
  vkey: "log.example.org/zwgk+78a6357d+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
  checkpoint: "log.example.org/zwgk\n300\n/HWHrG4pE4NMFS6AT9H/tB1zmHHi6JjoCB6fX0NQXiA=\n\n— log.example.org/zwgk eKY1fRPlNczgkYYFthRc/ibp+ZQJDMOJ0myOOHKvMBd8ycE6WHuCkl4PdcWH7I/zu0Vi/t0o83no38Y1919XnZqlnw0=\n",
  proof: ["XmB8dRCNIxtLQn1+F5NqdL3vXf/9cTduuxYU1ZZp4/4=", "hwgnkGTqI9GLHYy+wjS2wFJ7n0UsFI8Meceelsqtaok=", "lvim8jcpuU4XfOAqtw8DQZPuH1w9b/JNgntRiR5TLhg=", "/FX9dTnc6DNcixb4LDrSTFzgRN/o48X3yNsrKijuzGg=", "yKxqg5wfGFen9T0z2ZkgKnPxNvGw7605voVsjiMx2Ec=", "ZRMUmMYvHOsK69KDBctvYdcObz4SrUwQvuATxbOMn/4=", "fvDeFJY0H6w/6L36HLT01jyR8UJ0SzU3bpJltq91hhA="],
};

// The files of the large example, by node's own SHA-256.
const texts = Array.from({ length: 300 }, (_, i) => Buffer.from(`{"i":${i}}`));
const leaves = texts.map((text) => sha(Buffer.of(0), text));
let row = leaves.slice(0, 256);
while (row.length > 1) row = Array.from({ length: row.length / 2 }, (_, i) => sha(Buffer.of(1), row[2 * i], row[2 * i + 1]));
const bundle = (from, to) => Buffer.concat(texts.slice(from, to).flatMap((text) => [Buffer.of(text.length >> 8, text.length & 255), text]));
const files = { "tile/0/000": Buffer.concat(leaves.slice(0, 256)), "tile/0/001.p/44": Buffer.concat(leaves.slice(256)), "tile/1/000.p/1": row[0], "tile/entries/000": bundle(0, 256), "tile/entries/001.p/44": bundle(256, 300) };
const digests = { "tile/0/000": "b1fa87cf7378285eabf4d3044cffd5d0d55a2a66982c37ce8d0a3955df5de929", "tile/0/001.p/44": "d499e668350740e8b95ba8e1ba1d0a16b35268fc56bba2a558a784e4dc05c163", "tile/1/000.p/1": "0bf721bf1dfcc8b91bce04a6b71eea6e018e4c45a414a84d0eacc2185511ef60", "tile/entries/000": "c601ae162cd3351bb410f1f47cf5264a20f5dc9e27f6cf272f337803d1f72871", "tile/entries/001.p/44": "2e96ac9dff6c6b132e3ad8f8efc301da3ced072e05854f80237bef603a0102c7" };
const reader = (changed = {}) => new TreeReader(300, async (path) => new Uint8Array(changed[path] ?? files[path] ?? assert.fail(path)));
const spoiled = (path, at) => { const copy = Buffer.from(files[path]); copy[at] ^= 1; return { [path]: copy }; };

const tests = {
  "the files are those of the worked example": () => { for (const [path, digest] of Object.entries(digests)) assert.equal(sha(files[path]).toString("hex"), digest, path); },
  "leaves of three entries": async () => { for (const [i, text] of ["one", "two", "three"].entries()) assert.equal(hex(await leafHash(utf8(text))), small.leaves[i]); },
  "inclusion of entry 1 of 3": async () => {
    const { root } = parseCheckpoint(small.checkpoint);
    const proof = small.proof.map(fromBase64);
    assert.ok(equal(await rootOf(await leafHash(utf8("two")), 1, 3, proof), root));
    assert.ok(!equal(await rootOf(await leafHash(utf8("twO")), 1, 3, proof), root));
    assert.equal(await rootOf(await leafHash(utf8("two")), 1, 3, proof.slice(1)), null);
    assert.equal(await rootOf(await leafHash(utf8("two")), 3, 3, proof), null);
  },
  "signatures hold and break": async () => {
    for (const { vkey, checkpoint } of [small, large]) {
      const key = await parseKey(vkey);
      assert.equal(await signedBy(parseCheckpoint(checkpoint), [key]), 1);
      assert.equal(await signedBy(parseCheckpoint(checkpoint.replace("\n3", "\n4")), [key]), -1);
    }
    assert.equal(await signedBy(parseCheckpoint(small.checkpoint), [await parseKey(large.vkey)]), 0);
    assert.equal(await parseKey(small.vkey.replace("33d7", "33d8")), null);
  },
  "every entry of 300 is found and leads to the root": async () => {
    const { root } = parseCheckpoint(large.checkpoint);
    const tree = reader();
    assert.deepEqual((await tree.proof(257)).map((one) => Buffer.from(one).toString("base64")), large.proof);
    for (let i = 0; i < 300; i += 1) {
      const entry = await tree.entry(i);
      assert.equal(new TextDecoder().decode(entry), `{"i":${i}}`);
      assert.ok(equal(await rootOf(await leafHash(entry), i, 300, await tree.proof(i)), root), String(i));
    }
  },
  "a changed tile or bundle is found": async () => {
    const { root } = parseCheckpoint(large.checkpoint);
    for (const changed of [spoiled("tile/0/001.p/44", 5), spoiled("tile/1/000.p/1", 0), spoiled("tile/entries/001.p/44", 16)]) {
      const tree = reader(changed);
      assert.ok(!equal(await rootOf(await leafHash(await tree.entry(257)), 257, 300, await tree.proof(257)), root), Object.keys(changed)[0]);
    }
    await assert.rejects(reader({ "tile/entries/001.p/44": files["tile/entries/001.p/44"].subarray(0, 12) }).entry(257));
  },
  "a proof file by itself": async () => {
    const file = parseProof(`c2sp.org/tlog-proof@v1\nindex 257\n${large.proof.join("\n")}\n\n${large.checkpoint}`);
    assert.ok(equal(await rootOf(await leafHash(texts[257]), file.index, file.checkpoint.size, file.proof), file.checkpoint.root));
    for (const bad of ["", "c2sp.org/tlog-proof@v2\nindex 1\n\n", `c2sp.org/tlog-proof@v1\nindex 01\n\n${large.checkpoint}`, "c2sp.org/tlog-proof@v1\nindex 1\nAAAA\n\nx\n"]) assert.equal(parseProof(bad), null);
  },
  "addresses of tiles": () => {
    assert.equal(tilePath(0, 1234067, 256), "tile/0/x001/x234/067");
    assert.equal(tilePath("entries", 0, 44), "tile/entries/000.p/44");
    assert.equal(tilePath(1, 1000, 256), "tile/1/x001/000");
  },
  "only canonical entries": () => {
    assert.deepEqual(parseEntry(utf8('{"a":1,"b":["x"]}')), { a: 1, b: ["x"] });
    for (const bad of ['{"b":1,"a":1}', '{"a": 1}', '{"a":1,"a":1}', "{", "null"]) assert.equal(parseEntry(utf8(bad)), null, bad);
    assert.equal(visibleCharacters(" 一　二\u00a0三\n"), "一二三");
  },
};

let failed = 0;
for (const [name, test] of Object.entries(tests)) {
  try {
    await test();
    console.log(`ok   ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL ${name}\n     ${error.message}`);
  }
}
console.log(`${Object.keys(tests).length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
