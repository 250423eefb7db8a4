"""B1, B2, B3, B5: the parent's day, the board and a log action, beside bare views."""

import secrets

from kiekeboe.bench.asking import Subject
from kiekeboe.bench.rows import Row
from kiekeboe.story import n40

ROUNDS, TIMES = 5, 60


def subjects(nursery, session, names, pen) -> list[Subject]:
    """What is measured; `names` are the cookies of session, device, turn and csrf, and `pen`
    writes as the tablet does."""
    browser = {"Accept-Encoding": "br, gzip", "Accept-Language": "nl"}
    parent = browser | {"Cookie": f"{names['session']}={session}"}
    csrf = secrets.token_hex(16)
    cookies = {names["device"]: n40.DEVICE_KEY, names["turn"]: n40.TURN_KEY, names["csrf"]: csrf}
    tablet = browser | {"Cookie": "; ".join(f"{key}={value}" for key, value in cookies.items())}
    writing = tablet | {"Content-Type": "application/json", "X-CSRFToken": csrf}
    return [
        Subject("parent_day", f"/parent/children/{nursery.children[0]}/", parent),
        Subject("board_16", "/group/", tablet),
        Subject("log_4", "/group/items/", writing, "PUT", pen.four),
    ]


def measure(server, port, wanted, folder) -> list[Row]:
    """Interleaved rounds of each subject and its bare view; medians. Writing comes after
    reading, or the board would show a day with hundreds of nappies."""
    folder.mkdir(exist_ok=True)
    pairs = []
    server.find_web(lambda: wanted[0].round_of_warming(port))
    for subject in wanted:
        subject.look(port)
        (folder / subject.name).write_bytes(subject.content)
        body = nothing if subject.method == "PUT" else None
        bare = Subject(f"bare {subject.name}", f"/bare/{subject.name}",
                       {"Accept-Encoding": "br, gzip"}, subject.method, body)  # fmt: skip
        pairs.append((subject, bare))
    for method in ("GET", "PUT"):
        for _ in range(ROUNDS):
            for subject, bare in pairs:
                if subject.method == method:
                    subject.round(server, port, TIMES)
                    bare.round(server, port, TIMES)
    return [row for subject, bare in pairs for row in rows(subject, bare)]


def nothing() -> bytes:
    return b"{}"


GOALS = {
    "parent_day": ("B1", "Parent's day", 2.0, 6),
    "board_16": ("B3", "Board of 16 children", 4.0, 8),
    "log_4": ("B5", "Log for four children", 3.0, None),
}


def rows(subject, bare) -> list[Row]:
    id, title, cpu_goal, queries_goal = GOALS[subject.name]
    ratio_goal = 5.0 if id == "B1" else None
    p95_goal = 15.0 if id == "B5" else None
    return [
        Row(f"{id}.cpu", f"{title}: CPU of a request", subject.median_cpu, cpu_goal, "ms"),
        Row(f"{id}.queries", f"{title}: queries", subject.queries, queries_goal, ""),
        Row(f"{id}.ratio", f"{title}: CPU against a bare view of the same bytes",
            subject.median_cpu / bare.median_cpu, ratio_goal, "x"),
        Row(f"{id}.bare", f"{title}: CPU of the bare view", bare.median_cpu, None, "ms"),
        Row(f"{id}.wire", f"{title}: bytes on the wire", subject.wire, None, "B"),
        Row(f"{id}.p50", f"{title}: half of the answers within", subject.percentile(0.5), None,
            "ms"),
        Row(f"{id}.p95", f"{title}: 95 % of the answers within", subject.percentile(0.95),
            p95_goal, "ms"),
    ]  # fmt: skip
