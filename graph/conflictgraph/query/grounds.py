"""Why an event holds a value, and where its claims cannot all be true."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from conflictgraph.errors import UnknownName
from conflictgraph.model import Figure
from conflictgraph.names import fold
from conflictgraph.query.least import ANY, Least
from conflictgraph.query.lookups import Lookups
from conflictgraph.query.rows import ClaimRow, Dispute, EventRow, Ground, Ref, Rival, Why
from conflictgraph.query.words import figure, labels, when

Account = EventRow | ClaimRow


@dataclass(frozen=True, slots=True)
class Aspect:
    """A property that can be asked about: its value in words, whether two values agree, and how it is consolidated."""

    name: str
    value: Callable[[Account], str]
    contested: frozenset[str]
    rule: str


def _counted(name: str) -> Callable[[Account], str]:
    def value(row: Account) -> str:
        held = getattr(row, name)
        assert held is None or isinstance(held, Figure)
        return figure(held)

    return value


def _category(name: str) -> Callable[[Account], str]:
    return lambda row: figure(dict(row.who).get(name))


def _happened(row: Account) -> str:
    if isinstance(row, EventRow):
        return row.factuality
    return f"affirmed as {row.factuality}" if row.polarity == "affirmed" else "denied"


_FIGURE_RULE = "low is the smallest low, high the largest high; best is the figure of most speakers, then the latest"
_PARTY_RULE = "the parties that claims affirm as fact; alleged and denied ones stand apart"
ASPECTS: dict[str, Aspect] = {
    aspect.name: aspect
    for aspect in (
        Aspect(
            "type", lambda r: r.type or "", frozenset({"eventType"}), "the narrowest type that most speakers support"
        ),
        Aspect("agent", lambda r: labels(r.agents), frozenset({"agent"}), _PARTY_RULE),
        Aspect("patient", lambda r: labels(r.patients), frozenset({"patient"}), _PARTY_RULE),
        Aspect("victim", lambda r: labels(r.victims), frozenset({"victim"}), _PARTY_RULE),
        Aspect("participant", lambda r: labels(r.participants), frozenset({"participant"}), _PARTY_RULE),
        Aspect("instrument", lambda r: "; ".join(r.instruments), frozenset(), "all that are named"),
        Aspect("target", lambda r: "; ".join(r.targets), frozenset(), "all that are named"),
        Aspect(
            "place",
            lambda r: r.place.label if r.place else "",
            frozenset({"place"}),
            "the narrowest that the others allow",
        ),
        Aspect(
            "time", lambda r: when(r.earliest, r.latest), frozenset({"earliest"}), "the narrowest that the others allow"
        ),
        *(
            Aspect(name, _counted(name), frozenset({f"{name}Best"}), _FIGURE_RULE)
            for name in ("killed", "wounded", "abducted", "captured")
        ),
        *(
            Aspect(name, _category(name), frozenset(), f"of the killed; {_FIGURE_RULE}")
            for name in ("children", "civilians", "combatants", "journalists", "police", "soldiers", "women")
        ),
        Aspect("factuality", _happened, frozenset({"polarity"}), "actual only if some claim affirms it as a fact"),
    )
}
_OTHER_NAMES = {
    "eventtype": "type", "what": "type", "who": "agent", "agents": "agent", "whom": "patient", "patients": "patient",
    "victims": "victim", "participants": "participant", "parties": "participant", "weapon": "instrument",
    "instruments": "instrument", "targets": "target", "where": "place", "when": "time", "date": "time",
    "earliest": "time", "latest": "time", "edtf": "time", "dead": "killed", "deaths": "killed", "injured": "wounded",
    "polarity": "factuality", "happened": "factuality", "placeprecision": "place",
}  # fmt: skip


def aspect(name: str) -> Aspect:
    """The property that a user means: its own name, the ontology's (`killedBest`, `eventType`), or a plain word (`where`).

    Raises UnknownName with the names there are.
    """
    wanted = fold(name).replace(" ", "").replace("_", "")
    for ending in ("low", "best", "high"):
        stem = wanted.removesuffix(ending)
        if stem != wanted and stem.removesuffix("killed") in ASPECTS:
            wanted = stem.removesuffix("killed")
        elif stem != wanted and stem in ASPECTS:
            wanted = stem
    found = ASPECTS.get(_OTHER_NAMES.get(wanted, wanted))
    if found is None:
        raise UnknownName(f"An event has no property “{name}”; it has {', '.join(ASPECTS)}.")
    return found


def why(lookups: Lookups, event: str, name: str | None = None) -> list[Why]:
    """For one property of an event, or each that it holds: the claims behind the value. A property that the event does
    not hold has an empty value and the claims that were not enough for it, if any."""
    found = lookups.find(event, "event")
    row = lookups.event_row(found.id)
    claims = [c for c in lookups.claims_about("event", found.id) if c.kind == "event"]
    asked = [aspect(name)] if name is not None else list(ASPECTS.values())
    answers = [_why(each, row, claims) for each in asked]
    return answers if name is not None else [each for each in answers if each.held]


def _why(each: Aspect, row: EventRow, claims: list[ClaimRow]) -> Why:
    held = each.value(row)
    replaced = _replaced(each, claims)
    grounds = tuple(
        Ground(value, _counts(each, claim, value, held, row, replaced), claim)
        for claim in claims
        if (value := each.value(claim))
    )
    return Why(row, each.name, held, bool(each.contested & set(row.contested)), each.rule, grounds)


def _replaced(each: Aspect, claims: list[ClaimRow]) -> set[str]:
    """The claims whose figure their own speaker has replaced by another."""
    if each.rule not in (_FIGURE_RULE, f"of the killed; {_FIGURE_RULE}"):
        return set()
    values = {claim.id: each.value(claim) for claim in claims}
    return {
        old for claim in claims if values[claim.id] for old in claim.supersedes
        if values.get(old) not in (None, "", values[claim.id])
    }


def _counts(each: Aspect, claim: ClaimRow, value: str, held: str, row: EventRow, replaced: set[str]) -> str:
    if claim.polarity == "denied":
        return "denies"
    if claim.factuality != row.factuality if each.name == "factuality" else claim.factuality != "actual":
        return claim.factuality
    if claim.id in replaced:
        return "replaced"
    return "rivals" if _rival(each, claim, value, held, row) else "supports"


def _rival(each: Aspect, claim: ClaimRow, value: str, held: str, row: EventRow) -> bool:
    """True where a claim's value and the value that is held as the best cannot both be true."""
    if value == held or not each.contested & set(row.contested):
        return False
    if each.name in ("killed", "wounded", "abducted", "captured"):
        mine, ours = getattr(claim, each.name), getattr(row, each.name)
        best = ours.best if ours.best is not None else ours.low
        return not (mine.low <= best and (mine.high is None or best <= mine.high))
    if each.name in ("agent", "patient", "victim", "participant"):
        mine, ours = getattr(claim, f"{each.name}s"), getattr(row, f"{each.name}s")
        return not set(mine) & set(ours)
    if each.name == "time":
        return bool(
            (claim.latest and row.earliest and claim.latest < row.earliest)
            or (claim.earliest and row.latest and claim.earliest > row.latest)
        )
    return each.name != "factuality" and not (each.name == "type" and held.startswith(f"{value}-"))


# --- disputes ----------------------------------------------------------------------------------------------------


def disputes(
    lookups: Lookups, event: str | None = None, name: str | None = None, least: Least = ANY
) -> list[Dispute]:
    """Where claims about one event cannot all be true: each contested property with its rival values, most speakers first.

    Sorted by how much they disagree: what is furthest apart first (`Dispute.apart`), then where more speakers stand behind the
    second of the rivals, then the latest events.
    """
    if event is not None:
        ids = [lookups.find(event, "event").id]
    else:
        ids = lookups.by_time({identifier for identifier, _ in lookups.things.pairs("event", "contested")})
    wanted = aspect(name).name if name is not None else None
    out = []
    for identifier in ids:
        if not least.met_by_event(lookups.things.event(identifier), lookups.things):
            continue
        row = lookups.event_row(identifier)
        contested = set(row.contested)
        claims = [c for c in lookups.claims_about("event", identifier) if c.kind == "event"]
        for each in ASPECTS.values():
            if each.contested & contested and wanted in (None, each.name):
                rivals = _rivals(each, claims)
                out.append(Dispute(row, each.name, each.value(row), rivals, _apart(each, rivals)))
    return sorted(out, key=lambda d: (-d.apart, -_second(d.rivals)))


def _second(rivals: tuple[Rival, ...]) -> int:
    counts = sorted((len(rival.speakers) for rival in rivals if not rival.replaced), reverse=True)
    return counts[1] if len(counts) > 1 else 0


def _apart(each: Aspect, rivals: tuple[Rival, ...]) -> float:
    claims = [rival.claims[0] for rival in rivals if not rival.replaced]
    if each.name in ("killed", "wounded", "abducted", "captured"):
        given = [f for c in claims if (f := getattr(c, each.name)) is not None and c.polarity == "affirmed"]
        lows, highs = [f.low for f in given], [f.low if f.high is None else f.high for f in given]
        return round(1 - min(highs) / max(lows), 4) if lows and max(lows) > min(highs) else 0.0
    if each.name == "time":
        firsts, lasts = [c.earliest for c in claims if c.earliest], [c.latest for c in claims if c.latest]
        gap = (date.fromisoformat(max(firsts)) - date.fromisoformat(min(lasts))).days if firsts and lasts else 0
        return round(min(1.0, max(0, gap) / 30), 4)
    return 1.0


def _rivals(each: Aspect, claims: list[ClaimRow]) -> tuple[Rival, ...]:
    values: dict[str, list[ClaimRow]] = {}
    for claim in claims:
        value = each.value(claim)
        if value and claim.polarity == "denied" and each.name != "factuality":
            value = f"not {value}"
        if value:
            values.setdefault(value, []).append(claim)
    old = _replaced(each, claims)
    rivals = [
        Rival(value, _speakers(behind), tuple(behind), all(claim.id in old for claim in behind)) for value, behind in values.items()
    ]
    return tuple(
        sorted(
            rivals, key=lambda r: (r.replaced, -len(r.speakers), r.claims[0].published or "9999", r.value)
        )
    )


def _speakers(claims: list[ClaimRow]) -> tuple[Ref, ...]:
    return tuple(sorted({claim.speaker for claim in claims}, key=lambda ref: (ref.label, ref.id)))
