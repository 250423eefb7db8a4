"""Short films in, one clean MP4 and a poster out. Start reading at `making.make`.

Everything that reads a stranger's film is a program in a cell of its own (`confined`, `cell`).
"""
