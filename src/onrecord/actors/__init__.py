"""Mentions -> Actors: who speaks and who is spoken of, within a document and across documents."""

from onrecord.actors.resolve import Actors, resolve
from onrecord.actors.speakers import speakers

__all__ = ["Actors", "resolve", "speakers"]
