"""The store of documents and what they say, one interface over the backends.

``Record`` opens the SQLite backend; ``Store`` is what callers may rely on.
"""

from onrecord.record.sqlite import Record
from onrecord.record.store import Added, Hit, HitKind, Info, SpeakerCount, Store, Subject, SubjectKind, Version

__all__ = ["Added", "Hit", "HitKind", "Info", "Record", "SpeakerCount", "Store", "Subject", "SubjectKind", "Version"]
