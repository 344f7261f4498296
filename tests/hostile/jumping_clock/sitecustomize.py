"""Makes the wall clock of a Python process jump by a day, forth and back, at every look. Python runs this by itself."""

from __future__ import annotations

import itertools
import time

_DAY = 86_400
_real = time.time
_jumps = itertools.cycle((0, _DAY, -_DAY, 365 * _DAY))
time.time = lambda: _real() + next(_jumps)
