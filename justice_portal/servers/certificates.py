"""Certificates for the stack: an authority of the devices, a tablet that it vouches for, and the site itself.

In production those who look after the tablets issue certificates, and their authority's own stands in devices.pem. Here
they are made once, so that the way through nginx can be tried on one machine.
"""

import shutil
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from time import time

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from justice_portal.servers.places import Account

LAST = timedelta(days=397)
Key = ec.EllipticCurvePrivateKey


def make(folder: Path, account: Account) -> None:
    """Make what is not there yet: devices.pem, tablet.pem with tablet.key, stranger.pem with stranger.key, site.pem with site.key.

    The stranger's certificate has the tablet's name and another issuer: nginx must not believe it.
    """
    if (folder / "site.pem").exists():
        return
    authority = ec.generate_private_key(ec.SECP256R1())
    own = _certificate("Devices of the stack", authority, "Devices of the stack", authority, is_authority=True)
    _write(folder / "devices.pem", own, account)
    for name, signer in (("tablet", authority), ("stranger", ec.generate_private_key(ec.SECP256R1()))):
        key = ec.generate_private_key(ec.SECP256R1())
        _write(folder / f"{name}.pem", _certificate("Tablet 1", key, "Devices of the stack", signer), account, key)
    key = ec.generate_private_key(ec.SECP256R1())
    _write(folder / "site.pem", _certificate("localhost", key, "localhost", key, is_site=True), account, key)


def _certificate(
    name: str, key: Key, issuer: str, signer: Key, *, is_authority: bool = False, is_site: bool = False
) -> x509.Certificate:
    now = datetime.fromtimestamp(time(), UTC)
    use = ExtendedKeyUsageOID.SERVER_AUTH if is_site else ExtendedKeyUsageOID.CLIENT_AUTH
    made = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + LAST)
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
    )
    if not is_authority:
        made = made.add_extension(x509.ExtendedKeyUsage([use]), critical=False)
    if is_site:
        names = [x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
        made = made.add_extension(x509.SubjectAlternativeName(names), critical=False)
    return made.sign(signer, hashes.SHA256())


def _write(file: Path, certificate: x509.Certificate, account: Account, key: Key | None = None) -> None:
    contents = {file: certificate.public_bytes(serialization.Encoding.PEM)}
    if key:
        contents[file.with_suffix(".key")] = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    for path, content in contents.items():
        path.touch(mode=0o600)
        path.write_bytes(content)
        if not account.is_me:
            shutil.chown(path, account.uid, account.gid)
