"""Claims about what sets marpd up, builds it and checks it: the locks, the Makefile, the image, the workflow."""

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-build.lock")
PIN = re.compile(r"^([a-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)
PHONY = re.compile(r"^\.PHONY: (\S+)$", re.MULTILINE)


def text(name: str) -> str:
    """A file of the repository."""
    return (ROOT / name).read_text(encoding="utf-8")


def pins(lock: str) -> dict[str, str]:
    """The versions that a lock names."""
    return dict(PIN.findall(text(lock)))


def debian_packages() -> list[str]:
    """The names in the one list of Debian packages."""
    return [line for line in text("debian-packages.txt").splitlines() if line and not line.startswith("#")]


def make(*arguments: str, folder: Path = ROOT) -> str:
    """What make prints; a failure is the test's."""
    command = ["make", "--no-print-directory", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=True).stdout


# --- the locks


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_pins_everything_by_hash(lock: str) -> None:
    """Each requirement of a lock has one exact version and at least one SHA-256."""
    joined = text(lock).replace("\\\n", " ")

    requirements = [line for line in joined.splitlines() if line and not line.startswith("#")]

    assert requirements
    assert [line for line in requirements if not PIN.match(line) or "--hash=sha256:" not in line] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_names_no_address(lock: str) -> None:
    """A lock says what to install, never from where."""
    content = text(lock)

    assert "://" not in content
    assert not re.search(r"^\s*-", content.replace("    --hash=sha256:", ""), re.MULTILINE)


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-build.lock"])
def test_tests_run_on_what_is_shipped(lock: str) -> None:
    """The lock that the tests run on has the very versions of the locks that the image is made from."""
    tested = pins("requirements-dev.lock")

    assert {name: tested.get(name) for name in pins(lock)} == pins(lock)


def test_lock_agrees_with_pyproject() -> None:
    """Each dependency of pyproject.toml is locked, at a version that it allows."""
    project = tomllib.loads(text("pyproject.toml"))["project"]
    wanted = [Requirement(line) for line in (*project["dependencies"], *project["optional-dependencies"]["twemoji"])]
    locked = pins("requirements.lock")

    wrong = [str(one) for one in wanted if locked.get(canonicalize_name(one.name), "none") not in one.specifier]

    assert wrong == []


# --- the Makefile


def test_help_lists_every_target() -> None:
    """`make` alone names each target that a person may call."""
    listed = re.findall(r"^  make (\S+)", make(), re.MULTILINE)

    assert listed == PHONY.findall(text("Makefile"))


def test_set_up_is_keyed_by_the_lock(tmp_path: Path) -> None:
    """Once set up, a target does not set up again until a lock changes."""
    for name in ("Makefile", "pyproject.toml", "requirements-dev.lock", "debian-packages.txt", "scripts/venv.sh"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    first = make("--dry-run", "test-fast", folder=tmp_path)
    stamp = re.search(r"touch (\.venv/\S+)", first)
    assert stamp
    (tmp_path / ".venv").mkdir()
    (tmp_path / stamp[1]).touch()

    second = make("--dry-run", "test-fast", folder=tmp_path)
    (tmp_path / "requirements-dev.lock").write_text("# another\n", encoding="utf-8")
    third = make("--dry-run", "test-fast", folder=tmp_path)

    assert ["scripts/venv.sh" in run for run in (first, second, third)] == [True, False, True]


@pytest.mark.parametrize(("shell", "script"), [("sh", "scripts/venv.sh"), ("bash", ".ci/run")])
def test_shell_scripts_parse(shell: str, script: str) -> None:
    """The shell scripts are free of syntax errors and may be executed."""
    result = subprocess.run([shell, "-n", script], cwd=ROOT, capture_output=True, text=True, check=False)

    assert (result.returncode, result.stderr) == (0, "")
    assert (ROOT / script).stat().st_mode & 0o111


def test_setup_names_the_packages_of_the_list(tmp_path: Path) -> None:
    """Where no browser and no font is there and nothing may be installed, setup names the packages the image has."""
    (tmp_path / "apt-get").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    (tmp_path / "apt-get").chmod(0o755)
    environment = {"PATH": str(tmp_path), "HOME": str(tmp_path)}
    command = [sys.executable, "scripts/browser_and_fonts.py", "--look-only"]

    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    commands = re.findall(r"apt-get install (.+)", result.stdout)
    assert result.returncode == 1
    assert " ".join(commands).split() == [name for name in debian_packages() if not name.startswith("lib")]


# --- the image


def test_image_reads_the_package_list() -> None:
    """The Dockerfile takes browser and fonts from the one list and names none of them itself."""
    dockerfile = text("Dockerfile")

    assert "debian-packages.txt" in dockerfile
    assert [name for name in debian_packages() if name in dockerfile] == []


def test_build_context_is_what_is_copied() -> None:
    """.dockerignore lets through what the Dockerfile copies, and nothing else."""
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", text("Dockerfile"), re.MULTILINE)
    allowed = re.findall(r"^!(\S+)$", text(".dockerignore"), re.MULTILINE)

    assert set(allowed) == {name for line in copied for name in line.split()}
    assert text(".dockerignore").splitlines()[1] == "*"


def test_image_runs_as_a_plain_user() -> None:
    """The last user of the image is a number, and not root's."""
    user = re.findall(r"^USER (\d+):\d+$", text("Dockerfile"), re.MULTILINE)[-1]

    assert int(user) > 0


def test_compose_takes_every_right_away() -> None:
    """The operator's example runs read-only, without capabilities, without new privileges, with bounded memory."""
    service = yaml.safe_load(text("compose.yaml"))["services"]["marpd"]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert {"mem_limit", "pids_limit", "tmpfs"} <= service.keys()


def test_wheel_carries_every_file(tmp_path: Path) -> None:
    """What the packages read at run time, stylesheets and scripts included, is in the wheel."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60, check=True)
    files = (path for package in ("app", "renderers", "themes") for path in (ROOT / package).rglob("*"))
    sources = {str(path.relative_to(ROOT)) for path in files if path.is_file() and "__pycache__" not in path.parts}

    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        carried = set(wheel.namelist())

    assert sources - carried == set()


# --- the checks


def workflows() -> list[Path]:
    """Every workflow of the repository."""
    return sorted((ROOT / ".github/workflows").glob("*.yml"))


def test_actions_are_pinned_by_commit() -> None:
    """No workflow runs an action that a moved tag could replace."""
    used = [name for path in workflows() for name in re.findall(r"uses: (.+)", path.read_text(encoding="utf-8"))]

    assert used
    assert [name for name in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v[\d.]+", name)] == []


def test_workflows_begin_with_no_permission() -> None:
    """A job has the rights that it asks for, and no others."""
    permissions = [yaml.safe_load(path.read_text(encoding="utf-8"))["permissions"] for path in workflows()]

    assert permissions
    assert all(one == {} for one in permissions)


def test_gate_waits_for_every_job() -> None:
    """The job that guards merging needs all the others, and runs even when one of them failed."""
    jobs = yaml.safe_load(text(".github/workflows/ci.yml"))["jobs"]
    gate = jobs.pop("gate")

    assert gate["if"] == "always()"
    assert sorted(gate["needs"]) == sorted(jobs)
    assert gate["steps"][0]["run"].count("success") == len(jobs)


@pytest.mark.parametrize("script", [".ci/run", ".github/workflows/ci.yml", "CONTRIBUTING.md"])
def test_verbs_that_are_called_exist(script: str) -> None:
    """CI and the contributors' guide call targets that the Makefile has."""
    called = set(re.findall(r"(?:step |run: |`)make ([a-z-]+)", text(script)))

    assert called
    assert called <= set(PHONY.findall(text("Makefile")))


def test_hooks_are_our_own() -> None:
    """pre-commit runs the locked tools and fetches nothing."""
    repositories = yaml.safe_load(text(".pre-commit-config.yaml"))["repos"]

    assert [one["repo"] for one in repositories] == ["local"]
    assert {hook["language"] for one in repositories for hook in one["hooks"]} == {"system"}
