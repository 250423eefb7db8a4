"""Our own compiler of words makes what gettext's makes."""

import gettext
import io
import os
import shutil
import subprocess

import pytest

from kiekeboe.lib import translations

WORDS = r"""# Dutch
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

#: a.html:1
msgid "Child"
msgstr "Kind"

msgctxt "verb"
msgid "Wake"
msgstr "Wakker maken"

msgid "%(count)s child"
msgid_plural "%(count)s children"
msgstr[0] "%(count)s kind"
msgstr[1] "%(count)s kinderen"

#, fuzzy
msgid "Almost"
msgstr "Bijna"

#, fuzzy, python-format
#| msgid "Before"
msgid "After %s"
msgstr "Na %s"

#, python-format
msgid ""
"A long \"sentence\" with\ttab "
"and é %s\n"
msgstr ""
"Een lange zin "
"met ë %s\n"

msgid "Not translated"
msgstr ""
msgid "Close"
msgstr "Dicht"
# without an empty line before it
msgctxt "near"
msgid "Close"
msgstr "Dichtbij"

#~ msgid "Gone"
#~ msgstr "Weg"
"""


def read(compiled):
    return gettext.GNUTranslations(io.BytesIO(compiled))


def test_words_contexts_and_plurals_are_found():
    dutch = read(translations.compiled(WORDS))
    assert dutch.gettext("Child") == "Kind"
    assert dutch.pgettext("verb", "Wake") == "Wakker maken"
    assert (dutch.gettext("Close"), dutch.pgettext("near", "Close")) == ("Dicht", "Dichtbij")
    assert dutch.ngettext("%(count)s child", "%(count)s children", 1) == "%(count)s kind"
    assert dutch.ngettext("%(count)s child", "%(count)s children", 3) == "%(count)s kinderen"
    assert dutch.gettext('A long "sentence" with\ttab and é %s\n') == "Een lange zin met ë %s\n"


def test_fuzzy_obsolete_and_empty_entries_are_left_out():
    dutch = read(translations.compiled(WORDS))
    for words in ("Almost", "After %s", "Not translated", "Gone"):
        assert dutch.gettext(words) == words


def test_a_catalogue_is_compiled_again_only_when_it_changed(tmp_path):
    po = tmp_path / "locale/nl/LC_MESSAGES/django.po"
    po.parent.mkdir(parents=True)
    po.write_text(WORDS)
    assert translations.compile_all(tmp_path) == [po]
    assert translations.compile_all(tmp_path) == []
    os.utime(po, (po.stat().st_atime, po.stat().st_mtime + 10))
    assert translations.compile_all(tmp_path) == [po]


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="gettext is not installed")
def test_it_agrees_with_msgfmt(tmp_path):
    catalogues = sorted(translations.PACKAGE.glob("**/locale/*/LC_MESSAGES/*.po"))
    example = tmp_path / "example.po"
    example.write_text(WORDS)
    for po in [example, *catalogues]:
        mo = tmp_path / "theirs.mo"
        subprocess.run(["msgfmt", "-o", mo, po], check=True)
        compiled = translations.compiled(po.read_text())
        ours, theirs = read(compiled)._catalog, read(mo.read_bytes())._catalog
        # Some versions of msgfmt leave a date out of the header; nothing reads it.
        assert ours | {"": ""} == theirs | {"": ""}, po
