"""The forms of a page as a browser sees them, and a person who sends them."""
import html.parser
import http.client
import os
import re
import urllib.parse

TEXTS = {"text", "search", "tel", "email", "url", "number", "date", "datetime-local", "month", "password", ""}


class Page(html.parser.HTMLParser):
    """Forms with their fields, links, and what in a page would run."""

    def __init__(self, text):
        super().__init__()
        self.forms, self.links, self.faults = [], [], []
        self.by_id, self.outside = {}, []
        self.form = self.select = self.area = self.script = None
        self.feed(text)
        for form_id, field in self.outside:
            if form_id in self.by_id:
                self.by_id[form_id]["fields"].append(field)

    def keep(self, at, field):
        if "form" in at:
            self.outside.append((at["form"], field))
        elif self.form is not None:
            self.form["fields"].append(field)

    def handle_starttag(self, tag, attributes):
        at = {name: value or "" for name, value in attributes}
        self.look(tag, at)
        if tag == "a" and at.get("href", "").startswith("/"):
            self.links.append(at["href"])
        if tag == "form":
            self.form = {"action": at.get("action", ""), "method": at.get("method", "get").lower(), "type": at.get("enctype", ""), "fields": [], "buttons": []}
            self.forms.append(self.form)
            if "id" in at:
                self.by_id[at["id"]] = self.form
        kind = at.get("type", "").lower()
        name = at.get("name", "")
        if tag == "input" and name and kind not in ("submit", "button", "image", "reset"):
            if kind == "file":
                self.keep(at, {"name": name, "kind": "file", "value": ""})
            elif kind in ("checkbox", "radio"):
                self.keep(at, {"name": name, "kind": kind, "value": at.get("value", "on"), "on": "checked" in at})
            else:
                self.keep(at, {"name": name, "kind": "text" if kind in TEXTS and "readonly" not in at else "fixed", "type": kind, "value": at.get("value", "")})
        if (tag == "button" and kind in ("", "submit") or tag == "input" and kind == "submit") and self.form is not None:
            self.form["buttons"].append((name, at.get("value", ""), at.get("formaction", "")))
        if tag == "select" and name:
            self.select = {"name": name, "kind": "select", "value": "", "options": []}
            self.keep(at, self.select)
        if tag == "option" and self.select is not None:
            value = at.get("value", "")
            self.select["options"].append(value)
            if "selected" in at or len(self.select["options"]) == 1:
                self.select["value"] = value
        if tag == "textarea" and name:
            self.area = {"name": name, "kind": "text", "type": "textarea", "value": ""}
            self.keep(at, self.area)

    def look(self, tag, at):
        """Hostile text that became markup."""
        for name, value in at.items():
            if name.startswith("on"):
                self.faults.append(f"<{tag} {name}=…>")
            if name in ("href", "src", "action", "formaction", "data") and re.match(r"[\x00-\x20]*(java\s*script|vbscript|data):", value, re.I):
                if not (tag == "img" and value.startswith("data:image/")):
                    self.faults.append(f"<{tag} {name}={value[:40]}>")
        if tag in ("object", "embed", "base") or tag == "iframe" and not at.get("src", "").startswith("/desk/"):
            self.faults.append(f"<{tag}>")
        self.script = tag if tag in ("script", "style") else None

    def handle_data(self, data):
        if self.area is not None:
            self.area["value"] += data
        if self.script and "hostile(" in data:
            self.faults.append(f"<{self.script}>{data[:40]}")

    def handle_endtag(self, tag):
        self.script = None
        if tag == "form":
            self.form = None
        if tag == "select":
            self.select = None
        if tag == "textarea" and self.area is not None:
            # A browser drops the first line end of a text area.
            self.area["value"] = self.area["value"].removeprefix("\n")
            self.area = None


def encoded(pairs):
    def text(value):
        return urllib.parse.quote_plus(value if isinstance(value, bytes) else value.encode())
    return "&".join(f"{text(name)}={text(value)}" for name, value in pairs)


def multipart(pairs, files):
    boundary = "hostile" + os.urandom(8).hex()
    out = b""
    for name, value in pairs:
        value = value if isinstance(value, bytes) else value.encode()
        out += f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode() + value + b"\r\n"
    for name, file_name, kind, content in files:
        file_name = file_name.replace("\\", "\\\\").replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
        out += f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{file_name}"\r\nContent-Type: {kind}\r\n\r\n'.encode() + content + b"\r\n"
    return out + f"--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"


class Answer:
    def __init__(self, response, body):
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.location = self.headers.get("location", "")
        self.body = body
        self.text = body.decode("utf-8", "replace")


class Person:
    """Somebody with a browser; `login` empty: a citizen."""

    def __init__(self, port, login="", password=""):
        self.port, self.login, self.password, self.cookies, self.connection = port, login, password, {}, None
        if login:
            self.sign_in()

    def sign_in(self):
        self.cookies = {}
        answer = self.ask("POST", "/sign-in", encoded([("login", self.login), ("password", self.password), ("next", "/desk")]))
        return answer.status == 303 and "mingtang_session" in self.cookies

    def ask(self, method, path, body=None, kind="application/x-www-form-urlencoded", **headers):
        for last in (False, True):
            if self.connection is None:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
            sent = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), **{k.replace("_", "-"): v for k, v in headers.items()}}
            if body is not None:
                sent["Content-Type"] = kind
            try:
                self.connection.request(method, path, body, sent)
                response = self.connection.getresponse()
                answer = Answer(response, response.read())
                break
            except (http.client.HTTPException, OSError):
                self.connection.close()
                self.connection = None
                if last:
                    raise
        if answer.headers.get("connection", "").lower() == "close":
            self.connection.close()
            self.connection = None
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        return answer

    def page(self, path):
        """What stands at an address, after at most five forwards."""
        answer = self.ask("GET", path)
        for _ in range(5):
            if answer.status not in (301, 302, 303):
                break
            answer = self.ask("GET", urllib.parse.quote(answer.location, safe="/?&=%#+;,:@~!$'()*").partition("#")[0])
        return answer


def filled(form, changes=(), button=None):
    """The pairs that a browser sends: what stands in the fields, with `changes` in place of theirs."""
    changes = dict(changes)
    pairs = []
    for field in form["fields"]:
        name = field["name"]
        if field["kind"] == "file" or (field["kind"] in ("checkbox", "radio") and not field["on"] and name not in changes):
            continue
        if name in changes:
            if changes[name] is not None:
                pairs.append((name, changes[name]))
                changes[name] = None  # once, also where several fields share the name
            continue
        pairs.append((name, field["value"]))
    button = button if button is not None else (form["buttons"] or [("", "", "")])[0]
    if button[0]:
        pairs.append((button[0], button[1]))
    return pairs
