"""The browser survives what decks and operators do to it."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from renderers import (
    BrowserOptions,
    BrowserUnavailable,
    DeckTooHeavy,
    MemoryAssets,
    Renderer,
    RenderOptions,
    RenderTimeout,
    Source,
    asset,
    build_renderer,
)
from renderers.model.assets import Asset

pytestmark = [pytest.mark.anyio, pytest.mark.browser]

PDF = RenderOptions()


@pytest.fixture
async def renderer() -> AsyncIterator[Renderer]:
    """A renderer with the real browser."""
    renderer = build_renderer(BrowserOptions(slots=2))
    yield renderer
    await renderer.stop()


def children(of: int) -> dict[int, str]:
    """All processes below one, with their command lines."""
    found: dict[int, str] = {}
    for folder in Path("/proc").iterdir():
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except (OSError, ValueError, IndexError):
            continue
        if parent == of and command:
            found |= {int(folder.name): command, **children(int(folder.name))}
    return found


OTHERS: set[int] = set()
"""Processes that belong to other tests of this run: their browsers live on."""


@pytest.fixture(autouse=True)
def others() -> None:
    """See what is there before the test."""
    OTHERS.clear()
    OTHERS.update(children(os.getpid()))


def pids(word: str, without: str = "\0") -> list[int]:
    """The test's own descendants whose command line has one word and not the other."""
    found = children(os.getpid()).items()
    return [pid for pid, command in found if pid not in OTHERS and word in command and without not in command]


class SlowAssets:
    """Assets that take their time, so that a render can be caught in the middle."""

    def __init__(self) -> None:
        self.is_asked = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._times = 0

    def names(self) -> tuple[str, ...]:
        """Nothing that is known ahead."""
        return ()

    def read(self, path: str) -> Asset | None:
        """A picture, the first time after a while."""
        import time

        self._times += 1
        self._loop.call_soon_threadsafe(self.is_asked.set)
        if self._times == 1:
            time.sleep(1)
        return asset(path, b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>")


@contextmanager
def lost_drivers() -> Iterator[None]:
    """Playwright leaves answers behind when its driver goes, which nobody waits for; to find them is no error."""
    loop = asyncio.get_running_loop()
    before = loop.get_exception_handler()

    def hear(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        if "reading from the driver" not in str(context.get("exception")):
            (before or asyncio.AbstractEventLoop.default_exception_handler)(loop, context)

    loop.set_exception_handler(hear)
    try:
        yield
        gc.collect()
    finally:
        loop.set_exception_handler(before)


@pytest.mark.parametrize(
    ("word", "without"),
    [("headless", "--type="), ("--type=renderer", "\0"), ("run-driver", "\0")],
    ids=["browser", "page", "driver"],
)
async def test_a_process_killed_in_the_middle_is_made_good(renderer: Renderer, word: str, without: str) -> None:
    """The render is tried once more on a fresh browser, and succeeds; so does the next."""
    with lost_drivers():
        await renderer.start()
        assets = SlowAssets()
        rendering = asyncio.ensure_future(renderer.render(Source("![](a.svg)", assets=assets), PDF))
        await assets.is_asked.wait()

        for pid in pids(word, without):
            os.kill(pid, signal.SIGKILL)

        assert (await rendering).artifacts[0].files[0].startswith(b"%PDF")
        assert (await renderer.render(Source("# next"), PDF)).report.slides == 1


async def test_a_browser_killed_between_renders_is_not_noticed(renderer: Renderer) -> None:
    """Nobody gets an error for it."""
    before = (await renderer.render(Source("# A"), PDF)).artifacts[0].files[0]
    for pid in pids("headless", "--type="):
        os.kill(pid, signal.SIGKILL)

    after = (await renderer.render(Source("# A"), PDF)).artifacts[0].files[0]

    assert after == before


async def test_a_page_that_hangs_ends_with_its_deadline() -> None:
    """A stopped page is given up at the deadline, which names the phase; the next render is well."""
    renderer = build_renderer(BrowserOptions(slots=1))
    try:
        await renderer.start()
        stopped = pids("--type=renderer")
        assets = SlowAssets()
        source = Source("![](a.svg)", assets=assets)
        rendering = asyncio.ensure_future(renderer.render(source, RenderOptions(deadline_seconds=3)))
        await assets.is_asked.wait()
        for pid in stopped:
            os.kill(pid, signal.SIGSTOP)

        with pytest.raises(RenderTimeout) as caught:
            await rendering

        assert caught.value.phase in {"layout", "pdf"}
        assert (await renderer.render(Source("# next"), PDF)).report.slides == 1
        # A page that does not close is given some seconds before its process is ended.
        async with asyncio.timeout(15):
            while set(stopped) & set(pids("--type=renderer")):  # noqa: ASYNC110  # a process tells nobody of its end
                await asyncio.sleep(0.2)
    finally:
        await renderer.stop()


async def test_two_at_once_do_not_mix(renderer: Renderer) -> None:
    """Decks rendered side by side are what they are alone."""
    decks = [f"# Deck {number}\n\n![](a.svg)" for number in range(6)]
    assets = [
        MemoryAssets([asset("a.svg", f"<svg xmlns='http://www.w3.org/2000/svg' width='{n + 1}' height='9'/>".encode())])
        for n in range(6)
    ]
    alone = [await renderer.render(Source(d, assets=a), PDF) for d, a in zip(decks, assets, strict=True)]

    together = await asyncio.gather(
        *(renderer.render(Source(d, assets=a), PDF) for d, a in zip(decks, assets, strict=True))
    )

    assert [one.artifacts for one in together] == [one.artifacts for one in alone]


async def test_a_worn_browser_is_replaced() -> None:
    """After so many renders a fresh process takes over, and nobody waits for it or fails."""
    renderer = build_renderer(BrowserOptions(slots=1, renders_per_browser=2))
    try:
        async with asyncio.timeout(90):
            while renderer.status.restarts < 2:  # twice shows that it goes on
                await renderer.render(Source("# A"), PDF)
                await asyncio.sleep(0.3)
        restarts = renderer.status.restarts
    finally:
        await renderer.stop()

    assert restarts >= 2


async def test_a_page_that_takes_too_much_is_ended_alone() -> None:
    """It is its deck's fault, told without a second try; who is laid out beside it does not notice, nor the next."""
    renderer = build_renderer(BrowserOptions(slots=2, page_memory_bytes=120 * 1024 * 1024))
    table = f"{'|a' * 150}|\n{'|-' * 150}|\n" + f"{'|a' * 150}|\n" * 150
    try:
        await renderer.start()
        browsers = pids("headless", "--type=")
        assets = SlowAssets()
        beside = asyncio.ensure_future(renderer.render(Source("![](a.svg)", assets=assets), PDF))
        await assets.is_asked.wait()

        with pytest.raises(DeckTooHeavy) as refused:
            await renderer.render(Source(table), PDF)

        assert "more memory" in refused.value.message
        assert (await beside).report.slides == 1
        assert (await renderer.render(Source("# next"), PDF)).report.slides == 1
        assert pids("headless", "--type=") == browsers
    finally:
        await renderer.stop()


async def test_a_browser_that_has_grown_is_replaced_without_anybody_noticing() -> None:
    """As one is that has done enough; the memory that it has is told."""
    renderer = build_renderer(BrowserOptions(slots=1, memory_bytes=1))
    try:
        memory = 0
        async with asyncio.timeout(60):
            while not renderer.status.restarts:
                await renderer.render(Source("# A"), PDF)
                memory = max(memory, renderer.status.memory_bytes)
    finally:
        await renderer.stop()

    assert memory > 20 * 1024 * 1024
    assert renderer.status.memory_bytes == 0


async def test_a_deadline_names_the_file_that_was_waited_for(renderer: Renderer) -> None:
    """As the deck calls it, with the phase."""
    await renderer.start()

    with pytest.raises(RenderTimeout) as caught:
        await renderer.render(Source("![](img/a.svg)", assets=SlowAssets()), RenderOptions(deadline_seconds=0.5))

    assert caught.value.phase == "layout"
    assert "waiting for 'img/a.svg'" in caught.value.message


async def test_a_page_of_too_many_elements_is_not_read_as_a_layout(renderer: Renderer) -> None:
    """Telling of them would take the memory of the service, not of the page."""
    deck = Source("<b>" + "<i></i>" * 101_000 + "</b>")

    with pytest.raises(DeckTooHeavy) as refused:
        await renderer.render(deck, RenderOptions(formats=("pptx",), deadline_seconds=100))

    assert "elements" in refused.value.message
    assert (await renderer.render(Source("# next"), PDF)).report.slides == 1


async def test_stopping_leaves_nothing() -> None:
    """No process and no file of ours is left, also when renders are running."""
    renderer = build_renderer(BrowserOptions(slots=2))
    await renderer.start()
    rendering = asyncio.ensure_future(renderer.render(Source("![](a.svg)", assets=SlowAssets()), PDF))
    await asyncio.sleep(0.2)

    await renderer.stop()
    await asyncio.wait((rendering,))

    assert pids("headless") == []
    assert pids("run-driver") == []
    assert rendering.exception() is not None


async def test_a_browser_that_cannot_start_says_what_to_do_and_is_tried_again(tmp_path: Path) -> None:
    """A failed start is not for ever: as soon as the browser is there, it is used."""
    program = tmp_path / "chromium"
    renderer = build_renderer(BrowserOptions(executable=str(program)))

    with pytest.raises(BrowserUnavailable) as caught:
        await renderer.render(Source("# A"), PDF)

    assert caught.value.hint
    assert not renderer.status.is_ready
    real = find_real()
    program.symlink_to(real)
    try:
        assert (await renderer.render(Source("# A"), PDF)).report.slides == 1
    finally:
        await renderer.stop()


async def test_without_a_temporary_folder_there_is_no_browser_until_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is full or gone is the operator's to mend, and no mistake of the deck's or ours."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    renderer = build_renderer(BrowserOptions(slots=1))
    try:
        with pytest.raises(BrowserUnavailable) as caught:
            await renderer.render(Source("# A"), PDF)
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

        assert "There can be no folder" in caught.value.detail
        assert (await renderer.render(Source("# A"), PDF)).report.slides == 1
    finally:
        await renderer.stop()


def find_real() -> Path:
    """The browser of this machine."""
    from renderers.browser.executable import find_chromium

    found = find_chromium(os.environ.get("MARPD_CHROMIUM"))
    assert found is not None
    return found
