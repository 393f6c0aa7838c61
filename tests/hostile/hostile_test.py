"""Every form that a page shows, found by walking the site as each role, filled with hostile values: no answer breaks, every refusal is a sentence
with a stable code, nothing typed is lost, nothing typed becomes markup, nothing happens twice. Pages of later days are walked without a word here."""
import collections
import html
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import zlib

import line
import uploads
from forms import Page, Person, encoded, filled, multipart
from values import ADDRESS_VALUES, UNREADABLE, VALUES

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = os.environ.get("MINGTANG", str(ROOT / "build/dev/mingtang"))
MARK = "庚辛壬癸"  # what is typed into the fields that are not tried: a word that no page of the demo has

# Their forms are sent by scripts, or by other programs.
NOT_IN_PAGES = {"/add-checkpoint"}
# A session that ends in the middle of the walk is somebody else's story (tests/browser).
LEFT_ALONE = {"/sign-out", "/account/sessions/end-others"}
# Secrets are never given back in a page, nor is what stands in fields that people do not see.
NEVER_GIVEN_BACK = {"one_time_code", "code", "query_code", "website", "homepage", "lock_version"}

# All values in all fields take half an hour with sanitizers; without --all each field gets every eighth, another choice for each field.
EVERYTHING = "--all" in sys.argv[1:]


def chosen(*what):
    return EVERYTHING or zlib.crc32(repr(what).encode()) % 8 == 0


environment = {k: v for k, v in os.environ.items() if not k.startswith("MINGTANG_")}
passed = failed = 0
told = collections.Counter()
CODES = {code for path in ROOT.glob("src/**/refusals.json") for code in json.loads(path.read_text())}


def check(good, what):
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        told[what] += 1
        kind = re.sub(r"\d+", "N", re.sub(r" = [^:]*", "", what))[:150]  # the same fault with another value
        told[kind] += 1
        if told[kind] <= 2:
            print("FAILED:", what[:400], flush=True)
    return good


class Site:
    def __init__(self, folder):
        self.data = folder / "data"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        subprocess.run([PROGRAM, "--data", str(self.data), "--log-level", "warning", "demo", "--from", str(ROOT / "demo")], check=True, capture_output=True, env=environment)
        self.log = open(folder / "server.log", "w+")
        self.server = subprocess.Popen([PROGRAM, "--data", str(self.data), "--log-level", "warning", "--requests-per-second", "1000000",
                                        "serve", "--listen", f"127.0.0.1:{self.port}"], stderr=self.log, stdout=self.log, env=environment)
        for _ in range(600):
            try:
                if Person(self.port).ask("GET", "/readyz").status == 200:
                    return
            except OSError:
                pass
            time.sleep(0.1)
        raise RuntimeError("the server does not answer")

    def people(self):
        """All of them, for what waits is each time before others; the administrators last: what they change concerns the others."""
        rows = [json.loads(text) for text in (ROOT / "demo/people.jsonl").read_text().splitlines()]
        rows.sort(key=lambda row: "administrator" in row["roles"])
        return [Person(self.port)] + [Person(self.port, row["login"], row["password"]) for row in rows]

    def stop(self):
        self.server.send_signal(signal.SIGTERM)
        status = self.server.wait(timeout=120)
        check(status == 0, f"the server ended with {status}")
        self.log.seek(0)
        wrong = [row for row in self.log if re.search(r" error |Sanitizer|runtime error", row)]
        check(not wrong, "the server's log holds: " + " | ".join(wrong[:3]))


# -- what every answer must be ---------------------------------------------------------------------------------------------------------

def plain(text):
    return html.unescape(re.sub(r"<[^>]*>", " ", text))


def judge(answer, where):
    """No bug, no markup of the visitor's; a refusal is a sentence with a code that stands in a refusals.json."""
    check(answer.status < 500, f"{where}: {answer.status}")
    check("hostile" not in "".join(f"{k}:{v}" for k, v in answer.headers.items() if k not in ("location",)), f"{where}: hostile header")
    kind = answer.headers.get("content-type", "")
    if kind.startswith("text/html"):
        faults = Page(answer.text).faults
        check(not faults, f"{where}: {faults[:3]}")
    if answer.status < 400 or answer.status in (404, 410) and kind.startswith("text/plain"):  # of files for programs
        return
    if kind.startswith("application/json"):
        body = json.loads(answer.text)
        check(body.get("code") in CODES and re.search("[一-鿿]", body.get("message", "")), f"{where}: refused with {answer.text[:200]}")
        return
    # Names of files look like codes to no one: only what stands in a refusals.json counts.
    words = plain(answer.text)
    known = CODES & set(re.findall(r"[a-z_]+(?:\.[a-z_0-9]+)+", words))
    check(known or answer.status in (404, 410), f"{where}: {answer.status} without a known code: {re.sub(chr(92) + 's+', ' ', words)[:200]}")
    check(re.search("[一-鿿]{4}", words), f"{where}: {answer.status} without a sentence")


def keeps(answer, value, where, kind="textarea"):
    """A refused page gives back what was typed, in a field or in its text. A field of one line holds no line ends and tabs."""
    shown = answer.text
    held = [field["value"] for form in Page(shown).forms for field in form["fields"] if field["kind"] == "text"]
    areas = [html.unescape(area).removeprefix("\n") for area in re.findall(r"<textarea[^>]*>(.*?)</textarea>", shown, re.S)]
    flat = (lambda text: re.sub(r"\r\n?", "\n", text)) if kind == "textarea" else (lambda text: re.sub(r"[\r\n\t\v\f ]+", " ", text))
    fits = any(flat(value) == flat(one) or flat(value).strip() == flat(one).strip() for one in held + areas) or flat(value).strip() in flat(html.unescape(shown))
    check(fits, f"{where}: {answer.status} loses what was typed")


# -- walking -----------------------------------------------------------------------------------------------------------------------------

ROUTES = [(row[0], row[1]) for row in (text.split() for text in subprocess.run([sys.executable, ROOT / "bin/routes"], check=True, capture_output=True, text=True).stdout.splitlines())]


def route_of(method, path):
    """The route's pattern, or nothing; the one with the fewest names wins."""
    path = path.partition("?")[0].partition("#")[0]
    fitting = []
    for its_method, pattern in ROUTES:
        shape = re.sub(r"\\\{\w+(\\\.){3}\\\}", ".+", re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(pattern)))
        if its_method == method and re.fullmatch(shape, path):
            fitting.append((pattern.count("{"), pattern))
    return min(fitting)[1] if fitting else None


def signature(form, path):
    action = form["action"] or path
    return (form["method"], route_of(form["method"].upper(), action), tuple(sorted({field["name"] for field in form["fields"]})), tuple(sorted({b[1] for b in form["buttons"]})))


def walk(person, most_of_a_route=6):
    """Every kind of page that this person reaches by links, and the first form of each kind on them."""
    own = ("/desk", "/account", "/admin")
    queue = collections.deque(own if person.login else ["/", "/search?q=%E9%80%9A%E7%9F%A5", "/sitemap", "/sign-in"])
    seen, count, forms = set(), collections.Counter(), {}
    while queue:
        path = queue.popleft()
        route = route_of("GET", path)
        shape = (route, re.sub(r"=[^&]*", "", path.partition("?")[2]))
        if path in seen or route is None or person.login and not path.startswith(own) or route.startswith(("/files", "/assets", "/log/", "/desk/files", "/text-size")) or count[shape] >= most_of_a_route:
            continue
        seen.add(path)
        count[shape] += 1
        answer = person.page(path)
        if not check(answer.status in (200, 403, 404, 410), f"GET {path}: {answer.status}"):
            continue
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        page = Page(answer.text)
        check(not page.faults, f"GET {path}: {page.faults[:3]}")
        for form in page.forms:
            name = signature(form, path)
            check(name[1] is not None, f"{path}: a form goes to {form['action']}, which nothing answers")
            forms.setdefault(name, path)
        queue.extend(link.partition("#")[0] for link in page.links)
    return forms


def again(person, path, name):
    """The form as it stands now, or nothing where the page no longer has it."""
    answer = person.page(path)
    if answer.status == 401 or "/sign-in" in answer.text and 'name="password"' in answer.text and not path.startswith("/sign-in"):
        person.sign_in()
        answer = person.page(path)
    return next((form for form in Page(answer.text).forms if signature(form, path) == name), None)


def send(person, form, path, pairs, files=(), **headers):
    action = form["action"] or path
    if form["method"] == "get":
        return person.ask("GET", action.partition("?")[0] + "?" + encoded(pairs), **headers)
    if form["type"] == "multipart/form-data":
        body, kind = multipart(pairs, files)
        return person.ask("POST", action, body, kind, **headers)
    return person.ask("POST", action, encoded(pairs), **headers)


def typed(form):
    """The fields in which people type: what must survive."""
    return [f for f in form["fields"] if f["kind"] == "text" and f.get("type") not in ("password", "number") and "password" not in f["name"] and f["name"] not in NEVER_GIVEN_BACK]


def marked(form, but=None):
    """A word in each field that takes any words."""
    return {f["name"]: MARK + f["name"] for f in typed(form) if f["name"] != but and f.get("type") in ("text", "textarea", "") and not f["value"]}


# -- stories -----------------------------------------------------------------------------------------------------------------------------

def without_right(person, path, name, form):
    """A session that has ended and a form of another session: refused, and all that was typed is given back."""
    action = form["action"] or path
    if name[0] != "post" or action.startswith("/sign-in") or "csrf_token" not in name[2]:
        return  # what anybody may send
    words = marked(form)
    pairs = filled(form, words)
    stranger = Person(person.port)
    for who, wrong in ((stranger, pairs), (person, [(k, "x" * 43 if k == "csrf_token" else v) for k, v in pairs])):
        where = f"{person.login}: POST {name[1]} {'signed out' if who is stranger else 'with a foreign token'}"
        answer = send(who, form, path, wrong)
        judge(answer, where)
        check(answer.status in (401, 403), f"{where}: {answer.status}")
        for word in words.values():
            keeps(answer, word, where)


def try_value(person, path, name, form, field, value_name, button):
    value = VALUES[value_name]
    where = f"{person.login or 'citizen'}: {name[0].upper()} {name[1]} {button[1] if button else ''} {field['name']} = {value_name}"
    words = marked(form, field["name"])
    pairs = filled(form, {**words, field["name"]: value}, button)
    if name[0] == "get" and value_name == "over-long":
        pairs = [(k, v[:2000] if k == field["name"] else v) for k, v in pairs]
    answer = send(person, form, path, pairs)
    judge(answer, where)
    if value_name in UNREADABLE:
        check(answer.status == 400, f"{where}: {answer.status}")
    elif answer.status >= 400 and name[0] == "post" and answer.headers.get("content-type", "").startswith("text/html") and answer.status != 413:
        if field in typed(form):
            keeps(answer, value, where, field.get("type"))
        for word in words.values():
            keeps(answer, word, where)
    if answer.status in (302, 303):
        place = answer.location
        check(place.startswith("/") and not place.startswith("//"), f"{where}: forward to {place}")
        judge(person.page(place), f"{where} → {place}")
    return answer.status < 400


def try_form(person, path, name):
    """Each value in each field; a form whose value was taken is read anew."""
    form = again(person, path, name)
    if form is None or name[1] in LEFT_ALONE:
        return
    without_right(person, path, name, form)
    turns = [(field["name"], value, None) for field in form["fields"] if field["name"] != "csrf_token" and field["kind"] != "file" for value in VALUES]
    firsts = [f["name"] for f in typed(form)][:1]
    turns = [turn for turn in turns if chosen(name[1], *turn[:2])]
    turns += [(first, value, button) for button in form["buttons"][1:] for first in firsts for value in ("over-long", "script", "bidi marks", "no such day")]
    for field_name, value_name, button in turns:
        field = next((f for f in form["fields"] if f["name"] == field_name), None)
        if field is None:
            continue
        if try_value(person, path, name, form, field, value_name, button) and name[0] == "post":
            form = again(person, path, name)
            if form is None:
                return


def try_twice(person, path, name):
    """The same form sent twice at once: one of both, or both with one result."""
    form = again(person, path, name)
    if form is None or name[0] != "post" or name[1] in LEFT_ALONE:
        return
    pairs = filled(form, marked(form))
    answers = []

    def press():
        other = Person(person.port)
        other.cookies = dict(person.cookies)
        answers.append(send(other, form, path, pairs))

    presses = [threading.Thread(target=press) for _ in range(2)]
    for one in presses:
        one.start()
    for one in presses:
        one.join()
    where = f"{person.login or 'citizen'}: POST {name[1]} twice"
    for answer in answers:
        judge(answer, where)
    places = {answer.location for answer in answers if answer.status == 303}
    check(len(places) < 2, f"{where}: made two things: {places}")


def try_addresses(people):
    """Parts of addresses that are no such thing, for everybody."""
    for method, pattern in ROUTES:
        names = re.findall(r"\{[^}]*\}", pattern)
        if method != "GET" or not names:
            continue
        for value in ADDRESS_VALUES:
            path = re.sub(r"\{[^}]*\}", lambda _: urllib.parse.quote(value, safe=""), pattern)
            for person in (people[0], people[-1]):
                judge(person.ask("GET", path), f"{person.login or 'citizen'}: GET {pattern} with {value[:30]!r}")
        judge(people[0].ask("GET", re.sub(r"\{[^}]*\}", "%00", pattern)), f"GET {pattern} with NUL")
        judge(people[0].ask("GET", re.sub(r"\{[^}]*\}", "%ff%fe", pattern)), f"GET {pattern} with broken UTF-8")
        judge(people[0].ask("GET", re.sub(r"\{[^}]*\}", "%ff", pattern), Accept="application/json"), f"GET {pattern} as JSON with broken UTF-8")


def main():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="mingtang-hostile-"))
    try:
        site = Site(folder)
        people = site.people()
        covered, tried = set(), set()
        for person in people:
            begun, count = time.time(), 0
            # What is taken leads to pages that were not there before: until nothing new is found.
            while found := {name: path for name, path in walk(person).items() if name not in tried}:
                tried |= set(found)
                count += len(found)
                # What has no field to type in changes the state of things: last.
                order = sorted(found.items(), key=lambda one: (one[0][1] in LEFT_ALONE, sum(f not in ("csrf_token", "action") for f in one[0][2]) == 0))
                for name, path in order:
                    try_form(person, path, name)
                    uploads.try_files(person, path, name, again, send, judge, check)
                for name, path in order:
                    try_twice(person, path, name)
                covered |= {name[1] for name, _ in order if name[0] == "post"}
            if count:
                print(f"{person.login or 'citizen'}: {count} forms, {time.time() - begun:.0f} s", flush=True)
        try_addresses(people)
        missing = {pattern for method, pattern in ROUTES if method == "POST"} - covered - NOT_IN_PAGES
        print(f"no page of the demo shows a form that goes to {sorted(missing)}", flush=True)  # closed, locked or failed things would have them
        check(len(missing) < len(covered), f"more forms were missed than found: {sorted(missing)}")
        site.stop()
        line.try_all(PROGRAM, site.data, folder, environment, check, chosen)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{passed} passed, {failed} failed")
    raise SystemExit(failed > 0)


if __name__ == "__main__":
    main()
