"""Whether the HTML of pages is valid, as the server sent it: html-validate's standard rules, all pages in one run."""

import json
import re
import subprocess

from improvement_hub.runtime import node_packages, places

CHECKER = places.BASE / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
RULES = {"root": True, "extends": ["html-validate:standard"], "rules": {"no-redundant-role": "off"}}


def invalid(pages: dict[str, str], folder) -> list[str]:
    """What is wrong, each fault a line that names the page; `pages` by a name that is one's own."""
    (folder / ".htmlvalidate.json").write_text(json.dumps(RULES))
    names = {}
    for number, (name, html) in enumerate(pages.items()):
        file = folder / f"{number}.html"
        file.write_text(html, encoding="utf-8")
        names[str(file)] = name
    command = [*node_packages.node(), str(CHECKER), "--formatter", "json", *names]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    return [
        f"{names[page['filePath']]}: {fault['ruleId']} in line {fault['line']}: {fault['message']}"
        for page in json.loads(re.sub(r"^[^\[]*", "", done.stdout))
        for fault in page["messages"]
    ]
