"""Words before a colon that name no speaker: "Note: …", "Photo: …", "Update: …"."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NOT_SPEAKERS = _words(
    "note notes nb ps update updates updated correction corrections clarification photo photos picture pictures "
    "image images video watch listen read see also source sources caption credit file advertisement related topic "
    "topics tag tags date time place location venue subject re cc from to exclusive breaking live opinion "
    "analysis comment comments explainer factbox fact facts background summary conclusion example warning tip "
    "tips disclaimer editor transcript chapter part section figure table step price tickets phone email contact "
    "address website link links published posted written filed by interview profile obituary review editorial "
    "column letters poll quiz podcast timeline recipe weather sport sports result results score scores born died "
    "age bottom line question answer key points takeaway takeaways headline verdict claim"
)
"""The claim and the verdict of a fact check, and the parts of a box of facts, are among them: none of them speaks."""
_OPENINGS = ("editor’s note", "editor's note", "read more", "see also", "more on", "what we know", "who is", "how to")


def names_no_speaker(label: str) -> bool:
    words = label.casefold().split()
    if not words or not any(c.isalpha() for c in label):
        return True
    return words[-1].rstrip(".") in NOT_SPEAKERS or " ".join(words).startswith(_OPENINGS)
