"""Annotated articles of our own, in a form that is quickly written by hand; see README.md."""
