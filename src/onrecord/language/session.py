"""How an ONNX model is opened."""

import onnxruntime

from onrecord.errors import ModelError


def opened(model: bytes, name: str, threads: int = 1) -> onnxruntime.InferenceSession:
    """ModelError, which calls it ``name``, for what is no model."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise ModelError(f"the {name} model cannot be loaded: {error}") from error
