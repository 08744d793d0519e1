"""Times counted from another time of the text: "the next day", "two weeks later", "that evening"."""

import re

from onrecord.times.calendar import Unit, unit_at
from onrecord.times.dates import LEFT, Match, Rule
from onrecord.times.days import parted
from onrecord.times.distances import SOME, away
from onrecord.times.expression import Meaning, Reference
from onrecord.times.words import GAP, PARTS_OF_DAY, unit_of

_UNIT = r"(?P<unit>(?i:day|week|month|quarter|year|decade))"
_PART = rf"(?P<part>(?i:{'|'.join(PARTS_OF_DAY)}))"
_STEPS = {"next": 1, "following": 1, "previous": -1, "preceding": -1, "before": -1, "after": 1}
_ALONE = rf"(?=\s*(?:[.,;:!?)\]”’\"']|$|\n)|{GAP}(?i:and|but|that|he|she|it|they|we|i|in|at|on|was|were|had)(?!\w))"
"""What follows "the day after" where no event does."""


def leaning(unit: Unit, step: int) -> Meaning:
    return Meaning(Reference.ANAPHORIC, lambda now: [unit_at(now.known, unit, step)], unit=unit)


def _step(m: Match) -> int:
    """ "that" and "the same": none."""
    return _STEPS.get(m["which"].lower(), 0)


def _unit(m: Match) -> Meaning:
    return leaning(unit_of(m["unit"]), _step(m))


def _part(m: Match) -> Meaning:
    """The night before is that of the day before."""
    return parted(leaning(Unit.DAY, _step(m)), m["part"])


def _away(m: Match) -> Meaning:
    sign = 1 if m["way"].lower() in ("later", "after", "afterwards", "afterward", "on") else -1
    return away(m, sign, Reference.ANAPHORIC)


def _rule(text: str, build: object) -> Rule:
    return Rule("leaning", re.compile(LEFT + text), build)  # type: ignore[arg-type]


_THE = rf"(?i:the{GAP})"
RULES = (
    _rule(rf"(?i:since|until|till|by|before|from){GAP}(?P<t>(?i:then))(?!\w)", lambda _: leaning(Unit.DAY, 0)),
    _rule(rf"{_THE}(?P<which>(?i:next|following|previous|preceding|same)){GAP}{_UNIT}(?![\w’'-])", _unit),
    _rule(rf"(?P<which>(?i:next|following)){GAP}(?P<unit>(?i:day))(?![\w’'-])", _unit),
    _rule(rf"{_THE}(?P<which>(?i:next|following|previous|preceding|same)){GAP}{_PART}(?![\w’'-])", _part),
    _rule(rf"(?P<which>(?i:that|that{GAP}same)){GAP}{_UNIT}(?![\w’'-])", _unit),
    _rule(rf"(?P<which>(?i:that|that{GAP}same)){GAP}{_PART}(?![\w’'-])", _part),
    _rule(rf"{_THE}{_UNIT}{GAP}(?P<which>(?i:before|after)){_ALONE}", _unit),
    _rule(rf"{_THE}{_PART}{GAP}(?P<which>(?i:before|after)){_ALONE}", _part),
    _rule(
        rf"{SOME}{GAP}(?P<way>(?i:earlier|later|previously|afterwards?))(?!\w)(?!{GAP}(?i:than|this|that|today|in)(?!\w))",
        _away,
    ),
    _rule(rf"{SOME}{GAP}(?P<way>(?i:before|after)){_ALONE}", _away),
)
