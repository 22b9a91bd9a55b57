import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from improvement_hub.runtime import bootstrap, places, targets

SCRIPT = places.BASE / "improvement_hub" / "runtime" / "bootstrap.py"


def test_it_can_be_read_by_a_python_that_is_too_old():
    ast.parse(SCRIPT.read_text(), feature_version=(3, 6))


def test_a_python_that_is_too_old_is_named_with_the_way_out():
    assert bootstrap.too_old((3, 9, 18)) == (
        "Improvement Hub needs Python 3.11 or newer; this is 3.9. Install one, or name it: make run PYTHON=python3.12"
    )


@pytest.mark.parametrize(("content", "expected"), [("exit 0", True), ("exit 127", False)])
def test_another_python_counts_only_if_it_runs(tmp_path, content, expected):
    shim = tmp_path / "python3.12"
    shim.write_text(f"#!/bin/sh\n{content}\n")
    shim.chmod(0o755)
    assert bootstrap.works(str(shim)) is expected
    assert bootstrap.works(str(tmp_path / "absent")) is False


def test_it_runs_before_anything_is_installed(tmp_path):
    """With a bare Python, in a copy: no package of ours may be needed to say one sentence."""
    shutil.copytree(SCRIPT.parent, tmp_path / "improvement_hub" / "runtime")
    script = str(tmp_path / "improvement_hub" / "runtime" / "bootstrap.py")
    base = getattr(sys, "_base_executable", sys.executable)
    environment = {"PATH": os.defpath, "PORT": "no port"}
    done = subprocess.run([base, "-S", script, "run"], env=environment, capture_output=True, text=True)
    assert done.stderr == "PORT must be a number from 1 to 65535, not 'no port'.\n"
    assert done.returncode == 1


def test_every_target_of_the_makefile_is_known():
    makefile = (places.BASE / "Makefile").read_text()
    named = next(line for line in makefile.splitlines() if line.startswith("TARGETS"))
    assert set(named.partition("=")[2].split()) == set(targets.TARGETS)


def test_the_checks_of_a_change_are_the_newcomers_commands():
    script = Path(places.BASE / ".ci" / "run").read_text().splitlines()
    assert [line for line in script if line.startswith("make")] == ["make test", "make test-slow"]
