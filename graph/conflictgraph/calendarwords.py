"""Names of months and weekdays, for the rooms that read dates: English, in full and short."""

from __future__ import annotations

MONTHS_IN_FULL = "january february march april may june july august september october november december".split()
WEEKDAYS_IN_FULL = "monday tuesday wednesday thursday friday saturday sunday".split()

MONTHS = {m: n for n, m in enumerate(MONTHS_IN_FULL, 1)} | {m[:3]: n for n, m in enumerate(MONTHS_IN_FULL, 1)} | {"sept": 9}
"""Lower-case name, full or short without its dot → 1..12."""

WEEKDAYS = {d: n for n, d in enumerate(WEEKDAYS_IN_FULL)}
"""Lower-case name → 0 (Monday) .. 6."""

MONTH = r"(?:" + "|".join(sorted(MONTHS, key=lambda m: (-len(m), m))) + r")\.?"
"""Any name of a month, for use inside a larger pattern (case-insensitive, no groups)."""
