"""Photos in, renditions out. Start reading at `preparing.prepare`.

This file imports nothing: the decoding process loads `rendering` and must stay small.
"""
