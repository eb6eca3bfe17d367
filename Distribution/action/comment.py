"""Keeps one comment on a pull request: writes it, or updates the one that is there. Another run never adds a second one.

A comment is known by its first line, and only if a bot wrote it: a person who copies the line could edit what is said later.
"""
import json
import os
import re
import sys
import urllib.error
import urllib.request

MOST_PAGES = 30


class Pull:
    """The comments of one pull request."""

    def __init__(self, environment):
        with open(environment["GITHUB_EVENT_PATH"], encoding="utf-8") as file:
            number = int(json.load(file)["pull_request"]["number"])
        self.repository = f"{environment.get('GITHUB_API_URL', 'https://api.github.com')}/repos/{environment['GITHUB_REPOSITORY']}"
        self.comments = f"{self.repository}/issues/{number}/comments"
        self.token = environment["GITHUB_TOKEN"]

    def ask(self, method, address, value=None):
        request = urllib.request.Request(address, method=method, data=None if value is None else json.dumps(value).encode(), headers={
            "Authorization": f"Bearer {self.token}", "Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28",
            "Content-Type": "application/json", "User-Agent": "plumbline"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def own(self, mark):
        """The comments that begin with the mark, oldest first."""
        found = []
        for page in range(1, MOST_PAGES + 1):
            some = self.ask("GET", f"{self.comments}?per_page=100&page={page}")
            found += [one for one in some if one["user"]["type"] == "Bot" and one["body"].split("\n")[0].strip() == mark]
            if len(some) < 100:
                break
        return found

    def keep(self, mark, text):
        """Returns what was done."""
        body = f"{mark}\n{text}"
        own = self.own(mark)
        for one in own[1:]:
            self.ask("DELETE", f"{self.repository}/issues/comments/{one['id']}")
        if not own:
            self.ask("POST", self.comments, {"body": body})
            return "written"
        if own[0]["body"].replace("\r\n", "\n").strip() == body.strip():
            return "unchanged"
        self.ask("PATCH", f"{self.repository}/issues/comments/{own[0]['id']}", {"body": body})
        return "updated"


def main():
    packs, path = sys.argv[1:3]
    with open(path, encoding="utf-8") as file:
        text = file.read()
    mark = f"<!-- plumbline: {re.sub('[^A-Za-z0-9._/-]', '-', packs.rstrip('/')).replace('--', '-')} -->"
    try:
        print(f"comment: {Pull(os.environ).keep(mark, text)}")
    except urllib.error.HTTPError as error:
        if error.code not in (401, 403, 404):
            raise
        # A pull request from a fork may not write: the summary of the run has the same text.
        print(f"::warning::No comment was written: the token may not (HTTP {error.code}). The summary of this run says the same. "
              "Give the job `permissions: pull-requests: write`.")


if __name__ == "__main__":
    main()
