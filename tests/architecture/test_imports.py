"""Claims about the import contracts: they hold, and each of them catches what it is there to catch."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")


class Plant(NamedTuple):
    """A line that breaks one contract, and the module that it is added to."""

    contract: str
    module: str
    line: str


PLANTS = (
    Plant("The service stands on the renderers, never the reverse", "renderers/formats.py", "import app"),
    Plant("Inside the service", "app/problems.py", "import app.bootstrap"),
    Plant("Inside the service", "app/utils.py", ""),
    Plant("Every stage in its own room", "renderers/pdf/__init__.py", "import renderers.theme"),
    Plant("Every stage in its own room", "renderers/model/deck.py", "import renderers.directives"),
    Plant("Every stage in its own room", "renderers/utils.py", ""),
    Plant("The service enters by the front door", "app/problems.py", "import renderers.model.deck"),
    Plant("The values need the standard library only", "renderers/model/deck.py", "import pikepdf"),
    Plant("No web framework below the service", "renderers/formats.py", "import fastapi"),
    Plant("markdown-it only in the markdown room", "renderers/slides/__init__.py", "import markdown_it"),
    Plant("The engine for formulas only in one module", "renderers/markdown/math.py", "import math_core"),
    Plant("Pygments only where code is coloured", "renderers/markdown/code.py", "import pygments"),
    Plant("Playwright only in the browser room", "renderers/pdf/__init__.py", "import playwright.async_api"),
    Plant("pikepdf only in the pdf room", "renderers/image/__init__.py", "import pikepdf"),
    Plant("python-pptx only in one module", "renderers/pptx/presentation.py", "import pptx"),
    Plant("Connections only from the remote room", "renderers/pipeline.py", "import httpcore"),
    Plant("The engine for diagrams only in one module", "renderers/markdown/code.py", "import mmdr"),
    Plant("CSS is parsed only where it is changed", "renderers/browser/__init__.py", "import tinycss2"),
    Plant("No cycles anywhere", "renderers/errors.py", "import renderers.model"),
)


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """The contracts, checked in a folder that holds sources and pyproject.toml."""
    command = [LINT_IMPORTS, "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The sources and their contracts, free to be spoilt."""
    for package in ("app", "renderers"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_contracts_hold() -> None:
    """The sources as they are keep every import contract."""
    result = lint_imports(ROOT)

    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: f"{plant.module}: {plant.line or 'a new module'}")
def test_planted_violation_is_caught(plant: Plant, copy: Path) -> None:
    """An import that breaks a contract fails the build and the contract is named."""
    module = copy / plant.module
    before = module.read_text(encoding="utf-8") if module.exists() else '"""A stranger."""\n'
    module.write_text(f"{before}\n{plant.line}\n", encoding="utf-8")

    result = lint_imports(copy)

    assert result.returncode != 0
    assert f"{plant.contract} BROKEN" in result.stdout or plant.line == ""
    assert plant.module.removesuffix(".py").replace("/", ".").removesuffix(".__init__") in result.stdout


def test_every_contract_has_a_plant() -> None:
    """No contract stands in pyproject.toml whose bite nobody has tried."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    contracts = {contract["name"] for contract in settings["tool"]["importlinter"]["contracts"]}

    assert contracts == {plant.contract for plant in PLANTS}
