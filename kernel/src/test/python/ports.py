"""Ports of the loopback interface that nobody else gets before the process that is to listen."""

import socket

KERNEL_PORTS = ("shell_port", "control_port", "iopub_port", "stdin_port", "hb_port")


def hold_port():
    """A socket that is bound to a free port and does not listen; Linux lets another do so.

    Until it is closed, nobody else gets the port who only asks for a free one.
    """
    held = socket.socket()
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    held.bind(("127.0.0.1", 0))
    return held


def hold_kernel_ports():
    """Such sockets for a kernel, by the names of their ports in a connection file."""
    return {name: hold_port() for name in KERNEL_PORTS}


def number(held):
    return held.getsockname()[1]
