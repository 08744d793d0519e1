"""The stages, what each requires and assigns, and their order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from onrecord.errors import InputTooLarge, OnrecordError, PipelineError
from onrecord.model import Document, Statement
from onrecord.settings import Settings


@dataclass(frozen=True, slots=True)
class Stage:
    """One step: a function of the values named in ``requires``, in that order, whose result is named ``assigns``."""

    name: str
    requires: tuple[str, ...]
    assigns: str
    run: Callable[..., Any]


class Pipeline:
    """Stages in order. PipelineError where one requires what neither ``given`` nor an earlier stage assigns, or
    assigns what is there already: a value, once made, is never replaced."""

    def __init__(self, stages: Sequence[Stage], given: Sequence[str]) -> None:
        known = set(given)
        for stage in stages:
            unmet = [need for need in stage.requires if need not in known]
            if unmet:
                raise PipelineError(
                    f"stage {stage.name!r} requires {', '.join(unmet)}, which no stage before it assigns"
                )
            if stage.assigns in known:
                raise PipelineError(f"stage {stage.name!r} assigns {stage.assigns!r}, which is there already")
            known.add(stage.assigns)
        self.stages = tuple(stages)
        self.given = tuple(given)

    def run(self, **values: Any) -> Mapping[str, Any]:
        """Every value by name. Values passed in for a later stage's result are kept and that stage is not run."""
        state = dict(values)
        missing = [name for name in self.given if name not in state]
        if missing:
            raise PipelineError(f"the pipeline was not given {', '.join(missing)}")
        for stage in self.stages:
            if stage.assigns not in state:
                state[stage.assigns] = self._step(stage, state)
        return MappingProxyType(state)

    @staticmethod
    def _step(stage: Stage, state: Mapping[str, Any]) -> Any:
        try:
            return stage.run(*(state[name] for name in stage.requires))
        except OnrecordError:
            raise
        except Exception as error:
            error.add_note(f"in stage {stage.name!r}")
            raise


def standard() -> Pipeline:
    """What ``onrecord.extract`` runs."""
    return Pipeline(
        (
            Stage("tokens", ("document", "settings"), "tokens", _tokens),
            Stage("attribution", ("document",), "attributions", _attributions),
            Stage("speakers", ("attributions", "tokens"), "outermost", _speakers),
            Stage("nesting", ("document", "outermost", "tokens"), "statements", _nested),
        ),
        given=("document", "settings"),
    )


def analyse(document: Document, settings: Settings | None = None, tokens: Any = None) -> list[Statement]:
    """The statements of a document. ``tokens`` is a spaCy Doc of its text, where the caller has one already.

    InputTooLarge for a text over ``settings.max_characters``; ModelError where a model is missing.
    """
    settings = settings or Settings()
    if len(document.text) > settings.max_characters:
        limit = f"{settings.max_characters:,} characters"
        raise InputTooLarge(document.location or document.name, f"its text is longer than {limit}")
    given = {} if tokens is None else {"tokens": tokens}
    statements: list[Statement] = standard().run(document=document, settings=settings, **given)["statements"]
    return statements


def _tokens(document: Document, settings: Settings) -> Any:
    from onrecord.language.tokens import tokens_of  # noqa: PLC0415 - the heavy libraries load on first use

    return tokens_of(document.text, settings.spacy_model)


def _attributions(document: Document) -> list[Statement]:
    from onrecord.attribution import find_statements  # noqa: PLC0415 - as above
    from onrecord.language.models import attribution_encoder  # noqa: PLC0415

    return find_statements(document, attribution_encoder())


def _nested(document: Document, outermost: list[Statement], tokens: Any) -> list[Statement]:
    from onrecord.attribution import nested  # noqa: PLC0415 - as above

    return nested(document, outermost, tokens)


def _speakers(attributions: list[Statement], tokens: Any) -> list[Statement]:
    from onrecord.attribution import name_speakers  # noqa: PLC0415 - as above

    return name_speakers(attributions, tokens)
