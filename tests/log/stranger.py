"""Reads a transparency log by its format alone (RFC 6962, C2SP tlog-tiles and signed-note); signatures are checked by the openssl program."""
import base64
import hashlib
import json
import pathlib
import subprocess
import tempfile


def sha(data):
    return hashlib.sha256(data).digest()


def root(leaves):
    """MTH of RFC 6962 over hashes of leaves."""
    if not leaves:
        return sha(b"")
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return sha(b"\1" + root(leaves[:k]) + root(leaves[k:]))


def path(level, number, width):
    groups = [f"{number % 1000:03d}"]
    while number >= 1000:
        number //= 1000
        groups.insert(0, f"x{number % 1000:03d}")
    return f"tile/{level}/" + "/".join(groups) + ("" if width == 256 else f".p/{width}")


def opened(note, vkey):
    """(origin, size, root) of a signed note; an exception when the key did not sign it."""
    name, key_id, key = vkey.strip().split("+", 2)
    raw = base64.b64decode(key, validate=True)
    assert raw[0] == 1 and sha(name.encode() + b"\n" + raw)[:4].hex() == key_id, "the key's id"
    text, _, lines = note.rpartition("\n\n")
    text += "\n"
    for line in lines.splitlines():
        dash, signer, packed = line.split(" ")
        blob = base64.b64decode(packed, validate=True)
        if dash == "\u2014" and signer == name and blob[:4].hex() == key_id:
            verify(raw[1:], text.encode(), blob[4:])
            origin, size, hashed = text.splitlines()
            return origin, int(size), base64.b64decode(hashed, validate=True)
    raise AssertionError("no signature of " + name)


def verify(public, text, signature):
    with tempfile.TemporaryDirectory() as folder:
        at = pathlib.Path(folder)
        (at / "key").write_bytes(bytes.fromhex("302a300506032b6570032100") + public)
        (at / "text").write_bytes(text)
        (at / "signature").write_bytes(signature)
        done = subprocess.run(["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", at / "key", "-rawin", "-in", at / "text",
                               "-sigfile", at / "signature"], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr


def split(bundle):
    entries = []
    while bundle:
        size = int.from_bytes(bundle[:2], "big")
        assert len(bundle) >= 2 + size, "the bundle ends early"
        entries.append(bundle[2:2 + size])
        bundle = bundle[2 + size:]
    return entries


def read(get, size, hashed):
    """All entries of the tree of `size`, every tile compared. `get(path)` answers bytes."""
    entries = []
    for number in range((size + 255) // 256):
        width = min(256, size - number * 256)
        entries += split(get(path("entries", number, width)))
    assert len(entries) == size, f"{len(entries)} entries for {size}"
    leaves = [sha(b"\0" + entry) for entry in entries]
    row, level = leaves, 0
    while row:
        for number in range((len(row) + 255) // 256):
            part = row[number * 256:number * 256 + 256]
            assert get(path(level, number, len(part))) == b"".join(part), path(level, number, len(part))
        row = [root(row[i:i + 256]) for i in range(0, len(row) - len(row) % 256, 256)]
        level += 1
    assert root(leaves) == hashed, "the root"
    return entries, leaves


def follows(index, size, leaf, proof):
    """The root that an audit path leads to (RFC 9162 section 2.1.3.2)."""
    at, last, hashed = index, size - 1, leaf
    for sibling in proof:
        assert last, "the path is too long"
        if at & 1 or at == last:
            hashed = sha(b"\1" + sibling + hashed)
            while not at & 1 and at:
                at >>= 1
                last >>= 1
        else:
            hashed = sha(b"\1" + hashed + sibling)
        at >>= 1
        last >>= 1
    assert last == 0, "the path is too short"
    return hashed


def check_chain(entries):
    """The entries of each document name one another; each is canonical JSON."""
    before = {}
    for entry in entries:
        data = json.loads(entry)
        assert json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode() == entry, entry
        assert data["previous"] == before.get(data["document"], ""), entry
        assert (data["type"] == "publish") == (data["document"] not in before), entry
        before[data["document"]] = hashlib.sha256(entry).hexdigest()
    return before
