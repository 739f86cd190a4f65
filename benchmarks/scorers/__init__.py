"""Scorers of public annotated corpora, and thin adapters from our records to each corpus' own form."""
