"""Tables on narrow terminals: names are cut, ids and numbers never, and nothing is where there is no terminal."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from conflictgraph.cli.output import Columns, fitted

COLUMNS: Columns = (("actor", str, 36), ("tie", str, 0), ("actor", str, 36), ("id", str, 40))
ROWS = st.lists(st.tuples(*(st.text("ab ", min_size=1, max_size=n).map(lambda t: t.strip() or "x") for n in (36, 12, 36, 20))).map(list), min_size=1, max_size=5)


@given(ROWS, st.integers(0, 140))
def test_a_table_is_as_narrow_as_it_may_be_and_no_id_is_cut(rows: list[list[str]], room: int) -> None:
    fit = fitted(rows, COLUMNS, room)
    wide = sum(max(len(head), *(len(row[n]) for row in fit)) for n, (head, _, _) in enumerate(COLUMNS)) + 6
    whole = sum(max(len(head), *(len(row[n]) for row in rows)) for n, (head, _, _) in enumerate(COLUMNS)) + 6
    for before, after in zip(rows, fit, strict=True):
        assert (after[1], after[3]) == (before[1], before[3])
        assert all(len(after[n]) == len(before[n]) or len(after[n]) >= 1 for n in (0, 2))
        assert all(after[n] == before[n] or after[n].endswith("…") or " ".join(before[n].split()) == after[n] for n in (0, 2))
    if not room or whole <= room:
        assert wide <= whole
    else:
        least = max(map(len, ("id", *(row[3] for row in rows)))) + max(map(len, ("tie", *(row[1] for row in rows)))) + 6 + 28
        assert wide <= max(room, least)
