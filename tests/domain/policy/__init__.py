"""Tests of the policies: terms, questions, citations, files."""
