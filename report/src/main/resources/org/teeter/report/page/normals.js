// Normal numbers from a seed, those that the library's PolarNormals makes of its L64X128Mix. Words of 64 bits are kept as two halves.
// It knows nothing of the page, and tests hold it against the library.

const word = x => BigInt.asUintN(64, x);

function stirred(z, first, by, second, again, last) {
  const once = word((z ^ z >> first) * by);
  const twice = word((once ^ once >> second) * again);
  return twice ^ twice >> last;
}

// The stream of a seed, and streams split from it. Each gives uniform numbers in [0, 1), of 53 bits.
function streamOf(seed) {
  const stafford = z => stirred(word(z), 30n, 0xbf58476d1ce4e5b9n, 27n, 0x94d049bb133111ebn, 31n);
  const z = word(BigInt(seed)) ^ 0x6a09e667f3bcc909n;
  return streamAt(stirred(z, 33n, 0xff51afd7ed558ccdn, 33n, 0xc4ceb9fe1a85ec53n, 33n), 1n, stafford(z), stafford(z + 0x9e3779b97f4a7c15n));
}

function streamAt(parameter, linear, one, other) {
  const [upperA, lowerA] = [Number(parameter >> 32n) | 0, Number(parameter & 0xffffffffn) | 1];
  let [upperS, lowerS, upperX, lowerX, upperY, lowerY] = [linear, one, other].flatMap(x => [Number(x >> 32n) | 0, Number(x & 0xffffffffn) | 0]);
  let upper = 0; // of the word that was drawn last
  let lower = 0;
  const next = () => {
    lower = lowerS + lowerX | 0;
    upper = upperS + upperX + carried(lowerS, lowerX) | 0;
    for (let round = 0; round < 2; round++) {
      lower ^= upper;
      upper = upperProduct(lower, 0xb09322e3) + Math.imul(upper, 0xb09322e3) + Math.imul(lower, 0xdaba0b6e) | 0;
      lower = Math.imul(lower, 0xb09322e3);
    }
    lower ^= upper;
    const product = Math.imul(lowerS, 0xde82ef95);
    upperS = upperProduct(lowerS, 0xde82ef95) + Math.imul(upperS, 0xde82ef95) + Math.imul(lowerS, 0xd1342543) + upperA + carried(product, lowerA) | 0;
    lowerS = product + lowerA | 0;
    const upperMixed = upperY ^ upperX;
    const lowerMixed = lowerY ^ lowerX;
    const turned = upperX << 24 | lowerX >>> 8;
    lowerX = (lowerX << 24 | upperX >>> 8) ^ lowerMixed ^ lowerMixed << 16;
    upperX = turned ^ upperMixed ^ (upperMixed << 16 | lowerMixed >>> 16);
    upperY = lowerMixed << 5 | upperMixed >>> 27; // by 37: halves change places, and 5
    lowerY = upperMixed << 5 | lowerMixed >>> 27;
  };
  const drawn = () => {
    next();
    return BigInt(upper >>> 0) << 32n | BigInt(lower >>> 0);
  };
  return {
    split() {
      const brine = drawn();
      return streamAt(word(brine << 1n), drawn(), drawn(), drawn());
    },
    uniform() {
      next();
      return ((upper >>> 0) * 2 ** 21 + (lower >>> 11)) / 2 ** 53;
    },
  };
}

const carried = (x, y) => (x >>> 0) + (y >>> 0) > 0xffffffff ? 1 : 0;

// The upper half of the product of two halves that have no sign.
function upperProduct(x, y) {
  const [x0, x1, y0, y1] = [x & 0xffff, x >>> 16, y & 0xffff, y >>> 16];
  const middle = x1 * y0 + (x0 * y0 >>> 16);
  return x1 * y1 + (middle >>> 16) + (x0 * y1 + (middle & 0xffff) >>> 16) | 0;
}

// Marsaglia's polar method: normal numbers, two at a time.
function normalsOf(stream) {
  let spare = null;
  return () => {
    if (spare !== null) {
      const second = spare;
      spare = null;
      return second;
    }
    for (;;) {
      const u = 2 * stream.uniform() - 1;
      const v = 2 * stream.uniform() - 1;
      const s = u * u + v * v;
      if (s > 0 && s < 1) {
        const scale = Math.sqrt(-2 * Math.log(s) / s);
        spare = v * scale;
        return u * scale;
      }
    }
  };
}
