"""A browser without pages, for what a thousand browsers do: a session and the token of its forms."""

import http.client
import re
import urllib.parse
import urllib.request

#: The numbers of the demonstration's draw, as RFC 3797 writes them.
DRAWN = "4.8.15.16.23.42./"
SENT = {"content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin"}


class Visitor:
    def __init__(self, port, door, **fields):
        self.port, self.cookie, self.token = port, None, ""
        reply = self.post(door, **fields)
        assert reply.status == 303, reply.status
        self.cookie = reply.getheader("set-cookie").split(";")[0]
        self.token = re.search(r'name="token" value="([^"]+)"', self.get(reply.getheader("location"))).group(1)

    def get(self, path):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        connection.request("GET", path, headers={"cookie": self.cookie})
        return connection.getresponse().read().decode()

    def post(self, path, **fields):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        body = urllib.parse.urlencode(fields | {"token": self.token})
        connection.request("POST", path, body, SENT | ({"cookie": self.cookie} if self.cookie else {}))
        reply = connection.getresponse()
        reply.read()
        return reply


def staff_doors(port):
    """The demonstration's chair and coordinator, signed in."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/demo?lang=en") as reply:
        doors = reply.read().decode()

    def staff(role):
        person = re.search(rf'name="person" value="([^"]+)"><button[^>]*>{role}:', doors).group(1)
        return Visitor(port, "/demo/session", person=person)

    return staff("selection chair"), staff("coordinator")


def release(port):
    """The chair runs and proposes the demonstration's policy, a coordinator releases it."""
    chair, second = staff_doors(port)
    policy = re.search(r"/desk/selection/policies/([0-9a-f-]{36})", chair.get("/desk/selection")).group(1)
    run = chair.post("/desk/selection/runs", policy=policy, key=DRAWN).getheader("location")
    assert chair.post(f"{run}/proposal").status == 303
    assert second.post(f"{run}/release", key=DRAWN).status == 303
