"""Two propositions, aspect by aspect: where they agree, where they differ, and what cannot be compared."""

from onrecord.claims.comparison.compare import compared, differing

__all__ = ["compared", "differing"]
