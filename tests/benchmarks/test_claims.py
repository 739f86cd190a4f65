"""Our own pieces of who says what, and the scorer that reads them."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from tests.extract.reading import analyzer

from conflictgraph.extract import extract_article
from scorers import claims
from scorers.adapt.base import bare_text
from scorers.adapt.claims import CLAIMS, predict
from scorers.common import Row, read_jsonl

TEXT = "Police say Hamas told them that he fell."
ROW: Row = {
    "id": "a", "construction": "nested", "half": "held", "text": TEXT,
    "claims": [{"cues": [[17, 21]], "speakers": [[[{"at": [[0, 6]]}], [{"at": [[11, 16]]}]]], "contents": [[[32, 39]]]}],
    "events": [{"word": [35, 39], "attribution": ["reported"], "speakers": [[[{"at": [[0, 6]]}], [{"at": [[11, 16]]}]]], "told": ["alleged"]}],
    "links": [], "terms": [],
}  # fmt: skip


def said(speakers: list[tuple[int, int]], **other: Any) -> Row:
    account = {
        "id": "s", "kind": "statement", "trigger": [17, 21], "cue": [17, 21], "speakers": [{"head": list(s), "same": [list(s)]} for s in speakers],
        "content": [[32, 39]], "attribution": "reported", "told": "actual", "about": None, "denies": None,
    }  # fmt: skip
    return {**account, **other}


def right(row: Row, *accounts: Row) -> dict[str, bool]:
    return {item.sort: item.right for item in claims.items(row, {"accounts": list(accounts)})}


def test_a_claim_is_right_with_its_whole_chain_and_its_content() -> None:
    assert right(ROW, said([(0, 6), (11, 16)])) == {"speakers": True, "contents": True, "claims": True}
    assert right(ROW, said([(11, 16)])) == {"speakers": False, "contents": True, "claims": False}
    assert right(ROW, said([(11, 16), (0, 6)]))["speakers"] is False
    assert right(ROW, said([(0, 6), (11, 16)], content=[[0, 16]]))["contents"] is False
    assert right(ROW) == {"speakers": False, "contents": False, "claims": False}


def test_an_event_that_is_found_stands_under_its_speakers_in_its_way() -> None:
    event = said([(0, 6), (11, 16)], kind="event", trigger=[35, 39], told="alleged")
    assert right(ROW, event)["events"] is True
    assert right(ROW, {**event, "told": "actual"})["events"] is False
    assert right(ROW, {**event, "speakers": []})["events"] is False


def test_a_pronoun_is_right_where_it_stands_for_whom_the_gold_names() -> None:
    gold = [{"at": [[27, 31]], "is": [[0, 6]]}]
    row = {**ROW, "claims": [{**ROW["claims"][0], "speakers": [[gold]]}]}
    pronoun = {"head": [27, 31], "same": [[0, 6], [27, 31]]}
    assert right(row, {**said([]), "speakers": [pronoun]})["speakers"] is True
    assert right(row, {**said([]), "speakers": [{**pronoun, "same": [[11, 16], [27, 31]]}]})["speakers"] is False


@pytest.mark.parametrize(("kind", "ok"), [("denies", True), ("confirms", False), ("none", False)])
def test_a_link_leads_to_the_account_told_before(kind: str, ok: bool) -> None:
    row = {**ROW, "claims": [], "events": [], "links": [{"kind": kind, "at": [17, 21], "targets": [[35, 39]]}]}
    told = said([], id="e", kind="event", trigger=[35, 39], cue=None)
    denial = said([], id="d", kind="event", trigger=[22, 26], cue=[17, 21], told="denied", denies="e")
    assert right(row, told, said([], about="d"), denial)["links"] is ok


def test_a_name_in_scare_quotes_is_what_nobody_says() -> None:
    row = {**ROW, "claims": [], "events": [], "terms": [[32, 39]]}
    assert right(row, said([]))["claims"] is False
    assert right(row)["claims"] is True


@cache
def rows() -> tuple[Row, ...]:
    return tuple(read_jsonl(claims.GOLD))


@cache
def scores() -> dict[str, float]:
    return claims.score(rows(), {r["id"]: predict(r, [extract_article(bare_text(r)[0], analyzer())]) for r in rows()})


def test_the_gold_is_large_in_both_halves_and_stands_in_its_texts() -> None:
    assert min(sum(r["half"] == h for r in rows()) for h in claims.HALVES) >= 50
    every = (*rows(), *read_jsonl(claims.LATER))
    assert len({r["id"] for r in every}) == len(every) >= 180
    for row in every:
        spans = [
            *(s for c in row["claims"] for s in (*c["cues"], *(x for version in c["contents"] for x in version))),
            *(e["word"] for e in row["events"]), *(s for link in row["links"] for s in (link["at"], *link["targets"])), *row["terms"],
        ]  # fmt: skip
        assert all(0 <= a < b <= len(row["text"]) and row["text"][a:b].strip() == row["text"][a:b] for a, b in spans)


@pytest.mark.parametrize("measure", CLAIMS.pinned)
def test_most_claims_are_read_rightly(measure: str) -> None:
    assert scores()[measure] >= (15.0 if measure.startswith("links") else 75.0)
