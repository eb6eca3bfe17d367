"""As much of GitHub's interface as keeping a comment needs, on this machine."""
import http.server
import json
import re
import threading
import urllib.parse


class Hub:
    """A pull request's comments. A request needs the right token; what is written with it is a bot's."""

    def __init__(self, token):
        self.comments, self.next = [], 1
        hub = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def answer(self):
                length = int(self.headers.get("Content-Length") or 0)
                given = json.loads(self.rfile.read(length)) if length else None
                status, value = (200, None) if self.headers["Authorization"] == f"Bearer {token}" else (403, {})
                if status == 200:
                    status, value = hub.serve(self.command, urllib.parse.urlsplit(self.path), given)
                self.send_response(status)
                self.end_headers()
                if value is not None:
                    self.wfile.write(json.dumps(value).encode())

            do_GET = do_POST = do_PATCH = do_DELETE = answer

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()

    def add(self, kind, body):
        self.comments.append({"id": self.next, "user": {"type": kind}, "body": body})
        self.next += 1

    def serve(self, method, address, given):
        if address.path == "/repos/a/b/issues/7/comments":
            if method == "POST":
                self.add("Bot", given["body"])
                return 201, self.comments[-1]
            query = urllib.parse.parse_qs(address.query)
            size, page = int(query["per_page"][0]), int(query["page"][0])
            return 200, self.comments[(page - 1) * size:page * size]
        found = re.fullmatch(r"/repos/a/b/issues/comments/(\d+)", address.path)
        one = next((one for one in self.comments if found and one["id"] == int(found[1])), None)
        if one is None:
            return 404, {}
        if method == "DELETE":
            self.comments.remove(one)
            return 204, None
        one["body"] = given["body"]
        return 200, one
