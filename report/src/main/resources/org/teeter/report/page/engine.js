// Models of pairs fitted to counts in the page. It knows nothing of the page; tests hold it against the library.

// What a fit is of: items that take part, and pairs of which something is left once ties are decided.
// pairs: [{a, b, wins, losses, ties}] by numbers of items; ties: "half", "drop" or "keep"; out: the items that are left out.
function problemOf(size, pairs, ties, out) {
  const items = [];
  const at = new Int32Array(size).fill(-1);
  for (let item = 0; item < size; item++) {
    if (!out.has(item)) at[item] = items.push(item) - 1;
  }
  const problem = {items, at, edges: 0, first: new Int32Array(pairs.length), second: new Int32Array(pairs.length),
    won: new Float64Array(pairs.length), lost: new Float64Array(pairs.length), tied: new Float64Array(pairs.length)};
  for (const pair of pairs) {
    const half = ties === "half" ? pair.ties / 2 : 0;
    const won = pair.wins + half;
    const lost = pair.losses + half;
    const tied = ties === "keep" ? pair.ties : 0;
    if (at[pair.a] < 0 || at[pair.b] < 0 || !(won + lost + tied > 0)) continue;
    const e = problem.edges++;
    problem.first[e] = at[pair.a];
    problem.second[e] = at[pair.b];
    problem.won[e] = won;
    problem.lost[e] = lost;
    problem.tied[e] = tied;
  }
  return problem;
}

// Without a prior there is a finite maximum just where wins or ties lead from every item to every other (Ford 1957). Else there are
// items that no chain of pairs reaches ("apart"), that never lost against the rest ("above"), or never won ("below"). A parameter of
// ties needs ties ("untied"), and a prior or a ring of preferences with more wins than ties ("explained"). Null where all is well.
function unbounded(problem, model, free) {
  const n = problem.items.length;
  const missed = (down, up) => {
    const next = Array.from({length: n}, () => []);
    for (let e = 0; e < problem.edges; e++) {
      const [a, b] = [problem.first[e], problem.second[e]];
      const [won, lost] = [problem.won[e] + problem.tied[e] > 0, problem.lost[e] + problem.tied[e] > 0];
      if (down && won || up && lost) next[a].push(b);
      if (down && lost || up && won) next[b].push(a);
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
  if (free) {
    for (const [kind, down, up] of [["apart", true, true], ["above", true, false], ["below", false, true]]) {
      const items = missed(down, up);
      if (items.length) return {kind, items};
    }
  }
  if (!model.tied) return null;
  const {won, lost, tied} = problem;
  if (!tied.some(n => n > 0)) return {kind: "untied", items: []};
  const enough = free ? won.some((n, e) => n > 0 && lost[e] > 0) || ringOfWins(problem) : won.some((n, e) => n + lost[e] > 0);
  return enough ? null : {kind: "explained", items: []};
}

// Whether a ring of preferences has more wins than ties: longest ways, a win being 1 and a tie -1, then never settle.
function ringOfWins({items, edges, first, second, won, lost, tied}) {
  const longest = new Int32Array(items.length);
  for (let sweep = 0; sweep <= items.length; sweep++) {
    let settled = true;
    const relax = (from, to, wins, ties) => {
      const step = wins > 0 ? 1 : ties > 0 ? -1 : null;
      if (step === null || longest[from] + step <= longest[to]) return;
      longest[to] = longest[from] + step;
      settled = false;
    };
    for (let e = 0; e < edges; e++) {
      relax(first[e], second[e], won[e], tied[e]);
      relax(second[e], first[e], lost[e], tied[e]);
    }
    if (settled) return false;
  }
  return true;
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

// The last factor of a curvature. While steps by it shrink, they lead to the same maximum at the cost of a solve, which is where a slider
// stays: near the former fit. What they lead to is where the slope is 0, whatever the factor is of.
let kept = null;

const SHRINKS = 0.3; // a step by a kept factor, as a part of the one before; else the curvature is asked anew
const EXACT = 1e-13; // what may be left of the last step of such a series

// Newton's method on the Laplacian of the pairs, in full. prior: {kind, value}; start: position of a former fit, if known.
// Gives {scores}, of mean zero, by the problem's items, and position: scores as they were held, then the parameter of ties; or
// {unbounded} where there is no finite maximum.
function fitted(problem, prior, start, model = MODELS["Bradley-Terry"]) {
  const n = problem.items.length;
  const free = prior.kind === "none";
  const why = free || model.tied ? unbounded(problem, model, free) : null;
  if (why) return {unbounded: why};
  const held = PRIORS[prior.kind](prior.value);
  const order = free ? n - 1 : n; // without a prior the last score stays, since only differences count
  const all = model.tied ? order + 1 : order;
  const s = new Float64Array(n + 1);
  if (start) s.set(start.subarray ? start.subarray(0, n) : start.slice(0, n));
  if (model.tied) s[n] = start && start.length > n && start[n] > model.least ? start[n] : model.firstTie(shareOfTies(problem));
  const gradient = new Float64Array(n + 1);
  const matrix = new Float64Array(all * all);
  const d = new Float64Array(n + 1);
  const LONGEST = 1.5; // a step up to here is sure to raise the posterior (Bach 2010)
  let before = 0.5; // the largest part of the step before; of the first, from where it is worth a try
  for (let step = 0; step < 500; step++) {
    const known = kept !== null && kept.all === all ? kept.factor : null;
    derive(problem, model, s, gradient, known ? null : matrix, order, all);
    for (let i = 0; i < n; i++) {
      gradient[i] -= held.slope(s[i]);
      if (!free && !known) matrix[i * all + i] += held.curvature(s[i]);
    }
    const right = new Float64Array(all);
    right.set(gradient.subarray(0, order));
    if (model.tied) right[order] = gradient[n];
    if (!known && !factored(matrix, all)) break; // scores so far apart that a conductance is 0
    solved(known || matrix, all, right);
    d.fill(0);
    d.set(right.subarray(0, order));
    if (model.tied) d[n] = right[order];
    if (known) {
      const largest = d.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
      const shrinks = largest / before;
      if (!(shrinks <= SHRINKS) || model.tied && s[n] + d[n] <= model.least) {
        kept = null; // and the same step by Newton
        continue;
      }
      for (let i = 0; i <= n; i++) s[i] += d[i];
      before = largest;
      if (step > 0 && largest * shrinks <= EXACT) return centred(s, n);
      continue;
    }
    let widest = prior.kind === "pseudo" || model.tied ? d.reduce((most, x) => Math.max(most, Math.abs(x)), 0) : 0;
    for (let e = 0; e < problem.edges; e++) {
      widest = Math.max(widest, Math.abs(d[problem.first[e]] - d[problem.second[e]]));
    }
    const length = stepOf(problem, model, s, d, held, model.concordant ? LONGEST / widest : 0);
    let largest = 0;
    for (let i = 0; i <= n; i++) {
      s[i] += length * d[i];
      largest = Math.max(largest, Math.abs(d[i]));
    }
    if (!(largest < Infinity)) break;
    if (length === 1 && largest <= 1e-7) { // what a Newton step of this size leaves is its square
      kept = {all, factor: matrix};
      return centred(s, n);
    }
  }
  return start ? fitted(problem, prior, null, model) : {unbounded: {kind: "far", items: []}}; // a start far off may be worse than none
}

function centred(s, n) {
  const mean = s.subarray(0, n).reduce((sum, x) => sum + x, 0) / n;
  return {scores: s.slice(0, n).map(x => x - mean), position: s};
}

function shareOfTies({won, lost, tied}) {
  let ties = 0;
  let decided = 0;
  for (let e = 0; e < won.length; e++) {
    ties += tied[e];
    decided += won[e] + lost[e];
  }
  return Math.min(ties / (ties + decided), 0.999);
}

// Wins beyond what the scores expect, by item, then ties; and the Laplacian of the curvatures, bordered by that of ties, of which the
// lower half is filled, unless it is null.
function derive(problem, model, s, gradient, matrix, order, all) {
  const n = problem.items.length;
  const at = new Float64Array(5);
  const last = order * all;
  gradient.fill(0);
  if (matrix) matrix.fill(0);
  for (let e = 0; e < problem.edges; e++) {
    const a = problem.first[e];
    const b = problem.second[e];
    model.derive(s[a] - s[b], s[n], problem.won[e], problem.lost[e], problem.tied[e], at);
    gradient[a] -= at[0];
    gradient[b] += at[0];
    if (model.tied) gradient[n] -= at[2];
    if (!matrix) continue;
    if (a < order) matrix[a * all + a] += at[1];
    if (b < order) matrix[b * all + b] += at[1];
    if (a < order && b < order) matrix[Math.max(a, b) * all + Math.min(a, b)] -= at[1];
    if (!model.tied) continue;
    if (a < order) matrix[last + a] += at[3];
    if (b < order) matrix[last + b] -= at[3];
    matrix[last + order] += at[4];
  }
}

// How much of Newton's step to go: all of it where it is short, or where the posterior still rises at its end (being concave, it then
// rose all the way). Else what is sure to help; where nothing is known to be, half as often as the slope along it wants.
function stepOf(problem, model, s, d, held, sure) {
  if (sure >= 1) return 1;
  const n = problem.items.length;
  let length = 1;
  while (model.tied && s[n] + length * d[n] <= model.least) length /= 2;
  const begin = along(problem, model, s, d, held, 0);
  for (; length > 1e-9; length /= 2) {
    const end = along(problem, model, s, d, held, length);
    if (end >= 0 || !sure && -end <= begin / 2) return length;
    if (sure) return Math.min(length, sure);
  }
  return length;
}

// The slope of the posterior along a step, where so much of it is gone.
function along(problem, model, s, d, held, length) {
  const n = problem.items.length;
  const at = new Float64Array(5);
  let sum = 0;
  for (let e = 0; e < problem.edges; e++) {
    const a = problem.first[e];
    const b = problem.second[e];
    const move = d[a] - d[b];
    model.derive(s[a] - s[b] + length * move, s[n] + length * d[n], problem.won[e], problem.lost[e], problem.tied[e], at);
    sum -= at[0] * move + (model.tied ? at[2] * d[n] : 0);
  }
  for (let i = 0; i < n; i++) sum -= held.slope(s[i] + length * d[i]) * d[i];
  return sum;
}

// Cholesky's factor in the place of the lower half of the matrix; false where a pivot is not positive.
function factored(matrix, n) {
  for (let i = 0; i < n; i++) {
    const row = i * n;
    for (let j = 0; j <= i; j++) {
      const other = j * n;
      const sum = matrix[row + j] - product(matrix, row, other, j);
      if (j < i) {
        matrix[row + j] = sum / matrix[other + j];
      } else {
        if (!(sum > 0)) return false;
        matrix[row + i] = Math.sqrt(sum);
      }
    }
  }
  return true;
}

// Of two rows, so much of them: with four sums, so that an addition need not wait for the one before.
function product(matrix, one, other, length) {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let k = 0;
  for (; k + 4 <= length; k += 4) {
    a += matrix[one + k] * matrix[other + k];
    b += matrix[one + k + 1] * matrix[other + k + 1];
    c += matrix[one + k + 2] * matrix[other + k + 2];
    d += matrix[one + k + 3] * matrix[other + k + 3];
  }
  for (; k < length; k++) a += matrix[one + k] * matrix[other + k];
  return a + b + (c + d);
}

// The solution in the place of the right-hand side.
function solved(factor, n, x) {
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i] -= factor[i * n + k] * x[k];
    x[i] /= factor[i * n + i];
  }
  for (let i = n - 1; i >= 0; i--) {
    x[i] /= factor[i * n + i];
    for (let k = 0; k < i; k++) x[k] -= factor[i * n + k] * x[i];
  }
  return x;
}
