#!/usr/bin/env python3
"""boards_test.py PROGRAM - boards over HTTP: two tabs, beside an import, and a server that is killed."""
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import xml.etree.ElementTree as ET

from serving import Server

PROGRAM = sys.argv.pop(1)
CASE = "/api/v1/cases/样例"
NAME = "图 \u202e<b>"  # turns what follows around


def board(*ids, note=""):
    return {"graph": {"level": "account", "placed": ",".join(f"{i}@0@{n}" for n, i in enumerate(ids))},
            "notes": {"a": note}, "exhibits": [], "page": {"at": 0}}


class BoardsTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        subprocess.run([PROGRAM, "init", os.path.join(self.folder.name, "样例.suyuan"), "--sample"], check=True,
                       stdout=subprocess.DEVNULL, env=dict(os.environ, LANG="en_US.UTF-8"))
        self.start()

    def start(self):
        self.server = Server(PROGRAM, "--cases", self.folder.name)
        self.server.log_in()

    def tearDown(self):
        if self.server.process.poll() is None:
            self.server.stop()
        self.folder.cleanup()

    def save(self, name, body, base=0):
        return self.server.post(f"{CASE}/board/save/{name}", {"base": base}, {"input": body})

    def test_two_tabs_do_not_overwrite_each_other(self):
        first = self.save(NAME, board("a"))
        self.assertEqual((first.status, first.json["version"]), (200, 1), first.body)
        self.assertEqual(self.save(NAME, board("a", "b"), 1).json["version"], 2)
        late = self.save(NAME, board("a", "c"), 1)
        self.assertEqual((late.status, late.json["error"]["kind"]), (422, "conflict"))
        shown = self.server.get(f"{CASE}/board/show/{NAME}").json
        self.assertEqual(shown["board"], board("a", "b"))
        # The same once more is no conflict: an answer may have been lost.
        self.assertEqual(self.save(NAME, board("a", "b"), 1).json["version"], 2)
        listed = self.server.get(f"{CASE}/board/list").json["boards"]
        self.assertEqual([(b["name"], b["cards"]) for b in listed], [(NAME, 2)])

    def test_what_is_no_board_is_refused(self):
        for body in ([], "x", None, {}, {"graph": {"placed": 1}}):
            self.assertIn(self.save("错", body).status, (400, 422), body)
        self.assertEqual(self.server.post(f"{CASE}/board/save/错").status, 422)
        self.assertEqual(self.server.post(f"{CASE}/case", {"name": "x"}, {"input": {}}).status, 400, "it reads no stdin")
        self.assertIn(self.save("大", board("a", note="x" * 9000)).status, (422,))
        self.assertIn(self.save("大", dict(board("a"), more="x" * (2 << 20))).status, (503, 422, 413))
        self.assertEqual(self.server.get(f"{CASE}/board/list").json["boards"], [])

    def test_a_save_neither_waits_for_an_import_nor_tells_the_case_has_changed(self):
        kept = self.server.get(f"{CASE}/accounts").headers["ETag"]
        rows = "from,to,time,amount\n" + "".join(
            f"A{i % 900},B{i % 700},2024-01-{i % 28 + 1:02d},{i + 1}.00\n" for i in range(400_000))
        self.server.ask("PUT", f"{CASE}/uploads/b1/表.csv", rows.encode(), headers={"X-Suyuan-Token": self.server.token})
        job = self.server.post(f"{CASE}/jobs/import", {"profile": "transfers"}, upload="b1").json["job"]
        saves = 0
        while self.server.get(f"/api/v1/jobs/{job}").json["state"] in ("waiting", "running"):
            self.assertEqual(self.save("图", board("a", note=str(saves)), saves).status, 200)
            saves += 1
        self.assertGreater(saves, 1, "one that waited for the import was the only one")
        kept = self.server.get(f"{CASE}/accounts")
        self.save("图", board("a", "b"), saves)
        again = self.server.ask("GET", f"{CASE}/accounts", headers={"If-None-Match": kept.headers["ETag"]})
        self.assertEqual(again.status, 304)

    def test_a_server_that_is_killed_has_kept_what_it_said_was_saved(self):
        told = [0]
        body_of = {}

        def keep_saving():
            version = 0
            while True:
                body = board("a", note=str(version))
                try:
                    answer = self.save("图", body, version)
                except OSError:
                    return
                if answer.status != 200:
                    return
                version = answer.json["version"]
                body_of[version] = body
                told[0] = version

        saving = threading.Thread(target=keep_saving)
        saving.start()
        while told[0] < 3:
            time.sleep(0.01)
        self.server.process.send_signal(signal.SIGKILL)
        self.server.process.wait()
        self.server.process.stdout.close()
        saving.join()
        self.start()
        stands = self.server.get(f"{CASE}/board/show/图").json
        self.assertIn(stands["version"], (told[0], told[0] + 1))
        if stands["version"] == told[0]:
            self.assertEqual(stands["board"], body_of[told[0]])

    def test_deleted_and_brought_back(self):
        self.save("一", board("a"))
        self.assertEqual(self.server.post(f"{CASE}/board/copy/一/二").status, 200)
        self.assertEqual(self.server.post(f"{CASE}/board/rename/二/一").json["error"]["kind"], "conflict")
        self.assertEqual([b["name"] for b in self.server.post(f"{CASE}/board/delete/一").json["boards"]], ["二"])
        deleted = [b["name"] for b in self.server.get(f"{CASE}/board/list", deleted="true").json["boards"] if "deleted_at" in b]
        self.assertEqual(deleted, ["一"])
        self.assertEqual(self.server.post(f"{CASE}/board/restore/一").status, 200)
        self.assertEqual(self.server.get(f"{CASE}/board/show/一").json["board"], board("a"))

    def test_a_board_is_written_for_other_programs(self):
        account = self.server.get(f"{CASE}/accounts").json["accounts"][0]["account"]
        self.save(NAME, board(account, note="<x>"))
        for form, root in (("gexf", "gexf"), ("graphml", "graphml"), ("anx", "Chart")):
            answer = self.server.get(f"{CASE}/files/graph", board=NAME, format=form)
            self.assertEqual(answer.status, 200, answer.body[:200])
            self.assertEqual(ET.fromstring(answer.body).tag.split("}")[-1], root)
            self.assertIn(account.encode(), answer.body)
        self.assertEqual(self.server.get(f"{CASE}/files/graph", board="无", format="anx").status, 422)
        self.assertEqual(self.server.get(f"{CASE}/files/graph", board=NAME, format="pdf").status, 400)


if __name__ == "__main__":
    print("covers: boards (suyuan board), by the HTTP interface")
    unittest.main()
