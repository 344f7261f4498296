"""Sees that a headless Chromium and the fonts are there: what the system has, else an install, else what to run."""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from renderers.browser.executable import find_chromium

PACKAGE_LIST = Path(__file__).resolve().parents[1] / "debian-packages.txt"
PLAYWRIGHT = (sys.executable, "-m", "playwright")
BROWSER = "chromium-headless-shell"

Install = Callable[[], bool]


class FontNeed(NamedTuple):
    """Something decks are written in, and the fontconfig patterns of which one must match a font."""

    name: str
    patterns: tuple[str, ...]
    family: str


FONT_NEEDS = (
    FontNeed("Latin (as wide as Arial)", ("Liberation Sans", "Arimo", "Arial"), "Liberation"),
    FontNeed("Greek", (":lang=el",), "Liberation"),
    FontNeed("Cyrillic", (":lang=ru",), "Liberation"),
    FontNeed("Vietnamese", (":lang=vi",), "Liberation"),
    FontNeed("Armenian", (":lang=hy",), "DejaVu"),
    FontNeed("Georgian", (":lang=ka",), "DejaVu"),
    FontNeed("Arabic", (":lang=ar",), "Noto Sans Arabic UI"),
    FontNeed("Hebrew", (":lang=he",), "Culmus"),
    FontNeed("Devanagari", (":lang=hi",), "Noto Sans Devanagari UI"),
    FontNeed("Bengali", (":lang=bn",), "Noto Sans Bengali UI"),
    FontNeed("Tamil", (":lang=ta",), "Noto Sans Tamil UI"),
    FontNeed("Thai", (":lang=th",), "Noto Sans Thai UI"),
    FontNeed("Khmer", (":lang=km",), "Noto Sans Khmer UI"),
    FontNeed("Burmese", (":lang=my",), "Noto Sans Myanmar UI"),
    FontNeed("Ethiopic", (":lang=am",), "Abyssinica SIL"),
    FontNeed("Chinese", (":lang=zh-cn", ":lang=zh-tw"), "Noto Sans CJK"),
    FontNeed("Japanese", (":lang=ja",), "Noto Sans CJK"),
    FontNeed("Korean", (":lang=ko",), "Noto Sans CJK"),
    FontNeed("colour emoji", (":charset=1f600:color=true",), "Noto Color Emoji"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when a browser that runs is there; missing fonts are told but do not fail."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--look-only", action="store_true", help="install nothing, only say what is missing")
    may_install = not parser.parse_args(arguments).look_only
    driver_is_there = see_to_driver(may_install=may_install)
    browser_is_there = see_to_browser(may_install=may_install)
    see_to_fonts(may_install=may_install)
    return 0 if driver_is_there and browser_is_there else 1


def see_to_driver(*, may_install: bool) -> bool:
    """Whether Playwright's driver starts at the end: it came with the Python package, but needs a library."""
    if driver_starts():
        return True
    if may_install and can_apt():
        say("Playwright's driver lacks a library")
        apt_install(packages("library"))
    if driver_starts():
        return True
    say("Playwright's driver does not start. Run this, then `make setup` again:")
    say(f"    sudo apt-get update && sudo apt-get install {' '.join(packages('library'))}")
    return False


def driver_starts() -> bool:
    """Whether the program that speaks with the browser runs here."""
    return subprocess.run((*PLAYWRIGHT, "--version"), capture_output=True, check=False).returncode == 0


def see_to_browser(*, may_install: bool) -> bool:
    """Whether a browser is there at the end; says which, and how it came."""
    found = working_browser()
    configured = os.environ.get("MARPD_CHROMIUM")
    if found is None and configured:
        say(f"MARPD_CHROMIUM is {configured}, which is no browser that starts; correct it or unset it")
    elif found is None and may_install:
        say(f"no Chromium was found; installing {BROWSER}")
        for name, install in browser_sources():
            found = working_browser() if install() else None
            if found:
                say(f"installed the browser from {name}")
                break
    if found is None:
        say_how_to_install_browser()
        return False
    say(f"browser: {found[0]} ({found[1]})")
    return True


def working_browser() -> tuple[Path, str] | None:
    """The browser that marpd would use and its version, if it starts."""
    path = find_chromium(os.environ.get("MARPD_CHROMIUM"))
    if path is None:
        return None
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        say(f"{path} does not start: {error}")
        return None
    if answer.returncode:
        say(f"{path} does not start: {answer.stderr.strip()[:400]}")
        return None
    return path, answer.stdout.strip()


def browser_sources() -> Iterator[tuple[str, Install]]:
    """Where a browser may come from, in the order they are tried."""
    if can_apt():
        yield "the distribution's packages", lambda: apt_install(packages("browser"))
    yield "Playwright's own download", playwright_install


def playwright_install() -> bool:
    """Whether Playwright could download its Chromium; as root it brings the libraries along."""
    libraries = ("--with-deps",) if can_apt() else ()
    return run((*PLAYWRIGHT, "install", *libraries, BROWSER))


def say_how_to_install_browser() -> None:
    """The commands for a person who may do what we may not."""
    say("there is no Chromium that starts, and none could be installed. Run one of these, then `make setup` again:")
    if shutil.which("apt-get"):
        say(f"    sudo apt-get update && sudo apt-get install {' '.join(packages('browser'))}")
        say(f"    .venv/bin/playwright install {BROWSER} && sudo .venv/bin/playwright install-deps {BROWSER}")
    else:
        say(f"    .venv/bin/playwright install {BROWSER}")
    say("    export MARPD_CHROMIUM=/path/to/a/chromium    # where you have one already")


def see_to_fonts(*, may_install: bool) -> None:
    """Install the fonts that are missing where that is allowed; say what is there and what is not."""
    missing = missing_fonts()
    if missing and may_install and can_apt():
        say(f"installing fonts for: {', '.join(need.name for need in missing)}")
        apt_install(packages("font"))
        missing = missing_fonts()
    if not missing:
        say(f"fonts: {', '.join(need.name for need in FONT_NEEDS)}")
        return
    say(f"no font for: {', '.join(need.name for need in missing)}; decks that use them will look wrong")
    if shutil.which("apt-get"):
        say(f"    sudo apt-get update && sudo apt-get install {' '.join(packages('font'))}")
    else:
        families = dict.fromkeys(need.family for need in missing)
        say(f"    install these families with your system's package manager: {', '.join(families)}")


def missing_fonts() -> tuple[FontNeed, ...]:
    """The needs that fontconfig cannot meet; all of them where there is no fontconfig."""
    return tuple(need for need in FONT_NEEDS if not any(has_font(pattern) for pattern in need.patterns))


def has_font(pattern: str) -> bool:
    """Whether fontconfig knows a font of this pattern."""
    if not shutil.which("fc-list"):
        return False
    answer = subprocess.run(["fc-list", pattern, "family"], capture_output=True, text=True, check=False)
    return bool(answer.stdout.strip())


def packages(wanted: str) -> list[str]:
    """The packages of one kind (browser, library, font) in the list that the Dockerfile reads too."""
    lines = (line.strip() for line in PACKAGE_LIST.read_text(encoding="utf-8").splitlines())
    names = [line for line in lines if line and not line.startswith("#")]
    return [name for name in names if kind_of(name) == wanted]


def kind_of(package: str) -> str:
    """What a package of the list is: its name begins so."""
    kinds = {"lib": "library", "font": "font", "culmus": "font"}
    return next((kind for prefix, kind in kinds.items() if package.startswith(prefix)), "browser")


def can_apt() -> bool:
    """Whether apt-get is there and we may use it."""
    return shutil.which("apt-get") is not None and root_prefix() is not None


def apt_install(names: Sequence[str]) -> bool:
    """Whether apt-get could install all of these."""
    prefix = root_prefix() or ()
    apt = (*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq")
    run((*apt, "update"))  # one unreachable source must not stop us: the install below decides
    return run((*apt, "install", "-y", "--no-install-recommends", *names))


def root_prefix() -> tuple[str, ...] | None:
    """What to put before a command that needs root; None where we may not have it without a password."""
    if os.geteuid() == 0:
        return ()
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return (sudo, "-n")
    return None


def run(command: Sequence[str]) -> bool:
    """Whether the command went well; its output is shown only when it did not."""
    say("running: " + " ".join(command))
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode:
        say(f"that failed ({done.returncode}): {(done.stderr or done.stdout).strip()[-600:]}")
    return done.returncode == 0


def say(text: str) -> None:
    """One line to the person who runs `make`."""
    print(f"setup: {text}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
