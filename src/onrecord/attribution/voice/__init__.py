"""Whoever writes: assertions in the document's own voice, the first person, and who the writer is."""
