"""Statements -> claims and links; what rests on what, and what falls if a document is withdrawn."""
