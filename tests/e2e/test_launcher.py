"""The launcher, on checkouts that hold nothing but it, empty locks and a command that says where it runs."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
SAYS_WHERE = "import json, os, sys; print(json.dumps([sys.argv[1:], os.getcwd(), sys.prefix]))\n"
NOT_TO_BE_HAD = f"no-such-distribution==1.0 --hash=sha256:{'0' * 64}\n"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    folder = tmp_path / "checkout"
    (folder / "api" / "cli").mkdir(parents=True)
    shutil.copy(ROOT / "jiayi", folder)
    (folder / "requirements.lock").write_text("# nothing\n")
    (folder / "api" / "cli" / "__main__.py").write_text(SAYS_WHERE)
    return folder


def start(checkout: Path, *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, checkout / "jiayi", *arguments],
        cwd=checkout.parent,
        env={**os.environ, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def run(checkout: Path, *arguments: str) -> tuple[int, str, str]:
    process = start(checkout, *arguments)
    output, errors = process.communicate(timeout=120)
    return process.returncode, output, errors


def test_two_first_starts_at_once_set_up_once_and_both_run_the_command_where_the_user_stands(checkout: Path) -> None:
    processes = [start(checkout, "roster", "--json") for _ in range(2)]
    answers = [process.communicate(timeout=120) for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    expected = f'[["roster", "--json"], "{checkout.parent}", "{checkout / ".venv"}"]\n'
    assert [output for output, _ in answers] == [expected, expected]
    assert sum(errors.count("Setting up") for _, errors in answers) == 1
    assert run(checkout, "roster", "--json") == (0, expected, "")


def test_a_set_up_that_fails_is_told_and_leaves_nothing_half_made(checkout: Path) -> None:
    (checkout / "requirements.lock").write_text(NOT_TO_BE_HAD)
    status, output, errors = run(checkout, "roster")
    assert (status, output) == (3, "")
    assert "依赖包安装失败" in errors
    assert "The packages could not be installed" in errors
    assert not (checkout / ".venv").exists()


def test_a_later_lock_that_cannot_be_installed_leaves_the_environment_that_works(checkout: Path) -> None:
    run(checkout)
    (checkout / "requirements-test.lock").write_text(NOT_TO_BE_HAD)
    assert run(checkout, "test")[0] == 3
    assert run(checkout, "roster")[0] == 0


def test_a_set_up_that_was_killed_is_begun_again(checkout: Path) -> None:
    killed = start(checkout)
    while not (checkout / ".venv" / "pyvenv.cfg").exists():
        assert killed.poll() is None
        time.sleep(0.01)
    os.killpg(killed.pid, signal.SIGKILL)
    killed.communicate()
    assert (checkout / ".venv" / "jiayi-unfinished").exists()
    assert run(checkout, "roster")[0] == 0
    assert not (checkout / ".venv" / "jiayi-unfinished").exists()


def test_an_environment_whose_python_was_replaced_is_made_again(checkout: Path) -> None:
    run(checkout)
    python = checkout / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to(shutil.which("true") or "")
    assert run(checkout, "roster")[0] == 0
    assert python.resolve() == Path(sys.executable).resolve()


@pytest.mark.parametrize("missing", ["venv", "ensurepip"])
def test_a_python_without_venv_names_the_package_to_install(checkout: Path, missing: str) -> None:
    hidden = f"import sys, runpy; sys.modules['{missing}'] = None; sys.argv = ['jiayi']; import importlib.util as u; "
    hidden += f"real = u.find_spec; u.find_spec = lambda name, *a: None if name == '{missing}' else real(name, *a); "
    hidden += f"runpy.run_path({str(checkout / 'jiayi')!r}, run_name='__main__')"
    answer = subprocess.run([sys.executable, "-c", hidden], check=False, capture_output=True, text=True, timeout=60)
    assert answer.returncode == 3
    assert "apt-get install python3-venv" in answer.stderr
    assert not (checkout / ".venv").exists()
