// Which ranks items may have: the library's RankSets of its own draws, so that both find the same. Like engine.js it knows nothing of
// the page, and tests hold it against the library.

const NO_VARIANCE = 1e-12; // of a difference, as a share of its two scores': rounding
const NO_PIVOT = 1e-11;

// With the stated confidence no pair that is separated stands in the wrong order: s_i - s_j beyond c standard errors, c being the quantile
// of the largest |z_i - z_j| / se over pairs, z ~ N(0, V), and found anew until nothing more is separated. scores and covariance are by
// item; the result has, for each, the ranks from best to worst and its tier. It yields between pieces of the work, to be broken off.
function* rankSets(scores, covariance, {seed, simulations, confidence}) {
  const n = scores.length;
  const order = [...scores.keys()].sort((i, j) => scores[j] - scores[i] || i - j);
  const inverse = new Float64Array(n * n); // 1 / se by place and a better one
  const factor = new Float64Array(n * n);
  for (let k = 0; k < n; k++) {
    for (let l = 0; l <= k; l++) {
      const [i, j] = [order[k], order[l]];
      const own = covariance[i * n + i] + covariance[j * n + j];
      const variance = own - 2 * covariance[i * n + j];
      factor[k * n + l] = covariance[i * n + j];
      inverse[k * n + l] = k !== l && variance > NO_VARIANCE * own ? 1 / Math.sqrt(variance) : 0;
    }
  }
  yield;
  spanned(factor, n);
  const draws = yield* drawnErrors(factor, n, simulations, seed);
  const separated = new Uint8Array(n * n);
  const maxima = new Float64Array(simulations).fill(Infinity);
  const at = Math.max(0, simulations - 1 - Math.ceil(confidence * simulations)); // among the largest
  for (let more = true; more;) {
    const c = yield* largestAt(at, maxima, draws, inverse, separated, n);
    more = false;
    for (let k = 0; k < n; k++) {
      for (let l = 0; l < k; l++) {
        const pair = k * n + l;
        if (separated[pair] || !((scores[order[l]] - scores[order[k]]) * inverse[pair] > c)) continue;
        separated[pair] = 1;
        more = true;
      }
    }
  }
  return placesOf(order, separated, n);
}

// Cholesky's factor of a covariance, which may be semidefinite: what it does not span is left out.
function spanned(matrix, n) {
  for (let i = 0; i < n; i++) {
    const own = matrix[i * n + i];
    for (let j = 0; j <= i; j++) {
      const sum = matrix[i * n + j] - product(matrix, i * n, j * n, j);
      if (j === i) matrix[i * n + i] = sum > NO_PIVOT * own ? Math.sqrt(sum) : 0;
      else matrix[i * n + j] = matrix[j * n + j] === 0 ? 0 : sum / matrix[j * n + j];
    }
  }
}

const OF_STREAM = 250; // draws from one stream, as the library has it
const TOGETHER = 50; // draws that are worked on together: of each batch, an array by place and draw

function* drawnErrors(factor, n, simulations, seed) {
  const batches = [];
  const source = streamOf(seed);
  let normal = null;
  const standard = new Float64Array(n * TOGETHER);
  for (let from = 0; from < simulations; from += TOGETHER) {
    if (from % OF_STREAM === 0) normal = normalsOf(source.split());
    const some = Math.min(TOGETHER, simulations - from);
    for (let r = 0; r < some; r++) {
      for (let i = 0; i < n; i++) standard[i * TOGETHER + r] = normal();
    }
    const drawn = new Float64Array(n * TOGETHER);
    for (let i = 0; i < n; i++) {
      const row = drawn.subarray(i * TOGETHER, (i + 1) * TOGETHER);
      for (let k = 0; k <= i; k++) {
        const by = factor[i * n + k];
        for (let r = 0, z = k * TOGETHER; r < TOGETHER; r++, z++) row[r] += by * standard[z];
      }
    }
    batches.push(drawn);
    yield;
  }
  return batches;
}

// The maximum of which so many are larger. Maxima only fall when pairs are separated: those below it need not be known.
function* largestAt(at, maxima, draws, inverse, separated, n) {
  const known = new Uint8Array(maxima.length);
  const together = new Float64Array(n * TOGETHER);
  const largest = new Float64Array(TOGETHER);
  for (;;) {
    const found = Float64Array.from(maxima).sort()[maxima.length - 1 - at];
    const stale = [...maxima.keys()].filter(k => !known[k] && maxima[k] >= found);
    if (!stale.length) return found;
    for (let from = 0; from < stale.length; from += TOGETHER) {
      const some = stale.slice(from, from + TOGETHER);
      some.forEach((draw, r) => {
        const of = draws[Math.floor(draw / TOGETHER)];
        for (let i = 0; i < n; i++) together[i * TOGETHER + r] = of[i * TOGETHER + draw % TOGETHER];
      });
      largest.fill(0);
      raise(largest, together, inverse, separated, n, some.length);
      some.forEach((draw, r) => {
        maxima[draw] = largest[r];
        known[draw] = 1;
      });
      yield;
    }
  }
}

// Raises what is largest to the differences of places in standard errors; of separated ones only to those against their order.
function raise(largest, z, inverse, separated, n, some) {
  for (let k = 1; k < n; k++) {
    for (let l = 0; l < k; l++) {
      const by = inverse[k * n + l];
      const [a, b] = [k * TOGETHER, l * TOGETHER];
      if (separated[k * n + l]) {
        for (let r = 0; r < some; r++) {
          const apart = (z[a + r] - z[b + r]) * by;
          if (apart > largest[r]) largest[r] = apart;
        }
      } else {
        for (let r = 0; r < some; r++) {
          const apart = Math.abs(z[a + r] - z[b + r]) * by;
          if (apart > largest[r]) largest[r] = apart;
        }
      }
    }
  }
}

function placesOf(order, separated, n) {
  const places = new Array(n);
  for (let k = 0; k < n; k++) {
    let [above, below] = [0, 0];
    for (let l = 0; l < n; l++) {
      if (l < k) above += separated[k * n + l];
      else if (l > k) below += separated[l * n + k];
    }
    places[order[k]] = {best: 1 + above, worst: n - below, tier: 0};
  }
  for (let k = 0, tier = 0; k < n; k++) { // the first that has none yet, and all below that it is not separated from
    if (places[order[k]].tier) continue;
    tier++;
    for (let l = k; l < n; l++) {
      if (!places[order[l]].tier && !separated[l * n + k]) places[order[l]].tier = tier;
    }
  }
  return places;
}
