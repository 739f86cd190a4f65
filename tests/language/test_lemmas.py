"""Lemmas by form and tag."""

from __future__ import annotations

import pytest

from conflictgraph.language.lemmas import lemma


@pytest.mark.parametrize(
    ("form", "upos", "expected"),
    [
        ("killed", "VERB", "kill"),
        ("Killed", "VERB", "kill"),
        ("wounding", "VERB", "wound"),
        ("were", "AUX", "be"),
        ("n't", "PART", "not"),
        ("children", "NOUN", "child"),
        ("bombings", "NOUN", "bombing"),
        ("forces", "NOUN", "force"),
        ("meeting", "NOUN", "meeting"),
        ("met", "VERB", "meet"),
        ("Kabul", "PROPN", "Kabul"),
        ("worse", "ADJ", "bad"),
        ("hoping", "VERB", "hope"),
        ("ambushed", "VERB", "ambush"),
        ("abducting", "VERB", "abduct"),
        ("evacuated", "VERB", "evacuate"),
        ("infiltrating", "VERB", "infiltrate"),
        ("strafed", "VERB", "strafe"),
        ("overran", "VERB", "overrun"),
        ("wounds", "VERB", "wound"),
        ("co-authored", "VERB", "co-author"),
        ("adding", "VERB", "add"),
        ("falling", "VERB", "fall"),
        ("riflemen", "NOUN", "rifleman"),
        ("militias", "NOUN", "militia"),
        ("insurgencies", "NOUN", "insurgency"),
        ("viruses", "NOUN", "virus"),
        ("crises", "NOUN", "crisis"),
        ("massacres", "NOUN", "massacre"),
        ("barracks", "NOUN", "barracks"),
        ("deadlier", "ADJ", "deadly"),
        ("former", "ADJ", "former"),
        ("40s", "NOUN", "40s"),
        ("’s", "PART", "'s"),
        (".", "PUNCT", "."),
    ],
)
def test_a_form_under_its_tag_has_its_lemma(form: str, upos: str, expected: str) -> None:
    assert lemma(form, upos) == expected
