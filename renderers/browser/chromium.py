"""How Chromium is started: the only module that names its flags and its environment, each with the reason."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

# Nothing may leave the machine, nor reach it. The page is served by request interception; these hold where that does
# not reach, such as preconnects and WebSockets.
_NETWORK = (
    "--proxy-server=http://127.0.0.1:9",  # a proxy that is not there: what is not intercepted fails
    "--proxy-bypass-list=<-loopback>",  # without this Chromium goes past the proxy to loopback addresses
    "--host-resolver-rules=MAP * ~NOTFOUND",  # and no name is ever looked up
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",  # WebRTC would send its own datagrams
    "--no-pings",  # no hyperlink auditing
    # A whole Chromium calls home by itself in many ways; the headless shell was built without most of them.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
)

# Animated pictures stand at their first frame (2 is "no animation"). The rest repeats what Playwright sets here, for
# the last of two such flags wins: a mouse is there, and can hover.
_BLINK = (
    "imageAnimationPolicy=2",
    "primaryHoverType=2",
    "availableHoverTypes=2",
    "primaryPointerType=4",
    "availablePointerTypes=4",
)

# The same deck has to look the same on every machine and at every moment.
_SAMENESS = (
    "--font-render-hinting=none",  # hinting moves letters by what the screen and fontconfig are like
    "--force-color-profile=srgb",  # colours of pictures do not depend on a monitor
    "--disable-lcd-text",  # no coloured fringes, which depend on a monitor's pixels
    "--disable-gpu",  # software draws the same picture everywhere
    "--disable-software-rasterizer",  # and needs no OpenGL in software for it: 17 MB less
    "--disable-checker-imaging",  # a picture still being decoded would be left out of a screenshot
    "--disable-partial-raster",  # what changed late would be drawn over what was there, and be a shade off
    "--lang=en-US",  # what the browser itself says, as in the outline of a form field, is not the machine's language
    f"--blink-settings={','.join(_BLINK)}",
)

_MACHINE = (
    "--disable-dev-shm-usage",  # containers give /dev/shm 64 MB, and a large slide crashes the page; TMPDIR holds more
    "--disable-crash-reporter",  # no dumps of decks on the disk
    "--disable-breakpad",  # the same
    "--mute-audio",  # audio needs a device and a process
)


def flags(folder: Path) -> tuple[str, ...]:
    """The flags of a Chromium that keeps its things in `folder`, besides those that Playwright needs."""
    return (*_NETWORK, *_SAMENESS, *_MACHINE, mark(folder))


def mark(folder: Path) -> str:
    """The flag by which the process of a folder can be told from any other: no dump is written there, or anywhere."""
    return f"--crash-dumps-dir={folder}"


# What Chromium may see of our environment: where programs, libraries and fonts are, and the older sandbox's helper.
_KEPT = (
    "CHROME_DEVEL_SANDBOX",
    "FONTCONFIG_FILE",
    "FONTCONFIG_PATH",
    "FONTCONFIG_SYSROOT",
    "LD_LIBRARY_PATH",
    "PATH",
    "XDG_CACHE_HOME",
    "XDG_CONFIG_HOME",
    "XDG_DATA_DIRS",
    "XDG_DATA_HOME",
)


def environment(folder: Path, ours: Mapping[str, str] = os.environ) -> dict[str, str | float | bool]:
    """The environment of a Chromium that keeps everything it writes in `folder`.

    The user's home stays where it is, if it is there and can be written, for fonts and their cache live in it.
    """
    home = ours.get("HOME", "")
    keeps_home = bool(home) and os.access(home, os.W_OK | os.X_OK)
    return {
        **{name: ours[name] for name in _KEPT if name in ours},
        "HOME": home if keeps_home else str(folder),
        "TMPDIR": str(folder),
        # The locale decides which fonts fontconfig prefers; the time zone is nobody's business.
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        # Any address that cannot be parsed: without one Chromium looks for the desktop's message bus.
        "DBUS_SESSION_BUS_ADDRESS": "disabled:",
    }


AS_ROOT = (
    "Chromium's sandbox does not start as root.",
    "Run as an ordinary user, for example with: docker run --user 1000:1000",
)
"""Why there is no sandbox for root, and what to do."""

_NO_NAMESPACES = (
    "This kernel or container does not let an ordinary user make user namespaces, which Chromium's sandbox needs.",
    (
        "Allow them: in Docker with a seccomp profile that permits clone and unshare, on the host with "
        "sysctl kernel.apparmor_restrict_unprivileged_userns=0 or kernel.unprivileged_userns_clone=1."
    ),
)
_REASONS = {
    "Running as root without --no-sandbox": AS_ROOT,
    "No usable sandbox!": _NO_NAMESPACES,
    "Failed to move to new namespace": _NO_NAMESPACES,
}


def why_no_sandbox(log: str) -> tuple[str, str] | None:
    """What Chromium's log of a failed start says of its sandbox: the reason and what to do; None if nothing."""
    return next((why for text, why in _REASONS.items() if text in log), None)
