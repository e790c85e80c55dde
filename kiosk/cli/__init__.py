"""The command line: the stable doors of DESIGN.md, on click.

What belongs here: reading arguments, printing results, exit codes. Exit 0 is done, 1
could not be done (one plain sentence on stderr), 2 is wrong usage. What a command
does stands in the rooms below; what it writes goes through ``control.acts``.
"""
