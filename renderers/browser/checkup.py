"""What `marpd doctor` looks at: the browser, its sandbox, and a font for every script, asked of Chromium itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from renderers.browser.executable import find_chromium
from renderers.browser.fonts import NOWHERE, Sample, families
from renderers.browser.launch import LaunchFailed, Running
from renderers.browser.options import BrowserOptions, Sandbox
from renderers.browser.sandbox import Verdict, launch_sandboxed

_START_SECONDS = 30.0
_INSTALL = "Run `make setup`, or install Debian's package chromium-headless-shell, or set MARPD_CHROMIUM to a browser."


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, whether it is well, and if not what to do. For the operator's own eyes."""

    name: str
    is_ok: bool
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class _Font:
    """A kind of text, and the Debian package with a font for it."""

    name: str
    sample: Sample
    package: str


_FONTS = (
    _Font("font: Latin, sans", Sample("Handgloves", "en", "Arial"), "fonts-liberation"),
    _Font("font: Latin, serif", Sample("Handgloves", "en", "Times New Roman"), "fonts-liberation"),
    _Font("font: Latin, mono", Sample("Handgloves", "en", "Courier New"), "fonts-liberation"),
    _Font("font: Japanese", Sample("日本語の骨", "ja", "sans-serif"), "fonts-noto-cjk"),
    _Font("font: Chinese, simplified", Sample("简体汉语", "zh-Hans", "sans-serif"), "fonts-noto-cjk"),
    _Font("font: Chinese, traditional", Sample("繁體漢語", "zh-Hant", "sans-serif"), "fonts-noto-cjk"),
    _Font("font: Korean", Sample("한국어", "ko", "sans-serif"), "fonts-noto-cjk"),
    _Font("font: Arabic", Sample("العربية", "ar", "sans-serif"), "fonts-noto-core"),
    _Font("font: Hebrew", Sample("עברית", "he", "sans-serif"), "fonts-noto-core"),
    _Font("font: Devanagari", Sample("हिन्दी", "hi", "sans-serif"), "fonts-noto-core"),
    _Font("font: Thai", Sample("ภาษาไทย", "th", "sans-serif"), "fonts-noto-core"),
    _Font("font: colour emoji", Sample("😀🚗", "en", "sans-serif"), "fonts-noto-color-emoji"),
)


async def examine(options: BrowserOptions) -> tuple[Finding, ...]:
    """Look at everything a render needs. Never raises for what it finds."""
    path = find_chromium(options.executable)
    if path is None:
        named = f" at {options.executable}" if options.executable else ""
        return (Finding("browser", is_ok=False, message=f"There is no Chromium{named}.", hint=_INSTALL),)
    # Even where the operator switched it off, whether it could be on is worth knowing.
    wish = Sandbox.AUTO if options.sandbox is Sandbox.ON else options.sandbox
    try:
        running, verdict = await launch_sandboxed(path, wish, _START_SECONDS)
    except LaunchFailed as failure:
        return (Finding("browser", is_ok=False, message=f"{path} does not start: {_end(failure)}", hint=_INSTALL),)
    try:
        return (*_of_browser(path, running, verdict), *await _of_fonts(running))
    finally:
        await running.stop()


def _of_browser(path: Path, running: Running, verdict: Verdict) -> Iterator[Finding]:
    yield Finding("browser", is_ok=True, message=f"Chromium {running.browser.version} at {path}")
    message = (
        "Chromium runs in its sandbox." if verdict.is_on else f"Chromium runs without its sandbox. {verdict.reason}"
    )
    yield Finding("sandbox", verdict.is_on, message, verdict.hint)


async def _of_fonts(running: Running) -> list[Finding]:
    context = await running.browser.new_context(java_script_enabled=False)
    try:
        nowhere, *found = await families(context, [NOWHERE, *(font.sample for font in _FONTS)])
    finally:
        await context.close()
    return [_of_font(font, family, nowhere) for font, family in zip(_FONTS, found, strict=True)]


def _of_font(font: _Font, family: str, nowhere: str) -> Finding:
    """A script is drawn well if its font is another than the one that draws boxes, or that one has its letters."""
    is_ok = bool(family) and (family != nowhere or font.sample.text.isascii())
    message = family if is_ok else "No font has these letters; they are drawn as boxes."
    return Finding(font.name, is_ok, message, "" if is_ok else f"Install Debian's package {font.package}.")


def _end(failure: LaunchFailed) -> str:
    """The last line of a browser's own log that says anything."""
    lines = [line.strip() for line in str(failure).splitlines() if line.strip()]
    return lines[-1][:300] if lines else "it says nothing."
