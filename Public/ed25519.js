// Ed25519 (RFC 8032, 5.1.7) for browsers that have no WebCrypto or none with this curve. It only verifies, so nothing here is secret and
// nothing need take the same time. As libsodium does, it takes one spelling of each number and no key of a small order.

const p = 2n ** 255n - 19n;
const order = 2n ** 252n + 27742317777372353535851937790883648493n;
const mod = (a, m = p) => ((a % m) + m) % m;

function power(base, exponent) {
  let result = 1n;
  for (let b = mod(base), e = exponent; e > 0n; e >>= 1n) {
    if (e & 1n) result = (result * b) % p;
    b = (b * b) % p;
  }
  return result;
}

const d = mod(-121665n * power(121666n, p - 2n));
const rootOfMinusOne = power(2n, (p - 1n) / 4n);

function number(bytes) {
  let value = 0n;
  for (let i = bytes.length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i]);
  return value;
}

// Points are [X, Y, Z, T] with x = X/Z, y = Y/Z, xy = T/Z.
const zero = [0n, 1n, 1n, 0n];

function add([x1, y1, z1, t1], [x2, y2, z2, t2]) {
  const a = ((y1 - x1) * (y2 - x2)) % p, b = ((y1 + x1) * (y2 + x2)) % p;
  const c = (((2n * t1 * d) % p) * t2) % p, e = (2n * z1 * z2) % p;
  const [f, g, h, k] = [b - a, e - c, e + c, b + a];
  return [(f * g) % p, (h * k) % p, (g * h) % p, (f * k) % p];
}

function times(point, scalar) {
  let sum = zero;
  for (let q = point, s = scalar; s > 0n; s >>= 1n) {
    if (s & 1n) sum = add(sum, q);
    q = add(q, q);
  }
  return sum;
}

/// Null for bytes that are no point, or a second spelling of one.
function point(bytes) {
  const value = number(bytes), sign = value >> 255n, y = value & (2n ** 255n - 1n);
  if (y >= p) return null;
  const u = mod(y * y - 1n), v = mod(d * y * y + 1n);
  let x = mod(u * power(v, 3n) * power(u * power(v, 7n), (p - 5n) / 8n));
  if (mod(v * x * x - u) !== 0n) {
    x = mod(x * rootOfMinusOne);
    if (mod(v * x * x - u) !== 0n) return null;
  }
  if (x === 0n && sign) return null;
  if ((x & 1n) !== sign) x = p - x;
  return [x, y, 1n, mod(x * y)];
}

const isZero = ([x, y, z]) => mod(x) === 0n && mod(y - z) === 0n;
const base = point([0x58, ...new Array(31).fill(0x66)]);

// SHA-512 (FIPS 180-4); its constants are the first 64 bits of the fractions of cube and square roots of primes.
const primes = [];
for (let n = 2; primes.length < 80; n++) if (primes.every((q) => n % q)) primes.push(n);
const word = (1n << 64n) - 1n;

function fraction(prime, root) {
  const wanted = BigInt(prime) << (64n * root);
  let low = 0n, high = 1n << 72n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** root > wanted) high = middle; else low = middle;
  }
  return low & word;
}

const rounds = primes.map((q) => fraction(q, 3n));
const start = primes.slice(0, 8).map((q) => fraction(q, 2n));
const turn = (x, n) => ((x >> n) | (x << (64n - n))) & word;

function sha512(message) {
  const padded = new Uint8Array(Math.ceil((message.length + 17) / 128) * 128);
  padded.set(message);
  padded[message.length] = 0x80;
  new DataView(padded.buffer).setUint32(padded.length - 4, message.length * 8);
  const view = new DataView(padded.buffer);
  let state = start;
  for (let at = 0; at < padded.length; at += 128) {
    const w = [];
    for (let i = 0; i < 80; i++) {
      if (i < 16) {
        w.push((BigInt(view.getUint32(at + 8 * i)) << 32n) | BigInt(view.getUint32(at + 8 * i + 4)));
        continue;
      }
      const [x, y] = [w[i - 15], w[i - 2]];
      w.push((w[i - 16] + w[i - 7] + (turn(x, 1n) ^ turn(x, 8n) ^ (x >> 7n)) + (turn(y, 19n) ^ turn(y, 61n) ^ (y >> 6n))) & word);
    }
    let [a, b, c, e, f, g, h, k] = state;
    for (let i = 0; i < 80; i++) {
      const one = k + (turn(f, 14n) ^ turn(f, 18n) ^ turn(f, 41n)) + ((f & g) ^ (~f & word & h)) + rounds[i] + w[i];
      const two = (turn(a, 28n) ^ turn(a, 34n) ^ turn(a, 39n)) + ((a & b) ^ (a & c) ^ (b & c));
      [a, b, c, e, f, g, h, k] = [(one + two) & word, a, b, c, (e + one) & word, f, g, h];
    }
    state = [a, b, c, e, f, g, h, k].map((value, i) => (value + state[i]) & word);
  }
  const bytes = [];
  for (const value of state) for (let i = 56n; i >= 0n; i -= 8n) bytes.push(Number((value >> i) & 255n));
  return bytes;
}

/// Whether 64 bytes are the key's signature of the message.
export function verifies(signature, message, publicKey) {
  if (signature.length !== 64 || publicKey.length !== 32) return false;
  const key = point(publicKey), s = number(signature.slice(32)), r = point(signature.slice(0, 32));
  if (!key || !r || s >= order || isZero(times(key, 8n)) || isZero(times(r, 8n))) return false;
  const hash = mod(number(sha512(new Uint8Array([...signature.slice(0, 32), ...publicKey, ...message]))), order);
  const [x, y, z] = add(times(base, s), times([p - key[0], key[1], 1n, mod(-key[3])], hash));
  return mod(x - r[0] * z) === 0n && mod(y - r[1] * z) === 0n;
}
