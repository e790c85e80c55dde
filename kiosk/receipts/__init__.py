"""Receipts: what a person takes home, as content; how it is drawn is render's.

What belongs here: the reference a person can read over the phone, the secret their
QR proves itself with, and which sentences stand on the paper.
"""
