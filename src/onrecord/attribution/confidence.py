"""From the scores of an attribution's parts to the chance that a careful reader would mark it too."""

import json
import math
from dataclasses import dataclass
from functools import cache

from onrecord.attribution.decode import Found
from onrecord.language.models import model_file

CALIBRATION = "attribution.calibration.json"
FEATURES = ("bias", "cue", "content", "weakest_content", "source", "nobody", "length", "parts")


@dataclass(frozen=True, slots=True)
class Calibration:
    """Logistic regression over FEATURES, fitted by training/attribution/calibrate.py on texts the model did not see."""

    weights: tuple[float, ...]

    def confidence(self, found: Found) -> float:
        score = sum(w * x for w, x in zip(self.weights, features(found), strict=True))
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


def features(found: Found) -> tuple[float, ...]:
    """The log odds of each part, whether nobody is named, and the length and number of parts of the content."""
    pieces = sum(c.end - c.start for c in found.contents)
    content = sum(c.chance * (c.end - c.start) for c in found.contents) / pieces
    weakest = min(c.chance for c in found.contents)
    return (
        1.0,
        _log_odds(found.cue.chance),
        _log_odds(content),
        _log_odds(weakest),
        _log_odds(found.source_chance),
        float(found.source is None),
        math.log(pieces),
        float(len(found.contents) - 1),
    )


def _log_odds(chance: float) -> float:
    bounded = min(max(chance, 0.005), 0.995)
    return math.log(bounded / (1.0 - bounded))


@cache
def shipped() -> Calibration:
    """The calibration that belongs to the shipped model; ModelError where it is missing."""
    stored = json.loads(model_file(CALIBRATION).read_text(encoding="utf-8"))
    return Calibration(tuple(stored["weights"][name] for name in FEATURES))
