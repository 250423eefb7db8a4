"""Set one paper in a cell of its own: reads the folder it is in, writes the paper beside itself.

Copied into that folder by `papers` and started there, so it imports nothing of ours.
"""

import json
import pathlib
import sys

import typst


def main(folder: pathlib.Path) -> None:
    """What was asked stands in order.json; a mistake of the template in mistake.txt."""
    order = json.loads((folder / "order.json").read_text())
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
        paper = compiler.compile(
            format="pdf", pdf_standards=["1.7", "ua-1"], timestamp=order["timestamp"]
        )
        (folder / "paper.pdf").write_bytes(_first(paper))
        pages = compiler.query("<last-page>", field="value", one=True)
        (folder / "pages.txt").write_text(str(json.loads(pages)))
        if order["preview"]:
            cover = compiler.compile(format="png", ppi=order["preview"], sys_inputs={"pages": "1"})
            (folder / "preview.png").write_bytes(_first(cover))
    except typst.TypstError as mistake:
        (folder / "mistake.txt").write_text(mistake.message[:500])


def _first(made: bytes | list[bytes] | None) -> bytes:
    """The compiler gives one file, or one for every page when there are more."""
    first = made[0] if isinstance(made, list) else made
    if first is None:
        raise ValueError("nothing was set")
    return first


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
