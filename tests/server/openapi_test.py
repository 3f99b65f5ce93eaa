#!/usr/bin/env python3
"""openapi_test.py PROGRAM SOURCE - share/openapi.yaml against the program: every call that is open to the page and
no other, every option of its command and no other, and real answers of the sample case against the schemas."""
import os
import re
import subprocess
import sys
import tempfile

try:
    import jsonschema
    import yaml
except ImportError as missing: # a python beside Debian's, without Debian's packages
    print(f"skipped: {missing}")
    sys.exit(77)

from serving import Server

PROGRAM, SOURCE = sys.argv[1], sys.argv[2]
PATHS = ("FILE", "FOLDER", "PATH", "DIR")  # an option that names a file of this computer is not open
EN = dict(os.environ, LANG="en_US.UTF-8")


def options_of(command):
    text = subprocess.run([PROGRAM, "help", command, "--lang", "en"], stdout=subprocess.PIPE, text=True, check=True).stdout
    text = text.split("\noptions:\n")[1].split("\n\n")[0] if "\noptions:\n" in text else ""
    found = re.findall(r"^  (?:-\w, )?--([a-z0-9-]+)(?: (\S+))?", text, re.M)
    return {name for name, argument in found
            if name not in ("json", "lang", "help") and not any(w in argument for w in PATHS)}


def calls():
    with open(os.path.join(SOURCE, "src/server/calls.c"), encoding="utf-8") as f:
        rows = re.findall(r'\{"([a-z-]+)", (?:"([a-z-]+)"|NULL), SY_EXPOSED_([A-Z]+), SY_ROLE_([A-Z]+), (true|false),', f.read())
    assert len(rows) > 50
    for command, word, kind, role, takes in rows:
        part = {"JOB": "/jobs", "FILE": "/files", "KEPT": "/files"}.get(kind, "")
        path = "/cases/{case}" + part + "/" + command + ("/" + word if word else "")
        yield path, "get" if kind in ("READ", "FILE", "KEPT") else "post", kind, command, role.lower(), takes == "true"


with open(os.path.join(SOURCE, "share/openapi.yaml"), encoding="utf-8") as f:
    api = yaml.safe_load(f)


def look_up(item):
    while "$ref" in item:
        place = api
        for step in item["$ref"].removeprefix("#/").split("/"):
            place = place[step]
        item = place
    return item


def described(operation):
    names = {p["name"] for p in map(look_up, operation.get("parameters", []))} - {"format", "upload"}
    body = operation.get("requestBody")
    if body:
        schema = look_up(body["content"]["application/json"]["schema"])
        names |= set(schema["properties"]["options"]["properties"])
    return names


seen = set()
for path, method, kind, command, role, takes in calls():
    operation = api["paths"][path][method]
    wanted = options_of(command) if takes else set()
    assert described(operation) == wanted, (path, method, described(operation) ^ wanted)
    assert operation["x-role"] == role, (path, role)
    seen.add((path, method))
for path, item in api["paths"].items():
    if not path.startswith("/cases/{case}/") or "/uploads/" in path or "/backups" in path:
        continue
    for method in set(item) & {"get", "post", "put", "delete"}:
        assert (path, method) in seen, f"{method} {path} is described and not open"
print(f"{len(seen)} calls are described as they are")

checked = 0


def validate(path, method, answer, status):
    global checked
    response = look_up(api["paths"][path][method]["responses"][status])
    schema = dict(response["content"]["application/json"]["schema"], components=api["components"])
    jsonschema.Draft202012Validator(schema).validate(answer.json)
    checked += 1


with tempfile.TemporaryDirectory() as folder:
    subprocess.run([PROGRAM, "init", os.path.join(folder, "a.suyuan"), "--sample"], check=True, stdout=subprocess.DEVNULL, env=EN)
    for day, state, code in (("2024-01-02", "A", 0), ("2024-02-30", "A", 3), ("2024-01-02", "K", 0)):
        with open(os.path.join(folder, "cars.csv"), "w", encoding="utf-8") as f:
            f.write(f"号牌号码,所有人,身份证明号码,初次登记日期,机动车状态\n浙D00011,虚构甲,330699198503150025,{day},{state}\n")
        done = subprocess.run([PROGRAM, "pool", os.path.join(folder, "a.suyuan"), "load", "vehicles", f.name], capture_output=True, env=EN)
        assert done.returncode == code, done
    with Server(PROGRAM, "--cases", folder) as server:
        server.log_in()
        for path in ("/session", "/users", "/cases", "/jobs", "/log", "/log/check"):
            validate(path, "get", server.get("/api/v1" + path), "200")
        account = server.get("/api/v1/cases/a/accounts").json["accounts"][0]["account"]
        entry = server.get("/api/v1/cases/a/entries", sort="time", limit="1").json["entries"][0]["id"]
        asked = {"entries": {"sort": "time"}, "original": {"entry": entry}, "trace": {"from": account}, "paths": {"from": account, "to": account},
                 "reach": {"from": account}, "find": {"text": ">1万"},
                 "graph": {"right": account, "trace": account, "periods": "true", "transfers": "20"}}
        for path, method, kind, command, _, _ in calls():
            if kind != "READ" or "{" in path.removeprefix("/cases/{case}"):
                continue
            answer = server.get("/api/v1" + path.replace("{case}", "a"), **asked.get(command, {}))
            # A call that needs a word more says so as an error does.
            status = "200" if answer.status == 200 else "default"
            assert answer.status in (200, 400, 422), (path, answer.status, answer.body[:200])
            validate(path, method, answer, status)
        for path, words in (("loads", "vehicles"), ("history", "vehicles"), ("loads", "vehicles/3/changed"), ("loads", "vehicles/2/rejected")):
            answer = server.get(f"/api/v1/cases/a/pool/{path}/{words}")
            validate("/cases/{case}/pool/" + path, "get", answer, "200")
            assert answer.json.get("rows", answer.json.get("loads")), answer.body
        validate("/cases/{case}/graph", "post", server.post("/api/v1/cases/a/graph", {"right": account}), "200")
        validate("/cases/{case}/backups", "get", server.get("/api/v1/cases/a/backups"), "200")
        begun = server.post("/api/v1/cases/a/jobs/model/run")
        validate("/cases/{case}/jobs/model/run", "post", begun, "202")
        server.job(begun, 300)
        validate("/jobs", "get", server.get("/api/v1/jobs"), "200")
        validate("/jobs/{id}", "get", server.get(f"/api/v1/jobs/{begun.json['job']}"), "200")
        server.stop()
print(f"covers: the HTTP interface as described; {checked} real answers fit")
