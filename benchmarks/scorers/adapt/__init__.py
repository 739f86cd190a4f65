"""One adapter per corpus: from a row to articles, from records to the corpus' own form, and to its scorer.

An adapter maps types and roles, chooses which accounts the corpus counts, and hands over a given verb or sentence. It
extracts nothing.
"""

from __future__ import annotations

from scorers.adapt.base import Corpus
from scorers.adapt.cast import CAST
from scorers.adapt.claims import CLAIMS, CLAIMS_LATER
from scorers.adapt.events import RAMS, WIKIEVENTS
from scorers.adapt.factuality import FACTUALITY, FACTUALITY_LATER, FACTUALITY_THIRD
from scorers.adapt.figures import FIGURES, FIGURES_FIFTH, FIGURES_FOURTH, FIGURES_LATER, FIGURES_THIRD
from scorers.adapt.incidents import MUC4
from scorers.adapt.names import RE3D, UNER_EWT, UNER_PUD
from scorers.adapt.outlets import OUTLETS
from scorers.adapt.own import OWN
from scorers.adapt.places import EVENT_LOCATION, TOPONYMS, UCDP
from scorers.adapt.quotes import POLNEAR
from scorers.adapt.sentences import CAMEO, CASE2021, CEHA, PETRARCH, PLOVER
from scorers.adapt.tellings import OWN_EVENTS

CORPORA: tuple[Corpus, ...] = (
    MUC4,
    CAMEO,
    PLOVER,
    PETRARCH,
    EVENT_LOCATION,
    POLNEAR,
    *TOPONYMS,
    UNER_EWT,
    UNER_PUD,
    RE3D,
    WIKIEVENTS,
    RAMS,
    CEHA,
    CASE2021,
    UCDP,
    OWN,
    OUTLETS,
    CAST,
    OWN_EVENTS,
    FIGURES,
    FIGURES_LATER,
    FIGURES_THIRD,
    FIGURES_FOURTH,
    FIGURES_FIFTH,
    FACTUALITY,
    FACTUALITY_LATER,
    FACTUALITY_THIRD,
    CLAIMS,
    CLAIMS_LATER,
)

__all__ = ["CORPORA", "Corpus"]
