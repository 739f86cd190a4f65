"""Records → RDF → records, without loss, for any text that an article may hold."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar, get_args

import pyoxigraph as ox
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conflictgraph.graphjson import from_json, to_json
from conflictgraph.graphmodel import (
    Facts,
    GActor,
    GArticle,
    GClaim,
    GEvent,
    GPassage,
    GPlace,
    Graph,
    GRelation,
    is_web_address,
    web_address,
)
from conflictgraph.kinds import (
    CONTESTABLE,
    EVENT_TYPES,
    SUMMED_KINDS,
    TIE_KINDS,
    AboutKind,
    ActorClass,
    Category,
    DeniedAspect,
    RelationSort,
)
from conflictgraph.model import (
    AccountKind,
    ActorKind,
    Attribution,
    Factuality,
    Figure,
    Polarity,
    Precision,
    TieStatus,
)
from conflictgraph.triples import from_rdflib, from_triples, sorted_ntriples, to_rdflib, to_triples

HOSTILE = [
    '"""',
    "\\",
    "\\u0041",
    'a"b\nc\rd\te',
    "\x00\x01\x1f\x7f\x85",
    "\u200f\u202e\u2066",
    "\ufffe\uffff\U0001f600",
    "a/b?c#d",
    "..",
    ".",
    "",
    " ",
    "%41",
    "<script>",
    "^^<http://x>",
    "@en",
    "e\u0301",
    "\u2028",
]
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]

text = st.one_of(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), st.sampled_from(HOSTILE))
ids = st.one_of(st.from_regex(r"[a-z0-9-]{1,12}", fullmatch=True), text)
days = st.dates().map(lambda day: day.isoformat())
addresses = st.one_of(
    text, text.map(lambda t: f"https://example.org/{t}"), text.map(lambda t: f"http://{t}"), st.just("http://[::1]/[")
)


def some(values: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(values, max_size=3).map(tuple)


def one_of(literal: object) -> st.SearchStrategy[str]:
    return st.sampled_from(get_args(literal))


numbers = st.integers(0, 10**9)
figures = st.builds(Figure, numbers, st.none() | numbers, st.none() | numbers)
types = st.sampled_from([*EVENT_TYPES, *(f"{root}-{mode}" for root, modes in EVENT_TYPES.items() for mode in modes)])
kinds = st.one_of(st.sampled_from([*TIE_KINDS, *SUMMED_KINDS.values()]), text)
facts = st.builds(
    Facts,
    event_type=st.none() | types,
    agents=some(ids),
    patients=some(ids),
    victims=some(ids),
    participants=some(ids),
    instruments=some(text),
    targets=some(text),
    place=st.none() | ids,
    place_precision=st.none() | one_of(Precision),
    earliest=st.none() | days,
    latest=st.none() | days,
    edtf=st.none() | text,
    lasting=st.booleans(),
    killed=st.none() | figures,
    wounded=st.none() | figures,
    abducted=st.none() | figures,
    captured=st.none() | figures,
    who=st.lists(st.tuples(one_of(Category), figures), max_size=3).map(tuple),
)
claims = st.builds(
    GClaim,
    id=ids,
    kind=one_of(AccountKind),
    attributed_to=ids,
    passage=ids,
    article=ids,
    attribution=one_of(Attribution),
    factuality=one_of(Factuality),
    polarity=one_of(Polarity),
    facts=facts,
    about=st.none() | st.tuples(one_of(AboutKind), ids),
    denies=st.none() | st.tuples(ids, one_of(DeniedAspect)),
    via=st.lists(ids, max_size=3).map(tuple),
    cue=st.none() | text,
    content=some(text),
    content_passages=some(ids),
    rule=text,
    confidence=st.floats(0, 1),
    contradicts=some(ids),
    supersedes=some(ids),
    credibility=st.none() | st.integers(1, 6),
)
events = st.builds(
    GEvent,
    id=ids,
    facts=facts,
    factuality=one_of(Factuality),
    speakers=numbers,
    reports=numbers,
    contested=some(st.sampled_from(CONTESTABLE)),
    alleged_agents=some(ids),
    denied_agents=some(ids),
    part_of=st.none() | ids,
)
relations = st.builds(
    GRelation,
    id=ids,
    from_=ids,
    to=ids,
    kind=kinds,
    status=one_of(TieStatus),
    earliest=st.none() | days,
    latest=st.none() | days,
    events=numbers,
    first=st.none() | days,
    last=st.none() | days,
    killed=st.none() | numbers,
    sort=one_of(RelationSort),
)
articles = st.builds(
    GArticle,
    id=ids,
    headline=st.none() | text,
    publisher_actor=st.none() | ids,
    publisher=st.none() | text,
    url=st.none() | addresses,
    published=st.none() | days,
    date_inferred=st.none() | text,
    language=text,
    sha256=text,
    dateline=st.none() | text,
)
passages = st.builds(GPassage, id=ids, article=ids, start=numbers, end=numbers, exact=text)
actors = st.builds(
    GActor,
    id=ids,
    label=text,
    alt_labels=some(text),
    kind=one_of(ActorKind),
    klass=one_of(ActorClass),
    same_as=some(addresses),
    located_in=st.none() | ids,
    reliability=st.none() | st.sampled_from("ABCDEF"),
)
places = st.builds(
    GPlace,
    id=ids,
    label=text,
    alt=some(text),
    lat=st.none() | st.floats(-90, 90),
    lon=st.none() | st.floats(-180, 180),
    precision=one_of(Precision),
    centroid=st.booleans(),
    within=st.none() | ids,
    geonames=st.none() | numbers,
)


R = TypeVar("R", GArticle, GPassage, GClaim, GEvent, GActor, GPlace, GRelation)


def few(records: st.SearchStrategy[R]) -> st.SearchStrategy[tuple[R, ...]]:
    return st.lists(records, max_size=2, unique_by=lambda record: record.id).map(tuple)


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """A graph in which events and relations list exactly the claims about them, as the records promise."""

    made = Graph(
        articles=draw(few(articles)),
        passages=draw(few(passages)),
        claims=draw(few(claims)),
        events=draw(few(events)),
        actors=draw(few(actors)),
        places=draw(few(places)),
        relations=draw(few(relations)),
    )
    about = {
        kind: {claim.id: claim.about[1] for claim in made.claims if claim.about and claim.about[0] == kind}
        for kind in ("event", "relation")
    }
    return replace(
        made,
        events=tuple(
            replace(e, claims=tuple(c for c, what in about["event"].items() if what == e.id)) for e in made.events
        ),
        relations=tuple(
            replace(r, claims=tuple(c for c, what in about["relation"].items() if what == r.id)) for r in made.relations
        ),
    )


@given(graphs())
@settings(max_examples=150, deadline=None, suppress_health_check=SLOW)
def test_a_graph_comes_back_from_its_triples_as_it_was(graph: Graph) -> None:
    triples = list(to_triples(graph))
    assert len(set(triples)) == len(triples)
    assert from_triples(reversed(triples)) == graph


@given(graphs())
@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
def test_a_graph_comes_back_from_a_store_and_from_its_text_as_it_was(graph: Graph) -> None:
    store = ox.Store()
    store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in to_triples(graph))
    written = sorted_ntriples(to_triples(graph))
    assert sorted_ntriples(store) == written
    assert from_triples(store) == graph
    assert from_triples(ox.parse(written, format=ox.RdfFormat.N_TRIPLES)) == graph


@given(graphs())
@settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
def test_a_graph_comes_back_from_rdflib_as_it_was(graph: Graph) -> None:
    made = to_rdflib(graph)
    assert from_rdflib(made) == graph
    assert sorted_ntriples(to_triples(graph)) == sorted_ntriples(
        ox.parse(made.serialize(format="nt", encoding="utf-8"), format=ox.RdfFormat.N_TRIPLES)
    )


@given(graphs())
@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
def test_a_graph_comes_back_from_json_as_it_was(graph: Graph) -> None:
    assert from_json(to_json(graph)) == graph


@given(graphs(), st.randoms())
@settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
def test_the_sorted_text_does_not_depend_on_the_order_of_the_triples(graph: Graph, random: object) -> None:
    triples = list(to_triples(graph))
    shuffled = list(triples)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    written = sorted_ntriples(triples)
    assert sorted_ntriples(shuffled + triples) == written
    assert written.split(b"\n")[:-1] == sorted(set(written.split(b"\n")[:-1]))


@given(addresses)
@settings(max_examples=300, deadline=None)
def test_every_web_address_in_its_kept_form_is_an_iri(address: str) -> None:
    kept = web_address(address)
    assert web_address(kept) == kept
    if is_web_address(kept):
        assert ox.NamedNode(kept).value == kept
