"""A missing browser is said aloud: skipped with the reason, or a failure where one is required."""

import os
import subprocess
import sys

import pytest

from app.config import PROJECT

BROWSER_TEST = "tests/app/test_reports.py::test_the_form_in_a_browser"


@pytest.mark.parametrize(
    ("required", "exit_code", "said"),
    [("", 0, "1 skipped"), ("1", 1, "1 error")],
    ids=["optional", "required"],
)
def test_without_a_browser(required, exit_code, said, tmp_path):
    result = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            BROWSER_TEST,
            "-p",
            "no:cacheprovider",
            "-p",
            "no:xdist",
            f"--basetemp={tmp_path / 'inner'}",
        ],
        cwd=PROJECT,
        env=os.environ | {"CHROMIUM": str(tmp_path / "none"), "REQUIRE_BROWSER": required},
        capture_output=True,
        text=True,
    )
    assert result.returncode == exit_code, result.stdout
    assert said in result.stdout
    assert "no Chromium" in result.stdout
