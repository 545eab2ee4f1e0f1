"""A kernel's process and a client that is nothing but sockets and JSON.

jupyter_client corrects, retries and waits on behalf of its users; here a message is what was sent.
"""

import hashlib
import hmac
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
import uuid
from pathlib import Path

import zmq

import ports

TIMEOUT = 60
KEY = "a key that everybody knows"
CHANNELS = {"shell": zmq.DEALER, "control": zmq.DEALER, "stdin": zmq.DEALER, "iopub": zmq.SUB}
DELIMITER = b"<IDS|MSG>"


class Kernel:
    """A kernel at free ports, started as Jupyter would start it."""

    def __init__(self, command, env=None, transport="tcp"):
        # The name of a Unix domain socket must be short.
        self.directory = Path(tempfile.mkdtemp(prefix="atlas-raw-", dir="/tmp"))
        self.ports = ports.hold_kernel_ports()
        self.connection = {
            "transport": transport,
            "ip": "127.0.0.1" if transport == "tcp" else str(self.directory / "ipc"),
            "key": KEY, "signature_scheme": "hmac-sha256",
            **{name: ports.number(port) for name, port in self.ports.items()},
        }
        file = self.directory / "connection.json"
        file.write_text(json.dumps(self.connection))
        self.log = open(self.directory / "log", "w+")
        arguments = [str(file) if part == "{connection_file}" else part for part in command]
        self.process = subprocess.Popen(arguments, env=env, stdout=self.log, stderr=self.log)
        self.clients = []

    def client(self, **options):
        client = Client(self.connection, **options)
        self.clients.append(client)
        return client

    def logged(self):
        return (self.directory / "log").read_text()

    def memory(self):
        """The resident memory in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    def stop(self):
        for client in self.clients:
            client.close()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait(TIMEOUT)
        for port in self.ports.values():
            port.close()
        self.log.close()
        shutil.rmtree(self.directory, ignore_errors=True)


class Message:
    """A received message, taken apart."""

    def __init__(self, frames):
        at = frames.index(DELIMITER)
        self.identities, signature, parts = frames[:at], frames[at + 1], frames[at + 2 : at + 6]
        assert signature == sign(parts), "a wrong signature"
        self.header, self.parent, self.metadata, self.content = map(json.loads, parts)

    @property
    def type(self):
        return self.header["msg_type"]

    @property
    def brief(self):
        """The type; of a status, the state."""
        return self.content["execution_state"] if self.type == "status" else self.type


class Client:
    """The sockets of a front end."""

    def __init__(self, connection, iopub=True, session=None):
        self.connection = connection
        self.session = session or uuid.uuid4().hex
        self.context = zmq.Context()
        self.sockets = {}
        for channel, kind in CHANNELS.items():
            if channel == "iopub" and not iopub:
                continue
            socket = self.context.socket(kind)
            socket.linger = 0
            socket.rcvtimeo = TIMEOUT * 1000
            if kind == zmq.SUB:
                socket.subscribe(b"")
            else:
                socket.identity = self.session.encode()
            socket.connect(address(connection, channel))
            self.sockets[channel] = socket

    def message(self, kind, content, metadata=None, **header):
        """The frames of a message from the delimiter on."""
        header = {
            "msg_id": uuid.uuid4().hex, "msg_type": kind, "session": self.session,
            "username": "raw", "date": "2026-01-01T00:00:00.000000Z", "version": "5.4", **header,
        }
        return signed([json.dumps(part).encode() for part in (header, {}, metadata or {}, content)])

    def send(self, kind, content, channel="shell", **header):
        """Sends a request; its id."""
        frames = self.message(kind, content, **header)
        self.send_frames(frames, channel)
        return json.loads(frames[2])["msg_id"]

    def send_frames(self, frames, channel="shell"):
        self.sockets[channel].send_multipart(frames)

    def receive(self, channel):
        return Message(self.sockets[channel].recv_multipart())

    def reply(self, request, channel="shell"):
        while True:
            message = self.receive(channel)
            if message.parent.get("msg_id") == request:
                return message

    def broadcasts(self, request):
        """All that is published about a request, up to idle."""
        found = []
        while not found or found[-1].brief != "idle":
            message = self.receive("iopub")
            if message.parent.get("msg_id") == request:
                found.append(message)
        return found

    def ask(self, kind, content=None, channel="shell"):
        """The content of the reply to a request."""
        return self.reply(self.send(kind, content or {}, channel), channel).content

    def execute(self, code, **options):
        """Sends an execute_request; its id."""
        return self.send("execute_request", {"code": code, **options})

    def run(self, code, **options):
        """Runs a cell: the reply's content, and what was published."""
        request = self.execute(code, **options)
        # What is published comes first, lest much of it should pile up.
        messages = self.broadcasts(request)
        return self.reply(request).content, messages

    def wait_for_ready(self):
        """Until requests are answered and what is published comes here."""
        self.ask("kernel_info_request")
        iopub = self.sockets["iopub"]
        iopub.rcvtimeo = 100
        end = time.monotonic() + TIMEOUT
        while True:
            request = self.send("kernel_info_request", {})
            self.reply(request)
            try:
                self.broadcasts(request)
                break
            except zmq.Again:
                assert time.monotonic() < end, "nothing is published"
        iopub.rcvtimeo = TIMEOUT * 1000

    def close(self):
        self.context.destroy(linger=0)


def address(connection, channel):
    separator = ":" if connection["transport"] == "tcp" else "-"
    port = connection[channel + "_port"]
    return f"{connection['transport']}://{connection['ip']}{separator}{port}"


def sign(parts):
    mac = hmac.new(KEY.encode(), digestmod=hashlib.sha256)
    for part in parts:
        mac.update(part)
    return mac.hexdigest().encode()


def signed(parts):
    return [DELIMITER, sign(parts), *parts]
