"""What `marpd doctor` tells: whether all is there that a render needs, and what to do where it is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from renderers.browser.executable import find_chromium
from renderers.browser.fonts import Drawn, Sample, draw
from renderers.browser.launch import LaunchFailed, Running
from renderers.browser.options import BrowserOptions
from renderers.browser.sandbox import Verdict, launch_sandboxed
from renderers.errors import BrowserUnavailable


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: how it is, and what to do if it is not well."""

    name: str
    is_ok: bool
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class _Need:
    """Something decks are written in. `families`, if any, are the only fonts that will do."""

    name: str
    sample: Sample
    package: str
    families: tuple[str, ...] = ()
    needs_colour: bool = False


# Themes count on the widths of these three, for which there are free fonts as wide.
_SANS = ("Arial", "Liberation Sans", "Arimo")
_SERIF = ("Times New Roman", "Liberation Serif", "Tinos")
_MONO = ("Courier New", "Liberation Mono", "Cousine")

_NEEDS = (
    _Need("Latin sans-serif", Sample("Hamburg", "en", "Arial"), "fonts-liberation", _SANS),
    _Need("Latin serif", Sample("Hamburg", "en", "Times New Roman"), "fonts-liberation", _SERIF),
    _Need("Latin monospace", Sample("Hamburg", "en", "Courier New"), "fonts-liberation", _MONO),
    _Need("Japanese", Sample("日本語かなカナ", "ja"), "fonts-noto-cjk"),
    _Need("Chinese, simplified", Sample("简体汉语", "zh-CN"), "fonts-noto-cjk"),
    _Need("Chinese, traditional", Sample("繁體漢語", "zh-TW"), "fonts-noto-cjk"),
    _Need("Korean", Sample("한국어", "ko"), "fonts-noto-cjk"),
    _Need("Greek", Sample("Ελληνικά", "el"), "fonts-liberation"),
    _Need("Cyrillic", Sample("Русский", "ru"), "fonts-liberation"),
    _Need("Vietnamese", Sample("Tiếng Việt", "vi"), "fonts-liberation"),
    _Need("Armenian", Sample("Հայերեն", "hy"), "fonts-dejavu-core"),
    _Need("Georgian", Sample("ქართული", "ka"), "fonts-dejavu-core"),
    _Need("Arabic", Sample("عربية", "ar"), "fonts-noto-ui-core"),
    _Need("Hebrew", Sample("עברית", "he"), "culmus"),
    _Need("Devanagari", Sample("नमस", "hi"), "fonts-noto-ui-core"),
    _Need("Bengali", Sample("বাংলা", "bn"), "fonts-noto-ui-core"),
    _Need("Tamil", Sample("தமிழ", "ta"), "fonts-noto-ui-core"),
    _Need("Thai", Sample("ภาษาไทย", "th"), "fonts-noto-ui-core"),
    _Need("Khmer", Sample("ខមរ", "km"), "fonts-noto-ui-core"),
    _Need("Burmese", Sample("မြန", "my"), "fonts-noto-ui-core"),
    _Need("Ethiopic", Sample("አማርኛ", "am"), "fonts-sil-abyssinica"),
    _Need("colour emoji", Sample("😀🚗🎉", "en"), "fonts-noto-color-emoji", needs_colour=True),
    _Need("mathematics", Sample("∑√∫ℝ𝑥", "en", "math"), "fonts-stix"),
)


async def examine(options: BrowserOptions) -> tuple[Finding, ...]:
    """Look at the browser, its sandbox, and the fonts it finds. What cannot be looked at is left out."""
    executable = find_chromium(options.executable)
    if executable is None:
        hint = "Install chromium-headless-shell, or say with MARPD_CHROMIUM where one is."
        return (Finding("browser", is_ok=False, message="There is no Chromium.", hint=hint),)
    try:
        running, verdict = await launch_sandboxed(executable, options.sandbox, options.start_seconds)
    except BrowserUnavailable as error:
        return (Finding("sandbox", is_ok=False, message=error.message, hint=error.hint),)
    except LaunchFailed as failure:
        hint = f"Try it by hand: {executable} --version\n{failure}"
        return (Finding("browser", is_ok=False, message=f"{executable} does not start.", hint=hint),)
    try:
        browser = Finding("browser", is_ok=True, message=f"Chromium {running.browser.version} at {executable} starts.")
        return (browser, _sandbox(verdict), *await _fonts(running))
    finally:
        await running.stop()


def _sandbox(verdict: Verdict) -> Finding:
    message = verdict.reason or "Chromium's sandbox is on."
    return Finding("sandbox", is_ok=verdict.is_on, message=message, hint=verdict.hint)


async def _fonts(running: Running) -> tuple[Finding, ...]:
    context = await running.browser.new_context()
    drawn = await draw(context, tuple(need.sample for need in _NEEDS))
    return tuple(_findings(drawn))


def _findings(drawn: tuple[Drawn, ...]) -> Iterator[Finding]:
    for need, one in zip(_NEEDS, drawn, strict=True):
        name = f"font: {need.name}"
        trouble = _trouble(need, one)
        if trouble:
            yield Finding(name, is_ok=False, message=trouble, hint=f"On Debian: apt-get install {need.package}")
        else:
            yield Finding(name, is_ok=True, message=one.family)


def _trouble(need: _Need, drawn: Drawn) -> str:
    if not drawn.is_complete:
        return "No font has all of it; what is missing is drawn as boxes."
    if need.families and drawn.family not in need.families:
        return f"{drawn.family} takes the place of {need.families[0]}, and is not as wide."
    if need.needs_colour and not drawn.is_coloured:
        return f"{drawn.family} has no colours."
    return ""
