"""Drafts become the record: spans, ids, passages, confidences."""

from __future__ import annotations

from collections.abc import Sequence

from conflictgraph.extract import confidence
from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Doc, Draft, Node
from conflictgraph.extract.link import Links
from conflictgraph.extract.mentions import Ent, bare_first, lexicon
from conflictgraph.extract.sorts import Sorts
from conflictgraph.extract.tree import Tree
from conflictgraph.extract.vicinity import near
from conflictgraph.model import Account, Anchor, Entity, Mention, PlaceMention, Record, Span, Tie
from conflictgraph.names import account_id

_TYPES = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "NORP": "NORP"}


def assemble(doc: Doc, sorts: Sorts, links: Links, drafts: Sequence[Draft]) -> Record:
    """The record of one article; accounts in order of their triggers."""
    order = sorted(drafts, key=lambda d: (d.trigger, d.kind, d.twin))
    for d in order:  # chains in the order of the text
        for node in sorted({*d.agents, *d.patients, *d.participants, *d.speakers}):
            links.chain(node)
    _tell(order, links)
    ids: dict[int, str] = {}
    for d in order:
        trigger = _trigger(doc, d)
        ids[id(d)] = account_id(doc.article.id, d.kind, trigger.start, trigger.end, d.twin)
    accounts = [_account(doc, sorts, links, d, ids) for d in order]
    entities = [
        Entity(*_chars(doc, e.s, bare_first(doc.trees[e.s], e), e.last), _TYPES[e.type], e.key, links.entity_chain(e))  # type: ignore[arg-type]
        for e in sorts.found.entities
        if _is_name(doc, e)
    ]
    entities += _states(doc, sorts.found.entities)
    entities += _weapons(doc, sorts)
    entities.sort(key=lambda e: (e.start, e.end, e.type))
    return Record(doc.article, tuple(entities), _places(doc), tuple(doc.times), tuple(accounts))


def _tell(drafts: Sequence[Draft], links: Links) -> None:
    """Where all that a record holds of a speaker is a pronoun ("The rebels wrote to the king. They said …"), its events name who it is."""
    shown = {n for d in drafts for n in (*d.agents, *d.patients, *d.participants, *d.speakers)}
    for d in drafts:
        if d.kind == "event":
            named = [links.told(n) for n in d.speakers]
            d.speakers = [n if new in shown else new for n, new in zip(d.speakers, named, strict=True)]


def _places(doc: Doc) -> tuple[PlaceMention, ...]:
    """All places named, in the order of the text, each stretch of it once."""
    spans = {(p.start, p.end) for p in doc.places}
    hidden = [p for p in doc.hidden_places if (p.start, p.end) not in spans]
    return near(doc.article.text, sorted([*doc.places, *hidden], key=lambda p: (p.start, p.end, p.id)))


def _is_name(doc: Doc, e: Ent) -> bool:
    """An organ put together from a demonym and a common noun ("Iraqi forces", "the police") is a party, not a name."""
    words_ = doc.trees[e.s].words[e.first : e.last]
    return e.type != "ORG" or doc.caseless or words_[-1].text[:1].isupper() or not words_[-1].text[:1].isalpha()


def _states(doc: Doc, entities: Sequence[Ent]) -> list[Entity]:
    """The state's name in an organ that is no name itself ("US" in "US troops")."""
    out = []
    for e in entities:
        tree = doc.trees[e.s]
        for name in () if _is_name(doc, e) else tree.sentence.names:
            state = lexicon().lookup(tree.text(name.first, name.last), doc.article.published, caseless=doc.caseless)
            if e.first <= name.first and name.last <= e.last and name.type == "LOC" and state and state[0].kind == "state":
                out.append(Entity(*_chars(doc, e.s, name.first, name.last), "LOC", state[0].key, None))
    return out


def _chars(doc: Doc, s: int, first: int, last: int) -> tuple[int, int]:
    span = doc.trees[s].chars(first, last)
    return span.start, span.end


def _weapons(doc: Doc, sorts: Sorts) -> list[Entity]:
    out = []
    for s, tree in enumerate(doc.trees):
        for i, word in enumerate(tree.words):
            if word.upos == "NOUN" and Node(s, i) not in sorts.found.at and sorts.sort(Node(s, i)) == "weapon":
                out.append(Entity(word.start, word.end, "WEAPON", None, None))
    return out


def _trigger(doc: Doc, d: Draft) -> Span:
    word = doc.word(d.trigger)
    return Span(word.start, word.end)


def mention(doc: Doc, sorts: Sorts, links: Links, node: Node) -> Mention:
    """A party as spans: the noun phrase, its bare name or head word, actor and chain."""
    tree = doc.trees[node.s]
    first, last = tree.phrase(node.i)
    entity = sorts.found.at.get(node)
    counted = _counted(tree, node.i) if entity is None else None  # "hundreds of insurgents": who they are is the head
    if counted is not None:
        entity = sorts.found.at.get(Node(node.s, counted))
    bare = (entity.first, entity.last) if entity is not None else tree.bare(node.i if counted is None else counted)
    first, last = min(first, bare[0]), max(last, bare[1])
    inner = sorts.found.at.get(Node(node.s, last - 1))
    if inner is not None:
        last = max(last, inner.last)  # never cut a name ("the city of Deir ez-Zor")
    span, head = _trim(doc, tree.chars(first, last)), _trim(doc, tree.chars(*bare))
    return Mention(min(span.start, head.start), max(span.end, head.end), head, links.key(node), links.chain(node))


def _counted(tree: Tree, i: int) -> int | None:
    """The noun behind "of" of a number or quantifier that heads a phrase ("hundreds of thousands of people")."""
    if tree.words[i].upos != "NUM" and tree.words[i].text.lower() not in words("counting-noun"):
        return None
    found = next((k for k in tree.kids(i, "nmod") if tree.case(k) == "of" and tree.words[k].upos in {"NOUN", "PROPN", "NUM"}), None)
    return found if found is None else _counted(tree, found) or found


def _trim(doc: Doc, span: Span) -> Span:
    """Without punctuation that the word splitter left on a word at the end."""
    text, end = doc.article.text, span.end
    while end - 1 > span.start and text[end - 1] in ".…,;:!?" and not (text[end - 1] == "." and text[max(span.start, end - 3) : end - 1][-1:].isupper()):
        end -= 1
    return Span(span.start, end)


def _thing(doc: Doc, sorts: Sorts, node: Node) -> Mention:
    tree = doc.trees[node.s]
    first, last = tree.phrase(node.i)
    inner = sorts.found.at.get(Node(node.s, last - 1))
    span, head = _trim(doc, tree.chars(first, max(last, inner.last if inner else 0))), tree.chars(*tree.bare(node.i))
    return Mention(min(span.start, head.start), max(span.end, head.end), head)


def _account(doc: Doc, sorts: Sorts, links: Links, d: Draft, ids: dict[int, str]) -> Account:
    def parties(nodes: Sequence[Node]) -> tuple[Mention, ...]:
        return tuple(mention(doc, sorts, links, n) for n in nodes)

    passage = _passage(doc, d)
    found = confidence.evidence(doc, sorts, links, d)
    if doc.trace is not None:
        doc.trace.evidence[ids[id(d)]] = found
        doc.trace.triggers[ids[id(d)]] = [(t.s, t.i) for t in (d.triggers or [d.trigger])]
    victims = [n for n in d.patients if d.type in {"assault", "coerce"} and sorts.named_person(n)]
    place = doc.places[d.place] if d.place is not None else None
    time = doc.times[d.time] if d.time is not None else None
    speakers: tuple[Mention, ...] = ()
    for m in parties(d.speakers):
        if not speakers or speakers[-1].chain != m.chain:
            speakers = (*speakers, m)
    tie = None
    if d.tie is not None:
        name, from_, to, status, when = d.tie
        moment = doc.times[when] if when is not None else None
        tie = Tie(
            name, mention(doc, sorts, links, from_), mention(doc, sorts, links, to), status,  # type: ignore[arg-type]
            Anchor(moment.start, moment.end, moment.id) if moment else None,
        )  # fmt: skip
    return Account(
        id=ids[id(d)], kind=d.kind, type=d.type, mode=d.mode, attribution=d.attribution,  # type: ignore[arg-type]
        factuality=d.factuality, polarity=d.polarity, trigger=_trigger(doc, d),  # type: ignore[arg-type]
        agents=parties(d.agents), patients=parties([n for n in d.patients if n not in victims]), victims=parties(victims),
        participants=parties(d.participants), instruments=tuple(_thing(doc, sorts, n) for n in d.instruments),
        targets=tuple(_thing(doc, sorts, n) for n in d.targets),
        place=Anchor(place.start, place.end, place.id) if place else None,
        time=Anchor(time.start, time.end, time.id) if time else None,
        killed=d.figures.get("killed"), wounded=d.figures.get("wounded"), abducted=d.figures.get("abducted"),
        captured=d.figures.get("captured"), who=tuple(sorted(d.who.items(), key=lambda p: p[0])),
        speakers=speakers, speaker=speakers[-1] if speakers else None, cue=d.cue, content=tuple(d.content),
        about=ids.get(id(d.about)) if d.about is not None else None,
        denies=ids.get(id(d.denies)) if d.denies is not None else None,
        relation=tie, passage=passage, rule=d.rule, confidence=confidence.probability(d.kind, found),
    )  # fmt: skip


_NEAR = 3  # sentences between an event and the word of saying that its passage reaches to


def _passage(doc: Doc, d: Draft) -> Span:
    """The whole sentence or sentences: those of the triggers, the cue if it is near, and of a statement the content. What is told
    late in a long speech has its own sentence: otherwise passages would grow with the square of the speech."""
    starts, ends = [], []
    for node in d.triggers or [d.trigger]:
        sentence = doc.trees[node.s].sentence
        starts.append(sentence.start)
        ends.append(sentence.end)
    spans = [*([d.cue] if d.cue else []), *(d.content if d.kind == "statement" else [])]
    told = {node.s for node in d.triggers or [d.trigger]}
    for span in spans:
        for tree in doc.trees:
            if tree.sentence.start < span.end and tree.sentence.end > span.start:
                if d.kind == "event" and min(abs(tree.number - s) for s in told) > _NEAR:
                    continue
                starts.append(tree.sentence.start)
                ends.append(tree.sentence.end)
    return Span(min(starts), max(ends))
