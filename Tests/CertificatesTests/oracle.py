"""What other people's programs say of our credentials: PyLD canonicalises, PyNaCl verifies, and openbadgeslib takes them as a whole as any reader of
Open Badges 3.0 would: types, contexts, recipient, validity, proof. One JSON document a line of input.

{"credential": {...}, "canonical": "...", "key": "<hex>"}   a credential with its proof, the statements we signed, and the public key
{"badge": {...}, "key": "<hex>"}                            a credential with its proof, for a whole reader
{"jwt": "...", "key": "<hex>"}                              a token
{"payload": "...", "text": "...", "key": "<hex>"}           what stands behind "#" of an address

Prints what does not agree, and the number of lines.
"""
import base64
import hashlib
import importlib.util
import json
import pathlib
import sys

import nacl.exceptions
import nacl.signing
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519
from openbadgeslib.ob3.ldp import OB3LdpVerifier
from pyld import jsonld

# The published contexts that this package carries.
FOLDER = pathlib.Path(importlib.util.find_spec("openbadgeslib").origin).parent / "ob3" / "contexts"
CONTEXTS = {
    "https://www.w3.org/ns/credentials/v2": "credentials-v2.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json": "ob-v3p0-context-3.0.3.json",
}
LETTERS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def load(address, options):
    return {"contextUrl": None, "documentUrl": address, "document": json.loads((FOLDER / CONTEXTS[address]).read_text())}


jsonld.set_document_loader(load)


def canonical(document):
    return jsonld.normalize(document, {"algorithm": "URDNA2015", "format": "application/n-quads"})


def base58(text):
    value = 0
    for letter in text:
        value = value * 58 + LETTERS.index(letter)
    return value.to_bytes(64, "big")


def unpadded(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def verify(key, message, signature):
    try:
        nacl.signing.VerifyKey(bytes.fromhex(key)).verify(message, signature)
        return None
    except nacl.exceptions.BadSignatureError:
        return "signature"


def badge(line):
    """Read by a program for badges, with the status left unasked: nobody answers at the sample's address."""
    pem = ed25519.Ed25519PublicKey.from_public_bytes(bytes.fromhex(line["key"])).public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    try:
        OB3LdpVerifier(pem).verify(json.dumps(line["badge"]))
    except Exception as fault:
        return f"openbadgeslib: {type(fault).__name__}: {fault}"
    return None


def credential(line):
    document = line["credential"]
    proof = document.pop("proof")
    found = canonical(document)
    if found != line.get("canonical", found):
        return f"not as PyLD writes it:\n{found}\n{line['canonical']}"
    value = proof.pop("proofValue")
    options = canonical({"@context": document["@context"], **proof})
    hashes = hashlib.sha256(options.encode()).digest() + hashlib.sha256(found.encode()).digest()
    return verify(line["key"], hashes, base58(value[1:]))


def token(line):
    signed, signature = line["jwt"].rsplit(".", 1)
    return verify(line["key"], signed.encode(), unpadded(signature))


def payload(line):
    raw = unpadded(line["payload"])
    return verify(line["key"], raw[64:], raw[:64]) or (None if raw[64:].decode() == line["text"] else "text")


count = 0
for text in sys.stdin:
    line = json.loads(text)
    wrong = (credential if "credential" in line else badge if "badge" in line else token if "jwt" in line else payload)(line)
    if wrong:
        print(wrong)
    count += 1
print(count)
for address, name in CONTEXTS.items():
    print(address, hashlib.sha256((FOLDER / name).read_bytes()).hexdigest())
