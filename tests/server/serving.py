"""serving.py - a real `suyuan serve` for a test, and a client that does just what it is told."""
import http.client
import json
import os
import re
import signal
import ssl
import subprocess
import time
import urllib.parse


def running(words):
    """Processes whose command line has all of the words."""
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/cmdline", "rb") as f:
                line = f.read().split(b"\0")
        except OSError:
            continue
        if all(w.encode() in line for w in words):
            found.append(int(pid))
    return found


def freeze(words):
    """The process of these words, stopped where it stands as soon as it is there: it cannot end before it is looked at."""
    while True:
        wait_for(lambda: running(words))
        try:
            pid = running(words)[0]
            os.kill(pid, signal.SIGSTOP)
            return pid
        except (IndexError, ProcessLookupError):
            continue  # it went in between: the next one


def wait_for(what, seconds=60, stay=0.0, told=lambda: "in vain"):
    """Until it is so, and has been for `stay` seconds on end. told: what is said where it never is."""
    until = time.monotonic() + seconds
    since = None
    while True:
        now = time.monotonic()
        since = (since or now) if what() else None
        if since is not None and now - since >= stay:
            return
        assert now < until, told()
        time.sleep(0.02)


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self):
        return json.loads(self.body)


# Every answer has these, whatever it is; the page has a policy of its own.
GUARDS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "X-Frame-Options": "DENY",
          "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin"}


def check_guards(target, answer):
    for name, value in GUARDS.items():
        assert answer.headers[name] == value, (target, answer.status, name, answer.headers[name])
    policy = answer.headers.get_all("Content-Security-Policy") or []
    assert len(policy) == 1 and "default-src '" in policy[0], (target, answer.status, policy)
    is_page = (answer.headers["Content-Type"] or "").startswith("text/html") and not answer.headers["Content-Disposition"]
    assert is_page or "default-src 'none'" in policy[0] and "sandbox" in policy[0], (target, answer.status, policy)


class Server:
    def __init__(self, program, *words, cwd=None, certificate=None, env=None):
        env = dict(os.environ, LANG="en_US.UTF-8", **(env or {}))
        self.tls = ssl.create_default_context(cafile=certificate) if certificate else None
        program = os.path.realpath(program)  # it may be named from here and run elsewhere
        self.process = subprocess.Popen([program, "serve", *words, "--port", "0", "--json"],
                                        stdout=subprocess.PIPE, cwd=cwd, env=env, text=True)
        self.address = json.loads(self.process.stdout.readline())["address"]
        self.name, port = re.search(r"//([^/]+):(\d+)/", self.address).groups()
        self.port = int(port)
        self.cookie = self.token = ""

    def ask(self, method, path, body=None, params=None, headers=None, host=None, cookie=True, word=""):
        """word: the last of the path, quoted already."""
        c = (http.client.HTTPSConnection(self.name, self.port, timeout=120, context=self.tls) if self.tls
             else http.client.HTTPConnection(self.name, self.port, timeout=120))
        target = urllib.parse.quote(path) + word
        if params:
            target += "?" + urllib.parse.urlencode(params)
        c.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
        c.putheader("Host", host or f"{self.name}:{self.port}")
        if cookie and self.cookie:
            c.putheader("Cookie", self.cookie)
        for name, value in (headers or {}).items():
            c.putheader(name, value)
        if body is not None:
            c.putheader("Content-Length", str(len(body)))
        c.endheaders(body)
        r = c.getresponse()
        answer = Answer(r.status, r.headers, r.read())
        c.close()
        check_guards(target, answer)
        return answer

    def get(self, path, **params):
        return self.ask("GET", path, params=params)

    def post(self, path, options=None, body=None, **params):
        """body: what goes beside the options."""
        return self.ask("POST", path, json.dumps({"options": options or {}, **(body or {})}).encode(), params,
                        {"X-Suyuan-Token": self.token})

    def log_in(self):
        token = urllib.parse.parse_qs(urllib.parse.urlparse(self.address).query)["token"][0]
        answer = self.get("/", token=token)
        assert answer.status == 303, answer.status
        self.cookie = answer.headers["Set-Cookie"].split(";")[0]
        self.token = self.get("/api/v1/session").json["token"]
        return answer

    def log_in_as(self, name, password, **more):
        self.cookie = self.token = ""
        body = json.dumps({"name": name, "password": password}).encode()
        answer = self.ask("POST", "/api/v1/session", body, **more)
        if answer.status == 200:
            self.cookie = answer.headers["Set-Cookie"].split(";")[0]
            self.token = answer.json["token"]
        return answer

    def job(self, answer, seconds=60):
        assert answer.status == 202, answer.body
        look = lambda: self.get(f"/api/v1/jobs/{answer.json['job']}").json
        wait_for(lambda: look()["state"] not in ("waiting", "running"), seconds, told=lambda: f"the job has not ended: {look()}")
        return look()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(30) == 0
        self.process.stdout.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()
