"""Reliability: the error of confidences worked out by hand, and which accounts the gold calls right."""

import json
from pathlib import Path

import pytest

import calibration
from conflictgraph.extract import extract_article
from conflictgraph.language import load
from conflictgraph.model import Account, Article, Mention, Record, Span, Tie
from scorers import right
from scorers.adapt.own import OWN
from scorers.adapt.quotes import predict_attributions


def row(corpus: str, kind: str, is_right: bool, word: float = 1.0, name: str = "a") -> dict[str, object]:
    return {"corpus": corpus, "row": name, "kind": kind, "right": is_right, "evidence": {"word": word}}


def test_the_error_is_the_weighted_distance_of_the_bins() -> None:
    found = [(0.9, True), (0.9, False), (0.2, False), (0.2, False)]  # |0.9-0.5|·2/4 + |0.2-0|·2/4
    assert calibration.error(found) == pytest.approx(0.3)
    assert calibration.brier(found) == pytest.approx((0.01 + 0.81 + 0.04 + 0.04) / 4)


def test_the_measures_have_one_that_floors_can_hold() -> None:
    made = calibration.measures(calibration.answers([row("own", "event", True), row("own", "tie", False)]))
    assert made["reliability, all"] == pytest.approx(100 - made["ECE, all"])
    assert made["accounts, all"] == 2
    assert calibration.measures({}) == {}


def test_what_is_exactly_as_sure_as_it_is_right_has_no_error() -> None:
    assert calibration.error([(0.75, True)] * 3 + [(0.75, False)]) == 0
    assert calibration.error([]) == 0


@pytest.mark.parametrize(("confidence", "low"), [(0.0, 0.0), (0.1, 0.1), (0.29, 0.2), (0.3, 0.3), (0.7, 0.7), (1.0, 0.9)])
def test_a_confidence_is_in_the_bin_that_begins_at_or_below_it(confidence: float, low: float) -> None:
    assert [k for k, _ in calibration.bins([(confidence, True)])] == [low]


def test_what_may_teach_is_ours_or_licensed_and_of_one_half_only() -> None:
    rows = [row(corpus, "event", True, name=str(n)) for corpus in ("own", "wikievents", "muc4") for n in range(40)]
    taught = [r for r in rows if calibration.teaches(r)]
    assert {r["corpus"] for r in taught} == {"own", "wikievents"}
    assert all(calibration.first_half(r) for r in taught)
    assert 0 < len(taught) < 80


def test_the_report_has_bins_and_a_row_for_each_corpus_and_kind() -> None:
    made = calibration.report(calibration.answers([row("own", "event", True), row("muc4", "event", False)]))
    assert [r["accounts"] for r in made["bins"]] == [2]
    assert [(r["corpus"], r["kind"], r["right"]) for r in made["corpora"]] == [
        ("muc4", "event", 0.0), ("own", "event", 1.0), ("all", "event", 0.5), ("all", "all", 0.5),
    ]  # fmt: skip


def test_pairs_are_reported_without_a_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = tmp_path / "pairs.jsonl"
    kept.write_text("".join(json.dumps(row("own", "event", n % 2 == 0, name=str(n))) + "\n" for n in range(20)), encoding="utf-8")
    assert calibration.main(["--pairs", str(kept), "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["corpora"][-1]["accounts"] == sum(not calibration.first_half({"row": str(n)}) for n in range(20))


TEXT = "Rebels shelled Basra."


def account(**more: object) -> Account:
    span = Span(7, 14)
    agent = Mention(0, 6, Span(0, 6))
    given = {"type": "assault", "agents": (agent,), **more}
    return Account(
        id="C-1", kind="event", mode=None, attribution="asserted", factuality="actual", polarity="affirmed", trigger=span, passage=Span(0, 21), rule="r",
        **given,  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("gold", "wanted"),
    [
        ({"source": [[0, 6]], "target": [[15, 20]], "quad": 4}, True),
        ({"source": [[15, 20]], "target": [], "quad": 4}, False),  # another party
        ({"source": [[0, 6]], "target": [], "quad": 1}, False),  # another class
        ({"source": [], "target": [], "quad": 4}, True),  # no party is asked
    ],
)
def test_a_dyads_main_account_is_right_by_class_and_party(gold: dict[str, object], wanted: bool) -> None:
    record = Record(Article(text=TEXT), accounts=(account(),))
    prediction = {"source": [[0, 6]], "target": [], "reciprocal": [], "type": "assault", "intent": False, "denied": False}
    assert [r for _, r in right.dyads({"id": "a", "sentence": TEXT, **gold}, [record], prediction)] == [wanted]


def test_a_tie_is_right_when_a_gold_link_of_its_kind_joins_the_same_two() -> None:
    ends = Mention(0, 6, Span(0, 6)), Mention(15, 20, Span(15, 20))
    tied = account(relation=Tie("memberOf", *ends, "present"))
    record = Record(Article(text=TEXT), accounts=(tied, account(relation=Tie("memberOf", *ends, "former")), account()))
    gold = {"relations": [[0, 6, 15, 20, "BelongsTo"]]}
    assert [r for _, r in right.links(gold, [record], {})] == [True]  # former ties have no counterpart there
    assert [r for _, r in right.links({"relations": [[15, 20, 0, 6, "BelongsTo"]]}, [record], {})] == [False]
    assert [r for _, r in right.links({"relations": [[0, 6, 15, 20, "AlliesOf"]]}, [record], {})] == [False]


SAID = "Rebels left Basra, the mayor said."


def said(speaker: tuple[int, int]) -> Record:
    who = Mention(*speaker, Span(*speaker))
    statement = Account(
        id="C-2", kind="statement", type=None, mode=None, attribution="reported", factuality="actual", polarity="affirmed", trigger=Span(29, 33),
        speakers=(who,), speaker=who, cue=Span(29, 33), content=(Span(0, 17),), passage=Span(0, 34), rule="r",
    )  # fmt: skip
    return Record(Article(text=SAID), accounts=(statement,))


@pytest.mark.parametrize(("speaker", "wanted"), [((19, 28), True), ((0, 6), False)])
def test_an_act_of_speech_is_right_by_content_and_source(speaker: tuple[int, int], wanted: bool) -> None:
    gold = {"id": "a", "text": SAID, "attributions": [{"source": [[19, 28]], "cue": [[29, 33]], "content": [[0, 17]]}]}
    record = said(speaker)
    prediction = predict_attributions(gold, [record])
    assert [r for _, r in right.attributions(gold, [record], prediction)] == [wanted]


def test_an_incident_is_right_by_its_type_and_a_filler() -> None:
    text = "GUERRILLAS KILLED THE MAYOR IN LIMA."
    killing = Account(
        id="C-3", kind="event", type="assault", mode=None, attribution="asserted", factuality="actual", polarity="affirmed", trigger=Span(11, 17),
        agents=(Mention(0, 10, Span(0, 10)),), victims=(Mention(18, 27, Span(22, 27)),), passage=Span(0, 36), rule="r",
    )  # fmt: skip
    record = Record(Article(text=text), accounts=(killing,))
    slots: dict[str, list[object]] = {"perp_orgs": [], "phys_targets": [], "weapons": []}
    event: dict[str, object] = {"type": "ATTACK", "types": ["ATTACK"], "optional": False, **slots}

    def judged(**more: object) -> list[bool]:
        return [r for _, r in right.templates({"id": "a", "text": text, "events": [{**event, **more}]}, [record], {})]

    killers, mayor = [{"mentions": ["GUERRILLAS"]}], [{"mentions": ["MAYOR"]}]
    assert judged(perp_individuals=killers, patients=[]) == [True]
    assert judged(perp_individuals=[], patients=mayor) == [True]
    assert judged(perp_individuals=[{"mentions": ["SOLDIERS"]}], patients=[]) == [False]
    assert judged(perp_individuals=killers, patients=mayor, types=["BOMBING"]) == [False]
    assert judged(perp_individuals=killers, patients=mayor, optional=True) == []


STORY = "Rebels killed three soldiers in Goma. The UN condemned the attack in Goma, spokesman Jean Mukeba said."
GOLD = {
    "kind": "event", "type": "assault", "mode": None, "quote": "Rebels killed three soldiers", "trigger": "killed", "agents": ["Rebels"], "patients": ["soldiers"], "victims": [],
    "participants": [], "place": "Goma", "date": None, "killed": [3, 3, 3], "wounded": None, "abducted": None, "captured": None, "speaker": None, "factuality": "actual",
    "polarity": "affirmed", "attribution": "asserted", "relation": None,
}  # fmt: skip


@pytest.mark.parametrize(
    ("gold", "wanted"),
    [
        ({}, True),
        ({"agents": ["police"], "patients": ["farmers"]}, False),  # neither side
        ({"agents": ["police"]}, True),  # one of them is enough
        ({"type": "coerce"}, False),
    ],
)
def test_in_our_own_articles_an_event_is_right_by_type_and_one_side(gold: dict[str, object], wanted: bool) -> None:
    record = extract_article(Article(text=STORY), load())
    row = {"id": "a", "skip": None, "accounts": [{**GOLD, **gold}]}
    prediction = OWN.predict(row, [record])
    judged = {STORY[a.trigger.start : a.trigger.end]: r for a, r in right.own(row, [record], prediction) if a.kind == "event"}
    assert judged.pop("killed") is wanted
    assert not any(judged.values())  # what no gold account answers is wrong: everything is annotated there
