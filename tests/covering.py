"""Whether every line and branch of what decides is run, asked with `-p tests.covering`.

Only those modules are instrumented, by slipcover; a tracer, such as coverage.py's, slows down all code there is, which
made every test take half as long again. What they are and what is left out stands in pyproject.toml, for both.
"""

import ast
import json
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest
import slipcover

BASE = Path(__file__).resolve().parent.parent
SAID = tomllib.loads((BASE / "pyproject.toml").read_text())["tool"]["coverage"]
PRODUCTS = ("improvement_hub", "demonstrators", "peer_review", "blogs")
NEVER = 1_000_000_000  # a probe stays where it is: to take it out replaces functions that are running


def decides(file) -> bool:
    return any(fnmatch(str(file), str(BASE / pattern)) for pattern in SAID["run"]["include"])


DECIDING = {file for product in PRODUCTS for file in (BASE / product).rglob("*.py") if decides(file)}


class Deciding(slipcover.FileMatcher):
    def matches(self, filename):
        return filename is not None and Path(filename).resolve() in DECIDING


class Covering:
    def __init__(self):
        also = SAID["report"]["exclude_also"]
        self.probes = slipcover.Slipcover(branch=True, d_miss_threshold=NEVER, exclude_also=also)
        slipcover.ImportManager(self.probes, Deciding()).__enter__()  # for as long as this process lives
        self.found = None

    def add(self, found):
        self.found = slipcover.merge_coverage(self.found, found) if self.found else found

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node):
        said = getattr(node, "workeroutput", {})  # one that broke down has none
        if "covered" in said:
            self.add(json.loads(said["covered"]))

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session):
        if hasattr(session.config, "workeroutput"):
            session.config.workeroutput["covered"] = json.dumps(self.probes.get_coverage())
            return
        self.add(self.probes.get_coverage())
        if session.exitstatus == pytest.ExitCode.OK and self.lacks():
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def lacks(self) -> list[str]:
        """A line for each module: its name, the lines that were not run, and the branches that were not taken."""
        found = {file.relative_to(BASE).as_posix(): file for file in sorted(DECIDING)}
        return [words for name, file in found.items() if (words := self.lacking(name, statements(file)))]

    def lacking(self, name, beginning) -> str:
        rows = self.found["files"].get(name)
        if rows is None:
            return f"{name} is never imported"
        lines = [line for line in rows["missing_lines"] if line in beginning]
        branches = [f"{start}->{end}" for start, end in rows["missing_branches"]]
        return f"{name} {', '.join(map(str, [*lines, *branches]))}" if lines or branches else ""

    def pytest_terminal_summary(self, terminalreporter):
        if lacking := self.lacks():
            terminalreporter.section("no test runs these lines and branches")
            terminalreporter.write_line("\n".join(lacking))


def statements(file) -> set[int]:
    """The lines on which one begins; slipcover counts every line of what is written over several, coverage.py one."""
    parts = (ast.stmt, ast.ExceptHandler)
    return {node.lineno for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, parts)}


def pytest_configure(config):
    config.pluginmanager.register(COVERING)


COVERING = Covering()  # when this module is read: before Django reads what it instruments
