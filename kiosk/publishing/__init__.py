"""An admin's work: a form comes in, is looked at, goes live, and can be taken back.

What belongs here: turning XLSForm (``convert``) into an XForm, judging whether it is
fit for a kiosk (``checks``), reading how it appears as a service (``service``), and
what is published (``catalogue``, ``shipped``). Nothing here words a trouble for people,
and nothing here knows a citizen's answers.
"""
