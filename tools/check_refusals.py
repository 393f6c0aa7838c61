#!/usr/bin/env python3
"""Every refusal that the program can answer has a sentence for people, in some module's refusals.json, and no sentence is left without a refusal.

A code is a literal `module.verb.reason` in src/**.cpp or .hpp; codes put together from parts are listed by the rules below. Exits with 1 and a list."""
import json
import pathlib
import re
import sys

root = pathlib.Path(__file__).resolve().parent.parent
src = root / "src"
modules = [line.split()[0] for line in (src / "levels.txt").read_text().splitlines() if line and not line.startswith("#")]
code = re.compile(r'Refusal(?:\s+\w+)?\s*\{\s*"((?:%s)(?:\.[a-z_0-9]*[a-z0-9]){2})"' % "|".join(modules))
bare = re.compile(r'"((?:%s)(?:\.[a-z_0-9]*[a-z0-9]){2})"' % "|".join(modules))
# A function of one file that puts a code together: `missing("title")` answers disclosure.file.missing_title.
composed = [
    ("disclosure", r'missing\("([a-z_]+)"', "disclosure.file.missing_{}"),
    ("disclosure", r'bad\("([a-z_]+)"', "disclosure.save.{}"),
    ("disclosure", r'refuse\("([a-z_]+)"\)', "disclosure.attach.{}"),
    ("disclosure", r'has_reason\([^;]*?,\s*"([a-z_]+)"\)', "disclosure.{}.no_reason"),
]


def sources():
    for path in sorted(src.rglob("*.[ch]pp")):
        if not path.name.endswith("_test.cpp"):
            yield path, path.read_text(encoding="utf-8")


def workflow_codes(path, text):
    names = re.search(r"EnumNames<[\w:]*::Action>.*?\{(.*?)\};", text, re.S)
    module = path.relative_to(src).parts[0]
    for action in re.findall(r'"([a-z_]+)"', names.group(1).split("{", 1)[-1]) if names else []:
        yield f"{module}.{action}.forbidden"
        yield f"{module}.{action}.not_now"


def main():
    answered, mentioned = {}, set()
    for path, text in sources():
        where = str(path.relative_to(root))
        for found in code.findall(text):
            answered.setdefault(found, where)
        mentioned.update(bare.findall(text))
        for module, pattern, form in composed:
            if path.relative_to(src).parts[0] == module:
                for part in re.findall(pattern, text):
                    answered.setdefault(form.format(part), where)
        if path.name == "workflow.hpp":
            for found in workflow_codes(path, text):
                answered.setdefault(found, where)
    said = {}
    for path in sorted(src.rglob("refusals.json")):
        for name in json.loads(path.read_text(encoding="utf-8")):
            if name in said:
                print(f"{name}: said twice, in {said[name]} and {path.relative_to(root)}")
                return 1
            said[name] = str(path.relative_to(root))
    missing = sorted(set(answered) - set(said))
    for name in missing:
        print(f"{name}: no sentence ({answered[name]})")
    known = set(answered) | mentioned
    for name in sorted(set(said) - known):
        print(f"note: {name}: no place answers it ({said[name]})")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
