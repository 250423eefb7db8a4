"""B4: what a parent's phone fetches on a first visit, counted by the browser itself."""

from kiekeboe.bench.rows import Row


def measure(origin: str, address: str, cookie: tuple[str, str]) -> list[Row]:
    try:
        from playwright.sync_api import sync_playwright

        from kiekeboe.testing.browser import FLAGS, VIEWS, chromium_path
    except ImportError:
        return _not_run("Playwright is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=[*FLAGS, "--no-sandbox"]
        )
        try:
            context = browser.new_context(viewport=VIEWS["phone"], locale="nl-NL")
            context.add_cookies([{"name": cookie[0], "value": cookie[1], "url": origin}])
            fetched = _fetched(context, origin + address)
        finally:
            browser.close()
    page = sum(size for _, size in fetched)
    return [
        Row("B4.bytes", "Parent's page, first visit: weight", page / 1024, 50, "KiB"),
        Row("B4.requests", "Parent's page, first visit: requests", len(fetched), 5, ""),
    ]


def _fetched(context, address) -> list[tuple[str, int]]:
    """Addresses and their bytes on the wire, up to half a second after the page is there.

    The live stream never ends and is not part of the page.
    """
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    asked, done = {}, []
    wire.on("Network.requestWillBeSent", lambda told: asked.update({told["requestId"]: told}))
    wire.on("Network.loadingFinished", lambda told: done.append(told))
    page.goto(address, wait_until="load")
    page.wait_for_timeout(1500)
    found = []
    for told in done:
        request = asked.get(told["requestId"])
        if request and request.get("type") != "EventSource":
            found.append((request["request"]["url"], int(told["encodedDataLength"])))
    return [(url, size) for url, size in found if not url.startswith("data:")]


def _not_run(why) -> list[Row]:
    return [
        Row("B4.bytes", "Parent's page, first visit: weight", None, 50, "KiB", why=why),
        Row("B4.requests", "Parent's page, first visit: requests", None, 5, "", why=why),
    ]
