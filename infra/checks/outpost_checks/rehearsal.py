"""Runs the primary and a replica on a real sqld with the very arguments of the manifests: certificates, tokens, probes.

It shows that the flags fit together: a replica follows by mutual TLS, a token that only reads cannot write, the probe tells a
server that answers from one that does not, and a replica without a certificate gets nothing.
"""

import base64
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from .context import Context
from .finding import Finding

DEADLINE_SECONDS = 20


def find_sqld() -> str | None:
    """The sqld that SQLD or PATH names, or the one that `cargo xtask` keeps in its cache."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "outpost"
    kept = sorted(cache.glob("sqld-*"))
    return os.environ.get("SQLD") or shutil.which("sqld") or (str(kept[-1]) if kept else None)


def find_edge() -> str | None:
    """A built edge host that has the gateway."""
    edge = os.environ.get("EDGE")
    if edge and subprocess.run([edge, "gateway", "--help"], capture_output=True, check=False).returncode == 0:
        return edge
    return None


def is_possible() -> bool:
    """Whether there is an sqld, and OpenSSL for keys."""
    return bool(find_sqld() and shutil.which("openssl"))


def check(context: Context) -> list:
    """The rehearsal, where it is possible."""
    if not is_possible():
        return []
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(context, find_sqld(), Path(folder))
        try:
            return stage.play()
        finally:
            stage.end()


def encoded(data: bytes) -> str:
    """Base64 as tokens write it."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def replaced(arguments: list, changes: dict) -> list:
    """Arguments with other values where `changes` has one."""
    words = (argument.partition("=") for argument in arguments)
    return [flag + equals + changes.get(value, value) for flag, equals, value in words]


class Stage:
    """A folder with keys, and the servers that run in it."""

    def __init__(self, context: Context, sqld: str, folder: Path):
        self.context, self.sqld, self.folder = context, sqld, folder
        self.servers: list = []
        self.grpc = free_port()

    def openssl(self, *words, data: bytes = b"") -> bytes:
        """Runs OpenSSL in the folder."""
        done = subprocess.run(["openssl", *words], cwd=self.folder, input=data, capture_output=True, check=True)
        return done.stdout

    def make_keys(self) -> None:
        """What cert-manager and a person make on the cluster."""
        curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        self.openssl("req", "-x509", *curve, "-days", "2", "-subj", "/CN=outpost-ca", "-keyout", "ca.key", "-out", "ca.crt")
        for name, alternative in (("primary", "DNS:sqld"), ("replica", "DNS:replica")):
            self.openssl("req", *curve, "-subj", f"/CN={name}", "-keyout", f"{name}.key", "-out", f"{name}.csr")
            (self.folder / "extensions").write_text(f"subjectAltName={alternative}\nbasicConstraints=CA:FALSE\n")
            signed = ["-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2", "-extfile", "extensions"]
            self.openssl("x509", "-req", "-in", f"{name}.csr", *signed, "-out", f"{name}.crt")
        self.openssl("genpkey", "-algorithm", "ed25519", "-out", "jwt.key")
        self.openssl("pkey", "-in", "jwt.key", "-pubout", "-out", "jwt-public-keys.pem")

    def token(self, access: str) -> str:
        """A token as docs/operate/first-deployment.md says to make it."""
        head = encoded(json.dumps({"alg": "EdDSA", "typ": "JWT"}).encode())
        text = f"{head}.{encoded(json.dumps({'a': access}).encode())}"
        (self.folder / "text").write_text(text)
        return f"{text}.{encoded(self.openssl('pkeyutl', '-sign', '-rawin', '-inkey', 'jwt.key', '-in', 'text'))}"

    def container(self, name: str, part: str) -> dict:
        """A container of a StatefulSet's manifest."""
        return next(
            container
            for _, item in self.context.objects
            if item["kind"] == "StatefulSet" and item["metadata"]["name"] == name
            for container in item["spec"]["template"]["spec"]["containers"]
            if container["name"] == part
        )

    def arguments(self, name: str, http: int, admin: int) -> list:
        """The arguments of sqld's manifest, with paths and ports of this machine."""
        changes = {
            "/data": f"{self.folder}/{name}",
            "/tls/tls.crt": f"{self.folder}/{name}.crt",
            "/tls/tls.key": f"{self.folder}/{name}.key",
            "/tls/ca.crt": f"{self.folder}/ca.crt",
            "/auth/jwt-public-keys.pem": f"{self.folder}/jwt-public-keys.pem",
            "127.0.0.1:8080": f"127.0.0.1:{http}",
            "127.0.0.1:9090": f"127.0.0.1:{admin}",
            "0.0.0.0:5001": f"127.0.0.1:{self.grpc}",
            "https://primary.outpost.internal:5001": f"https://127.0.0.1:{self.grpc}",
        }
        return replaced(self.container(name, "sqld")["args"], changes)

    def start(self, name: str, arguments: list, program: str | None = None) -> None:
        """Starts a server, sqld unless another is named; its log lies beside its data."""
        log = (self.folder / f"{name}-{len(self.servers)}.log").open("w")
        environment = {"PATH": os.environ["PATH"], "LIBSQL_ADMIN_AUTH_KEY": "rehearsal"}
        self.servers.append(subprocess.Popen([program or self.sqld, *arguments], stdout=log, stderr=log, env=environment, cwd=self.folder))

    def end(self) -> None:
        """Ends the servers."""
        for server in self.servers:
            server.kill()
            server.wait()

    def ask(self, port: int, token: str, sql: str) -> str:
        """The answer to one statement, as text."""
        body = json.dumps({"requests": [{"type": "execute", "stmt": {"sql": sql}}, {"type": "close"}]}).encode()
        request = urllib.request.Request(f"http://127.0.0.1:{port}/v2/pipeline", body, {"Authorization": f"Bearer {token}"})
        try:
            with urllib.request.urlopen(request, timeout=5) as answer:
                return answer.read().decode()
        except (urllib.error.URLError, ConnectionError, TimeoutError) as error:
            return f"no answer: {error}"

    def wait_for(self, port: int, token: str, sql: str, wanted: str) -> bool:
        """Whether the answer holds the wanted text before the deadline."""
        end = time.monotonic() + DEADLINE_SECONDS
        while time.monotonic() < end and self.servers[-1].poll() is None:
            if wanted in self.ask(port, token, sql):
                return True
            time.sleep(0.1)
        return False

    def probe(self, port: int, token: str) -> bool:
        """The manifests' probe, against a port of this machine."""
        script = (self.context.infra / "kubernetes/base/replica/probe.sh").read_text().replace("127.0.0.1/8080", f"127.0.0.1/{port}")
        (self.folder / "probe-token").write_text(token)
        environment = {"PATH": os.environ["PATH"], "PROBE_TOKEN_FILE": str(self.folder / "probe-token")}
        return subprocess.run(["bash", "-c", script], env=environment, capture_output=True, check=False).returncode == 0

    def play(self) -> list:
        """The rehearsal itself."""
        self.make_keys()
        reads, writes, ports = self.token("ro"), self.token("rw"), [free_port() for _ in range(4)]
        primary, replica = ports[0], ports[2]
        self.start("primary", self.arguments("primary", primary, ports[1]))
        faults = []
        if not self.wait_for(primary, writes, "CREATE TABLE IF NOT EXISTS shop (name TEXT)", '"type":"ok"'):
            return [Finding("home/primary.yaml", "sqld does not take a statement with these arguments: " + self.log("primary-0"))]
        self.ask(primary, writes, "INSERT INTO shop VALUES ('outpost')")
        self.start("replica", self.arguments("replica", replica, ports[3]))
        if not self.wait_for(replica, reads, "SELECT name FROM shop", "outpost"):
            return [Finding("base/replica", "a replica does not follow with these arguments: " + self.log("replica-1"))]
        if '"type":"ok","response":{"type":"execute"' in self.ask(replica, reads, "INSERT INTO shop VALUES ('stolen')"):
            faults.append(Finding("base/replica", "a token that only reads writes through a replica"))
        if '"type":"ok"' in self.ask(replica, "", "SELECT 1"):
            faults.append(Finding("base/replica", "a replica answers without a token"))
        if not self.probe(replica, reads):
            faults.append(Finding("base/replica/probe.sh", "the probe fails on a server that answers"))
        if self.probe(free_port(), reads) or self.probe(replica, "wrong"):
            faults.append(Finding("base/replica/probe.sh", "the probe succeeds without an answer"))
        return faults + self.gateway(primary, writes) + self.stranger()

    def gateway(self, primary: int, writes: str) -> list:
        """The gateway before the primary, where an edge host is built: it runs what its list has, and nothing else."""
        edge = find_edge()
        if not edge:
            return []
        listen, admin = free_port(), free_port()
        region = "0123456789abcdef0123456789abcdef"
        (self.folder / "sqld-token").write_text(writes)
        (self.folder / "tokens").write_text(f"west={region}\n")
        listed, other = "INSERT INTO shop VALUES ('order')", "DELETE FROM shop"
        (self.folder / "statements.json").write_text(json.dumps([{"name": "put", "sql": listed}]))
        changes = {
            "127.0.0.1:4001": f"127.0.0.1:{listen}",
            "0.0.0.0:4002": f"127.0.0.1:{admin}",
            "http://127.0.0.1:8080": f"http://127.0.0.1:{primary}",
            "/gateway/sqld-token": f"{self.folder}/sqld-token",
            "/gateway/tokens": f"{self.folder}/tokens",
            "/outpost/statements.json": f"{self.folder}/statements.json",
        }
        container = self.container("primary", "gateway")
        self.start("gateway", [*container["command"][1:], *replaced(container["args"], changes)], edge)
        if not self.wait_for(listen, region, listed, '"type":"ok"'):
            return [Finding("home/primary.yaml", "the gateway runs no statement: " + self.log("gateway-2"))]
        refused = {"another statement": self.ask(listen, region, other), "a foreign token": self.ask(listen, "x" * 32, listed)}
        return [Finding("home/primary.yaml", f"the gateway runs {what}") for what, answer in refused.items() if '"type":"ok"' in answer]

    def stranger(self) -> list:
        """A replica with a certificate of another authority gets nothing."""
        for name in ("ca", "replica"):
            for ending in ("crt", "key"):
                shutil.copy(self.folder / f"{name}.{ending}", self.folder / f"own-{name}.{ending}")
        curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        self.openssl("req", "-x509", *curve, "-days", "2", "-subj", "/CN=replica", "-keyout", "replica.key", "-out", "replica.crt")
        shutil.rmtree(self.folder / "replica")
        self.servers[1].kill()
        self.servers[1].wait()
        port = free_port()
        self.start("replica", self.arguments("replica", port, free_port()))
        time.sleep(2)
        answer = self.ask(port, self.token("ro"), "SELECT name FROM shop")
        return [Finding("home/primary.yaml", "a replica with a foreign certificate was served")] if "outpost" in answer else []

    def log(self, name: str) -> str:
        """The end of a server's log."""
        return (self.folder / f"{name}.log").read_text()[-600:]
