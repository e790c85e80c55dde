"""How this machine's shell reaches a running kiosk.

What belongs here: the acts a command line may ask for, and the socket they travel
over. Two writers never exist: where a kiosk runs, it does the writing; where none
runs, the command takes the writer's lock itself and does the same act.
"""
