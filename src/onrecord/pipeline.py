"""How stages are put together and run; stages.py lists them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from onrecord.errors import InputTooLarge, OnrecordError, PipelineError
from onrecord.model import Document, Findings, Statement
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
    """What ``onrecord.findings`` runs."""
    from onrecord.stages import GIVEN, STAGES  # noqa: PLC0415 - the heavy libraries load on first use

    return Pipeline(STAGES, GIVEN)


def findings(
    document: Document, settings: Settings | None = None, tokens: Any = None, encoder: Any = None, reading: Any = None
) -> Findings:
    """All that is found in a document. ``tokens`` is a spaCy Doc of its text and ``reading`` what :func:`encoded` makes
    of both, where the caller has them already; ``encoder`` another model than the shipped one.

    InputTooLarge for a text over ``settings.max_characters``; ModelError where a model is missing.
    """
    settings = settings or Settings()
    _check_length(document, settings)
    made = {"tokens": tokens, "encoder": encoder, "reading": reading}
    given = {name: value for name, value in made.items() if value is not None}
    state = standard().run(document=document, settings=settings, **given)
    actors = state["actors"]
    return Findings(
        tuple(state["statements"]),
        tuple(state["assertions"]),
        tuple(state["requotes"]),
        tuple(actors.actors),
        tuple(actors.references),
        tuple(state["propositions"]),
    )


def read_again(document: Document, found: Findings, settings: Settings | None = None) -> Findings:
    """What was ``found`` before, with the propositions, which it has none of; the errors as of :func:`findings`."""
    from onrecord.actors import Actors  # noqa: PLC0415 - the heavy libraries load on first use
    from onrecord.stages import STAGES  # noqa: PLC0415

    settings = settings or Settings()
    _check_length(document, settings)
    given = {
        "document": document,
        "settings": settings,
        "statements": found.statements,
        "assertions": found.assertions,
        "actors": Actors(found.actors, found.references),
    }
    needed = [stage for stage in STAGES if stage.assigns in ("tokens", "propositions")]
    return replace(found, propositions=tuple(Pipeline(needed, tuple(given)).run(**given)["propositions"]))


def parsed(document: Document, settings: Settings) -> Any:
    """The spaCy Doc of a document's text, for :func:`findings`; the errors are the same."""
    from onrecord.language.tokens import tokens_of  # noqa: PLC0415 - the heavy libraries load on first use

    _check_length(document, settings)
    return tokens_of(document.text, settings.spacy_model)


def encoded(document: Document, tokens: Any) -> Any:
    """What the encoder says of a document whose spaCy Doc is ``tokens``, for :func:`findings`."""
    from onrecord.attribution import read  # noqa: PLC0415 - as above
    from onrecord.language.models import attribution_encoder  # noqa: PLC0415 - as above

    return read(document, tokens, attribution_encoder())


def _check_length(document: Document, settings: Settings) -> None:
    if len(document.text) > settings.max_characters:
        limit = f"{settings.max_characters:,} characters"
        raise InputTooLarge(document.location or document.name, f"its text is longer than {limit}")


def analyse(
    document: Document, settings: Settings | None = None, tokens: Any = None, encoder: Any = None
) -> list[Statement]:
    """The statements of :func:`findings`: what is attributed to somebody, without the document's own voice."""
    return list(findings(document, settings, tokens, encoder).statements)
