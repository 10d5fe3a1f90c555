"""Walk in as a demo account: through the pages that people use, second factor included."""

import base64
import hmac
import struct
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[2]
STEP = 30
TEXT_BOXES = "main input:not([type=hidden]):not([type=password]):not([type=checkbox]):not([type=search])"
CODE_BOXES = "main input[name=code], main input[name=otp_token], main input[autocomplete=one-time-code]"
SEND = "main form[method=post] [type=submit]"


def code_now(secret, now=None):
    """The six figures that an authenticator app would show (RFC 6238, SHA-1, 30 seconds)."""
    key = base64.b32decode(secret.upper() + "=" * (-len(secret) % 8))
    counter = struct.pack(">Q", int(time.time() if now is None else now) // STEP)
    digest = hmac.digest(key, counter, "sha1")
    at = digest[-1] & 15
    return f"{(int.from_bytes(digest[at : at + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"


def code_sent(account):
    """The code that the demo sent to this phone."""
    command = [sys.executable, "manage.py", "demo_accounts", "--code", account["username"]]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def sign_in(page, address, account):
    """Sign the browser in; raises RuntimeError when the door stays shut."""
    page.goto(address + urlsplit(account["sign_in_url"]).path)
    if account["contact"]:
        page.locator(TEXT_BOXES).first.fill(account["contact"])
        page.locator(SEND).first.click()
        page.locator(CODE_BOXES).first.fill(code_sent(account))
        page.locator(SEND).first.click()
        if page.locator(CODE_BOXES).count():
            raise RuntimeError(f"the {account['role']} could not sign in: still at {page.url}")
        return
    page.locator(TEXT_BOXES).first.fill(account["username"])
    page.locator("main input[type=password]").fill(account["pin"] or account["passphrase"])
    with_password = page.locator(CODE_BOXES)
    if with_password.count() and account["totp_secret"]:
        with_password.first.fill(code_now(account["totp_secret"]))
    page.locator(SEND).first.click()
    if account["totp_secret"] and page.locator(CODE_BOXES).count():
        page.locator(CODE_BOXES).first.fill(code_now(account["totp_secret"]))
        page.locator(SEND).first.click()
    if page.locator("main input[type=password], " + CODE_BOXES).count():
        raise RuntimeError(f"the {account['role']} could not sign in: still at {page.url}")
