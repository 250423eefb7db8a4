"""A push service of browsers, over TLS on a free port, and phones that open what it gives them."""

import datetime
import http.server
import json
import os
import ssl
import threading
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field

import http_ece
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from kiekeboe.lib.pushes import Listener


def text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


@dataclass
class Phone:
    """A browser that listens: it alone can read what is pushed to it."""

    service: "PushService"
    name: str
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    secret: bytes = field(default_factory=lambda: os.urandom(16))

    @property
    def listener(self) -> Listener:
        point = self.key.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        return Listener(f"{self.service.origin}/to/{self.name}", text(point), text(self.secret))

    @property
    def heard(self) -> list[dict]:
        """What was pushed, opened, in order."""
        return [json.loads(self.opened(one)) for one in self.arrived]

    @property
    def arrived(self) -> list:
        return [one for one in self.service.arrived if one["path"] == f"/to/{self.name}"]

    @property
    def shown(self) -> dict[str, dict]:
        """What stands on the screen: a later push of the same topic replaced the earlier."""
        return {one["topic"]: json.loads(self.opened(one)) for one in self.arrived}

    def opened(self, one) -> bytes:
        return http_ece.decrypt(
            one["body"], private_key=self.key, auth_secret=self.secret, version="aes128gcm"
        )


class PushService:
    """Keeps what arrives; `answers` gives another status per path."""

    def __init__(self, folder):
        self.arrived: list[dict] = []
        self.answers: dict[str, int] = {}
        self.authority = folder / "push-service.pem"
        self.authority.write_bytes(certificate())
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.authority)
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self.desk())
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.origin = f"https://localhost:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True)
        self.thread.start()

    def phone(self, name: str) -> Phone:
        return Phone(self, name)

    def desk(self):
        service = self

        class Desk(http.server.BaseHTTPRequestHandler):
            def do_POST(self):  # the name the library asks for
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status = service.answers.get(self.path, 201)
                if status < 300:
                    told = {key.lower(): value for key, value in self.headers.items()}
                    service.arrived.append({**told, "path": self.path, "body": body})
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_words):
                pass

        return Desk

    def close(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join(5)


def certificate() -> bytes:
    """A key and a certificate for localhost, good for a day, as one PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    day = datetime.timedelta(days=1)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - day)
        .not_valid_after(now + day)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return private + signed.public_bytes(serialization.Encoding.PEM)


@pytest.fixture
def push_service(tmp_path, settings):
    """Pushes of this test go to a service on this machine, which settings allow here alone."""
    service = PushService(tmp_path)
    settings.PUSH_SERVICES = ["localhost"]
    settings.PUSH_TO_THIS_MACHINE = True
    settings.PUSH_AUTHORITIES = str(service.authority)
    settings.PUSH_KEY = tmp_path / "push-key"
    yield service
    service.close()
