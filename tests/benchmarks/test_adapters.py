"""Adapters on records written by hand."""

from typing import Any

from tests.benchmarks.parts import RAID, account, party, span
from tests.extract.reading import analyzer

from conflictgraph.extract import extract_article
from conflictgraph.kinds import EVENT_TYPES
from conflictgraph.model import (
    Anchor,
    Article,
    Entity,
    Figure,
    PlaceMention,
    Record,
    Span,
    Tie,
    TieStatus,
    TimeMention,
)
from scorers.adapt import CORPORA
from scorers.adapt.base import literal_places, main_account, named, odd, sentence_article
from scorers.adapt.events import gold_events, predict_events, predict_given
from scorers.adapt.incidents import incidents, muc_article, predict_templates
from scorers.adapt.names import predict_names, predict_re3d
from scorers.adapt.places import headline, predict_location, predict_places, predict_ucdp, score_ucdp
from scorers.adapt.quotes import predict_attributions
from scorers.adapt.sentences import predict_dyad, predict_types, score_dyads, score_petrarch, score_plover
from scorers.common import table


def raid() -> Record:
    basra = span(RAID, "Basra")
    rebels = party(RAID, "The rebels", "rebels", 1)
    shelled = account(
        "C-1",
        span(RAID, "shelled"),
        mode="heavy-weapons",
        agents=(rebels,),
        patients=(party(RAID, "two clerks", "clerks", 2),),
        targets=(party(RAID, "the embassy", "embassy"),),
        place=Anchor(basra.start, basra.end, "L-1"),
        killed=Figure(2, 2, 2),
        passage=Span(0, 60),
    )
    said = account(
        "C-2",
        span(RAID, "said"),
        kind="statement",
        type=None,
        speaker=party(RAID, "police"),
        cue=span(RAID, "said"),
        content=(span(RAID, "They fled"),),
        passage=Span(61, len(RAID)),
    )
    fled = account(
        "C-3",
        span(RAID, "fled"),
        type="retreat",
        attribution="reported",
        agents=(party(RAID, "They", chain=1),),
        speaker=party(RAID, "police"),
        cue=span(RAID, "said"),
        content=(span(RAID, "They fled"),),
        passage=Span(61, len(RAID)),
    )
    return Record(
        Article(RAID),
        entities=(Entity(basra.start, basra.end, "LOC", None, 3),),
        places=(PlaceMention("L-1", basra.start, basra.end, "Basra", 30.5, 47.8, None, "city", False),),
        accounts=(shelled, said, fled),
    )


def test_the_main_account_is_an_event_with_both_sides() -> None:
    found = main_account(raid())
    assert found is not None
    assert found.id == "C-1"
    assert main_account(Record(Article("Nothing."))) is None


def test_a_pronoun_stands_for_the_mention_before_it_in_its_chain() -> None:
    real = named(raid(), party(RAID, "They", chain=1))
    assert RAID[real.start : real.end] == "The rebels"
    assert named(raid(), party(RAID, "They", chain=9)).start == RAID.index("They")


def test_a_dyad_has_source_target_and_type_and_scores_against_the_quad_class() -> None:
    prediction = predict_dyad({}, [raid()])
    assert [RAID[a:b] for a, b in prediction["source"]] == ["The rebels"]
    assert [RAID[a:b] for a, b in prediction["target"]] == ["the embassy in Basra"]  # what was aimed at, before who was hit
    gold = {"id": "x", "sentence": RAID, "source": prediction["source"], "target": [[0, 3]], "quad": 4}
    scores = score_dyads([gold], {"x": prediction})
    assert (scores["source exact F"], scores["target exact F"], scores["quad class accuracy"]) == (100.0, 0.0, 100.0)
    assert score_dyads([gold], {})["quad class accuracy"] == 0.0


def test_plover_accepts_the_present_name_of_an_old_type() -> None:
    gold = {"id": "x", "sentence": RAID, "event": "YIELD", "source": [{"text": "They", "span": [61, 65]}], "target": []}
    scores = score_plover([gold], {"x": {"type": "retreat", "source": [[61, 65]], "target": []}})
    assert (scores["type accuracy"], scores["source exact F"]) == (100.0, 100.0)


def test_petrarch_compares_sets_of_types_and_leaves_test_codes_out() -> None:
    gold: list[dict[str, Any]] = [
        {"id": "a", "events": [["X", "Y", "190"], ["X", "Y", "0871"]]},
        {"id": "b", "events": [["X", "Y", "999"]]},
        {"id": "c", "events": [], "no_events": True},
    ]
    found = {"a": {"types": ["assault", "assault/drone"]}, "b": {"types": ["aid"]}, "c": {"types": ["aid"]}}
    scores = score_petrarch(gold, found)
    assert (scores["type P"], scores["type R"]) == (50.0, 50.0)
    assert predict_types({}, [raid()])["types"] == ["assault", "assault/heavy-weapons", "retreat"]


def test_the_place_of_a_verb_is_weighed_for_the_verb_that_is_given() -> None:
    text = "Militants killed 12 soldiers in Rutshuru and fled, and the army said it had captured two of them in Goma."

    def named(word: str) -> list[str]:
        verb = span(text, word)
        found = predict_location({"text": text, "verb": [verb.start, verb.end]}, [Record(Article(text))])
        return [text[a:b] for a, b in found["locations"]]

    assert named("killed") == ["Rutshuru"]
    assert named("captured") == ["Goma"]


def test_toponyms_are_the_records_places() -> None:
    assert predict_places({}, [raid()])["places"] == [[34, 39, "Basra", 30.5, 47.8, None]]


def test_a_building_at_the_point_of_the_town_in_its_name_gives_way_to_the_town_and_a_country_s_government_to_the_country() -> None:
    text = "Paris High School and the government of Angola closed."
    school, paris, angola = span(text, "Paris High School"), span(text, "Paris"), span(text, "Angola")
    body = span(text, "government of Angola")
    record = Record(
        Article(text=text),
        (Entity(school.start, school.end, "ORG", None, None), Entity(body.start, body.end, "ORG", None, None)),
        (
            PlaceMention("1", school.start, school.end, "Paris High School", 33.7, -95.6, None, "point", True),
            PlaceMention("2", paris.start, paris.end, "Paris", 33.7, -95.6, 1, "city", False),
            PlaceMention("3", angola.start, angola.end, "Angola", -12.5, 18.5, 2, "country", True),
        ),
    )
    assert [p[2] for p in predict_places({}, [record])["places"]] == ["Paris", "Angola"]
    assert [p.name for p in literal_places(record)] == ["Angola"]


def test_a_statement_and_the_event_it_asserts_are_one_attribution() -> None:
    found = predict_attributions({}, [raid()])["attributions"]
    assert len(found) == 1
    parts = [RAID[a:b] for key in ("source", "cue", "content") for a, b in found[0][key]]
    assert parts == ["police", "said", "They fled"]


def test_only_names_of_persons_organisations_and_places_are_names() -> None:
    record = Record(Article(RAID), entities=(Entity(34, 39, "LOC", None, 1), Entity(0, 3, "NORP", None, 2)))
    assert predict_names({}, [record]) == {"entities": [[34, 39, "LOC"]]}


def test_re3d_relations_come_from_violence_from_places_and_from_present_ties() -> None:
    relations = {tuple(r) for r in predict_re3d({}, [raid()])["relations"]}
    rebels, clerks = (0, 10), (49, 59)
    assert (*rebels, *clerks, "FightingAgainst") in relations
    assert (*clerks, 34, 39, "CoLocated") in relations
    text = "Votel leads CENTCOM; Smith led it."
    statuses: tuple[tuple[str, TieStatus], ...] = (("Votel", "present"), ("Smith", "former"))
    ties = tuple(
        account(
            f"C-{i}",
            span(text, "leads"),
            kind="tie",
            type=None,
            relation=Tie("leads", party(text, who), party(text, "CENTCOM"), status),
        )
        for i, (who, status) in enumerate(statuses)
    )
    assert predict_re3d({}, [Record(Article(text), accounts=ties)])["relations"] == [[0, 5, 12, 19, "InChargeOf"]]


def test_events_keep_one_line_per_trigger_and_given_triggers_only_their_own() -> None:
    events = predict_events({}, [raid()])["events"]
    assert [(e["trigger"], e["type"]) for e in events] == [([11, 18], "assault"), ([66, 70], "retreat")]
    assert {a["role"] for a in events[0]["args"]} == {"agent", "patient", "target", "place"}
    assert events[1]["args"][0]["span"] == [61, 65]  # "They", as the corpora mark it, though the chain names the rebels
    assert predict_given({"events": [{"trigger": [41, 48]}]}, [raid()])["events"] == []


def test_gold_roles_without_a_counterpart_are_left_out_and_types_without_one_are_neutral() -> None:
    args = [{"role": "Victim", "span": [0, 1]}, {"role": "PaymentBarter", "span": [2, 3]}]
    row = {
        "id": "x",
        "events": [
            {"type": "Life.Die.Unspecified", "trigger": [0, 1], "args": args},
            {"type": "Medical.Intervention.Unspecified", "trigger": [5, 6], "args": []},
        ],
    }
    events = gold_events(row)["events"]
    assert [e["neutral"] for e in events] == [False, True]
    assert len(events[0]["args"]) == 1


MUC = "SAN SALVADOR, 18 FEB 90 (DPA) -- [TEXT] FMLN REBELS BOMBED A POWER PLANT. THE BLAST KILLED A NUN. "
MUC += "TROOPS KILLED FIVE REBELS. IN 1985, GUNMEN SHOT A JUDGE. POLICE DENIED THAT THEY BEAT PRISONERS."


def muc_record() -> Record:
    old = span(MUC, "1985")
    fmln = span(MUC, "FMLN")
    nun = party(MUC, "A NUN", "NUN", 4)
    return Record(
        Article(MUC, published="1990-02-18"),
        entities=(Entity(fmln.start, fmln.end, "ORG", None, 8),),
        times=(TimeMention("T-1", old.start, old.end, "1985", "1985-01-01", "1985-12-31"),),
        accounts=(
            account(
                "C-1",
                span(MUC, "BOMBED"),
                mode="explosives",
                agents=(party(MUC, "FMLN REBELS", "REBELS", 1),),
                patients=(nun,),
                targets=(party(MUC, "A POWER PLANT", "PLANT"),),
                place=Anchor(0, 12, "L-1"),
            ),
            account("C-2", span(MUC, "KILLED"), patients=(nun,), killed=Figure(1, 1, 1)),
            account(
                "C-3",
                span(MUC, "KILLED FIVE"),
                agents=(party(MUC, "TROOPS"),),
                patients=(party(MUC, "FIVE REBELS", "REBELS", 6),),
            ),
            account(
                "C-4",
                span(MUC, "SHOT"),
                agents=(party(MUC, "GUNMEN"),),
                patients=(party(MUC, "A JUDGE"),),
                time=Anchor(old.start, old.end, "T-1"),
            ),
            account("C-5", span(MUC, "BEAT"), polarity="denied", patients=(party(MUC, "PRISONERS"),)),
        ),
    )


def test_accounts_of_one_incident_make_one_template_and_warfare_old_and_denied_ones_none() -> None:
    assert [[a.id for a, _ in group] for group in incidents(muc_record())] == [["C-1", "C-2"], ["C-3"]]
    events = predict_templates({}, [muc_record()])["events"]
    assert len(events) == 1
    assert events[0]["type"] == "BOMBING"
    assert events[0]["patients"] == [{"mentions": ["A NUN"]}]
    assert events[0]["phys_targets"] == [{"mentions": ["A POWER PLANT"]}]
    assert events[0]["perp_individuals"] == [{"mentions": ["FMLN REBELS"]}]
    assert events[0]["perp_orgs"] == [{"mentions": ["FMLN"]}]


def test_the_monitoring_services_header_is_marked_as_not_to_be_read() -> None:
    (article,) = muc_article({"text": MUC, "date": "1990-02-18", "dateline_place": "SAN SALVADOR"})
    assert article.text == MUC
    assert MUC[article.skipped[0].end :].startswith("FMLN REBELS")
    assert (article.published, article.dateline) == ("1990-02-18", "SAN SALVADOR")


def test_ucdp_headlines_count_only_with_a_figure_of_deaths_and_agree_when_ranges_meet() -> None:
    assert headline({"source_headline": "15 Taliban killed in 24 hours"})
    assert headline({"source_headline": "Timeline 2017"}) == ""
    assert headline({"source_headline": "2 killed; 3 killed"}) == ""
    row = {
        "id": 1.0, "source_headline": "Two clerks killed", "where_description": "Basra city", "where_prec": 1.0,
        "country": "Iraq", "latitude": 30.5, "longitude": 47.8, "low": 2.0, "high": 3.0,
    }
    prediction = predict_ucdp(row, [raid(), raid()])
    assert prediction == {"points": [[30.5, 47.8]], "killed": [2, 2, 2]}
    assert set(score_ucdp([row], {"1.0": prediction}).values()) == {100.0}
    assert set(score_ucdp([row], {}).values()) == {0.0}


def test_dates_of_corpora_become_publication_dates_only_when_they_are_dates() -> None:
    assert sentence_article({"sentence": "x", "date": "20080806"})[0].published == "2008-08-06"
    assert sentence_article({"sentence": "x", "date": "4:58 PM ET"})[0].published is None


def test_rows_that_may_train_do_not_measure() -> None:
    # sha1("a") begins with 86, sha1("b") with e9.
    assert not odd({"id": "a"}, "dev")
    assert odd({"id": "b"}, "dev")
    assert odd({"id": "a"}, "heldout")


def test_attributions_have_the_marks_and_words_that_polnear_draws_into_its_spans() -> None:
    text = "“We left,” said Rep. Ann Lee (R-Tex.). The army says that it called for calm."
    found = predict_attributions({}, [extract_article(Article(text=text), analyzer())])["attributions"]
    spans = {role: {text[a:b] for each in found for a, b in each[role]} for role in ("source", "content")}
    assert "“We left,”" in spans["content"]
    assert "that it called for calm" in spans["content"]
    assert "Rep. Ann Lee (R-Tex.)" in spans["source"]


def test_sources_are_drawn_as_polnear_draws_them() -> None:
    texts = [
        "He's claiming that fraud is rife.", "Kall -- an editor of a book -- said the race was open.", "Karimi, speaking to reporters, said the race was open.",
        "A Reuters survey of voters found that the race was open.", "A study by Harvard found that the race was open.", "A union representing teachers said the race was open.",
    ]  # fmt: skip
    found = [predict_attributions({}, [extract_article(Article(text=text), analyzer())])["attributions"] for text in texts]
    sources = {text[a:b] for text, each in zip(texts, found, strict=True) for one in each for a, b in one["source"]}
    assert {"He", "Kall -- an editor of a book --", "Karimi", "A Reuters survey of voters", "A study by Harvard", "A union representing teachers"} <= sources


def test_every_corpus_predicts_and_scores_an_article_in_which_nothing_was_read() -> None:
    rows: dict[str, dict[str, Any]] = {
        "muc4": {"events": []},
        "plover_gsr": {"event": "AID", "source": [], "target": []},
        "event_location": {"verb": [0, 1], "locations": []},
        "polnear": {"attributions": []},
        "ucdp_ged_sample": {"source_headline": None, "where_description": None, "country": "Iraq"},
        "case2021_task2": {"type": "ARREST"},
        "outlets": {
            "published": "2015-06-13", "publisher": "Herald", "title": "News", "half": "held", "country": "CD", "told": [], "incidents": {},
        },
        "own_events": {"published": "2024-05-01", "publisher": "Wire", "title": "Shelling", "half": "held", "told": [], "incidents": {}},
        "own_actors": {"published": "2024-05-01", "publisher": "Wire", "title": "Shelling", "half": "held", "mentions": []},
        "claims": {"construction": "direct", "half": "held", "claims": [], "links": [], "terms": []},
        "claims_later": {"construction": "direct", "half": "held", "claims": [], "links": [], "terms": []},
        "own": {"file": "solhan-wire.txt", "n": 0, "skip": None, "accounts": []},
    }
    for corpus in CORPORA:
        row = {
            "id": "r", "text": RAID, "sentence": RAID, "places": [], "entities": [], "relations": [], "events": [],
            "source": [], "target": [], **rows.get(corpus.name, {}),
        }
        records = [Record(article=article) for article in corpus.articles(row)]
        prediction = {"id": "r", **corpus.predict(row, records)}
        assert all(isinstance(value, float) for value in corpus.score([row], {"r": prediction}).values()), corpus.name


def test_maps_name_no_event_type_that_does_not_exist() -> None:
    sixteen = {row["prefix"] for row in table("quad_classes")} - {"statement"}
    assert len(sixteen) == 16
    assert sixteen == set(EVENT_TYPES)
    for name in ("cameo_plover", "plover_old", "kairos_plover", "case2021_types"):
        for row in table(name):
            for value in filter(None, row["value"].split("|")):
                kind, _, mode = value.partition("/")
                assert kind in sixteen, (name, row)
                assert not mode or mode in EVENT_TYPES[kind], (name, row)
    for row in table("muc4_types"):
        assert row["mode"] in ("*", *EVENT_TYPES[row["type"]]), row


def test_muc4_takes_a_sum_over_years_for_no_incident_and_the_type_from_the_whole_event() -> None:
    def templates(text: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = predict_templates({}, [extract_article(Article(text, published="1990-02-18"))])["events"]
        return found

    assert templates("More than 900 villagers have been killed in Peru since 1980.") == []
    told = templates("A car bomb exploded near a bank in Lima on Friday. Two clerks were wounded in the attack.")
    assert {each["type"] for each in told} == {"BOMBING"}


def test_muc4_leaves_out_who_fights_and_where_it_was() -> None:
    def templates(text: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = predict_templates({}, [extract_article(Article(text, published="1990-02-18"))])["events"]
        return found

    assert templates("Guerrillas shot Infantry Colonel Luis Arandi in Huehuetenango on Friday.") == []
    assert templates("Two policemen and three others were killed in an ambush near Lima on Friday.") == []
    assert [e["patients"] for e in templates("Guerrillas shot retired Colonel Luis Arandi in Lima on Friday.")] != []
    told = templates("A bomb wounded three soldiers and a nurse in Lima on Friday.")
    assert [[m for f in e["patients"] for m in f["mentions"]] for e in told] == [["a nurse"]]
    assert templates("Rebels attacked a populated area near Lima on Friday.") == []
