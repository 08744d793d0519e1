"""onrecord as a spaCy component: ``nlp.add_pipe("onrecord")`` sets ``doc._.statements``."""

from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.settings import Settings, from_environment


@dataclass(frozen=True, slots=True)
class Component:
    """Finds the statements of a Doc's text; uses the Doc's own sentences and names where the pipeline set them."""

    settings: Settings

    def __call__(self, doc: Doc) -> Doc:
        from onrecord.pipeline import analyse  # noqa: PLC0415 - spaCy imports this module whenever it loads anything
        from onrecord.reading.text import document_from_text  # noqa: PLC0415

        own = doc if doc.has_annotation("DEP") and doc.has_annotation("ENT_IOB") else None
        doc._.statements = analyse(document_from_text(doc.text), self.settings, tokens=own)
        return doc


@Language.factory("onrecord")
def create(nlp: Language, name: str) -> Component:  # noqa: ARG001 - the signature is spaCy's
    if not Doc.has_extension("statements"):
        Doc.set_extension("statements", default=[])
    return Component(from_environment())
