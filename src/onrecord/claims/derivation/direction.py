"""Which of two articles derives from the other: the later from the earlier, where dates tell."""

from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple

from onrecord.claims.derivation.words import Words
from onrecord.model import Aspect, Compared, Document, Moment

FAR_LONGER = 1.2
"""How many times the words of the other an article has, from which on the other is taken for a cut of it."""
UNDATED = "no date"
FARTHEST_ZONES = timedelta(hours=14)


class Order(StrEnum):
    FIRST_LATER = "first later"
    SECOND_LATER = "second later"
    UNKNOWN = "unknown"


class Directed(NamedTuple):
    """``reason`` says what told the order, or that nothing did."""

    order: Order
    reason: Compared


def by_dates(one: Document, other: Document) -> Directed:
    """Times that overlap, as of two articles of one day, tell nothing."""
    a, b = one.published, other.published
    values = (a.iso() if a else UNDATED, b.iso() if b else UNDATED)
    if a is None or b is None:
        return Directed(Order.UNKNOWN, Compared(Aspect.DATE, *values, False))
    if surely_after(a, b):
        return Directed(Order.FIRST_LATER, Compared(Aspect.DATE, *values, False))
    if surely_after(b, a):
        return Directed(Order.SECOND_LATER, Compared(Aspect.DATE, *values, False))
    return Directed(Order.UNKNOWN, Compared(Aspect.DATE, *values, True))


def surely_after(one: Moment, other: Moment) -> bool:
    """Whether ``one`` begins when ``other`` is over, whatever zone a text without one was written in."""
    if (one.start.tzinfo is None) == (other.start.tzinfo is None):
        return one.start >= other.end
    return one.start.replace(tzinfo=None) - other.end.replace(tzinfo=None) >= FARTHEST_ZONES


def is_later(one: Document, other: Document) -> bool:
    """Whether ``one`` is surely later than ``other``, by their dates."""
    return by_dates(one, other).order is Order.FIRST_LATER


def by_length(one: Words, other: Words) -> Directed:
    """What was cut is shorter; articles of about one length do not tell, and the one that was added last is taken for
    the later."""
    a, b = len(one.words), len(other.words)
    if b > FAR_LONGER * a:
        return Directed(Order.FIRST_LATER, Compared(Aspect.WORDING, f"{a:,} words", f"{b:,} words", False))
    if a > FAR_LONGER * b:
        return Directed(Order.SECOND_LATER, Compared(Aspect.WORDING, f"{a:,} words", f"{b:,} words", False))
    told = "which came first is not told"
    return Directed(Order.UNKNOWN, Compared(Aspect.DATE, told, told, True))
