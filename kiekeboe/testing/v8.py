"""The modules of the tablet in V8, without a browser: what is pure can be asked from Python."""

import json
from functools import cache

from py_mini_racer import MiniRacer

from kiekeboe.lib import bundles

PAGE = """
globalThis.document = {
  documentElement: { lang: "nl", dataset: { zone: "Europe/Amsterdam" } },
  getElementById: (id) => id === "words" ? { textContent: WORDS } : null,
}
"""


class Device:
    """Functions of modules under js/, by name: `device("missedLooks", nap, 15, now)`."""

    def __init__(self, imports: dict[str, str], words: dict):
        lines = [f'import {{ {name} }} from "{path}"' for name, path in imports.items()]
        lines += [f"globalThis.{name} = {name}" for name in imports]
        source = bundles.script("js/asked.js", lambda name: _source(name, "\n".join(lines)))
        self.engine = MiniRacer()
        self.engine.eval(PAGE.replace("WORDS", json.dumps(json.dumps(words))))
        self.engine.eval(source)

    def __call__(self, name: str, *told):
        """What the function answers; everything crosses as JSON."""
        asked = ", ".join(json.dumps(one) for one in told)
        answer = self.engine.eval(f"JSON.stringify({name}({asked}) ?? null)")
        return json.loads(answer)


@cache
def device(words: str = "{}", **imports: str) -> Device:
    """A device that knows these functions: `device(missedLooks="js/group/looks")`."""
    return Device(imports, json.loads(words))


def _source(name: str, asked: str) -> str:
    return asked + "\n" if name == "js/asked.js" else bundles.read(name)
