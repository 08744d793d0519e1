"""Words of refusals: what one declines to do, what one is asked by, and what would make it something else."""

from onrecord.attribution.inflection import lemmas, noun_forms


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _nouns(text: str) -> frozenset[str]:
    return frozenset(form for noun in text.split() for form in noun_forms(noun))


VERBS = lemmas(
    _words(
        "comment answer respond reply say confirm deny discuss elaborate speak talk identify specify provide "
        "give disclose reveal explain address name clarify divulge expand detail rule decline refuse turn "
        "return ignore acknowledge reach contact locate draw receive get elicit prompt bring go have make "
        "offer issue fail neglect be interview prove remain find weigh choose opt prefer"
    ),
    verbs=True,
)
"""Form -> verb, of the verbs that refusals are made of."""

ANSWERING = _words(
    "comment answer respond reply say confirm deny discuss elaborate speak talk identify specify provide give "
    "disclose reveal explain address name clarify divulge expand detail rule offer weigh"
)
"""What one declines to do, and so declines to answer."""
TELLING = _words(
    "say confirm deny discuss disclose reveal identify specify comment explain clarify divulge name elaborate"
)
"""What one "would not" do."""
HANDING = _words("provide give address offer")
"""Answers only with the right object: "refused to give details", not "refused to give up"."""
HANDED = _nouns(
    "detail comment reason explanation answer figure information name response statement estimate account "
    "interview question issue matter allegation accusation claim report specifics timeline number date update "
    "evidence documentation document list copy proof price tag breakdown opinion view"
)

ASKING = _nouns(
    "request question email e-mail mail message call letter inquiry enquiry query text voicemail note list fax "
    "allegation accusation claim charge criticism complaint report tweet summons remark attack statement"
)
"""What one is asked by: "did not respond to a letter"."""
SENT = _nouns("request question email e-mail message call letter inquiry enquiry query text voicemail note fax")
"""What is left unanswered: "calls were not returned"."""
COMMENT = _nouns("comment interview reaction response")
ALARMS = _words("distress emergency rescue alarm panic prank")
"""Calls of this kind ask for no comment."""
TRYING = _nouns("attempt effort try bid")
SILENT = _words("unsuccessful fruitless failed unanswered unreturned futile vain")
NO_ANSWER = _words("unanswered unreturned ignored unacknowledged")
REPLIES = _nouns("response reply answer comment reaction word")
CHOOSING = _words("choose opt prefer")
"""Who chooses not to respond has been asked."""
UNTOLD = _nouns("record occasion time day week month condition background")
"""What stands after "on" without being what was asked about."""
PRESS = _nouns("reporter journalist correspondent newspaper magazine agency we")
NOBODY = _words("nobody none neither")
