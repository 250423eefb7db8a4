"""What a page must be for everyone, measured in the browser itself."""

from pathlib import Path
from urllib.parse import urlsplit

AXE = (Path(__file__).resolve().parent.parent / "vendor" / "axe.min.js").read_text()
RULES = {
    "runOnly": [
        "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice",
    ]
}  # fmt: skip
SMALL = """(least) => [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button]")]
  .filter((one) => one.checkVisibility({opacityProperty: true, visibilityProperty: true}))
  .filter((one) => !one.closest("[inert], [aria-hidden=true], .sr") && !one.disabled)
  .filter((one) => !(one.tagName === "A" && getComputedStyle(one).display === "inline"))
  .map((one) => {
    const label = one.closest("label") ?? one.labels?.[0]
    const boxes = [one, label].filter(Boolean).map((each) => each.getBoundingClientRect())
    const own = boxes[0]
    if (own.width < 3 && own.height < 3 && boxes.length < 2) return null
    const width = Math.max(...boxes.map((box) => box.width))
    const height = Math.max(...boxes.map((box) => box.height))
    return [one.outerHTML.slice(0, 120), Math.round(width), Math.round(height)]
  })
  .filter((one) => one && (one[1] < least - 0.5 || one[2] < least - 0.5))"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
MOVING = """document.getAnimations().filter((one) => {
  const timing = one.effect.getComputedTiming()
  return timing.duration > 200 || timing.iterations === Infinity
}).map((one) => one.animationName ?? one.transitionProperty)"""


def watch(page, origin: str) -> None:
    """Remember requests to others and what the content policy refused."""
    page.strangers = []
    host = urlsplit(origin).netloc

    def heard(request):
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != host:
            page.strangers.append(request.url)

    page.on("request", heard)


def violations(page) -> list[str]:
    """What axe finds: rule, how bad, and where."""
    # Trusted Types let no string become a script; the tools of the browser may.
    tools = page.context.new_cdp_session(page)
    tools.send("Runtime.evaluate", {"expression": AXE + ";0"})
    tools.detach()
    found = page.evaluate(
        "async (rules) => (await axe.run(document, {...rules, resultTypes: ['violations']}))"
        ".violations.map((one) => [one.id, one.impact, one.nodes.map((n) => [n.target.join(' '),"
        " n.html.slice(0, 160), n.any.concat(n.all, n.none).map((c) => c.message).join('; ')"
        ".slice(0, 200)])])",
        RULES,
    )
    return [f"{rule} ({impact}): {node}" for rule, impact, nodes in found for node in nodes]


def small_targets(page, least: int) -> list:
    return page.evaluate(SMALL, least)


def sideways(page) -> int:
    """How many pixels the page can be scrolled sideways."""
    return page.evaluate(SIDEWAYS)


def moving(page) -> list[str]:
    """Animations longer than 200 ms, or without an end."""
    return page.evaluate(MOVING)


def faults(page, *, least: int) -> list[str]:
    """Everything at once, for one page as it stands."""
    found = [*violations(page)]
    found += [f"small: {one}" for one in small_targets(page, least)]
    if sideways(page) > 0:
        found.append(f"scrolls {sideways(page)} px sideways")
    found += [f"stranger: {one}" for one in page.strangers]
    found += [f"problem: {one}" for one in page.problems]
    return found
