"""On whose word a statement rests: sourcing, refusals, and what an outlet remarks on its sources."""

from onrecord.attribution.basis.refusals import refusals
from onrecord.attribution.basis.remarks import remarks
from onrecord.attribution.basis.sourcing import Antecedent, bases

__all__ = ["Antecedent", "bases", "refusals", "remarks"]
