"""Demonstration content: plainly invented councils with a review, and one real review's published facts.

Everything is made through the services that the pages call. Loading twice changes nothing.
"""
