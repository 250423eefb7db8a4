"""Pictures of a day at the nursery, drawn by code: things and animals, never people."""

from functools import partial
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw, ImageOps

WIDTH, HEIGHT = 320, 240  # the paper on which the scenes are thought out
SCALE = 12  # drawn at twice the size, so that edges are smooth: 1920 by 1440 in the end


class Paper:
    """Draws in small coordinates on a large picture."""

    def __init__(self, ground):
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), ground)
        self.pen = ImageDraw.Draw(self.image)

    def oval(self, x, y, rx, ry, fill):
        self.pen.ellipse(_scaled(x - rx, y - ry, x + rx, y + ry), fill)

    def box(self, x, y, wide, high, fill, round=4):
        self.pen.rounded_rectangle(_scaled(x, y, x + wide, y + high), round * SCALE, fill)

    def shape(self, fill, *points):
        self.pen.polygon(_scaled(*points), fill)

    def line(self, fill, thick, *points):
        self.pen.line(_scaled(*points), fill, round(thick * SCALE), joint="curve")
        for x, y in zip(points[::2], points[1::2], strict=True):
            self.oval(x, y, thick / 2, thick / 2, fill)

    def hills(self, y, fill):
        self.oval(80, y + 60, 190, 70, fill)
        self.oval(270, y + 66, 180, 70, fill)

    def jpeg(self, mirrored=False) -> bytes:
        picture = self.image.reduce(2)
        if mirrored:
            picture = ImageOps.mirror(picture)
        file = BytesIO()
        picture.save(file, "JPEG", quality=90)
        return file.getvalue()


def _scaled(*numbers):
    return [round(number * SCALE) for number in numbers]


def ducks(paper, chance):
    paper.hills(70, "#A9CF8E")
    paper.box(0, 125, 320, 130, "#6FB3D2", 0)
    for _ in range(9):
        x, y = chance.randint(0, 280), chance.randint(140, 225)
        paper.line("#A5D2E6", 2.5, x, y, x + 36, y)
    for x, y, size in ((96, 170, 1.3), (196, 158, 1), (236, 196, 0.75), (270, 170, 0.6)):
        paper.oval(x, y, 27 * size, 15 * size, "#FFFFFF")
        paper.oval(x + 22 * size, y - 14 * size, 10 * size, 10 * size, "#FFFFFF")
        paper.shape("#F2A33C", x + 30 * size, y - 16 * size, x + 44 * size, y - 12 * size,
                    x + 30 * size, y - 8 * size)  # fmt: skip
        paper.oval(x + 24 * size, y - 16 * size, 2, 2, "#2B1B24")
        paper.oval(x - 4 * size, y + 2 * size, 13 * size, 7 * size, "#E9E4DE")


def boots(paper, chance):
    for row in range(4):
        for column in range(-1, 4):
            paper.box(column * 108 + row % 2 * 54, row * 62, 102, 56, "#C5B7A6", 3)
    paper.oval(164, 190, 140, 42, "#8FC0DA")
    paper.oval(164, 190, 100, 26, "#A9D2E6")
    for x, colour, dark in ((92, "#E2574C", "#C33F38"), (176, "#E2574C", "#C33F38")):
        paper.box(x, 60, 46, 116, colour, 6)
        paper.box(x, 140, 78, 38, colour, 16)
        paper.box(x, 60, 46, 14, dark, 3)
        paper.box(x, 168, 78, 11, dark, 4)
    for _ in range(14):
        paper.oval(chance.randint(30, 290), chance.randint(130, 210), 3, 4, "#FFFFFF")


def cart(paper, chance):
    paper.hills(110, "#B9D99A")
    paper.box(0, 196, 320, 50, "#E3D3B4", 0)
    paper.line("#6B4A35", 6, 236, 130, 292, 92)
    for x, colour in ((100, "#F2B53C"), (140, "#5B63B7"), (180, "#4F8F6B"), (212, "#E07B4F")):
        paper.oval(x, 104 - chance.randint(0, 8), 20, 22, colour)
    paper.box(76, 112, 164, 62, "#D9688B", 10)
    for x in range(104, 230, 28):
        paper.line("#E9A5BB", 3, x, 118, x, 168)
    for x in (110, 208):
        paper.oval(x, 184, 24, 24, "#3B2A2F")
        paper.oval(x, 184, 10, 10, "#F0D596")


def blocks(paper, chance):
    paper.box(0, 176, 320, 70, "#D8B98C", 0)
    paper.box(0, 176, 320, 5, "#C4A272", 0)
    colours = ["#E2574C", "#F2B53C", "#4F8F6B", "#3F7CA8", "#D9688B", "#5B63B7"]
    for column, high in enumerate((2, 4, 3, 1)):
        for level in range(high):
            x, y = 56 + column * 52 + chance.randint(-4, 4), 136 - level * 42
            colour = colours[(column * 3 + level) % 6]
            paper.box(x, y, 42, 41, colour, 5)
            paper.box(x + 8, y + 8, 26, 25, "#FFF4DC", 4)
            paper.oval(x + 21, y + 20, 7, 7, colour)
    paper.shape("#E07B4F", 98, 12, 152, 12, 125, -14)


def paint(paper, chance):
    paper.box(26, 26, 268, 150, "#FFFFFF", 4)
    colours = ["#E2574C", "#F2B53C", "#4F8F6B", "#3F7CA8", "#D9688B"]
    for _ in range(26):
        x, y = chance.randint(46, 268), chance.randint(44, 156)
        paper.oval(x, y, chance.randint(5, 20), chance.randint(5, 16), chance.choice(colours))
    paper.box(0, 186, 320, 60, "#E7C99A", 0)
    for number, colour in enumerate(colours):
        paper.box(30 + number * 56, 188, 36, 40, "#F4F1EC", 6)
        paper.box(30 + number * 56, 200, 36, 28, colour, 6)
    paper.line("#7C4A2D", 6, 210, 214, 300, 150)


def leaves(paper, chance):
    paper.hills(120, "#C9B27E")
    paper.box(0, 170, 320, 80, "#BFA36B", 0)
    paper.box(150, 40, 22, 150, "#7C4A2D", 5)
    for _ in range(120):
        x, y = chance.gauss(160, 56), chance.gauss(56, 24)
        paper.oval(x, y, 9, 6, chance.choice(["#E07B4F", "#F2B53C", "#C8553D", "#D89A3C"]))
    for _ in range(70):
        x, y = chance.randint(0, 320), chance.randint(180, 236)
        paper.oval(x, y, 8, 5, chance.choice(["#E07B4F", "#F2B53C", "#C8553D", "#A65A2A"]))


def bread(paper, chance):
    paper.box(0, 120, 320, 130, "#E7C99A", 0)
    paper.oval(160, 170, 130, 46, "#F4F1EC")
    for x, y in ((94, 164), (146, 178), (200, 160), (150, 146)):
        paper.oval(x, y, 30, 18, "#B5793F")
        paper.oval(x, y - 3, 28, 15, "#D49A55")
        for _ in range(8):
            paper.oval(x + chance.randint(-18, 18), y + chance.randint(-10, 4), 1.4, 1, "#FFF4DC")
    paper.box(244, 60, 44, 80, "#CFE4F2", 8)
    paper.box(248, 84, 36, 54, "#FFFFFF", 6)


def hut(paper, chance):
    paper.hills(120, "#8FB573")
    paper.box(0, 190, 320, 60, "#A9CF8E", 0)
    paper.shape("#7C4A2D", 70, 200, 160, 44, 250, 200)
    for _ in range(22):
        x = chance.randint(84, 236)
        paper.line("#8F5B36", 4, x, 196, 160 + (x - 160) * 0.2, 66)
    paper.shape("#3B2A2F", 134, 200, 160, 120, 186, 200)
    paper.line("#6B4A35", 3, 160, 44, 160, 14)
    paper.shape("#F2B53C", 160, 14, 190, 22, 160, 30)


def boats(paper, chance, shifts=(0, 0, 0)):
    paper.box(30, 110, 260, 110, "#8A6D4E", 12)
    paper.box(40, 118, 240, 94, "#6FB3D2", 8)
    fleet = ((86, "#E2574C"), (158, "#F2B53C"), (228, "#4F8F6B"))
    for (x, colour), shift in zip(fleet, shifts, strict=True):
        y = 160 + chance.randint(-10, 10) + shift
        paper.shape(colour, x - 26, y, x + 26, y, x + 16, y + 18, x - 16, y + 18)
        paper.shape("#FFFFFF", x, y - 4, x, y - 44, x + 22, y - 8)
        paper.line("#6B4A35", 3, x, y, x, y - 46)
    for x in (40, 270):
        paper.box(x, 214, 16, 40, "#8A6D4E", 2)


def sunflowers(paper, chance):
    paper.hills(150, "#8FB573")
    for x, y in ((66, 90), (132, 60), (198, 84), (262, 66)):
        paper.line("#5E8F4A", 6, x, y, x + chance.randint(-8, 8), 230)
        paper.oval(x + 16, y + 80, 18, 8, "#5E8F4A")
        for _ in range(2):
            paper.oval(x, y, 34, 22, "#F2B53C")
            paper.oval(x, y, 22, 34, "#F2B53C")
            paper.oval(x, y, 30, 30, "#F0C050")
        paper.oval(x, y, 16, 16, "#6B4A35")


# What it is called in a caption, the ground behind it, and how it is drawn.
SCENES = {
    "ducks": ("Naar de eendjes geweest.", "#CFE6F3", ducks),
    "boots": ("Laarzen aan en stampen maar.", "#D6CBBE", boots),
    "cart": ("Op pad met de bolderkar.", "#DDEFF6", cart),
    "blocks": ("Kijk eens hoe hoog.", "#F2E8DA", blocks),
    "paint": ("We hebben geverfd met onze handen.", "#E6EEF0", paint),
    "leaves": ("Bladeren gezocht in het park.", "#DCE9EC", leaves),
    "bread": ("Zelf broodjes gebakken.", "#E9DFF0", bread),
    "hut": ("De hut is af.", "#CFE6F3", hut),
    "boats": ("Bootjes in de watertafel.", "#DDEBBF", boats),
    "sunflowers": ("De zonnebloemen zijn groter dan wij.", "#CFE6F3", sunflowers),
}


def photo(scene: str, *, mirrored=False, seed=1) -> bytes:
    """A JPEG of 1920 by 1440 as a tablet would send it; the same for the same arguments."""
    _, ground, draw = SCENES[scene]
    paper = Paper(ground)
    draw(paper, Random(f"{scene}/{seed}"))
    return paper.jpeg(mirrored)


def variants():
    """All pictures there are: each scene, and each in the mirror with its details moved."""
    for scene in SCENES:
        yield (scene, False), partial(photo, scene)
        yield (scene, True), partial(photo, scene, mirrored=True, seed=2)
