"""Set papers in a cell of their own: reads the folder it is in, writes them beside itself.

Copied into that folder by `papers` and started there, so it imports nothing of ours.
"""

import json
import os
import pathlib
import sys

import typst


def main(folder: pathlib.Path) -> None:
    """What was asked stands in order.json; a mistake of the template in mistake.txt."""
    order = json.loads((folder / "order.json").read_text())
    if order.get("several"):
        # A page is too little to share: threads that wait for each other cost more CPU.
        os.environ["RAYON_NUM_THREADS"] = "1"
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder / "typefaces")],
    )
    # A template that asks for a package finds none: these folders are empty, the network is gone.
    compiler = typst.Compiler(
        input=str(folder / "root" / "paper.typ"),
        root=str(folder / "root"),
        font_paths=fonts,
        package_path=str(folder / "nothing"),
        package_cache_path=str(folder / "nothing"),
    )
    try:
        if order.get("several"):
            _set_several(compiler, folder, order)
        else:
            _set_one(compiler, folder, order)
    except typst.TypstError as mistake:
        (folder / "mistake.txt").write_text(mistake.message[:500])


def _set_one(compiler: typst.Compiler, folder: pathlib.Path, order: dict) -> None:
    (folder / "paper.pdf").write_bytes(_pdf(compiler, order))
    pages = compiler.query("<last-page>", field="value", one=True)
    (folder / "pages.txt").write_text(str(json.loads(pages)))
    if order["preview"]:
        cover = compiler.compile(format="png", ppi=order["preview"], sys_inputs={"pages": "1"})
        (folder / "preview.png").write_bytes(_first(cover))


def _set_several(compiler: typst.Compiler, folder: pathlib.Path, order: dict) -> None:
    """One paper for each of the values, which come one after another in the same small file. What
    a paper shares with the one before is not set anew."""
    values = folder / "root" / "values.json"
    for place, each in enumerate(json.loads(values.read_text())):
        values.write_text(json.dumps(each))
        (folder / f"paper-{place}.pdf").write_bytes(_pdf(compiler, order))


def _pdf(compiler: typst.Compiler, order: dict) -> bytes:
    return _first(
        compiler.compile(
            format="pdf",
            pdf_standards=["1.7", "ua-1"],
            timestamp=order["timestamp"],
        )
    )


def _first(made: bytes | list[bytes] | None) -> bytes:
    """The compiler gives one file, or one for every page when there are more."""
    first = made[0] if isinstance(made, list) else made
    if first is None:
        raise ValueError("nothing was set")
    return first


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
