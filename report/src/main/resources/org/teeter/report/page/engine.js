// Bradley-Terry on the counts of pairs, refitted in the page. It knows nothing of the page; tests hold it against the library.

// What a fit is of: items that take part, and pairs of which something is left once ties are decided.
// pairs: [{a, b, wins, losses, ties}] by numbers of items; ties: "half" or "drop"; out: the items that are left out.
function problemOf(size, pairs, ties, out) {
  const items = [];
  const at = new Int32Array(size).fill(-1);
  for (let item = 0; item < size; item++) {
    if (!out.has(item)) at[item] = items.push(item) - 1;
  }
  const problem = {items, at, edges: 0, first: new Int32Array(pairs.length), second: new Int32Array(pairs.length),
    won: new Float64Array(pairs.length), lost: new Float64Array(pairs.length)};
  for (const pair of pairs) {
    const half = ties === "half" ? pair.ties / 2 : 0;
    const won = pair.wins + half;
    const lost = pair.losses + half;
    if (at[pair.a] < 0 || at[pair.b] < 0 || !(won + lost > 0)) continue;
    const e = problem.edges++;
    problem.first[e] = at[pair.a];
    problem.second[e] = at[pair.b];
    problem.won[e] = won;
    problem.lost[e] = lost;
  }
  return problem;
}

// Without a prior there is a finite maximum just where wins lead from every item to every other (Ford 1957). Else there are items
// that no chain of pairs reaches ("apart"), that never lost against the rest ("above"), or never won ("below"); null where all is well.
function unbounded(problem) {
  const n = problem.items.length;
  const missed = (down, up) => {
    const next = Array.from({length: n}, () => []);
    for (let e = 0; e < problem.edges; e++) {
      const [a, b] = [problem.first[e], problem.second[e]];
      if (down && problem.won[e] > 0 || up && problem.lost[e] > 0) next[a].push(b);
      if (down && problem.lost[e] > 0 || up && problem.won[e] > 0) next[b].push(a);
    }
    const seen = new Uint8Array(n);
    const queue = [0];
    seen[0] = 1;
    for (const item of queue) {
      for (const other of next[item]) {
        if (!seen[other]) seen[queue[queue.push(other) - 1]] = 1;
      }
    }
    return problem.items.filter((_, i) => !seen[i]);
  };
  for (const [kind, down, up] of [["apart", true, true], ["above", true, false], ["below", false, true]]) {
    const items = missed(down, up);
    if (items.length) return {kind, items};
  }
  return null;
}

// What is believed of a score: slope and curvature of the negative log-prior.
const PRIORS = {
  none: () => ({slope: () => 0, curvature: () => 0}),
  normal: sigma => ({slope: s => s / (sigma * sigma), curvature: () => 1 / (sigma * sigma)}),
  pseudo: games => ({
    slope: s => games * Math.tanh(s / 2),
    curvature: s => {
      const e = Math.exp(-Math.abs(s));
      return 2 * games * e / ((1 + e) * (1 + e));
    },
  }),
};

// Newton's method on the Laplacian of the pairs, in full. prior: {kind, value}; start: scores of the items to begin with, if known.
// Gives {scores}, of mean zero, by the problem's items; or {unbounded} where there is no finite maximum.
function fitted(problem, prior, start) {
  const n = problem.items.length;
  const free = prior.kind === "none";
  const why = free ? unbounded(problem) : null;
  if (why) return {unbounded: why};
  const {slope, curvature} = PRIORS[prior.kind](prior.value);
  const order = free ? n - 1 : n; // without a prior the last score stays, since only differences count
  const s = start ? Float64Array.from(start) : new Float64Array(n);
  const gradient = new Float64Array(n);
  const matrix = new Float64Array(order * order);
  const LONGEST = 1.5; // a step up to here is sure to raise the posterior (Bach 2010)
  for (let step = 0; step < 500; step++) {
    derive(problem, s, gradient, matrix, order);
    for (let i = 0; i < n; i++) {
      gradient[i] -= slope(s[i]);
      if (!free) matrix[i * order + i] += curvature(s[i]);
    }
    const d = new Float64Array(n);
    d.set(gradient.subarray(0, order));
    if (!solve(matrix, order, d)) break; // scores so far apart that a conductance is 0
    let widest = prior.kind === "pseudo" ? d.reduce((most, x) => Math.max(most, Math.abs(x)), 0) : 0;
    for (let e = 0; e < problem.edges; e++) {
      widest = Math.max(widest, Math.abs(d[problem.first[e]] - d[problem.second[e]]));
    }
    const length = widest <= LONGEST || rises(problem, s, d, slope) ? 1 : LONGEST / widest;
    let largest = 0;
    for (let i = 0; i < n; i++) {
      s[i] += length * d[i];
      largest = Math.max(largest, Math.abs(d[i]));
    }
    if (length === 1 && largest <= 1e-7) { // what a Newton step of this size leaves is its square
      const mean = s.reduce((sum, x) => sum + x, 0) / n;
      return {scores: s.map(x => x - mean)};
    }
  }
  return {unbounded: {kind: "far", items: []}};
}

// Wins beyond what the scores expect, by item, and the Laplacian of the conductances n p (1 - p), of which the lower half is filled.
function derive(problem, s, gradient, matrix, order) {
  gradient.fill(0);
  matrix.fill(0);
  for (let e = 0; e < problem.edges; e++) {
    const a = problem.first[e];
    const b = problem.second[e];
    const odds = Math.exp(-Math.abs(s[a] - s[b]));
    const likely = 1 / (1 + odds);
    const unlikely = odds * likely;
    const n = problem.won[e] + problem.lost[e];
    const excess = s[a] >= s[b] ? n * unlikely - problem.lost[e] : problem.won[e] - n * unlikely;
    gradient[a] += excess;
    gradient[b] -= excess;
    const conductance = n * unlikely * likely;
    if (a < order) matrix[a * order + a] += conductance;
    if (b < order) matrix[b * order + b] += conductance;
    if (a < order && b < order) matrix[Math.max(a, b) * order + Math.min(a, b)] -= conductance;
  }
}

// Whether the posterior still rises where a full step ends: being concave, it then rose all the way.
function rises(problem, s, d, slope) {
  let along = 0;
  for (let e = 0; e < problem.edges; e++) {
    const a = problem.first[e];
    const b = problem.second[e];
    const x = s[a] + d[a] - s[b] - d[b];
    along += (problem.won[e] - (problem.won[e] + problem.lost[e]) / (1 + Math.exp(-x))) * (d[a] - d[b]);
  }
  for (let i = 0; i < s.length; i++) along -= slope(s[i] + d[i]) * d[i];
  return along >= 0;
}

// Cholesky's factor in the place of the matrix, and the solution in the place of the right-hand side; false where a pivot is not positive.
function solve(matrix, n, x) {
  for (let i = 0; i < n; i++) {
    const row = i * n;
    for (let j = 0; j <= i; j++) {
      const other = j * n;
      let sum = matrix[row + j];
      for (let k = 0; k < j; k++) sum -= matrix[row + k] * matrix[other + k];
      if (j < i) {
        matrix[row + j] = sum / matrix[other + j];
      } else {
        if (!(sum > 0)) return false;
        matrix[row + i] = Math.sqrt(sum);
      }
    }
  }
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i] -= matrix[i * n + k] * x[k];
    x[i] /= matrix[i * n + i];
  }
  for (let i = n - 1; i >= 0; i--) {
    x[i] /= matrix[i * n + i];
    for (let k = 0; k < i; k++) x[k] -= matrix[i * n + k] * x[i];
  }
  return true;
}

// The probability that an item is preferred that leads by so much.
const preferred = lead => 1 / (1 + Math.exp(-lead));
