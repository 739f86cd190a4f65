"""Every figure here was worked out by hand on a gold of a few lines."""

import pytest

from scorers.common import exactly, longest_prefix, prf
from scorers.frames import score_frames, score_links
from scorers.geo import FARTHEST, distance, score_places
from scorers.muc4 import holds, normal, score_muc4
from scorers.polnear import score_attributions
from scorers.spans import score_spans

SENTENCE = "Rebels shelled the old town of Nablus."


def test_precision_recall_and_f_are_in_per_cent_and_survive_nothing() -> None:
    assert prf(1, 2, 4) == pytest.approx((50.0, 25.0, 100 / 3))
    assert prf(0, 0, 0) == (0.0, 0.0, 0.0)


def test_dyads_count_exact_spans_and_a_reciprocal_party_on_both_sides() -> None:
    gold = [
        {"id": "a", "sentence": SENTENCE, "source": [[0, 6]], "target": [[15, 27]], "reciprocal": []},
        {"id": "b", "sentence": "Ankara and Moscow met.", "source": [], "target": [], "reciprocal": [[0, 6], [11, 17]]},
    ]
    found = {
        "a": {"source": [[0, 6]], "target": [[19, 27]], "reciprocal": []},
        "b": {"source": [[0, 6]], "target": [[11, 17]], "reciprocal": []},
    }
    counts = score_spans(gold, found, "dyads")
    # Source: gold a, Ankara, Moscow; predicted a, Ankara: 2 right of 2 and of 3.
    assert counts["source"].exact_f() == pytest.approx(80.0)
    # Target: gold "the old town", Ankara, Moscow; predicted "old town", Moscow: 1 right of 2 and of 3.
    assert counts["target"].exact_f() == pytest.approx(40.0)
    assert counts["target"].overlap_f() == pytest.approx(80.0)


def test_a_row_without_a_prediction_counts_as_predicted_empty() -> None:
    gold = [{"id": i, "text": SENTENCE, "locations": [[31, 37]]} for i in ("a", "b")]
    counts = score_spans(gold, {"a": {"locations": [[31, 37]]}}, "location")["location"]
    assert (counts.gold, counts.predicted) == (2, 1)
    assert counts.token_pr() == (100.0, 50.0)


def test_a_location_that_is_too_long_costs_tokens_and_not_the_overlap() -> None:
    gold = [{"id": "a", "text": SENTENCE, "locations": [[31, 37]]}]
    counts = score_spans(gold, {"a": {"locations": [[15, 37]]}}, "location")["location"]
    assert counts.token_pr() == (20.0, 100.0)  # the old town of Nablus: one of five words
    assert counts.exact_f() == 0.0
    assert counts.overlap_f() == 100.0


def test_entities_are_compared_by_type_and_only_the_asked_types_count() -> None:
    gold = [{"id": "a", "text": SENTENCE, "entities": [[0, 6, "ORG"], [31, 37, "LOC"], [7, 14, "EVENT"]]}]
    found = {"a": {"entities": [[0, 6, "PER"], [31, 37, "LOC"]]}}
    counts = score_spans(gold, found, "entities", {"PER", "ORG", "LOC"})
    assert (counts["ALL"].exact, counts["ALL"].predicted, counts["ALL"].gold) == (1, 2, 2)


def test_a_degree_of_latitude_is_a_hundred_and_eleven_kilometres() -> None:
    assert distance(0, 0, 1, 0) == pytest.approx(111.19, abs=0.01)


def test_places_are_found_and_resolved_within_161_km() -> None:
    gold = [
        {
            "id": "a",
            "places": [[0, 5, "Paris", 48.0, 2.0], [10, 15, "Basra", 30.0, 47.0], [20, 25, "there", None, None]],
        }
    ]
    found = {"a": {"places": [[0, 5, "Paris", 49.0, 2.0, None], [8, 15, "in Basra", None, None, None]]}}
    result = score_places(gold, found)
    assert result["exact P"] == 50.0
    assert result["exact R"] == pytest.approx(100 / 3)
    assert result["overlap R"] == pytest.approx(200 / 3)
    assert result["acc@161"] == 50.0  # Paris is 111 km off, Basra has no point
    assert result["recall@161"] == 50.0
    assert result["median km"] == FARTHEST


def muc(identifier: str, *events: dict[str, object]) -> dict[str, object]:
    return {"id": identifier, "events": list(events)}


def template(kind: str, optional: bool = False, **slots: list[list[str]]) -> dict[str, object]:
    names = ("perp_individuals", "perp_orgs", "phys_targets", "patients", "weapons")
    event: dict[str, object] = {"type": kind, "types": [kind], "optional": optional}
    return {**event, **{n: [{"mentions": m, "optional": False} for m in slots.get(n, [])] for n in names}}


def test_mentions_are_compared_without_case_punctuation_and_articles() -> None:
    assert normal('The "SANTO TOMAS" farm') == "santo tomas farm"
    assert holds("president alfredo cristiani", "alfredo cristiani")
    assert not holds("presidential guard", "president")


def test_muc_fillers_match_strictly_by_mention_and_loosely_by_part() -> None:
    gold = [
        muc(
            "d",
            template("ATTACK", patients=[["ELLACURIA", "IGNACIO ELLACURIA"], ["PRIESTS"]], perp_orgs=[["ARMY"]]),
            template("BOMBING", patients=[["PRIESTS"]], weapons=[["DYNAMITE"]]),
        )
    ]
    found = {
        "d": muc("d", template("BOMBING", patients=[["Ignacio Ellacuria"], ["six Jesuit priests"]], weapons=[["bomb"]]))
    }
    scores = score_muc4(gold, found)
    assert scores["strict", "Victim"] == (50.0, 50.0, 50.0)
    assert scores["relaxed", "Victim"] == (100.0, 100.0, 100.0)
    assert scores["relaxed", "Weapon"] == (0.0, 0.0, 0.0)
    assert scores["relaxed", "micro"] == pytest.approx((200 / 3, 50.0, 400 / 7))
    assert scores["doc", "type"] == pytest.approx((100.0, 50.0, 200 / 3))


def test_optional_muc_templates_are_neutral_and_missing_documents_count() -> None:
    gold = [
        muc("o", template("ATTACK", optional=True, patients=[["GUARD"]])),
        muc("m", template("KIDNAPPING", patients=[["MAYOR"]])),
    ]
    scores = score_muc4(gold, {"o": muc("o", template("ATTACK", patients=[["a guard"]]))})
    assert scores["relaxed", "Victim"] == (0.0, 0.0, 0.0)  # nothing predicted that counts, one filler missed
    assert scores["doc", "type"] == (0.0, 0.0, 0.0)
    assert scores["doc", "relevance"] == (0.0, 0.0, 0.0)


def test_attributions_are_paired_by_content_and_then_by_source() -> None:
    text = "Police said two men died. Locals denied it."
    gold = [
        {
            "id": "a",
            "text": text,
            "attributions": [
                {"source": [[0, 6]], "cue": [[7, 11]], "content": [[12, 24]]},
                {"source": [[26, 32]], "cue": [[33, 39]], "content": [[40, 42]]},
            ],
        }
    ]
    found = {"a": {"attributions": [{"source": [[26, 32]], "cue": [[7, 11]], "content": [[16, 24]]}]}}
    scores = score_attributions(gold, found)
    assert scores["attr"] == pytest.approx((100.0, 50.0, 200 / 3))  # "men died" of "two men died": 2/3
    assert scores["attr+src"][2] == 0.0
    assert scores["tok content"] == pytest.approx((100.0, 50.0, 200 / 3))
    assert scores["exact cue"] == pytest.approx((100.0, 50.0, 200 / 3))


FRAMES = [
    {
        "id": "a",
        "events": [
            {
                "trigger": [7, 14],
                "types": {"assault"},
                "neutral": False,
                "args": [{"span": [0, 6], "roles": {"agent"}}, {"span": [23, 27], "roles": {"patient", "target"}}],
            },
            {"trigger": [30, 34], "types": set(), "neutral": True, "args": []},
            {"trigger": [40, 44], "types": {"protest"}, "neutral": False, "args": []},
        ],
    }
]


def test_a_trigger_without_a_counterpart_is_neutral_and_one_from_nowhere_is_wrong() -> None:
    found = {
        "a": {
            "events": [
                {"trigger": [7, 14], "type": "assault", "args": [{"role": "agent", "span": [0, 6], "head": [0, 6]}]},
                {"trigger": [30, 34], "type": "aid", "args": []},
                {"trigger": [50, 54], "type": "aid", "args": [{"role": "agent", "span": [46, 49], "head": [46, 49]}]},
            ]
        }
    }
    scores = score_frames(FRAMES, found)
    assert (scores["trigger P"], scores["trigger R"]) == (50.0, 50.0)
    assert (scores["role P"], scores["role R"]) == (50.0, 50.0)
    assert (scores["role there P"], scores["role there R"]) == (100.0, 50.0)
    assert score_frames(FRAMES, found, given=True)["trigger P"] == 100.0


def test_a_filler_is_right_by_its_head_or_by_holding_the_gold_span_and_only_in_its_role() -> None:
    phrase = {"span": [15, 37], "head": [31, 37]}
    for role, right in (("target", 50.0), ("agent", 0.0)):
        found = {"a": {"events": [{"trigger": [7, 14], "type": "assault", "args": [{"role": role, **phrase}]}]}}
        assert score_frames(FRAMES, found)["role R"] == right


def test_links_need_both_ends_and_the_type_and_some_hold_both_ways() -> None:
    gold = [{"id": "a", "relations": [[0, 3, 5, 9, "AlliesOf"], [0, 3, 5, 9, "Likes"]]}]
    found = {"a": {"relations": [[5, 9, 0, 3, "AlliesOf"], [5, 9, 0, 3, "Likes"]]}}
    scores = score_links(gold, found, frozenset({"AlliesOf"}))
    assert (scores["relation P"], scores["relation R"]) == (50.0, 50.0)


def test_maps_give_the_longest_prefix_or_the_exact_key() -> None:
    assert longest_prefix("cameo_plover", "0871") == {"retreat"}
    assert longest_prefix("cameo_plover", "010") == frozenset()
    assert longest_prefix("kairos_plover", "life.die.nonviolentdeath") == frozenset()
    assert exactly("kairos_roles", "place") == {"place"}
    assert exactly("kairos_roles", "placeofemployment") == frozenset()
