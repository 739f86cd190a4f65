"""The records of the word lists in `data/lexicon/`; `lexicon` explains slots and keys and holds the tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

EventType = Literal[
    "agree", "consult", "support", "concede", "cooperate", "aid", "retreat", "request", "reject", "accuse", "threaten",
    "protest", "sanction", "mobilize", "coerce", "assault",
]  # fmt: skip
Effect = Literal["killed", "wounded", "abducted", "captured", "displaced", "destroyed"]
PatientKind = Literal["person", "thing", "place", "any"]
CueKind = Literal[
    "say", "believe", "deny", "confirm", "ask", "promise", "threaten", "accuse", "claim", "hear", "report", "quote",
    "according", "hedge",
]  # fmt: skip
CueEffect = Literal["actual", "alleged", "hypothetical", "planned", "threatened", "denied", "as-is"]
ModalEffect = Literal["planned", "threatened", "hypothetical", "negation", "attempt", "foiled"]
ModalScope = Literal["clause", "complement", "noun"]
TieRole = Literal["tie", "status"]
FigureKind = Literal["number", "scale", "vague", "modifier", "range", "partitive", "addition", "none", "noun"]

class Condition(NamedTuple):
    """What the context must show for a sense to count: `key` names the place, `value` the alternatives joined by "|".

    `key` is a slot name (`obj`, `subj`, `prep:in`, `nmod-pre`), `comp` (a clausal complement), or `arg` = any party
    or content word of the predicate's clause, or `bare` = the preposition before a noun without article ("on strike"); with `not-` before it the context must not show that. An alternative is
    a lemma, a class of `word-classes.tsv` (a name tagged as a place is a `place`, a known armed actor is `armed`, …),
    `attack-noun` (a noun of type assault), `number` (a figure) or `any`. `expand(value)` gives all lemmas at once.
    """

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class PredicateEntry:
    """One sense of an event word. `mode` and `effect` are None where there is none; all `conditions` must hold.

    `agent` and `patient` are slots in order of preference. `weight` (0.3 … 1.0) is the editors' estimate of how often
    the word means this type in conflict and political news.
    """

    lemma: str
    pos: str
    type: EventType
    mode: str | None
    agent: tuple[str, ...]
    patient: tuple[str, ...]
    effect: Effect | None
    patient_kind: PatientKind
    condition: str
    weight: float
    conditions: tuple[Condition, ...]

    @property
    def symmetric(self) -> bool:
        """Whether some slot holds participants without sides (`both:…`)."""
        return any(slot.startswith("both:") for slot in self.agent + self.patient)


@dataclass(frozen=True, slots=True)
class CueEntry:
    """A word that introduces speech or thought.

    `speaker` are slots of the innermost speaker in order of preference, () = nobody is named; `via` is the slot of
    the outer one ("the paper quoted him": via ARG0). `content` are slots, UD relations, `quote` (the quotation beside
    it) or `clause` (the rest of the clause). `factuality` is what the content is in the speaker's mouth, `as-is` = as
    its own wording says.
    """

    lemma: str
    pos: str
    kind: CueKind
    speaker: tuple[str, ...]
    via: str | None
    content: tuple[str, ...]
    factuality: CueEffect
    weight: float


@dataclass(frozen=True, slots=True)
class ModalityEntry:
    """A word that changes the factuality or polarity of an event in its scope; the rules stand in `modality.tsv`."""

    lemma: str
    pos: str
    effect: ModalEffect
    scope: ModalScope
    note: str


_TO_PERSONS = frozenset({
    "allyOf", "deputyOf", "kinOf", "opposes", "precedes", "represents", "spokespersonFor", "succeeds", "supports",
    "worksFor",
})  # fmt: skip
_TO_PLACES = frozenset({"basedIn", "capitalOf", "controls", "deputyOf", "leads", "memberOf", "partOf", "represents"})


@dataclass(frozen=True, slots=True)
class TieEntry:
    """A word that states a standing link (`role` tie: name, side, other), or a modifier of its status (`role`
    status)."""

    lemma: str
    pos: str
    role: TieRole
    name: str | None
    side: Literal["from", "to"] | None
    other: tuple[str, ...]
    status: Literal["present", "former", "alleged", "denied"]
    weight: float

    @property
    def tie(self) -> str:
        """The link's name, "" for a modifier of status."""
        return self.name or ""

    @property
    def inverse(self) -> bool:
        """Whether the word's own party is the `to` end ("X's proxy Y": X supports Y)."""
        return self.side == "to"

    @property
    def person(self) -> bool:
        """Whether the other end is often a person ("brother of X", "aide to X")."""
        return self.name in _TO_PERSONS

    @property
    def place(self) -> bool:
        """Whether the other end is often a place ("governor of X", "resident of X")."""
        return self.name in _TO_PLACES


@dataclass(frozen=True, slots=True)
class Quantifier:
    """A number word or quantifier. `low`, `best`, `high` are rules as `figures.tsv` explains them; "" = not known."""

    word: str
    kind: FigureKind
    low: str
    best: str
    high: str
    place: Literal["before", "after", "between", "alone"]
    note: str
