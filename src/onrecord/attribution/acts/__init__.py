"""What a speaker does by a statement: says, denies, accuses, warns."""

from onrecord.attribution.acts.act import act_of

__all__ = ["act_of"]
