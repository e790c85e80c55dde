"""Words: one catalogue, from a key to what is shown and what is said.

What belongs here: the catalogue files (``catalogue/*.toml``), the look-up
(``words``), the generated pseudo-language (``pseudo``) and the sentences for facts
that come from below (``problems``). No screen, no engine, no voice.
"""
