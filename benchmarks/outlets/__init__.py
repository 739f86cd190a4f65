"""Incidents as several outlets tell of them, with the truth of what tells of what: the corpus `outlets`."""
