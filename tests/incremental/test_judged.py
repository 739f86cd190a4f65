"""What the user judges touches only what it concerns, and ends in the graph that is made at once with it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.incremental.dying import killed
from tests.incremental.test_incremental import REPORTS, addressed, anew, at_once, everything, fresh, put
from tests.resolve.build import Told, attack, said, story

from conflictgraph import growing, pipeline
from conflictgraph.extract.mentions import gazetteer
from conflictgraph.extraction import consolidation
from conflictgraph.judgement import Anchor, Grade, Judged, JudgedKind, Judgement, Pair
from conflictgraph.model import Record
from conflictgraph.store import open as open_store
from conflictgraph.store.embedded import Embedded

MORE = [
    story("Herald", "2015-06-14", attack(place="Kunduz/city", time="2015-06-13", killed=2), said("residents", 0)),
    story("Mail", "2015-06-14", attack(place="Kunduz/province", agents=("gunmen",), time="2015-06-13", killed=2)),
    story("Sun", "2015-06-14", attack(agents=("gunmen",), place="Goma", time="2015-06-13"), Told(trigger="a commander", kind="tie", type=None, tie=("leads", "@Karim Vardak", "#Herald Front", "present"))),
]  # fmt: skip
RECORDS = [addressed(each, n) for n, each in enumerate([*REPORTS, *MORE])]
CLAIMS = [a.id for n in (0, 1, 3, 4, 7, 12, 15) for a in RECORDS[n].accounts if a.kind == "event"]


def _ids() -> dict[JudgedKind, list[str]]:
    """What can be judged: names, nodes, actors of one article, parties of one article; places; claims of several articles, and one that nobody has read."""
    with fresh() as store:
        put(store, RECORDS)
        pipeline.catch_up(store, consolidation)
        held = [str(i) for (i,) in store.articles.rows("SELECT id FROM ids WHERE kind = 'actor' ORDER BY id")]
        places = [str(i) for (i,) in store.articles.rows("SELECT id FROM ids WHERE kind = 'place' ORDER BY id")]
    actors = [*held, *(f"{name}~{RECORDS[n].article.id}" for name, n in (("karim-wardak", 8), ("karim-wardak", 11), ("taliban", 0), ("karim-vardak", 17)))]
    return {"actor": actors, "place": places, "event": [*CLAIMS, "C-0000000000000000"]}


IDS = _ids()
JUDGED = st.sampled_from(sorted(IDS)).flatmap(
    lambda kind: st.tuples(st.lists(st.sampled_from(IDS[kind]), min_size=2, max_size=2, unique=True), st.sampled_from(Judgement)).map(
        lambda drawn: Judged(Pair(kind, *drawn[0]), drawn[1])
    )
)
# An example takes a second, and to make it smaller takes minutes.
QUICK = settings(deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.reuse, Phase.generate])
STEPS = st.lists(st.one_of(JUDGED, JUDGED, st.just("undo"), st.integers(0, len(RECORDS) - 1)), min_size=1, max_size=7)


def anchors(records: list[Record], judged: Judged) -> list[Anchor]:
    return [
        Anchor(a.id, r.article.id, (a.type or "").partition("-")[0], r.article.text[a.passage.start : a.passage.end])
        for r in records for a in r.accounts if a.id in (judged.pair.left, judged.pair.right)
    ]  # fmt: skip


def judge(store: Embedded, there: list[Record], judged: Judged) -> bool:
    """Judge as the user would; False where it would contradict what was judged before."""
    if growing.guidance(store).judgements.conflict(judged) is not None:
        return False
    store.verdicts.judge([judged], anchors(there, judged))
    return True


def undo(store: Embedded) -> None:
    log = store.verdicts.log()
    if log and not any(e.pair == log[-1].pair for e in log[:-1]):
        store.verdicts.undo()


@settings(QUICK, max_examples=20)
@given(STEPS)
def test_any_judgements_between_any_changes_end_in_the_graph_that_is_made_at_once(steps: list[object]) -> None:
    there = dict(enumerate(RECORDS))
    with fresh() as store:
        put(store, RECORDS)
        pipeline.catch_up(store, consolidation)
        for step in steps:
            if isinstance(step, Judged):
                if not judge(store, list(there.values()), step):
                    continue
            elif isinstance(step, int):  # an article goes, or comes back
                if step in there:
                    store.articles.remove(there.pop(step).article.id)
                else:
                    there[step] = RECORDS[step]
                    put(store, [RECORDS[step]])
            else:
                undo(store)
            pipeline.catch_up(store, consolidation)
            assert not store.behind
        assert everything(store) == at_once(list(there.values()), store)


@settings(QUICK, max_examples=6)
@given(st.lists(JUDGED, min_size=2, max_size=5, unique_by=lambda j: j.pair), st.randoms(use_true_random=False))
def test_no_order_of_judgements_changes_a_byte_and_taking_all_back_leaves_nothing(some: list[Judged], rng: object) -> None:
    ends = []
    with fresh() as plain:
        put(plain, RECORDS)
        pipeline.catch_up(plain, consolidation)
        untouched = everything(plain)
    for order in (some, sorted(some, key=lambda j: (j.judgement.value, j.pair))):
        with fresh() as store:
            put(store, RECORDS)
            pipeline.catch_up(store, consolidation)
            if not all(judge(store, RECORDS, each) for each in order):
                return
            pipeline.catch_up(store, consolidation)
            ends.append(everything(store))
            for _ in order:
                store.verdicts.undo()
                pipeline.catch_up(store, consolidation)
            assert everything(store) == untouched
    assert ends[0] == ends[1]


@pytest.mark.parametrize("kind", sorted(IDS))
def test_a_judgement_is_worked_out_alone(kind: JudgedKind, monkeypatch: pytest.MonkeyPatch) -> None:
    towns = [f"g{next(p for p in gazetteer().lookup(name) if p.precision == 'city').geonames}" for name in ("Kunduz", "Goma")]
    ids = {"event": (CLAIMS[0], CLAIMS[-1]), "place": towns, "actor": ("karim-wardak", "muhammad-karim")}[kind]
    with fresh() as store:
        put(store, RECORDS)
        pipeline.catch_up(store, consolidation)
        before = everything(store)
        monkeypatch.setattr(growing, "grow_anew", lambda *_: pytest.fail("Everything was made anew."))
        assert judge(store, RECORDS, Judged(Pair(kind, *ids), Judgement.SAME))
        pipeline.catch_up(store, consolidation)
        after = everything(store)
        store.verdicts.undo()
        pipeline.catch_up(store, consolidation)
        assert everything(store) == before != after


def test_a_judged_claim_of_a_corrected_article_keeps_its_judgement_without_a_rebuild(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = (next(a.id for a in RECORDS[n].accounts if a.kind == "event") for n in (0, 3))
    with fresh() as store:
        put(store, RECORDS)
        pipeline.catch_up(store, consolidation)
        assert judge(store, RECORDS, Judged(Pair("event", one, other), Judgement.SAME))
        pipeline.catch_up(store, consolidation)
        monkeypatch.setattr(growing, "grow_anew", lambda *_: pytest.fail("Everything was made anew."))
        put(store, [anew(0, 1)])
        pipeline.catch_up(store, consolidation)
        assert everything(store) == at_once([anew(0, 1), *RECORDS[1:]], store)


def test_judging_somebody_who_is_graded_still_ends_in_the_right_graph() -> None:
    with fresh() as store:
        put(store, RECORDS)
        store.verdicts.grade(Grade("source", "hafiz-waheed", "B"))
        pipeline.catch_up(store, consolidation)
        assert judge(store, RECORDS, Judged(Pair("actor", "hafiz-waheed", "muhammad-karim"), Judgement.SAME))
        pipeline.catch_up(store, consolidation)
        assert everything(store) == at_once(RECORDS, store)


JUDGES = """
from conflictgraph.judgement import Judged, Judgement, Pair
store.verdicts.judge([Judged(Pair("actor", "hafiz-waheed", "karim-wardak"), Judgement.SAME)])
"""


@pytest.mark.parametrize(
    ("module", "owner", "step", "done"),
    [
        ("conflictgraph.incremental", "Update", "puts", "at"),
        ("conflictgraph.store.tripleshelf", "TripleShelf", "change", "done"),
        ("conflictgraph.store.ledger", "LedgerChange", "put", "done"),
        ("conflictgraph.store.workings", "Workings", "settle", "at"),
        ("conflictgraph.store.workings", "Workings", "settle", "done"),
    ],
)
def test_a_killed_judgement_is_finished_at_the_next_opening(tmp_path: Path, module: str, owner: str, step: str, done: str) -> None:
    with open_store(tmp_path / "seed", create=True) as store:
        put(store, RECORDS)
        pipeline.catch_up(store, consolidation)
    shutil.copytree(tmp_path / "seed", tmp_path / "g")
    killed(tmp_path / "g", JUDGES, module, owner, step, done)
    with pipeline.open(tmp_path / "g", consolidation) as store:
        assert everything(store) == at_once(RECORDS, store)
        store.verdicts.undo()
        pipeline.catch_up(store, consolidation)
        assert everything(store) == at_once(RECORDS)
