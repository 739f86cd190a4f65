"""The corpus of a cast of people: it is what its makers make, its truth stands where it says, and its scorer finds what is wrong."""

from __future__ import annotations

from collections import Counter

from cast import make
from conflictgraph.extract import extract_article
from conflictgraph.read import read_text
from scorers import cast
from scorers.common import Row, read_jsonl

CORPUS = read_jsonl(make.CORPUS)


def test_the_corpus_is_what_its_parts_make() -> None:
    assert make.CORPUS.read_text(encoding="utf-8") == make.corpus()


def test_the_halves_share_neither_names_nor_countries() -> None:
    names, lands = ({half: {row[n] for row in make._rows(file) if row[0] == half} for half in make.HALVES} for file, n in (("names.tsv", 3), ("places.tsv", 2)))
    families = {half: {row[3] for row in make._rows("names.tsv") if row[0] == half and row[2] == "family"} for half in make.HALVES}
    assert not lands["developed"] & lands["held"]
    assert not families["developed"] & families["held"]
    assert len(names["developed"] & names["held"]) <= 1  # Ahmed is everywhere


def test_every_mention_has_words_and_every_half_namesakes_and_posts_without_names() -> None:
    for row in CORPUS:
        for m in row["mentions"]:
            assert row["text"][m["start"] : m["end"]].strip() == row["text"][m["start"] : m["end"]] != ""
    for half in make.HALVES:
        actors = {m["actor"] for row in CORPUS if row["half"] == half for m in row["mentions"]}
        people = Counter(a.rpartition(" ")[0] for a in actors if a.rpartition(" ")[2].isdecimal())
        assert len(actors) >= 50
        assert sum(n > 1 for n in people.values()) >= 5
        words = [row["text"][m["start"] : m["end"]] for row in CORPUS if row["half"] == half for m in row["mentions"]]
        assert sum("minister" in w for w in words) >= 10


def test_the_scorer_counts_a_merge_and_a_split() -> None:
    key = [("1", "a", "x", "x"), ("2", "a", "x", "y"), ("3", "b", "x", "z"), ("4", "c", "w", "w"), ("5", "c", "v", "w")]
    found = cast.measures(key)
    assert (found["false merges"], found["false splits"]) == (100 * 2 / 3, 50.0)
    assert found["false merges, by name"] == 0.0
    assert found["B-cubed F"] < 100


def test_two_spellings_and_a_namesake_are_told_end_to_end() -> None:
    texts = {
        "a": ("Colonel Bismillah Wardak said ten soldiers were killed in Kunduz on Monday.", ("Bismillah Wardak", "w")),
        "b": ("Colonel Besmellah Vardak said the Taliban attacked a base in Kunduz on Tuesday.", ("Besmellah Vardak", "w")),
    }
    rows: list[Row] = [
        {"id": key, "published": "2015-06-13", "text": text, "mentions": [{"start": text.index(name), "end": text.index(name) + len(name), "actor": true}]}
        for key, (text, (name, true)) in texts.items()
    ]  # fmt: skip
    records = {row["id"]: extract_article(read_text(str(row["text"]), published="2015-06-13", url=f"https://e.example/{row['id']}")) for row in rows}
    found = cast.named(rows, records)
    assert len({actor for _, _, actor, _ in found}) == 1
    assert len({base for _, _, _, base in found}) == 2
    assert cast.errors(rows, found) == []
