"""A headless Chromium, spoken to over a pipe with the DevTools protocol (JSON messages that end in NUL)."""

import json
import os
import select
import shutil
import subprocess
import tempfile
import time

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-default-apps", "--no-pings", "--disable-domain-reliability", "--host-resolver-rules=MAP * ~NOTFOUND",
    "--remote-debugging-pipe", "--allow-file-access-from-files",
]
SECONDS = 120

# What of the page is not plain text and structure. `known` has the tags and attributes that a page may have.
LOOK = """
((tags, attributes) => {
  const bad = [];
  for (const node of document.querySelectorAll('*')) {
    const tag = node.localName;
    if (!tags.includes(tag)) bad.push('<' + tag + '> ' + node.outerHTML.slice(0, 120));
    for (const {name, value} of node.attributes) {
      if (!attributes.includes(tag + '.' + name) && !attributes.includes('*.' + name)) bad.push(tag + ' has ' + name + '="' + value.slice(0, 80) + '"');
      const scheme = value.trim().toLowerCase();
      if (name === 'href' && !/^(#|https?:\\/\\/|mailto:)/.test(scheme)) bad.push(tag + ' leads to ' + value.slice(0, 80));
      if (name === 'src' && !/^data:image\\/(png|jpeg|svg\\+xml);base64,/.test(scheme)) bad.push(tag + ' loads ' + value.slice(0, 80));
      if (name === 'http-equiv' && scheme !== 'content-security-policy') bad.push('meta ' + value);
    }
  }
  const comments = document.createNodeIterator(document, NodeFilter.SHOW_COMMENT);
  for (let node; (node = comments.nextNode());) bad.push('comment ' + node.data.slice(0, 80));
  if (window.judged !== undefined) bad.push('a script of the page ran');
  return {bad, text: document.documentElement.textContent, address: location.href};
})
"""


class Chromium:
    """One browser with a profile of its own, gone when it is closed."""

    def __init__(self):
        self.profile = tempfile.mkdtemp(prefix="judge-chromium-")
        from_here, self.to = os.pipe()
        self.answers, to_here = os.pipe()
        command = ["sh", "-c", f'exec "$@" 3<&{from_here} 4>&{to_here}', "sh", "chromium", *FLAGS, f"--user-data-dir={self.profile}", "about:blank"]
        self.process = subprocess.Popen(command, pass_fds=(from_here, to_here), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(from_here)
        os.close(to_here)
        self.number, self.rest, self.events = 0, b"", []
        # Texts of pages that were read before.
        self.read = {}

    def close(self):
        try:
            self.ask("Browser.close")
        except (OSError, RuntimeError):
            pass
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.profile, ignore_errors=True)

    def ask(self, method, session=None, **params):
        """Sends a command and gives its answer; events that arrive meanwhile are kept."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.to, data) :]
        wanted = self.number
        while True:
            answer = self._next(SECONDS)
            if answer.get("id") == wanted:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error'].get('message')}")
                return answer.get("result", {})
            self.events.append(answer)

    def _next(self, seconds):
        deadline = time.monotonic() + seconds
        while b"\0" not in self.rest:
            ready, _, _ = select.select([self.answers], [], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                raise TimeoutError("the browser does not answer")
            more = os.read(self.answers, 1 << 20)
            if not more:
                raise RuntimeError("the browser has ended")
            self.rest += more
        first, self.rest = self.rest.split(b"\0", 1)
        return json.loads(first)

    def _until(self, session, method, seconds):
        """Waits for an event of a page; whether it came."""
        deadline = time.monotonic() + seconds
        seen = 0
        while True:
            for event in self.events[seen:]:
                if event.get("sessionId") == session and event.get("method") == method:
                    return True
            seen = len(self.events)
            left = deadline - time.monotonic()
            if left <= 0:
                return False
            try:
                event = self._next(left)
            except TimeoutError:
                return False
            self.events.append(event)
            if event.get("method") == "Page.javascriptDialogOpening":
                self.ask("Page.handleJavaScriptDialog", event.get("sessionId"), accept=False)

    def load(self, path, tags, attributes, bypass):
        """Loads a file. Gives what is wrong with it and what is read; with `bypass` the page's own policy does not help it."""
        self.events.clear()
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ["Page", "Network", "Runtime"]:
            self.ask(f"{domain}.enable", session)
        self.ask("Page.setBypassCSP", session, enabled=bypass)
        self.events.clear()
        address = path.resolve().as_uri()
        self.ask("Page.navigate", session, url=address)
        bad = []
        if not self._until(session, "Page.loadEventFired", SECONDS):
            bad.append("it is not loaded within two minutes")
        # What is begun by a timer or a refresh comes a moment later.
        self._until(session, "never", 0.25)
        look = f"{LOOK}({json.dumps(tags)}, {json.dumps(attributes)})"
        seen = self.ask("Runtime.evaluate", session, expression=look, returnByValue=True)["result"].get("value")
        self._until(session, "never", 0.05)
        for event in self.events:
            params = event.get("params", {})
            if event.get("method") == "Page.javascriptDialogOpening":
                bad.append(f"a dialog: {params.get('message')}")
            if event.get("method") == "Network.requestWillBeSent":
                url = params["request"]["url"]
                if url != address and not url.startswith("data:"):
                    bad.append(f"a request: {url[:120]}")
        self.ask("Target.closeTarget", targetId=target)
        if seen is None:
            return [*bad, "it cannot be looked at"], ""
        if seen["address"].split("#")[0] != address:
            bad.append(f"it went to {seen['address'][:120]}")
        return bad + seen["bad"], seen["text"]
