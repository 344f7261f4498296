"""The numbers that /metrics shows, in Prometheus's text form. Every name and label is from a closed list."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)

# From a cached answer to the longest deadline that people set.
SECONDS = (0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60)


class Metrics:
    """The numbers of one service, in a registry of their own, so that two services may live in one process."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        PlatformCollector(registry=registry)
        self.requests = Counter(
            "marpd_requests", "Requests answered.", ["method", "route", "status"], registry=registry
        )
        self.request_seconds = Histogram(
            "marpd_request_seconds", "Time from request to answer.", ["route"], buckets=SECONDS, registry=registry
        )
        self.phase_seconds = Histogram(
            "marpd_phase_seconds", "Time in one phase of a render.", ["phase"], buckets=SECONDS, registry=registry
        )
        self.renders = Counter("marpd_renders", "Artifacts made.", ["format"], registry=registry)
        self.problems = Counter("marpd_problems", "Requests that ended in a problem.", ["code"], registry=registry)
        self.diagnostics = Counter("marpd_diagnostics", "Diagnostics in reports.", ["code"], registry=registry)
        self.slides = Counter("marpd_slides", "Slides rendered.", registry=registry)
        self.received_bytes = Counter("marpd_received_bytes", "Bytes of request bodies.", registry=registry)
        self.sent_bytes = Counter("marpd_sent_bytes", "Bytes of answers' bodies.", registry=registry)

    def watch(self, name: str, about: str, read: Callable[[], float]) -> None:
        """A number that is read whenever somebody asks."""
        Gauge(name, about, registry=self.registry).set_function(read)

    def observe_phases(self, seconds: Mapping[str, float]) -> None:
        """The phases of one render."""
        for phase, value in seconds.items():
            self.phase_seconds.labels(phase).observe(value)

    def text(self) -> bytes:
        """All numbers in Prometheus's text form."""
        return generate_latest(self.registry)
