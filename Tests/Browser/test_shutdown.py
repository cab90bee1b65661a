"""SIGTERM ends the server within its limit, whatever a client dribbles."""

import signal
import socket
import threading
import time

from conftest import Server


def test_a_dribbling_client_does_not_keep_the_house_open():
    server = Server("--applicants", "0")
    stop = threading.Event()
    sockets = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(3)]

    def dribble():
        try:
            for number, one in enumerate(sockets):
                one.sendall(f"POST /apply HTTP/1.1\r\nhost: x\r\ncontent-length: 4000\r\n\r\n{number}".encode())
            while not stop.wait(0.5):
                for one in sockets:
                    one.sendall(b"x")
        except OSError:
            pass  # cut off: that is what should happen

    thread = threading.Thread(target=dribble)
    thread.start()
    try:
        time.sleep(1)
        began = time.monotonic()
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(timeout=30) == 0
        assert time.monotonic() - began < 15
    finally:
        stop.set()
        thread.join()
        server.stop()
