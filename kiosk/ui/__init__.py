"""What a person sees, touches and hears: windows, screens, questions, controls.

What belongs here: Qt widgets and the sound they play. They show what ``visit`` says
and tell it what the person did; no engine, no SQL and no network. Inside: window →
screens → questions → input → controls | voice | tasks → theme.
"""
