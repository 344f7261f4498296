"""A renderer with its parts: the only place below the service that names them."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

from renderers.browser.options import BrowserOptions
from renderers.browser.pool import BrowserPool
from renderers.model.limits import Limits
from renderers.model.remote import RemoteOptions
from renderers.pipeline import Renderer
from renderers.remote.fetch import RemoteFetcher
from renderers.theme.theme_set import ThemeSet
from renderers.workers.crew import Crew
from renderers.workers.options import WorkerOptions

# By its name, for it is not this process that does it.
_REHEARSAL = "renderers.rehearsal:rehearse"
_LOG = logging.getLogger(__name__)


def build_renderer(
    browser: BrowserOptions,
    *,
    workers: WorkerOptions | None = None,
    limits: Limits | None = None,
    theme_folder: Path | None = None,
    remote: RemoteOptions | None = None,
) -> Renderer:
    """A renderer that starts nothing yet. Themes of `theme_folder` that cannot be read are logged and left out.

    Without `workers` everything but the browser works in threads of this process, which is there sooner, and for one
    deck of one's own. Without `remote` nothing is fetched from the network.
    """
    themes = ThemeSet.built_in()
    if theme_folder is not None:
        themes, problems = themes.with_folder(theme_folder)
        for problem in problems:
            _LOG.warning("%s %s", problem.message, problem.hint)
    return Renderer(
        BrowserPool(browser),
        themes,
        RemoteFetcher(remote) if remote else None,
        workers=Crew(replace(workers, rehearsal=_REHEARSAL)) if workers else None,
        limits=limits,
    )
