"""The corpus of incidents told by several outlets: its form, its truth, and that its scorer finds what is wrong."""

from __future__ import annotations

from collections import Counter

import pytest

from outlets import make
from outlets.gold import record
from outlets.markup import Row, clusters, rows, text_of
from scorers import outlets
from scorers.common import read_jsonl

CORPUS = read_jsonl(make.CORPUS)


def test_the_corpus_is_what_its_clusters_make() -> None:
    assert make.CORPUS.read_text(encoding="utf-8") == make.corpus()


def test_the_corpus_is_large_enough_and_has_two_halves_without_a_cluster_in_common() -> None:
    assert len(clusters(CORPUS)) >= 40
    assert len(CORPUS) >= 150
    assert not set(clusters(CORPUS, "developed")) & set(clusters(CORPUS, "held"))
    assert min(len(clusters(CORPUS, half)) for half in ("developed", "held")) >= 20


def test_every_incident_is_told_and_every_whole_is_an_incident() -> None:
    told = Counter(t["incident"] for row in CORPUS for t in row["told"])
    for row in CORPUS:
        for name, each in row["incidents"].items():
            assert told[name]
            assert each["partOf"] is None or each["partOf"] in row["incidents"]


def test_brackets_become_text_and_the_characters_that_tell_of_an_incident() -> None:
    text, (told,) = text_of("Before. [a killed=3; again | Three died.] After.", "c")
    assert text == "Before. Three died. After."
    assert (told.incident, text[told.start : told.end], told.facts) == ("c/a", "Three died.", (("killed", "3"), ("again", "")))


@pytest.mark.parametrize("marked", ["[a colour=red | x]", "[a | x", "[A killed=3 | x]"])
def test_a_bracket_in_another_form_is_refused(marked: str) -> None:
    with pytest.raises(ValueError, match=r"^c:"):
        text_of(marked, "c")


def test_a_fact_that_the_article_does_not_have_is_refused() -> None:
    (row,) = rows("half held\ncountry CD\nincident a\n--- Herald | 2015-06-13 | News\n[a in=Goma | Three died in Beni.]", "c")
    with pytest.raises(ValueError, match="Goma"):
        record(row)


def small(second: str) -> list[Row]:
    text = (
        "half held\ncountry CD\nincident a\nincident b\n"
        "--- Herald | 2015-06-13 | News\n[a in=Goma; on=2015-06-12; killed=3; at=a market | Three died at a market in Goma on Friday.]\n"
        f"--- Post | 2015-06-13 | News\n[{second} in=Goma; on=2015-06-12; killed=3; at=a market | Three died at a market in Goma on Friday.]\n"
    )
    return list(rows(text, "c"))


def test_the_scorer_counts_a_false_merge_as_one() -> None:
    for second, merges, precision in (("a", 0.0, 100.0), ("b", 100.0, 50.0)):
        table = small(second)
        records = outlets.by_hand(table)
        found = outlets.measures(outlets.truth(table, records), outlets.consolidated(records.values()))
        assert (found["false merges"], found["B-cubed P"]) == (merges, precision)


def test_what_was_not_read_costs_recall() -> None:
    table = small("a")
    records = outlets.by_hand(table)
    kept = {key: records[key] for key in sorted(records)[:1]}
    found = outlets.measures(outlets.truth(table, kept), outlets.consolidated(kept.values()))
    assert found["B-cubed R"] < 50.0
    assert found["incidents read"] == 50.0
