"""What claims say is in the ledger, in short, by id; a claim that is taken out goes from it, from its event and from the sums over pairs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from conflictgraph.deeds import Choice, apart, outer
from conflictgraph.errors import GraphError
from conflictgraph.graphmodel import Facts, GActor, GArticle, GClaim, GEvent, GPassage, GPlace, kind_of
from conflictgraph.model import Figure
from conflictgraph.names import BASE
from conflictgraph.network.building import Builder
from conflictgraph.network.filters import Wanted
from conflictgraph.network.said import put
from conflictgraph.network.stock import Stock
from conflictgraph.query import Lookups
from conflictgraph.query.rows import Ref
from conflictgraph.store import ledger as room
from conflictgraph.store.ledger import in_memory

ARTICLE = GArticle("A-1", "Shells on the port", "herald", "The Herald", "https://example.org/1", "2021-05-04")
PASSAGE = GPassage("P-1", "A-1", 10, 31, "The army shelled it.")
CLAIM = GClaim("C-2", "event", "mayor", "P-1", "A-1", "reported", "actual", "affirmed", Facts("assault"), ("event", "E-1"), via=("herald", "agency"), confidence=0.5)
PLAIN = GClaim("C-1", "event", "herald", "P-1", "A-1", "asserted", "alleged", "affirmed")
DENIAL = replace(PLAIN, id="C-3", attributed_to="army", polarity="denied", denies=("C-2", "event"), contradicts=("C-1", "C-2"))
RECORDS = (ARTICLE, PASSAGE, CLAIM, PLAIN, DENIAL)


def test_claims_in_short_say_who_says_what_where_and_about_which_event() -> None:
    plain, claim, denial = in_memory(RECORDS).sayings()
    assert (claim.id, claim.speaker, claim.via, claim.attribution, claim.type, claim.event, claim.confidence) == ("C-2", "mayor", ("herald", "agency"), "reported", "assault", "E-1", 0.5)
    assert (claim.article, claim.published, claim.start, claim.end, claim.words) == ("A-1", "2021-05-04", 10, 31, "The army shelled it.")
    assert (plain.via, plain.type, plain.event, plain.denies, plain.contradicts, plain.factuality) == ((), None, None, None, (), "alleged")
    assert (denial.denies, denial.contradicts, denial.supersedes, denial.polarity) == ("C-2", ("C-1", "C-2"), (), "denied")


def test_some_claims_can_be_asked_for() -> None:
    ledger = in_memory(RECORDS)
    assert [c.id for c in ledger.sayings(linked=True)] == ["C-3"]
    assert [c.id for c in ledger.sayings(ids={"C-2", "C-1", "C-9"})] == ["C-1", "C-2"]
    assert [c.id for c in ledger.sayings(ids=())] == []


def test_more_claims_than_are_read_at_a_time_come_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_AT_ONCE", 2)
    ledger = in_memory((ARTICLE, PASSAGE, *(replace(PLAIN, id=f"C-{n}") for n in (5, 1, 4, 2, 3))))
    assert [c.id for c in ledger.sayings()] == ["C-1", "C-2", "C-3", "C-4", "C-5"]
    assert [[row[0] for row in rows] for rows in ledger.told()] == [["C-1", "C-2"], ["C-3", "C-4"], ["C-5"]]


def test_a_row_has_what_the_parts_of_a_claim_are_made_of() -> None:
    ledger = in_memory(RECORDS)
    for c, (claim, sort, speaker, via, confidence, article, event, start, end, words, passage) in zip(ledger.sayings(), next(ledger.told()), strict=True):
        assert (claim, apart(sort), speaker, outer(via)) == (c.id, (c.kind, c.attribution, c.factuality, c.polarity, c.type), c.speaker, c.via)
        assert (confidence, article, event, start, end, words, passage) == (c.confidence, c.article, c.event, c.start, c.end, c.words, "P-1")
    assert ledger.published() == {"A-1": ("A-1", "2021-05-04")}


def test_what_goes_from_the_graph_goes_from_the_ledger() -> None:
    ledger = in_memory(RECORDS)
    with ledger.change(1) as change:
        change.take("claim", "C-3", None)
        change.take("article", "A-1", replace(ARTICLE, published=None))
    assert [(c.id, c.published) for c in ledger.sayings()] == [("C-1", None), ("C-2", None)]
    with ledger.change(2) as change:
        for record in RECORDS:
            change.take(kind_of(record), record.id, None)
    assert not [*ledger.sayings(), *ledger.papers(), *ledger.speakers()]


@pytest.mark.parametrize(("lacking", "told"), [(PASSAGE, "the passage “P-1”"), (ARTICLE, "the article “A-1”")])
def test_a_claim_without_its_passage_or_article_is_told(lacking: object, told: str) -> None:
    with pytest.raises(GraphError, match=told):
        list(in_memory([each for each in RECORDS if each is not lacking]).sayings())


@pytest.mark.parametrize(("lacking", "told"), [(PASSAGE, "the passage “P-1”"), (ARTICLE, "the article “A-1”")])
def test_nor_is_there_a_network_of_such_claims(lacking: object, told: str) -> None:
    books: Any = in_memory([each for each in RECORDS if each is not lacking])
    with pytest.raises(GraphError, match=told):
        put(Stock(books, books, Wanted(), "claims"), Builder(), {})


def test_things_are_whole_in_the_ledger_but_for_the_claims_of_events() -> None:
    event = replace(assault("E-1", 2), claims=("C-2",), contested=("killed",))
    actor, place = GActor("army", "Army", ("Forces",), "state-force", reliability="B"), GPlace("port", "Port", ("Harbour",), 1.25, -3.5, "city", within="coast", geonames=7)
    article = replace(ARTICLE, date_inferred="2021-05-04", sha256="ab", dateline="PORT")
    ledger = in_memory((article, PASSAGE, DENIAL, event, actor, place))
    kept = [[*ledger.records(kind_of(each), [each.id, "X-9"])] for each in (article, PASSAGE, DENIAL, event, actor, place)]
    assert kept == [[article], [PASSAGE], [DENIAL], [replace(event, claims=())], [actor], [place]]
    with ledger.change(1) as change:
        change.take("actor", "army", replace(actor, label="The army"))
        change.take("event", "E-1", None)
    assert [*ledger.records("actor", ["army"])] == [replace(actor, label="The army")]
    assert not [*ledger.records("event", ["E-1"])]


class NoTriples:
    base = BASE

    def triples(self, **_: object) -> Any:
        raise AssertionError("Asked of the triples.")


def test_what_is_read_ahead_is_there_with_all_that_its_row_names() -> None:
    actors = [GActor(each, each.title()) for each in ("army", "front", "mayor", "herald", "agency")]
    claim = replace(CLAIM, facts=Facts("assault", agents=("army",), place="port"))
    event, places = assault("E-1", 2), [GPlace("port", "Port", within="coast"), GPlace("coast", "Coast")]
    store: Any = NoTriples()
    look = Lookups(store)
    look.things.ahead("claim", ["C-2"], in_memory((ARTICLE, PASSAGE, claim, event, *actors, *places)))
    row = look.claim_row("C-2")
    assert (row.sentence, row.headline, row.place, [each.label for each in row.via]) == (PASSAGE.exact, ARTICLE.headline, Ref("port", "Port", "place"), ["Herald", "Agency"])
    assert row.about == Ref("E-1", "assault · Army · Front", "event")
    assert look.things.around("port") == ["coast"]
    look.things.ahead("actor", ["nobody"], in_memory(()))
    with pytest.raises(AssertionError, match="triples"):
        look.things.actor("nobody")


@pytest.mark.parametrize("spoilt", ["", "[", "[1]", "{}", '"C-1"', "null"])
def test_what_cannot_be_read_back_is_passed_over(spoilt: str) -> None:
    ledger: Any = in_memory(RECORDS)
    ledger._shelf.rows("UPDATE ledger_records SET record = ? WHERE id = 'C-1'", spoilt)
    assert [each.id for each in ledger.records("claim", ["C-1", "C-2"])] == ["C-2"]


def assault(identifier: str, killed: int, part_of: str | None = None) -> GEvent:
    facts = Facts("assault", earliest="2021-05-03", latest="2021-05-03", agents=("army",), patients=("front",), killed=Figure(killed, killed, killed))
    return GEvent(identifier, facts, "actual", 1, 1, part_of=part_of)


def test_an_event_knows_the_claims_about_it_whichever_comes_first_and_when_they_go_to_another() -> None:
    ledger = in_memory((ARTICLE, PASSAGE, CLAIM, assault("E-1", 2), assault("E-2", 3), replace(CLAIM, id="C-4", about=("event", "E-2"))))
    assert {d.id: d.claims for d in ledger.deeds()} == {"E-1": ("C-2",), "E-2": ("C-4",)}
    with ledger.change(1) as change:
        change.take("event", "E-1", assault("E-1", 4))
        change.take("claim", "C-4", replace(CLAIM, id="C-4"))
    assert {d.id: d.claims for d in ledger.deeds()} == {"E-1": ("C-2", "C-4"), "E-2": ()}
    with ledger.change(2) as change:
        change.take("claim", "C-2", None)
    assert {d.id: d.claims for d in ledger.deeds()} == {"E-1": ("C-4",), "E-2": ()}


def test_the_sums_of_a_pair_follow_its_events() -> None:
    whole, part, other = assault("E-1", 9), assault("E-2", 4, "E-1"), assault("E-3", 5)
    ledger = in_memory((whole, part))
    assert [(p.events, p.killed) for p in ledger.pairs(Choice())] == [(2, 9)]
    with ledger.change(1) as change:
        change.take("event", "E-3", other)
        change.take("event", "E-1", None)
    assert ledger.pairs(Choice()) == in_memory((part, other)).pairs(Choice()) == ledger.pairs(Choice(sign=-1))
    with ledger.change(2) as change:
        for each in (part, other):
            change.take("event", each.id, None)
    assert ledger.pairs(Choice()) == []
