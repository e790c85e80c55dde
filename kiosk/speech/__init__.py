"""Speech: what a screen says, and the clips it is heard from.

What belongs here: from the strings of a screen to utterances (``prompts``), from a
written sentence to what is said (``wording``), from that to a WAV with word times
(``driver`` here, ``synthesis`` in a child process). Playing a clip, and drawing the
highlight that goes with it, is the window's part.
"""
