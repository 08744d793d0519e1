"""Frozen records with ids derived from their content. Nothing here imports another part of onrecord."""

from onrecord.model.actor import Actor, Mention, MentionSort, Reference, speaking
from onrecord.model.answer import Answer
from onrecord.model.claim import Claim, claim_id
from onrecord.model.commitment import Certainty, Commitment, Polarity, Status
from onrecord.model.dated import Anchor, AnchorKind, Dated, Period
from onrecord.model.decision import Decision, DecisionKind
from onrecord.model.document import UNREAD, Document, Hyperlink, Section, SectionKind
from onrecord.model.findings import Findings
from onrecord.model.ids import content_id
from onrecord.model.judgements import Act, Basis, Remark, Sourcing
from onrecord.model.link import Aspect, Compared, Link, LinkKind, Passage
from onrecord.model.margin import Margin
from onrecord.model.moment import Moment, Precision
from onrecord.model.origin import Origin, OriginKind
from onrecord.model.proposition import Bound, Party, Proposition, Quantity, Role
from onrecord.model.requote import Requote
from onrecord.model.span import Span, hull, quoted
from onrecord.model.statement import ActorKind, Form, Speaker, Statement

__all__ = [
    "UNREAD",
    "Act",
    "Actor",
    "ActorKind",
    "Anchor",
    "AnchorKind",
    "Answer",
    "Aspect",
    "Basis",
    "Bound",
    "Certainty",
    "Claim",
    "Commitment",
    "Compared",
    "Dated",
    "Decision",
    "DecisionKind",
    "Document",
    "Findings",
    "Form",
    "Hyperlink",
    "Link",
    "LinkKind",
    "Margin",
    "Mention",
    "MentionSort",
    "Moment",
    "Origin",
    "OriginKind",
    "Party",
    "Passage",
    "Period",
    "Polarity",
    "Precision",
    "Proposition",
    "Quantity",
    "Reference",
    "Remark",
    "Requote",
    "Role",
    "Section",
    "SectionKind",
    "Sourcing",
    "Span",
    "Speaker",
    "Statement",
    "Status",
    "claim_id",
    "content_id",
    "hull",
    "quoted",
    "speaking",
]
