"""An SMS gateway on loopback. Prints its port; writes each request as one line of JSON, then answers as the path says.

gateway.py FILE
/200, /500 …: that status.  /busy: 429 with Retry-After.  /spaced: 200 and a yes with white space.  /page: 200 and HTML.  /hangup: no answer at all.  /no: 200 and an error in the text.  /slow: an answer after a minute.
"""

import http.server, json, os, sys, threading, time, urllib.parse


def go_with_the_test():
    sys.stdin.read()
    os._exit(0)


threading.Thread(target=go_with_the_test, daemon=True).start()
path = sys.argv[1]
lock = threading.Lock()


class Gateway(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        kind = self.headers["content-type"]
        values = json.loads(body) if kind == "application/json" else dict(urllib.parse.parse_qsl(body, strict_parsing=True))
        line = {"method": self.command, "name": self.headers["x-request-id"] or "", **values}
        with lock, open(path, "a") as file:
            file.write(json.dumps(line) + "\n")
        what = self.path[1:]
        if what == "hangup":
            self.close_connection = True
            return self.connection.close()
        if what == "slow":
            time.sleep(60)
        text = {"no": b'{"error": 7}', "spaced": b'{ "code" : 0 }', "page": b"<p>ok</p>"}.get(what, b'{"code": 0}')
        self.send_response(int(what) if what.isdigit() else 429 if what == "busy" else 200)
        if what == "busy":
            self.send_header("retry-after", "120")
        self.send_header("content-length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    do_PUT = do_POST

    def log_message(self, *words):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
server.daemon_threads = True
print(server.server_address[1], flush=True)
server.serve_forever()
