"""One person's sitting, from first touch to wiped screen, without Qt.

What belongs here: which screen stands, what may happen on it, the choices a person
made for this visit (language, size, voice), and what a screen needs to know. How a
screen looks is ``ui``; how an answer is kept is ``filling`` and ``store``.
"""
