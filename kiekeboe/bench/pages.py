"""B1, B2, B3, B5, B9: a parent's day and month, the snapshot and a log, beside bare views."""

import http.client
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
        Subject("calendar", f"/parent/planning/?child={nursery.children[0]}", parent),
        Subject("snapshot_16", "/group/snapshot/", tablet),
        Subject("log_4", "/group/items/", writing, "PUT", pen.four),
    ]


def measure(server, port, wanted, folder) -> list[Row]:
    """Interleaved rounds of each subject and its bare view; medians. Writing comes after
    reading, or the snapshot would hold a day with hundreds of nappies."""
    folder.mkdir(exist_ok=True)
    server.find_web(lambda: wanted[0].round_of_warming(port))
    found = []
    for subject in wanted:  # one after the other: a parent who reads is an event as well
        found += measure_one(subject, server, port, folder)
        if subject.name == "snapshot_16":
            found += measure_one(unchanged(subject, port), server, port, folder)
    return found


def measure_one(subject, server, port, folder) -> list[Row]:
    subject.look(port)
    (folder / subject.name).write_bytes(subject.content)
    body = nothing if subject.method == "PUT" else None
    plain = {"Accept-Encoding": "br, gzip"}
    bare = Subject("bare", f"/bare/{subject.name}", plain, subject.method, body)
    for _ in range(ROUNDS):
        subject.round(server, port, TIMES)
        bare.round(server, port, TIMES)
    return rows(subject, bare)


def unchanged(subject, port) -> Subject:
    """The same, asked by a tablet that has it already."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    tag = subject.ask(connection).headers["ETag"]
    connection.close()
    return Subject("snapshot_304", subject.address, subject.headers | {"If-None-Match": tag})


def nothing() -> bytes:
    return b"{}"


# id, title, goals: CPU in ms, queries, bytes on the wire
GOALS = {
    "parent_day": ("B1", "Parent's day", 2.0, 6, None),
    "calendar": ("B9.month", "Calendar month of a parent", 3.0, 6, None),
    "snapshot_16": ("B3", "Snapshot of 16 children", 4.0, 8, 15 * 1024),
    "snapshot_304": ("B3.same", "Snapshot that did not change", 1.0, 3, 1024),
    "log_4": ("B5", "Log for four children", 3.0, None, None),
}


def rows(subject, bare) -> list[Row]:
    id, title, cpu_goal, queries_goal, wire_goal = GOALS[subject.name]
    ratio_goal = 5.0 if id == "B1" else None
    p95_goal = 15.0 if id == "B5" else None
    told = [
        Row(f"{id}.cpu", f"{title}: CPU of a request", subject.median_cpu, cpu_goal, "ms"),
        Row(f"{id}.queries", f"{title}: queries", subject.queries, queries_goal, ""),
        Row(f"{id}.wire", f"{title}: bytes on the wire", subject.wire, wire_goal, "B"),
        Row(f"{id}.p50", f"{title}: half of the answers within", subject.percentile(0.5), None,
            "ms"),
        Row(f"{id}.p95", f"{title}: 95 % of the answers within", subject.percentile(0.95),
            p95_goal, "ms"),
    ]  # fmt: skip
    if subject.name == "snapshot_304":
        return told
    return [
        *told,
        Row(f"{id}.ratio", f"{title}: CPU against a bare view of the same bytes",
            subject.median_cpu / bare.median_cpu, ratio_goal, "x"),
        Row(f"{id}.bare", f"{title}: CPU of the bare view", bare.median_cpu, None, "ms"),
    ]  # fmt: skip
