"""Statement -> Proposition: its wording, and what is compared: numbers, parties with roles, negation, status."""

from onrecord.claims.propositions.build import propositions

__all__ = ["propositions"]
