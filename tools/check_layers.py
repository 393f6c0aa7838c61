#!/usr/bin/env python3
"""Checks that every include in src/ goes to a lower level or stays in its own module (src/levels.txt, docs/adr/0001-levels.md).

usage: check_layers.py [ROOT]      prints each include that goes up or sideways; exit status 1 when there is one
"""
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent.parent)
include = re.compile(r'^\s*#\s*include\s*"([a-z_0-9]+)/')


def read_levels(path):
    levels = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            module, level = line.split()
            levels[module] = int(level)
    return levels


levels = read_levels(root / "src/levels.txt")
faults = []
sources = [path for pattern in ("*.cpp", "*.hpp") for path in sorted((root / "src").rglob(pattern))]
for path in sources:
    parts = path.relative_to(root / "src").parts
    if len(parts) == 1:
        continue  # main.cpp stands above all
    module = parts[0]
    if module not in levels:
        faults.append(f"{path.relative_to(root)}: module {module} has no level in src/levels.txt")
        continue
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        found = include.match(line)
        if not found or found[1] == module:
            continue
        used = found[1]
        where = f"{path.relative_to(root)}:{number}: {module} (level {levels[module]})"
        if used not in levels:
            faults.append(f"{where} includes {used}, which has no level")
        elif levels[used] >= levels[module]:
            faults.append(f"{where} includes {used} (level {levels[used]})")

print("\n".join(faults) if faults else f"{len(sources)} files, every include goes down")
sys.exit(1 if faults else 0)
