"""Argon2 with the smallest costs: the tests sign in hundreds of times."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class CheapArgon2id(Argon2PasswordHasher):
    time_cost = 1
    memory_cost = 8
    parallelism = 1
