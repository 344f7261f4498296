"""Where the reference's answers and the comparing tools are: recorded here, or in a folder beside the repository."""

from __future__ import annotations

import importlib.util
import os
from functools import cache
from pathlib import Path
from types import ModuleType

REPOSITORY = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("MARPD_SHARED", REPOSITORY.parent / "shared"))
RECORDED = Path(__file__).with_name("recorded")
BUILD = REPOSITORY / "build" / "parity"


@cache
def dom() -> ModuleType:
    """The tool that reduces slides to their normal form; it says what that form forgives."""
    path = RECORDED / "dom.py"
    spec = importlib.util.spec_from_file_location("parity_dom", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
