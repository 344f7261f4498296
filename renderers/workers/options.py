"""What an operator and the builder say about the workers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerOptions:
    """How to run the workers.

    `count` is how many work at once. `memory_bytes` is what one may allocate, `result_bytes` what it may give back. One
    is replaced after `jobs_per_worker` jobs, or when it rests above half of its memory. `rehearsal` is what is done
    once before there are any, as `module:function`: they start with all that it has loaded. `start_seconds` bounds it.
    """

    count: int = 2
    memory_bytes: int = 1024 * 1024 * 1024
    result_bytes: int = 256 * 1024 * 1024
    jobs_per_worker: int = 500
    rehearsal: str = ""
    start_seconds: float = 30
