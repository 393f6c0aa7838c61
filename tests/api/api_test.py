"""The public API as docs/api/openapi.yaml describes it: every path, parameter, property and error, against a server with the demo county."""
import copy
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

import jsonschema
import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = os.environ.get("MINGTANG", str(ROOT / "build/dev/mingtang"))
TEXT = (ROOT / "docs/api/openapi.yaml").read_text()
SPEC = yaml.safe_load(TEXT)

environment = {k: v for k, v in os.environ.items() if not k.startswith("MINGTANG_")}
passed = failed = 0
seen = set()  # (schema name or path, property) that some answer held


def check(good, what):
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        print("FAILED:", what, flush=True)
    return good


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


# -- the description -------------------------------------------------------------------------------------------------------------------

def resolved(node):
    while isinstance(node, dict) and "$ref" in node:
        target = SPEC
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        node = target
    return node


def closed(node, inside_all_of=False):
    """The schema with every reference in place; a property that it does not name is a fault."""
    node = copy.deepcopy(resolved(node))
    if isinstance(node, list):
        return [closed(one) for one in node]
    if not isinstance(node, dict):
        return node
    if "properties" in node:
        node["properties"] = {name: closed(value) for name, value in node["properties"].items()}
    if "items" in node:
        node["items"] = closed(node["items"])
    if "allOf" in node:
        node["allOf"] = [closed(one, True) for one in node["allOf"]]
    if not inside_all_of and ("properties" in node or "allOf" in node):
        node["unevaluatedProperties"] = False
    return node


def properties(schema, path=""):
    """Every property that a schema names, as a path."""
    schema = resolved(schema)
    found = set()
    for part in schema.get("allOf", []):
        found |= properties(part, path)
    for name, value in schema.get("properties", {}).items():
        found.add(f"{path}.{name}")
        found |= properties(value, f"{path}.{name}")
    if "items" in schema:
        found |= properties(schema["items"], path)
    return found


def note(value, path):
    """Remembers which properties an answer really had."""
    if isinstance(value, list):
        for one in value:
            note(one, path)
    elif isinstance(value, dict):
        for name, one in value.items():
            seen.add(f"{path}.{name}")
            note(one, f"{path}.{name}")


def parameters(operation, where):
    return [one for one in map(resolved, operation.get("parameters", [])) if one["in"] == where]


# -- the server ------------------------------------------------------------------------------------------------------------------------

class Site:
    def __init__(self, folder):
        self.data, self.port = folder / "data", free_port()
        subprocess.run([PROGRAM, "--data", str(self.data), "demo", "--from", str(ROOT / "demo")], check=True, capture_output=True, env=environment)
        self.server = subprocess.Popen([PROGRAM, "--data", str(self.data), "--log-level", "error", "serve", "--listen", f"127.0.0.1:{self.port}"],
                                       env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + 60
        while time.monotonic() < end:
            try:
                if self.ask("/healthz")[0] == 200:
                    return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("the server does not answer")

    def ask(self, address, accept="application/json"):
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{address}", headers={"Accept": accept})
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.headers.get("Content-Type", ""), answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.headers.get("Content-Type", ""), error.read().decode()

    def store(self, sql):
        with sqlite3.connect(f"file:{self.data / 'mingtang.db'}?mode=ro", uri=True) as database:
            return database.execute(sql).fetchall()

    def stop(self):
        self.server.send_signal(signal.SIGTERM)
        try:
            return self.server.wait(60)
        except subprocess.TimeoutExpired:
            self.server.kill()
            return self.server.wait()


# -- checks ----------------------------------------------------------------------------------------------------------------------------

def valid(value, schema, what):
    validator = jsonschema.Draft202012Validator(closed(schema), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
    faults = [f"{'/'.join(map(str, fault.path))}: {fault.message}"[:300] for fault in validator.iter_errors(value)]
    return check(not faults, f"{what}: {faults[:3]}")


def answered(site, template, operation, address, expected):
    """One request; its answer must be described. The parsed answer, or None."""
    status, kind, body = site.ask(address)
    if not check(status == expected, f"{address}: {status} instead of {expected}: {body[:200]}"):
        return None
    described = resolved(operation["responses"].get(str(status), {}))
    if not check(bool(described), f"{address}: answer {status} is not described"):
        return None
    media, form = next(iter(described["content"].items()))
    check(kind.startswith(media), f"{address}: {kind} instead of {media}")
    if media != "application/json":
        return body
    value = json.loads(body)
    valid(value, form["schema"], address)
    note(value, f"{template} {status}")
    if status >= 400:
        check(bool(value["message"]) and value["message"] != value["code"], f"{address}: a refusal without a sentence: {value}")
    return value


def wrong_values(schema):
    schema = resolved(schema)
    if schema.get("type") == "integer":
        yield from ("x", "1.5", "-1")
        if "minimum" in schema:
            yield str(schema["minimum"] - 1)
        if "maximum" in schema:
            yield str(schema["maximum"] + 1)
    elif "enum" in schema:
        yield "nonsense"


def right_values(parameter):
    schema = resolved(parameter["schema"])
    if "example" in parameter:
        yield str(parameter["example"])
    yield from map(str, schema.get("enum", []))
    if schema.get("type") == "integer" and "example" not in parameter:
        yield str(schema.get("minimum", 1))
        yield str(schema.get("maximum", 1))


def try_parameters(site, template, operation, address):
    known = {one["name"] for one in parameters(operation, "query")}
    every = {one["name"] for path in SPEC["paths"].values() for one in parameters(path["get"], "query")}
    for name in sorted((every | {"colour", "q[]", "Limit"}) - known):
        told = answered(site, template, operation, f"{address}?{urllib.parse.quote(name)}=1", 422) if "422" in operation["responses"] else None
        if told:
            check(told["code"] == "api.parameter.unknown" and told.get("field") == name and name in told["message"], f"{address}: {name}: {told}")
    for parameter in parameters(operation, "query"):
        name, needs = parameter["name"], "&year=2026" if parameter["name"] == "month" else ""
        for value in right_values(parameter):
            answered(site, template, operation, f"{address}?{name}={urllib.parse.quote(value)}{needs}", 200)
        for value in wrong_values(parameter["schema"]):
            told = answered(site, template, operation, f"{address}?{name}={value}{needs}", 422)
            if told:
                check(told["code"] == "api.parameter.invalid" and told.get("field") == name, f"{address}?{name}={value}: {told}")


def try_cursor(site, template, operation, address, rows):
    """Hands on the cursor until there is none: everything once."""
    ids, cursor, total = [], "", None
    for _ in range(100):
        part = answered(site, template, operation, f"{address}&cursor={urllib.parse.quote(cursor)}" if cursor else address, 200)
        if part is None:
            return
        ids += [one["id"] for one in part[rows]]
        total, cursor = part["total"], part.get("cursor", "")
        if not cursor:
            break
    check(len(ids) == len(set(ids)) == total, f"{address}: {len(ids)} of {total}, {len(set(ids))} different")


def examples(site):
    """For `{name}` in a path: addresses with the status that they have."""
    withdrawn = site.store("select id from disclosure_record where state = 'withdrawn' and public_edition_id > 0")
    rich = site.store("select e.disclosure_id from disclosure_attachment a join disclosure_edition e on e.id = a.edition_id"
                      " join disclosure_public p on p.edition_id = e.id limit 3")
    revised = site.store("select disclosure_id from disclosure_public where editions > 1 limit 3")
    explaining = site.store("select p.disclosure_id from disclosure_public p join disclosure_edition e on e.id = p.edition_id"
                            " where e.interprets_id > 0 limit 3")
    some = site.store("select disclosure_id from disclosure_public limit 40")
    check(bool(withdrawn and rich and revised), "the demo county lacks a withdrawn, a revised or an attached document")
    ids = {row[0] for row in rich + revised + explaining + some}
    units = [row[0] for row in site.store("select code from organ_unit")]
    return {"id": [(str(one), 200) for one in sorted(ids)] + [(str(row[0]), 410) for row in withdrawn] + [("999999", 404), ("x", 404), ("01", 404)],
            "code": [(one, 200) for one in units] + [("nobody", 404)]}


def try_operation(site, template, operation, addresses):
    names = [one["name"] for one in parameters(operation, "path")]
    check(set(names) == set(re.findall(r"{(\w+)}", template)), f"{template}: its path parameters are not described")
    if not names:
        answered(site, template, operation, template, 200)
        try_parameters(site, template, operation, template)
        return
    for value, status in addresses[names[0]]:
        answered(site, template, operation, template.replace("{" + names[0] + "}", value), status)
    try_parameters(site, template, operation, template.replace("{" + names[0] + "}", addresses[names[0]][0][0]))


def try_search(site):
    template, operation = "/api/v1/search", SPEC["paths"]["/api/v1/search"]["get"]
    ask = lambda q, more="": answered(site, template, operation, f"{template}?q={urllib.parse.quote(q)}{more}", 200)
    plain = ask("预算")
    check(plain["hits"] and not plain["loosened"] and plain["missing_words"] == [], "预算 is found as asked")
    check(any("<mark>" in hit["snippet"] for hit in plain["hits"]), "a snippet marks what was looked for")
    loose = ask("招生入学 饕餮纹青铜器")
    check(loose["hits"] and loose["loosened"] and any("青铜" in word for word in loose["missing_words"]), f"a missing word is named: {loose['missing_words']}")
    nothing = ask("龘靐齉")
    check(nothing["total"] == 0 and nothing["total_is_exact"] and not nothing["loosened"], "nothing is found exactly")
    for text in ("", " ", "\"", "〔2019〕", "\u0001", "x" * 3000, "🀄"):
        ask(text)
    end, found = time.monotonic() + 60, []  # the server reads the files of the demo county in its first seconds
    while not found and time.monotonic() < end:
        time.sleep(0.5)
        found = [hit for hit in ask("三期标准厂房")["hits"] if "12路" in hit["title"]]
    check(len(found) == 1 and "三期标准厂房" in found[0]["snippet"], "what stands in a PDF alone is found, and shown")
    check(not plain["cut_off"], "nothing of the demo county is cut off")
    for wrong in ("cursor=zz", "cursor=p0", "unit=nobody"):
        status, _, body = site.ask(f"{template}?q=x&{wrong}")
        check(status == 422 and json.loads(body)["code"] == "api.parameter.invalid", f"{wrong} is refused")
    check(site.ask("/api/v1/search?q=%FF")[0] == 400, "broken UTF-8 is 400")
    try_cursor(site, template, operation, f"{template}?q={urllib.parse.quote('通知')}&limit=7", "hits")


def try_completeness():
    for template, methods in SPEC["paths"].items():
        for status, answer in methods["get"]["responses"].items():
            form = resolved(answer)["content"].get("application/json")
            if not form or status in ("422", "503", "410", "404"):
                continue
            missing = {one for one in properties(form["schema"], f"{template} {status}")} - seen
            check(not missing, f"described but in no answer: {sorted(missing)}")


def main():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="mingtang-api-"))
    site = Site(folder)
    try:
        addresses = examples(site)
        for template, methods in SPEC["paths"].items():
            check(set(methods) == {"get"}, f"{template}: the public API only reads")
            try_operation(site, template, methods["get"], addresses)
        listing = SPEC["paths"]["/api/v1/disclosures"]["get"]
        try_cursor(site, "/api/v1/disclosures", listing, "/api/v1/disclosures?limit=37", "disclosures")
        try_search(site)
        try_completeness()
        check(site.ask("/api/openapi.yaml")[2] == TEXT, "the description is served as it is")
        status, kind, body = site.ask("/api/v1/nothing")
        check(status == 404 and kind.startswith("application/json") and json.loads(body)["code"] == "api.path.not_found", "an unknown path is refused as JSON")
        served = set(re.findall(r'Method::get, "(/api/[^"]+)"', (ROOT / "src/channels/api/api.cpp").read_text()))
        check(served == set(SPEC["paths"]), f"paths served and described differ: {served ^ set(SPEC['paths'])}")
    finally:
        check(site.stop() == 0, "the server did not end cleanly")
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    raise SystemExit(main())
