"""Events as Parquet, in our own columns or in those of ACLED's and UCDP GED's tables, so that notebooks written for these run.

Only the names of the columns and of the categories are theirs. What their coders would know and we do not is empty, never
guessed; an event of a type that they do not have is left out and told. Their rows are single incidents, to be counted and added
up: where parts of an event (`partOf`) are in the file, the larger event that sums them up is not, and is told. Needs pyarrow
(extra `parquet`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import IO, Any

from conflictgraph.errors import MissingExtra
from conflictgraph.export.material import Material, around, point
from conflictgraph.export.values import unicode_text
from conflictgraph.graphmodel import GPlace
from conflictgraph.query import Lookups
from conflictgraph.query.plain import columns, flat
from conflictgraph.query.rows import ClaimRow, EventRow
from conflictgraph.resources import shelf, table

_ROWS = 10_000  # rows of one group in the file
_ARMED = frozenset({"state", "state-force", "armed-group"})
_CIVIL = frozenset({"civilians", "children", "women", "journalists"})  # categories of the killed
_BATTLES, _AGAINST_CIVILIANS = "Battles", "Violence against civilians"

ACLED: dict[str, str] = {
    **dict.fromkeys(("event_id_cnty", "event_date"), "string"), "year": "int", "time_precision": "int",
    **dict.fromkeys(("disorder_type", "event_type", "sub_event_type", "actor1", "assoc_actor_1", "inter1"), "string"),
    **dict.fromkeys(("actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting"), "string"), "iso": "int",
    **dict.fromkeys(("region", "country", "admin1", "admin2", "admin3", "location"), "string"),
    "latitude": "float", "longitude": "float", "geo_precision": "int",
    **dict.fromkeys(("source", "source_scale", "notes"), "string"), "fatalities": "int", "tags": "string", "timestamp": "int",
}  # fmt: skip
"""ACLED's columns (from its codebook), in its order, and the type of each."""

UCDP: dict[str, str] = {
    "id": "int", "relid": "string", "year": "int", "active_year": "bool", "code_status": "string", "type_of_violence": "int",
    "conflict_dset_id": "string", "conflict_new_id": "int", "conflict_name": "string", "dyad_dset_id": "string",
    "dyad_new_id": "int", "dyad_name": "string", "side_a_dset_id": "string", "side_a_new_id": "int", "side_a": "string",
    "side_b_dset_id": "string", "side_b_new_id": "int", "side_b": "string", "number_of_sources": "int",
    **dict.fromkeys(("source_article", "source_office", "source_date", "source_headline", "source_original"), "string"),
    "where_prec": "int", "where_coordinates": "string", "where_description": "string", "adm_1": "string", "adm_2": "string",
    "latitude": "float", "longitude": "float", "geom_wkt": "string", "priogrid_gid": "int", "country": "string",
    "country_id": "int", "region": "string", "event_clarity": "int", "date_prec": "int", "date_start": "string",
    "date_end": "string", "deaths_a": "int", "deaths_b": "int", "deaths_civilians": "int", "deaths_unknown": "int",
    "best": "int", "high": "int", "low": "int", "gwnoa": "int", "gwnob": "int",
}  # fmt: skip
"""The columns of UCDP's Georeferenced Event Dataset (from its codebook), in its order, and the type of each."""

_GEO_PRECISION = {"point": 1, "city": 1, "district": 2, "province": 3}
_WHERE_PREC = {"point": 1, "city": 1, "district": 3, "province": 4, "country": 6, "region": 6}


_NAMED = [f"{role}{more}" for role in ("agents", "patients", "victims", "participants") for more in ("", "Labels")]
_BOTH = frozenset(("id", "type", "factuality", "earliest", "edtf", *_NAMED, "place", "placeLabel", "placePrecision", "killedBest"))
_HELD = {"ACLED": _BOTH | {"partOf"}, "UCDP": _BOTH | {"latest", "killedLow", "killedHigh", "speakers"}}
"""What of an event's own columns these tables tell, if only roughly; the rest is named as lost."""


def write_parquet(material: Material, out: IO[bytes]) -> None:
    """All events in the columns of the listing (`events.csv`), the latest first."""
    bounds = {f"{figure}{bound}" for figure in ("killed", "wounded", "abducted", "captured") for bound in ("Low", "Best", "High")}
    special = {"speakers": "int", "reports": "int", "lasting": "bool", "confidence": "float"}
    types = {name: "int" if name in bounds else special.get(name, "string") for name in columns(EventRow)}
    _write(out, types, (flat(row) for row, _ in material.events()))


def write_acled(material: Material, out: IO[bytes]) -> None:
    """Actual events of types that ACLED has, under its column names."""
    _write(out, ACLED, _told(material, acled_row, "ACLED"))


def write_ucdp(material: Material, out: IO[bytes]) -> None:
    """Actual violent events under the column names of UCDP GED."""
    _write(out, UCDP, _told(material, ucdp_row, "UCDP"))


def _told(
    material: Material, make: Callable[[EventRow, Lookups], dict[str, Any] | None], whose: str
) -> Iterator[dict[str, Any]]:
    losses, types = material.losses, _matches()[whose.lower()]
    wholes = {deed.part_of for deed in material.deeds() if deed.part_of is not None}
    rows = {  # of all events only those that are a part or have parts
        deed.id: deed for deed in (material.deeds() if wholes else ()) if deed.factuality == "actual" and types.get(deed.type) and (deed.part_of or deed.id in wholes)
    }
    parts: dict[str, list[str]] = {}
    for each in rows.values():
        if each.part_of in rows and each.part_of is not None:
            parts.setdefault(each.part_of, []).append(each.id)
    for row, look in material.events(words=True):
        if row.factuality != "actual":
            losses.count("event{s} left out that nobody tells as a fact (alleged, planned, threatened).")
        elif row.id in parts:
            losses.count("event{s} left out in which other rows, the parts, are summed up.")
            more = (rows[row.id].killed or 0) - sum(rows[part].killed or 0 for part in _leaves(row.id, parts))
            if more > 0:
                losses.count("killed, by the best figures, are told of such sums alone and are in no row.", more)
        elif (made := make(row, look)) is None:
            losses.count(f"event{{s}} left out of types that {whose} does not record.")
        else:
            losses.unheld(flat(row), _HELD[whose])
            yield made


def _leaves(whole: str, parts: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The smallest parts of an event, each once."""
    waiting, seen = [whole], {whole}
    while waiting:
        for part in parts[waiting.pop()]:
            if part not in seen:
                seen.add(part)
                if part in parts:
                    waiting.append(part)
                else:
                    yield part


def _write(out: IO[bytes], types: dict[str, str], rows: Iterable[dict[str, Any]]) -> None:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingExtra("Parquet", "parquet") from error
    kinds = {"string": pa.string(), "int": pa.int64(), "float": pa.float64(), "bool": pa.bool_()}
    schema = pa.schema([(name, kinds[kind]) for name, kind in types.items()])
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        for batch in _batches(rows):
            arrays = [pa.array([_safe(row.get(name)) for row in batch], kinds[kind]) for name, kind in types.items()]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def _safe(value: Any) -> Any:
    return unicode_text(value) if isinstance(value, str) else value


def _batches(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    held: list[dict[str, Any]] = []
    for row in rows:
        held.append(row)
        if len(held) == _ROWS:
            yield held
            held = []
    if held:
        yield held


# --- what both say -----------------------------------------------------------------------------------------------


def _days(row: EventRow) -> int | None:
    """How many days the event can have happened on; None where one end is unknown."""
    if not (row.earliest and row.latest):
        return None
    return (date.fromisoformat(row.latest) - date.fromisoformat(row.earliest)).days + 1


def _sides(row: EventRow) -> tuple[list[str], list[str]]:
    """The ids of those on either side; of participants, whose side is unknown, the first stands against the others."""
    harmed = [ref.id for ref in (*row.patients, *row.victims)]
    agents = [ref.id for ref in row.agents]
    if agents or harmed:
        return agents, harmed
    ids = [ref.id for ref in row.participants]
    return ids[:1], ids[1:]


def _civil(row: EventRow) -> bool:
    """Whether all the killed whose sort is told are civilians; the sort of a party is not enough to say so."""
    told = {name for name, _ in row.who}
    return bool(told) and told <= _CIVIL


def _kinds(look: Lookups, actors: Sequence[str]) -> set[str]:
    return {look.things.actor(each).kind for each in actors}


def _labels(look: Lookups, actors: Sequence[str]) -> list[str]:
    return [look.things.actor(each).label for each in actors]


def _area(places: Sequence[GPlace], precision: str) -> str | None:
    return next((place.label for place in places if place.precision == precision), None)


def _claims(row: EventRow, look: Lookups) -> list[ClaimRow]:
    return [claim for claim in look.claims_about("event", row.id) if claim.kind == "event"]


@cache
def _matches() -> dict[str, dict[str, tuple[str, ...]]]:
    """Scheme (`acled`, `ucdp`) → our event type → the names of the categories that it matches, from the ontology."""
    import pyoxigraph as ox

    text = (shelf("ontology") / "event-types.ttl").read_bytes()
    triples = [quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)]
    skos, schemes = "http://www.w3.org/2004/02/skos/core#", "https://w3id.org/conflictgraph/scheme/"
    notation = {t.subject: str(getattr(t.object, "value", "")) for t in triples if t.predicate.value == skos + "notation"}
    found: dict[str, dict[str, list[str]]] = {"acled": {}, "ucdp": {}}
    for triple in triples:
        target = str(getattr(triple.object, "value", ""))
        scheme = target.removeprefix(schemes).partition("/")[0]
        if triple.predicate.value == skos + "closeMatch" and target.startswith(schemes) and scheme in found:
            ours = str(getattr(triple.subject, "value", "")).rpartition("/")[2]
            found[scheme].setdefault(ours, []).append(notation[triple.object])
    return {scheme: {ours: tuple(sorted(names)) for ours, names in each.items()} for scheme, each in found.items()}


@cache
def _acled_types() -> dict[str, tuple[str, str]]:
    """ACLED's sub-event type → (event type, disorder type), from `data/export/acled-types.tsv`."""
    return {sub: (event, disorder) for sub, event, disorder in table("export/acled-types.tsv", "sub-event", "event", "disorder")}


# --- ACLED -------------------------------------------------------------------------------------------------------


def acled_row(row: EventRow, look: Lookups) -> dict[str, Any] | None:
    """An event in ACLED's columns; None for a type that ACLED does not have."""
    candidates = _matches()["acled"].get(row.type or "", ())
    if not candidates:
        return None
    one, other = _sides(row)
    subs = [sub for sub in candidates if _fits(_acled_types()[sub][0], _kinds(look, other), _civil(row))]
    events = {_acled_types()[sub][0] for sub in subs}
    disorders = {_acled_types()[sub][1] for sub in subs}
    places = around(look, row.place.id) if row.place else []
    where = point(places)
    days = _days(row)
    claims = _claims(row, look)
    sides = [_labels(look, one), _labels(look, other)]
    country = next((place.id for place in places if place.precision == "country"), None)
    inter = _inter(look, one, country), _inter(look, other, country, _civil(row))
    near = row.earliest is not None and days is not None and days <= 31
    return {
        "event_id_cnty": row.id,
        "event_date": row.earliest if near else None,
        "year": int(row.earliest[:4]) if row.earliest and row.latest and row.earliest[:4] == row.latest[:4] else None,
        "time_precision": None if days is None or days > 31 else 1 if days == 1 else 2 if days <= 7 else 3,
        "disorder_type": next(iter(disorders)) if len(disorders) == 1 else None,
        "event_type": next(iter(events)) if len(events) == 1 else None,
        "sub_event_type": subs[0] if len(subs) == 1 else None,
        "actor1": sides[0][0] if sides[0] else None,
        "assoc_actor_1": "; ".join(sides[0][1:]) or None,
        "inter1": inter[0],
        "actor2": sides[1][0] if sides[1] else None,
        "assoc_actor_2": "; ".join(sides[1][1:]) or None,
        "inter2": inter[1],
        "interaction": "-".join(sorted(map(str, inter), key=_INTER.index)) if all(inter) else None,
        "civilian_targeting": "Civilian targeting" if _civil(row) and "Battles" not in events else None,
        "country": _area(places, "country"),
        "admin1": _area(places, "province"),
        "admin2": _area(places, "district"),
        "location": row.place.label if row.place else None,
        "latitude": where[0] if where else None,
        "longitude": where[1] if where else None,
        "geo_precision": _GEO_PRECISION.get(places[0].precision) if places else None,
        "source": "; ".join(sorted({c.publisher for c in claims if c.publisher})) or None,
        "notes": next((claim.sentence for claim in claims), None),
        "fatalities": row.killed.best if row.killed else None,
        "tags": f"part of {row.part_of}" if row.part_of else None,
    }


def _fits(event_type: str, harmed: set[str], civil: bool) -> bool:
    """Whether those harmed are such as ACLED's event type is defined by: an armed side in battles, civilians in violence
    against civilians. Where that is unknown both fit."""
    if event_type == _BATTLES:
        return not civil
    return event_type != _AGAINST_CIVILIANS or civil or not (harmed and harmed <= _ARMED)


_INTER = ("State forces", "External/Other forces", "Civilians")
"""Those of ACLED's sorts of actors that follow from ours, in the order in which it names two together."""


def _inter(look: Lookups, actors: Sequence[str], country: str | None, civil: bool = False) -> str | None:
    """ACLED's word for the sort of a side: a state's forces at home or, in another country, external ones; `civil` where those harmed
    are told to be civilians. Rebels and militias cannot be told apart."""
    kinds = _kinds(look, actors)
    if civil and not kinds & _ARMED:
        return "Civilians"
    if not actors or country is None or not kinds <= {"state", "state-force"}:
        return None
    home = _state(actors[0], look)
    return None if home is None else "State forces" if home == country else "External/Other forces"


def _state(actor: str, look: Lookups) -> str | None:
    """The id of the state that an actor is or is an institution of (`syria-military` of `syria`); None where its id does not say."""
    for office in _offices():
        if actor.endswith(f"-{office}"):
            return actor.removesuffix(f"-{office}")
    return actor if look.things.actor(actor).kind == "state" else None


@cache
def _offices() -> tuple[str, ...]:
    """What ids of a state's institutions end with, from `data/lexicon/offices.tsv`."""
    return tuple(office for office, *_ in table("lexicon/offices.tsv", "key", "kind", "name", "aliases"))


# --- UCDP --------------------------------------------------------------------------------------------------------


def ucdp_row(row: EventRow, look: Lookups) -> dict[str, Any] | None:
    """An event in the columns of UCDP GED; None for a type that is not violent in its sense."""
    if not _matches()["ucdp"].get(row.type or ""):
        return None
    one, other = _sides(row)
    places = around(look, row.place.id) if row.place else []
    where = point(places)
    days = _days(row)
    claims = _claims(row, look)
    a, b = ("; ".join(_labels(look, side)) or None for side in (one, other))
    civilians = dict(row.who).get("civilians")
    killed = row.killed
    same_year = row.earliest and row.latest and row.earliest[:4] == row.latest[:4]
    return {
        "id": int(row.id.partition("-")[2][:15] or "0", 16),
        "relid": row.id,
        "year": int(row.earliest[:4]) if row.earliest and same_year else None,
        "type_of_violence": _violence(_kinds(look, one), _kinds(look, other), _civil(row)),
        "dyad_name": f"{a} - {b}" if a and b else None,
        "side_a": a,
        "side_b": b,
        "number_of_sources": row.speakers,
        "source_article": "; ".join(_unique(f"{c.publisher or '?'}, {c.published or '?'}" for c in claims)) or None,
        "source_office": "; ".join(_unique(c.publisher for c in claims)) or None,
        "source_date": "; ".join(_unique(c.published for c in claims)) or None,
        "source_headline": "; ".join(_unique(c.headline for c in claims)) or None,
        "source_original": "; ".join(_unique(c.speaker.label for c in claims)) or None,
        "where_prec": _WHERE_PREC.get(places[0].precision) if places else None,
        "where_coordinates": row.place.label if row.place else None,
        "where_description": ", ".join(place.label for place in places) or None,
        "adm_1": _area(places, "province"),
        "adm_2": _area(places, "district"),
        "latitude": where[0] if where else None,
        "longitude": where[1] if where else None,
        "geom_wkt": f"POINT ({where[1]} {where[0]})" if where else None,
        "country": _area(places, "country"),
        "date_prec": None if days is None else 1 if days == 1 else 2 if days < 7 else 3 if days == 7 else 4 if days <= 31 else 5,
        "date_start": row.earliest,
        "date_end": row.latest,
        "deaths_civilians": civilians.best if civilians else None,
        "deaths_unknown": _of_unknown_status(row),
        "best": killed.best if killed else None,
        "high": killed.high if killed else None,
        "low": killed.low if killed else None,
    }


def _violence(one: set[str], other: set[str], civil: bool) -> int | None:
    """UCDP's type of violence, where the parties decide it: 1 with a state against an armed side, 2 between armed groups, 3
    by an armed side against civilians; else None."""
    if not one or not one <= _ARMED:
        return None
    if civil:
        return 3
    if not other or not other <= _ARMED:
        return None
    return 1 if (one | other) & {"state", "state-force"} else 2


def _of_unknown_status(row: EventRow) -> int | None:
    """The killed of whom nobody says what they were: all but the civilians, where no others are told apart."""
    told = dict(row.who)
    civilians = told.pop("civilians", None)
    if row.killed is None or row.killed.best is None or told or (civilians is not None and civilians.best is None):
        return None
    return max(0, row.killed.best - (civilians.best or 0 if civilians is not None else 0))


def _unique(texts: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(text for text in texts if text))
