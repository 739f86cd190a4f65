"""MUC-4: accounts of political violence, grouped into incidents, as templates."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from conflictgraph.extract.mentions import gazetteer, lexicon
from conflictgraph.model import Account, Article, Entity, Mention, Record, Skip
from conflictgraph.resolve.cluster import article_groups
from conflictgraph.resolve.guidance import Guidance
from conflictgraph.resolve.parts import Collectors, part
from scorers.adapt.base import Corpus, harmed, is_pronoun, named, paths
from scorers.common import Row, overlaps, table, words
from scorers.muc4 import score_muc4

# The agency's dateline and the marks of the monitoring service ("[TEXT]", "[EXCERPTS] [PASSAGE OMITTED]") are no prose.
_HEADER = re.compile(r"\A[^\n]{0,300}?--\s*(?:\[[^\]\n]*\]\s*)*")
# The keys leave out what lies more than two months before the report.
_RECENT = timedelta(days=62)
_WORD = re.compile(r"[^\W_]+(?:[-'\u2019][^\W_]+)*")


def muc_article(row: Row) -> tuple[Article, ...]:
    """The text as it is, its dateline marked as not to be read and handed over with the date."""
    header = _HEADER.match(row["text"])
    skipped = (Skip(0, header.end(), "dateline"),) if header else ()
    place = row.get("dateline_place")
    return (Article(text=row["text"], published=row.get("date"), dateline=place, skipped=skipped),)


def incident_type(account: Account, trigger: str) -> str | None:
    """MUC-4's name for the account's type, mode and trigger; None for what is no incident."""
    for row in table("muc4_types"):
        if row["type"] != account.type or row["mode"] not in ("*", account.mode):
            continue
        if row["trigger"] == "*" or re.match(rf"(?:.*\s)?(?:{row['trigger']})", trigger.lower()):
            return row["muc4"]
    return None


def _recent(record: Record, account: Account) -> bool:
    if record.article.published is None or account.time is None:
        return True
    earliest, latest = next(((t.earliest, t.latest) for t in record.times if t.id == account.time.id), (None, None))
    if latest is None:
        return True
    if earliest is not None and date.fromisoformat(latest) - date.fromisoformat(earliest) > _RECENT:
        return False  # "have died since 1980": a sum, no incident
    return date.fromisoformat(record.article.published) - date.fromisoformat(latest) <= _RECENT


def _text(record: Record, start: int, end: int) -> str:
    return " ".join(record.article.text[start:end].split())


def _head_word(record: Record, mention: Mention) -> str:
    found = _WORD.findall(_text(record, mention.head.start, mention.head.end))
    return found[-1].lower() if found else ""


def violence(record: Record) -> list[tuple[Account, str]]:
    """What MUC-4 counts, with its incident type: neither denied nor hypothetical nor planned, of the last two months."""
    out = []
    for account in record.accounts:
        if account.kind == "tie" or account.polarity == "denied" or account.factuality in {"hypothetical", "planned"}:
            continue
        kind = incident_type(account, _text(record, account.trigger.start, account.trigger.end))
        if kind == "ATTACK" and account.mode is None and any(incident_type(account, _head_word(record, m)) == "BOMBING" for m in account.instruments):
            kind = "BOMBING"  # "were killed by a bomb"
        if kind is not None and _recent(record, account):
            out.append((account, kind))
    return out


def _events(record: Record) -> dict[str, int]:
    """The number of the event, as consolidation has it, of each event account of the article."""
    collectors = Collectors(lexicon(), gazetteer(), Guidance())
    mine, places = part(record, collectors), collectors.places()
    places.take(mine.known, mine.called)
    return {d.claim.id: n for n, group in enumerate(article_groups(mine.read.drafts, places)) for d in group}


def incidents(record: Record) -> list[list[tuple[Account, str]]]:
    """Groups of accounts that tell of one incident, in the order of the text.

    Two accounts are joined when one is about the other, when their triggers touch, when someone harmed is in the same
    chain, or when a target has the same words. The same spirit as consolidation, within one article."""
    found = violence(record)
    parent = list(range(len(found)))

    def root(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    keys: dict[tuple[str, object], int] = {}
    for i, (account, _) in enumerate(found):
        links: list[tuple[str, object]] = [("account", account.id)]
        links += [("account", other) for other in (account.about, account.denies) if other is not None]
        links += [("chain", m.chain) for m in harmed(account) if m.chain is not None]
        links += [("target", _text(record, m.head.start, m.head.end).casefold()) for m in account.targets]
        for link in links:
            parent[root(i)] = root(keys.setdefault(link, i))
        for j in range(i):
            other = found[j][0]
            if overlaps((account.trigger.start, account.trigger.end), (other.trigger.start, other.trigger.end)):
                parent[root(i)] = root(j)
    groups: dict[int, list[tuple[Account, str]]] = {}
    for i, item in enumerate(found):
        groups.setdefault(root(i), []).append(item)
    return sorted(groups.values(), key=lambda g: min((a.trigger.start, a.id) for a, _ in g))


def _releases(record: Record, group: Iterable[tuple[Account, str]]) -> list[Account]:
    """Accounts of those who were abducted being let go or freed: they tell who they are, and whoever lets them go had them."""
    held = {m.chain for a, kind in group if kind == "KIDNAPPING" for m in harmed(a) if m.chain is not None}
    return [
        a for a in record.accounts
        if held and a.kind == "event" and a.polarity == "affirmed" and a.factuality in ("actual", "alleged")
        and ((a.type, a.mode) == ("retreat", "release") or a.type == "aid") and any(m.chain in held for m in harmed(a))
    ]  # fmt: skip


def _country(record: Record, mention: Mention) -> bool:
    """A country or another area by its name: the keys know persons and things as harmed."""
    return any(
        e.type == "LOC" and overlaps((e.start, e.end), (mention.head.start, mention.head.end)) for e in record.entities
    )


def _phrase(record: Record, mention: Mention) -> set[str]:
    return {w.lower() for w in _WORD.findall(_text(record, mention.start, mention.end))}


def _fights(record: Record, mention: Mention) -> bool:
    """Somebody who fights or lives by crime: by the head word, by a rank, or, for members and the like, by the rest of the
    phrase; an armed body by its name."""
    head, phrase = _head_word(record, mention), _phrase(record, mention)
    if head in words("muc4_combatants") or (phrase & words("muc4_ranks") and not phrase & words("muc4_former")):
        return True
    inside = [e for e in record.entities if e.actor is not None and mention.start <= e.start and e.end <= mention.end]
    bodies = [e for e in inside if (known := lexicon().get(e.actor or "")) is not None and known.kind == "armed-group"]
    if head in words("muc4_members"):
        return bool(bodies) or bool(phrase & words("muc4_combatants"))
    return any(overlaps((e.start, e.end), (mention.head.start, mention.head.end)) for e in bodies)


def _fighter(record: Record, mention: Mention) -> bool:
    """The same by any of the words that the article has for him."""
    if mention.chain is None:
        return _fights(record, mention)
    same = [m for a in record.accounts if a.kind == "event" for m in harmed(a) if m.chain == mention.chain]
    return any(_fights(record, m) for m in (mention, *same))


def _combatant(record: Record, mention: Mention) -> bool:
    """Fighters, and the police who fight them."""
    return _fighter(record, mention) or bool(_phrase(record, mention) & words("muc4_police"))


def _counted(record: Record, mention: Mention) -> bool:
    """Those that the text counts ("six priests", "a nun"), not people in general ("peasants")."""
    first, *more = _text(record, mention.start, mention.end).lower().split(" ")
    return first in words("muc4_counting") or any(w.replace(",", "").isdigit() for w in (first, *more[:3]))


def _warlike(record: Record, mention: Mention) -> bool:
    """A thing of those who fight ("military positions", "the army barracks")."""
    return bool(_phrase(record, mention) & (words("muc4_combatants") | words("muc4_warlike")))


def _body(record: Record, mention: Mention) -> bool:
    """A body that is hit ("a union"): the keys have what belongs to it among the things, and only people among the victims."""
    head = mention.head
    bodies = [e for e in record.entities if e.type == "ORG" and overlaps((e.start, e.end), (head.start, head.end))]
    return bool(bodies) or _head_word(record, mention) in words("muc4_bodies")


def _target(record: Record, mention: Mention) -> bool:
    """A thing of civilians, no stretch of land."""
    return not (_country(record, mention) or _warlike(record, mention) or _head_word(record, mention) in words("muc4_areas"))


def relevant(record: Record, group: Iterable[tuple[Account, str]]) -> bool:
    """A concrete incident (someone or something harmed, or a figure; a place, a time or a named victim) that is more than
    fighters harming fighters."""
    harm = targets = figures = concrete = False
    combatants = True
    for account, kind in group:
        concrete = concrete or account.place is not None or account.time is not None or bool(account.victims)
        concrete = concrete or any(_counted(record, m) for m in (*harmed(account), *account.targets))
        if kind != "ATTACK":
            combatants = False
        targets = targets or any(_target(record, m) for m in account.targets)
        figures = figures or any(f is not None for f in (account.killed, account.wounded, account.abducted))
        parties = [named(record, m) for m in harmed(account) if not _country(record, m)]
        told = [m for m in parties if _head_word(record, m) not in words("muc4_rest")] or parties  # "… and two others": of the same sort
        harm = harm or bool(parties)
        combatants = combatants and all(_combatant(record, m) for m in told)
    return concrete and (targets or (harm and not combatants) or (figures and not harm))


def _type(group: Iterable[tuple[Account, str]]) -> str:
    """The most frequent type; ATTACK, which says least, only where nothing else is said."""
    tally = Counter(kind for _, kind in group)
    return min(tally, key=lambda kind: (kind == "ATTACK", -tally[kind], kind))


class _Slots:
    """Fillers of a template: one entity per chain (or per span's words), in the order of appearance."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.found: dict[str, dict[object, list[str]]] = {}

    def put(self, slot: str, mention: Mention) -> None:
        """A name is given bare, anything else as its phrase; pronouns that nothing resolves are left out."""
        real = named(self.record, mention)
        head = _text(self.record, real.head.start, real.head.end)
        if is_pronoun(head):
            return
        name = any(overlaps((e.start, e.end), (real.head.start, real.head.end)) for e in self.record.entities)
        self.put_text(slot, head if name else _text(self.record, real.start, real.end), real.chain)

    def put_text(self, slot: str, text: str, chain: int | None) -> None:
        key: object = text.casefold() if chain is None else chain
        mentions = self.found.setdefault(slot, {}).setdefault(key, [])
        if text not in mentions:
            mentions.append(text)

    def fillers(self, slot: str) -> list[Row]:
        # The longest wording stands for the entity: a strict match wants every mention to be one of the key's.
        return [{"mentions": [max(m, key=lambda t: (len(t), t))]} for m in self.found.get(slot, {}).values()]


def _armed(entity: Entity) -> bool:
    """The members of an armed group, not those of a nation ("Salvadoran guerrillas")."""
    known = lexicon().get(entity.actor or "")
    return known is not None and known.kind == "armed-group"


def _put_agent(slots: _Slots, record: Record, mention: Mention) -> None:
    """A body goes into the organisation slot, those who act into the other; "members of the X" fill both."""
    real = named(record, mention)
    organisations = [e for e in record.entities if e.type == "ORG" or (e.type == "NORP" and _armed(e))]
    in_head = [e for e in organisations if overlaps((e.start, e.end), (real.head.start, real.head.end))]
    if in_head or _head_word(record, real) in words("muc4_organisations"):
        slots.put("perp_orgs", real)
        return
    slots.put("perp_individuals", real)
    for entity in organisations:
        if real.start <= entity.start and entity.end <= real.end:
            slots.put_text("perp_orgs", _text(record, entity.start, entity.end), entity.chain)


def predict_templates(row: Row, records: Sequence[Record]) -> Row:
    """One template per relevant incident."""
    record = records[0]
    events, found, event_of = [], incidents(record), _events(record)
    told: dict[int, list[tuple[Account, str]]] = defaultdict(list)
    for item in violence(record):
        told[event_of.get(item[0].id, -1)].append(item)
    for group in found:
        if not relevant(record, group):
            continue
        slots = _Slots(record)
        for account, _ in sorted(group, key=lambda item: (item[0].trigger.start, item[0].id)):
            for agent in account.agents:
                _put_agent(slots, record, agent)
            for mention in harmed(account):
                if not _country(record, mention) and not _fighter(record, named(record, mention)):
                    slots.put("phys_targets" if _body(record, mention) else "patients", mention)
            for mention in account.targets:
                if _target(record, mention):
                    slots.put("phys_targets", mention)
            for mention in account.instruments:
                slots.put("weapons", mention)
        for account in _releases(record, group):
            for agent in account.agents if account.type == "retreat" else ():
                if _fights(record, named(record, agent)):
                    _put_agent(slots, record, agent)
            for mention in harmed(account):
                if not _country(record, mention) and not _fighter(record, named(record, mention)):
                    slots.put("patients", mention)
        # of which type it is, all accounts of its events say together
        whole = {item[0].id: item for n in {event_of[a.id] for a, _ in group if a.id in event_of} for item in told[n]}
        event: Row = {"type": _type((whole | {item[0].id: item for item in group}).values())}
        for slot in ("perp_individuals", "perp_orgs", "phys_targets", "patients", "weapons"):
            event[slot] = slots.fillers(slot)
        events.append(event)
    return {"events": events}


def _score(gold: Sequence[Row], predictions: Mapping[str, Row]) -> dict[str, float]:
    result: dict[str, float] = {}
    for (kind, what), values in score_muc4(gold, predictions).items():
        label = what if kind == "doc" else f"{kind} {what}"
        if what in ("micro", "type", "relevance"):
            result[f"{label} P"], result[f"{label} R"] = values[0], values[1]
        if kind != "strict" or what == "micro":
            result[f"{label} F"] = values[2]
    return result


MUC4 = Corpus(
    "muc4",
    paths("muc4", heldout="muc4/heldout_tst4_original_case.jsonl"),
    muc_article,
    predict_templates,
    _score,
    ("relaxed micro F", "strict micro F", "type F", "relevance F"),
)
