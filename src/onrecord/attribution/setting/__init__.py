"""What the setting of a text shows: turns of a transcript, signed quotations, headlines with a colon."""
