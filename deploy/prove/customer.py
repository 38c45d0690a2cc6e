#!/usr/bin/env python3
"""A customer's endpoint: accepts every callback and appends its path and body to a file, one per line.

Arguments: address, port, file.
"""

import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Callbacks(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        with open(sys.argv[3], "ab") as file:
            file.write(self.path.encode() + b" " + body.replace(b"\n", b" ") + b"\n")
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


ThreadingHTTPServer((sys.argv[1], int(sys.argv[2])), Callbacks).serve_forever()
