"""Chromium without a window, driven over the protocol of WebDriver (W3C)."""

import base64
import json
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage", "--window-size=1280,900",
]


class Refused(AssertionError):
    """An answer of the driver that is an error (WebDriver, section 6.6); `error` is its code."""

    def __init__(self, answer):
        super().__init__(answer[:2000])
        try:
            self.error = json.loads(answer)["value"]["error"]
        except (ValueError, KeyError, TypeError):
            self.error = None


class Browser:
    """A browser with an empty profile that ends with the object."""

    def __init__(self, *arguments):
        self._profile = tempfile.TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self._driver = subprocess.Popen(
            ["chromedriver", f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._root = f"http://127.0.0.1:{port}"
        options = {"args": [*ARGUMENTS, f"--user-data-dir={self._profile.name}", *arguments]}
        wanted = {
            "browserName": "chrome",
            "goog:chromeOptions": options,
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
            "unhandledPromptBehavior": "ignore",
        }
        try:
            made = self._start({"capabilities": {"alwaysMatch": wanted}})
        except BaseException:
            self._end()
            raise
        self._root += f"/session/{made['sessionId']}"

    def _start(self, wanted):
        for _ in range(100):
            if self._driver.poll() is not None:
                raise RuntimeError(f"chromedriver ended at once, with {self._driver.returncode}")
            try:
                return self._ask("POST", "/session", wanted)
            except urllib.error.URLError:
                time.sleep(0.1)
        raise RuntimeError("chromedriver does not answer")

    def _end(self):
        """Ends the driver, and the browser with it, and removes the profile."""
        self._driver.terminate()
        try:
            self._driver.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._driver.kill()
            self._driver.wait()
        self._profile.cleanup()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self._ask("DELETE", "")
        finally:
            self._end()

    def _ask(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._root + path, data, method=method)
        request.add_header("Content-Type", "application/json")
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=120) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise Refused(error.read().decode()) from None

    def open(self, address):
        self._ask("POST", "/url", {"url": address})

    def run(self, script, *arguments):
        """What a function body returns in the page."""
        return self._ask("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def wait(self, script, *arguments):
        """What a function body hands to its last argument, a callback."""
        return self._ask("POST", "/execute/async", {"script": script, "args": list(arguments)})

    def command(self, name, **parameters):
        """A command of the DevTools."""
        return self._ask("POST", "/goog/cdp/execute", {"cmd": name, "params": parameters})

    def press(self, *keys):
        """Keys, one after the other, wherever the focus is."""
        steps = [step for key in keys for step in ({"type": "keyDown", "value": key}, {"type": "keyUp", "value": key})]
        self._ask("POST", "/actions", {"actions": [{"type": "key", "id": "keys", "actions": steps}]})

    def log(self, kind):
        return self._ask("POST", "/se/log", {"type": kind})

    def dialog(self):
        """The text of an open dialog; none without one."""
        try:
            return self._ask("GET", "/alert/text")
        except Refused as refused:
            if refused.error != "no such alert":
                raise
            return None

    def picture(self, whole=False):
        if not whole:
            return base64.b64decode(self._ask("GET", "/screenshot"))
        shot = self.command("Page.captureScreenshot", format="png", captureBeyondViewport=True)
        return base64.b64decode(shot["data"])

    def printed(self):
        return base64.b64decode(self.command("Page.printToPDF", printBackground=False, preferCSSPageSize=True)["data"])

    def size(self, width, height, scale=1):
        self.command("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale, mobile=width < 500)

    def scheme(self, name):
        self.command("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": name}])
