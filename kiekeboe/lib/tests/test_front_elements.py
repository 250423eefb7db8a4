"""The elements that every surface shares, in a real browser, under the real policy."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kiekeboe.lib import bundles, headers

pytestmark = pytest.mark.journey

PAGE = """<!doctype html><html lang="nl"><title>Today</title>
<script type="module" src="/portal.js"></script>
<p id="spoken" role="status"></p>
<live-updates src="/live/" target="day" from="/day/" about="noor"></live-updates>
<p id="day">Noor is asleep</p>
<a href="#day" id="opener">Today</a>
<app-toast seconds="1" id="toast"><button id="undo">Undo</button></app-toast>
<app-toast seconds="1" id="other">Saved</app-toast>"""


class Nursery(BaseHTTPRequestHandler):
    """Serves the page, one piece of news, and the day: the first answer of which is a failure."""

    def do_GET(self):
        path = self.path.split("?")[0]
        if path == "/live/":
            news = 'id: 7\nevent: changed\ndata: {"children": ["noor"]}\n\n'
            self.answer(news, kind="text/event-stream")
            return self.server.closing.wait(30)  # the stream stays open, as the real one does
        if path == "/portal.js":
            return self.answer(bundles.script("js/portal.js"), kind="text/javascript")
        if path == "/day/":
            self.server.asked.append(path)
            if len(self.server.asked) == 1:
                return self.answer("busy", status=503)
            return self.answer('<p id="day">Noor is awake</p>')
        return self.answer(PAGE)

    def answer(self, text, status=200, kind="text/html"):
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Security-Policy", headers.WITHOUT_NONCE)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *words):
        """Say nothing."""


@pytest.fixture
def page(window):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Nursery)
    server.asked, server.closing = [], threading.Event()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = window("phone")
    page.goto(f"http://127.0.0.1:{server.server_port}/")
    yield page
    server.closing.set()
    server.shutdown()
    server.server_close()


def test_the_day_comes_even_when_the_first_answer_failed(page):
    page.locator("#day", has_text="Noor is awake").wait_for()

    assert not [one for one in page.problems if "Trusted" in one or "Content Security" in one]


def test_a_toast_waits_while_somebody_is_on_its_button(page):
    page.locator("#undo").hover()
    page.locator("#undo").focus()
    page.mouse.move(0, 0)
    page.locator("#other").wait_for(state="detached")
    page.wait_for_timeout(1_200)

    assert page.locator("#toast").count() == 1

    page.locator("#opener").focus()
    page.locator("#toast").wait_for(state="detached")
