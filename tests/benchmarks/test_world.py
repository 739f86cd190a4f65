"""The made world: what it tells is in its articles, and everything follows from the seed."""

from collections import Counter

import world
from conflictgraph.records import dumps, verify


def test_records_are_whole_and_every_event_claim_has_its_truth() -> None:
    for item in world.some(200):
        record = verify(item.record)
        assert set(item.truth) == {a.id for a in record.accounts if a.kind == "event"}
        assert all(a.passage.end <= len(record.article.text) for a in record.accounts)


def test_the_seed_decides_everything_and_a_smaller_world_begins_a_larger_one() -> None:
    small = [dumps(item.record) for item in world.some(50)]
    assert small == [dumps(item.record) for item in world.some(80)][:50]
    assert small != [dumps(item.record) for item in world.some(50, seed=2)]
    assert len({item.record.article.id for item in world.some(500)}) == 500


def test_incidents_have_several_voices_and_rival_figures_and_some_actors_are_everywhere() -> None:
    items = list(world.some(600))
    voices = Counter(next(iter(item.truth.values())) for item in items)
    assert max(voices.values()) >= 6
    figures: dict[int, set[int]] = {}
    for item in items:
        for account in item.record.accounts:
            if account.killed is not None:
                figures.setdefault(item.truth[account.id], set()).add(account.killed.low)
    assert sum(len(told) > 1 for told in figures.values()) > 30
    actors = Counter(e.actor for item in items for e in {e.actor: e for e in item.record.entities if e.actor}.values())
    assert actors.most_common(1)[0][1] > 30
    assert len({item.record.article.published[:4] for item in items if item.record.article.published}) > 20


def test_texts_and_truth_can_be_written(tmp_path, capsys) -> None:  # type: ignore[no-untyped-def]
    assert world.main(["3", "--texts", str(tmp_path / "texts"), "--truth", str(tmp_path / "truth.json")]) == 0
    assert len(list((tmp_path / "texts").iterdir())) == 3
    assert capsys.readouterr().out == ""
    assert world.main(["2"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
