"""What a document derives from: copied passages, credits, hyperlinks and words that name a source."""

from onrecord.claims.derivation.derive import derivations
from onrecord.claims.derivation.keys import document_keys

__all__ = ["derivations", "document_keys"]
