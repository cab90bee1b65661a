"""The network between a phone and a server: a relay that is cut where a test wants it, between two bytes of a request or of its answer.

Nobody is told. The browser still believes that it is online, as in a valley: what goes out is lost on the way, or arrives and its answer is
lost. It can also be slow, for pages and workers alike, and counts what passes.
"""

import asyncio
import re
import threading
import time


class Valley:
    """Ways to these ports of this machine, with one line for all of them."""

    def __init__(self, *there):
        self.open = set()
        self.left = {"up": None, "down": None}
        self.is_cut = False
        self.cuts = 0
        #: Ids of events of which the server said, after its commit, that it has them; whether the phone ever heard it or not.
        self.receipts = set()
        #: Bytes that passed, and when the last of them did.
        self.bytes, self.last, self.requests = {"up": 0, "down": 0}, 0.0, 0
        #: The first lines of what was sent by POST, for whoever looks for a fault.
        self.posts = []
        self.rate = self.trip = 0
        self.free = {"up": 0.0, "down": 0.0}
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.servers = [self.run(asyncio.start_server(self.way(each), "127.0.0.1", 0)) for each in there]
        self.ports = [server.sockets[0].getsockname()[1] for server in self.servers]
        self.address = f"http://127.0.0.1:{self.ports[0]}"

    def run(self, work):
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(timeout=30)

    def close(self):
        async def close():
            for server in self.servers:
                server.close()
            self.drop()
            mine = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
            for task in mine:
                task.cancel()
            await asyncio.gather(*mine, return_exceptions=True)
        self.run(close())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()

    # ---- What a test does.

    def cut(self, after=0, way="up"):
        """From now, or once so many bytes more have gone up to the server or down from it."""
        async def set_():
            self.left[way] = after
            if after == 0:
                self.fail()
        self.run(set_())

    def heal(self):
        async def heal():
            self.left = {"up": None, "down": None}
            self.is_cut = False
        self.run(heal())

    def slow(self, bits, trip):
        """So many bits a second each way, and so many seconds there and back; a new connection costs one trip. Those that are open go."""
        async def slow():
            self.drop()
            self.rate, self.trip = bits / 8, trip
        self.run(slow())

    # ---- Within the loop.

    def fail(self):
        self.cuts += not self.is_cut
        self.is_cut = True
        self.drop()

    def drop(self):
        for writer in list(self.open):
            writer.transport.abort()

    def way(self, port):
        async def relay(reader, writer):
            if self.is_cut:
                return writer.transport.abort()
            try:
                there, thither = await asyncio.open_connection("127.0.0.1", port)
            except OSError:  # the server is killed
                return writer.transport.abort()
            self.open |= {writer, thither}
            await asyncio.sleep(self.trip)
            try:
                await asyncio.gather(self.carry(reader, thither, "up"), self.carry(there, writer, "down"))
            except asyncio.CancelledError:  # it is closed
                pass
            finally:
                self.open -= {writer, thither}
        return relay

    async def carry(self, reader, writer, way):
        rate, waiting = self.rate, asyncio.Queue()
        pacing = asyncio.ensure_future(self.pace(waiting, writer, way, rate)) if rate else None
        try:
            while data := await reader.read(65536):
                if self.is_cut:
                    return
                self.count(data, way)
                if self.left[way] is not None:
                    if len(data) > self.left[way]:
                        writer.write(data[: self.left[way]])
                        # What was let through arrives before the line is dead.
                        await asyncio.wait_for(writer.drain(), 1)
                        await asyncio.sleep(0.005)
                        return self.fail()
                    self.left[way] -= len(data)
                if pacing:
                    # A server never waits for the line: only whom it serves does.
                    for start in range(0, len(data), 1460):
                        waiting.put_nowait(data[start:start + 1460])
                else:
                    writer.write(data)
                    await writer.drain()
        except (OSError, asyncio.TimeoutError):
            pass
        finally:
            if pacing:
                waiting.put_nowait(None)
                await asyncio.gather(pacing, return_exceptions=True)
            writer.close()

    async def pace(self, waiting, writer, way, rate):
        """One packet after the other, in turn with those of other connections."""
        while (data := await waiting.get()) and not writer.transport.is_closing():
            now = time.monotonic()
            self.free[way] = max(self.free[way], now) + len(data) / rate
            await asyncio.sleep(self.free[way] - now)
            self.loop.call_later(self.trip / 2, self.deliver, writer, data, way)
        await asyncio.sleep(self.trip / 2 + 0.01)

    def deliver(self, writer, data, way):
        if not writer.transport.is_closing():
            self.bytes[way] += len(data)
            self.last = time.monotonic()
            writer.write(data)

    def count(self, data, way):
        if not self.rate:
            self.bytes[way] += len(data)
            self.last = time.monotonic()
        if way == "up":
            self.posts += [(round(time.monotonic(), 2), line.decode()) for line in re.findall(rb"POST \S+", data)]
            self.requests += len(re.findall(rb"(?:GET|POST|PUT|PATCH|HEAD) \S+ HTTP/1\.1\r\n", data))
        else:
            for kept in re.findall(rb'"kept":\[([^\]]*)\]', data):
                self.receipts.update(re.findall(r"[0-9a-f-]{36}", kept.decode()))
