#!/usr/bin/env python3
"""Packs the files that the program carries inside itself into one assembler file.

usage: embed.py ROOT OUTPUT.S
The table `mingtang_resources` holds {name, data, size} rows in order of name, ended by a row of zeros; base/resource.cpp reads it.
"""
import pathlib
import sys

root, output = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
patterns = ["src/**/*.html", "src/**/*.json", "src/**/*.sql", "src/**/*.xml", "src/**/*.py", "law/**/*.json", "law/**/*.csv", "docs/api/*.yaml", "web/dist/**/*"]
files = sorted({p for pattern in patterns for p in root.glob(pattern) if p.is_file()})

lines = ['.section .rodata', '.balign 8', '.global mingtang_resources', 'mingtang_resources:']
for i, path in enumerate(files):
    lines += [f'.quad name_{i}, data_{i}, end_{i} - data_{i}']
lines += ['.quad 0, 0, 0']
for i, path in enumerate(files):
    name = str(path.relative_to(root))
    lines += [f'name_{i}: .asciz "{name}"', f'data_{i}: .incbin "{path}"', f'end_{i}: .byte 0']
lines += ['.section .note.GNU-stack,"",@progbits', '']
text = "\n".join(lines)
output.write_text(text)
