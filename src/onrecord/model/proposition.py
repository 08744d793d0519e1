"""What a statement says, in the terms by which two statements are compared."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.commitment import Status
from onrecord.model.moment import Moment


class Bound(StrEnum):
    """How a number is meant."""

    EXACT = "exact"
    ABOUT = "about"
    LEAST = "least"
    """ "more than 100", "at least 100" """
    MOST = "most"
    """ "up to 100", "fewer than 100" """


@dataclass(frozen=True, slots=True)
class Quantity:
    """From ``low`` to ``high``, which are one for a single number, of ``unit``; ``spelt`` as the text has it.

    ``unit`` is the stem of the noun that is counted ("drone"), "%", or a currency's sign or code; "" for a bare number.
    """

    low: float
    high: float
    unit: str
    bound: Bound
    spelt: str


class Role(StrEnum):
    """What a party does in the event. In a transfer SOURCE gives and GOAL gets, whichever verb tells it."""

    AGENT = "agent"
    PATIENT = "patient"
    SOURCE = "source"
    GOAL = "goal"
    WITH = "with"
    PLACE = "place"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Party:
    """``name`` is in lower case, of a country that of the gazetteer; "" for a party that is only described.

    ``country`` is that of a country, of its people and its officials; ``kind`` the value of an :class:`ActorKind`.
    """

    name: str
    role: Role
    spelt: str
    country: str | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Proposition:
    """``wording`` is the content with its pronouns replaced by the names they stand for, so that it can be read alone.

    ``keys`` are what statements that may say the same share, to be looked up in an index, those that the fewest share
    first. ``predicate`` is the stem of the main event's word, ``words`` the stems of all words that carry content.
    ``negated``: the content itself says that it is not so. ``denied``: the content says so, but whoever is cited says
    that it is not ("denied that ..."). ``happened`` is the time of the event, ``reported`` when this was said or
    published. ``same_as`` is the statement nested in this one, or around it, that says all that it says ("the magazine
    reported that X said ..."). ``clause``: it is a clause with a subject, not a noun ("the attack") or a bare
    verb ("to leave"). Without keys it is no claim of its own: it retells another, asks, or declines to say.
    """

    statement_id: str
    document_id: str
    wording: str
    keys: tuple[str, ...]
    predicate: str = ""
    words: tuple[str, ...] = ()
    numbers: tuple[Quantity, ...] = ()
    parties: tuple[Party, ...] = ()
    negated: bool = False
    denied: bool = False
    status: Status | None = None
    happened: Moment | None = None
    reported: Moment | None = None
    same_as: str | None = None
    clause: bool = True
