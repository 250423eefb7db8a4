"""Who reads about the house finds what is true: every command, with an example that works."""

import re
import shlex
from pathlib import Path

import pytest

from kiekeboe import command
from kiekeboe.help.library import AUDIENCES, LANGUAGES, articles

ROOT = Path(__file__).resolve().parents[3]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
WORDS = "\n".join(page.read_text() for page in PAGES if "decisions" not in page.parts)
FENCED = re.compile(r"```\w*\n(.*?)```", re.DOTALL)
INLINE = re.compile(r"`([^`\n]+)`")
EXAMPLE = re.compile(r"(?:^\s*|-m )kiekeboe ([a-z]+\b[^|#;&<>\n]*)")
PROGRAM = re.compile(r"(?<![\w/.])bin/([a-z_]+)")


def code() -> list[str]:
    """Every line of code on the pages."""
    blocks = [line for block in FENCED.findall(WORDS) for line in block.splitlines()]
    return blocks + INLINE.findall(FENCED.sub("", WORDS))


def examples() -> list[str]:
    return sorted({found[1].strip() for line in code() for found in EXAMPLE.finditer(line)})


def verbs() -> set[str]:
    front = command.parser()
    return set(next(one.choices for one in front._actions if one.choices and one.dest == "verb"))


def test_every_command_has_an_example():
    """O36"""
    assert verbs() <= {one.split()[0] for one in examples()}


@pytest.mark.parametrize("example", examples())
def test_an_example_is_a_command_that_is_understood(example):
    """O36 What an operator copies from the page is not refused."""
    assert command.parser().parse_args(shlex.split(example)).verb in verbs()


def test_a_page_names_no_program_that_is_not_there():
    """O36"""
    named = {found[1] for line in code() for found in PROGRAM.finditer(line)}
    assert named <= {one.name for one in (ROOT / "bin").iterdir()}
    assert {"demo", "test", "setup"} <= named


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_role_has_articles_in_its_language(language):
    """O36 N1 Parents, caregivers and the office; who runs the house reads docs/operations."""
    found = {one.audience for one in articles(language)}
    assert found == set(AUDIENCES)


def test_every_link_between_the_pages_leads_somewhere():
    """O36"""
    lost = [
        f"{page.name}: {to}"
        for page in PAGES
        for to in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text())
        if not (page.parent / to).exists()
    ]
    assert lost == []
