"""A listener on loopback that must hear nothing."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress


class Canary:
    """Listens on one port of 127.0.0.1 and of ::1, by TCP and UDP, and remembers who came."""

    def __init__(self) -> None:
        self.heard: list[bytes] = []
        first = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port: int = first.getsockname()[1]
        self._listeners = [first]
        with suppress(OSError):
            self._listeners.append(socket.create_server(("::1", self.port), family=socket.AF_INET6, backlog=128))
        self._datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._datagrams.bind(("127.0.0.1", self.port))
        for listener in self._listeners:
            threading.Thread(target=self._listen, args=(listener,), daemon=True).start()
        threading.Thread(target=self._receive, daemon=True).start()

    def _listen(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                caller, _ = listener.accept()
                with caller:
                    caller.settimeout(1)
                    said = b"came, and said nothing"
                    with suppress(OSError):
                        said = caller.recv(200) or said
                    self.heard.append(said)

    def _receive(self) -> None:
        with suppress(OSError):
            while True:
                self.heard.append(self._datagrams.recv(200))

    def close(self) -> None:
        """Listens no more."""
        for one in (*self._listeners, self._datagrams):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
