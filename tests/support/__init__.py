"""Fakes and stand-ins that tests of several rooms share."""
