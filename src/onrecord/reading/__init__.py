"""Bytes from anywhere to Documents."""

from onrecord.reading.html import document_from_html
from onrecord.reading.inputs import expand, load, read
from onrecord.reading.text import document_from_text

__all__ = ["document_from_html", "document_from_text", "expand", "load", "read"]
