"""What a program that reads films might try in the hands of an attacker; run in a cell only.

python planted.py trick [argument]
"""

import os
import socket
import sys
import time


def loop(_):
    while True:
        pass


def sleep(_):
    time.sleep(3600)


def leave_a_child(folder):
    """A child that would outlive its parent."""
    if child := os.fork():
        with open(folder + "/pid", "w") as file:
            file.write(str(child))
    else:
        time.sleep(3600)


def take(_):
    bytes(4 * 1024**3)


def fill(folder):
    with open(folder + "/large", "wb") as file:
        while True:
            file.write(bytes(1024 * 1024))


def call(port):
    socket.create_connection(("127.0.0.1", int(port)), 1)


def read(path):
    with open(path) as file:
        print(file.read())


def write(path):
    with open(path, "w") as file:
        print(file.write("planted"))


def tell(_):
    print(sorted(os.environ))


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:] or [""])
