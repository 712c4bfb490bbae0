"""Reads `cargo metadata` and fails when a package that is built into the program has no permissive licence."""

import json
import re
import sys

PERMISSIVE = {
    "0BSD", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0", "CC0-1.0", "ISC", "MIT",
    "MIT-0", "Unicode-DFS-2016", "Unicode-3.0", "Unlicense", "Zlib", "CDLA-Permissive-2.0",
}


def is_permissive(expression: str) -> bool:
    """True if one side of an OR, or all sides of an AND, are permissive (SPDX)."""
    expression = expression.replace("/", " OR ").strip()
    while expression.startswith("(") and expression.endswith(")") and expression.count("(") == 1:
        expression = expression[1:-1]
    parts = re.split(r" AND (?![^(]*\))", expression)
    if len(parts) > 1:
        return all(is_permissive(part) for part in parts)
    parts = re.split(r" OR (?![^(]*\))", expression)
    if len(parts) > 1:
        return any(is_permissive(part) for part in parts)
    return expression in PERMISSIVE


metadata = json.load(sys.stdin)
nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
packages = {package["id"]: package for package in metadata["packages"]}

reached, todo = set(), [metadata["resolve"]["root"]]
while todo:
    current = todo.pop()
    if current in reached:
        continue
    reached.add(current)
    for dependency in nodes[current]["deps"]:
        if any(kind["kind"] != "dev" for kind in dependency["dep_kinds"]):
            todo.append(dependency["pkg"])

refused = [
    f"{packages[name]['name']} {packages[name]['version']}: {packages[name]['license']}"
    for name in sorted(reached)
    if not is_permissive(packages[name]["license"] or "")
]
print(f"{len(reached)} packages, {len(refused)} without a permissive licence")
for line in refused:
    print(line)
sys.exit(1 if refused else 0)
