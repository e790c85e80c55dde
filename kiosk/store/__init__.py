"""The record: everything the kiosk must not lose, encrypted, behind one writing thread.

What belongs here: all SQL of the program. ``database`` opens the file, holds the
writer's lock and owns the one thread that writes; each other module is the plain
functions of one table or two, taking the open ``Db`` first, so that a caller composes
them in one transaction. Rows leave as the frozen dataclasses of ``records``.
"""
