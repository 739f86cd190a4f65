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
        ("’s", "PART", "'s"),
        (".", "PUNCT", "."),
    ],
)
def test_a_form_under_its_tag_has_its_lemma(form: str, upos: str, expected: str) -> None:
    assert lemma(form, upos) == expected
