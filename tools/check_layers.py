#!/usr/bin/env python3
"""Checks that every include goes to a module of a lower level, or stays in its own (src/levels.txt)."""
import pathlib
import re
import sys

root = pathlib.Path(__file__).resolve().parent.parent / "src"
levels = {}
for line in (root / "levels.txt").read_text().splitlines():
    if line and not line.startswith("#"):
        name, level = line.split()
        levels[name] = int(level)

faults = []
for path in sorted([*root.rglob("*.cpp"), *root.rglob("*.hpp")]):
    parts = path.relative_to(root).parts
    if len(parts) < 2:
        continue
    module = parts[0]
    if module not in levels:
        faults.append(f"{path}: module {module} has no level")
        continue
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        found = re.match(r'\s*#include "([a-z_]+)/', line)
        if not found or found[1] == module or found[1] not in levels:
            continue
        if levels[found[1]] >= levels[module]:
            faults.append(f"{path.relative_to(root.parent)}:{number}: {module} ({levels[module]}) includes {found[1]} ({levels[found[1]]})")
print("\n".join(faults) or f"{len(levels)} modules, all includes go down")
sys.exit(1 if faults else 0)
