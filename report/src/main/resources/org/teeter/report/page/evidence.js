// Why one item is ahead of another: the evidence for a lead as a current through the judged pairs, its chains, and what the pair's own
// comparison says beside all others. Like engine.js it knows nothing of the page, and tests hold it against the library.

// The weighted least squares that a fit solves at its maximum: each pair observes z = x - slope / conductance.
function networkOf(problem, fit, prior, model) {
  const n = problem.items.length;
  const free = prior.kind === "none";
  const held = PRIORS[prior.kind](prior.value);
  const s = fit.position;
  const network = {problem, free, position: s, conductance: new Float64Array(problem.edges), weighted: new Float64Array(problem.edges),
    ground: new Float64Array(n), weightedPrior: new Float64Array(n)};
  const order = free ? n - 1 : n;
  const matrix = new Float64Array(order * order);
  const at = new Float64Array(5);
  for (let e = 0; e < problem.edges; e++) {
    const [a, b] = [problem.first[e], problem.second[e]];
    const x = s[a] - s[b];
    model.derive(x, s[n], problem.won[e], problem.lost[e], problem.tied[e], at);
    network.conductance[e] = at[1];
    network.weighted[e] = at[1] * x - at[0];
    if (a < order) matrix[a * order + a] += at[1];
    if (b < order) matrix[b * order + b] += at[1];
    if (a < order && b < order) matrix[Math.max(a, b) * order + Math.min(a, b)] -= at[1];
  }
  for (let i = 0; i < n && !free; i++) {
    network.ground[i] = held.curvature(s[i]);
    network.weightedPrior[i] = network.ground[i] * s[i] - held.slope(s[i]);
    matrix[i * order + i] += network.ground[i];
  }
  network.order = order;
  network.factor = factored(matrix, order) ? matrix : null;
  return network;
}

// The current from i to j, by the problem's items: potentials, the last of them the prior's; null where it cannot be solved.
function flowOf(network, i, j) {
  const {order, factor, problem} = network;
  if (!factor) return null;
  const right = new Float64Array(order);
  if (i < order) right[i] += 1;
  if (j < order) right[j] -= 1;
  const potential = new Float64Array(problem.items.length + 1);
  potential.set(solved(factor, order, right));
  return {network, i, j, potential, resistance: potential[i] - potential[j], lead: network.position[i] - network.position[j],
    current: e => network.conductance[e] * (potential[problem.first[e]] - potential[problem.second[e]]),
    intoPrior: item => network.ground[item] * potential[item]};
}

// The lead as a sum over chains, those that carry most first: {items (the prior is -1), share, sum, adds}; and the rest. The shortest
// chains are taken off the current first, of these the widest, so that the direct comparison comes before all.
function chainsOf(flow, most = Infinity) {
  const arcs = arcsOf(flow);
  const chains = [];
  while (chains.length < most && findWay(arcs)) chains.push(takeWay(arcs));
  let share = 1;
  for (const chain of chains) share -= chain.share;
  let adds = 0;
  for (let arc = 0; arc < arcs.size; arc++) adds += arcs.left[arc] === 0 ? 0 : arcs.left[arc] * arcs.response[arc];
  chains.sort((one, other) => other.share - one.share);
  return {lead: flow.lead, chains, rest: {share, adds}};
}

// The current on arcs that point down the potentials, by the vertices that they leave.
function arcsOf(flow) {
  const {network} = flow;
  const {problem} = network;
  const n = problem.items.length;
  const list = [];
  const add = (a, b, current, weighted, conductance) => {
    if (current === 0) return;
    const way = current > 0;
    list.push([way ? a : b, way ? b : a, Math.abs(current), (way ? weighted : -weighted) / conductance]);
  };
  for (let e = 0; e < problem.edges; e++) {
    add(problem.first[e], problem.second[e], flow.current(e), network.weighted[e], network.conductance[e]);
  }
  for (let i = 0; i < n && !network.free; i++) add(i, n, flow.intoPrior(i), network.weightedPrior[i], network.ground[i]);
  const start = new Int32Array(n + 2);
  for (const [tail] of list) start[tail + 1]++;
  for (let v = 0; v <= n; v++) start[v + 1] += start[v];
  const next = start.slice();
  const arcs = {from: flow.i, to: flow.j, prior: n, size: list.length, start, end: next, tail: new Int32Array(list.length), head: new Int32Array(list.length),
    left: new Float64Array(list.length), response: new Float64Array(list.length), queue: new Int32Array(n + 1), level: new Int32Array(n + 1),
    by: new Int32Array(n + 1), width: new Float64Array(n + 1)};
  for (const [tail, head, current, response] of list) {
    const at = next[tail]++;
    arcs.tail[at] = tail;
    arcs.head[at] = head;
    arcs.left[at] = current;
    arcs.response[at] = response;
  }
  return arcs;
}

// The widest of the shortest ways along which something is left; whether there is one.
function findWay(arcs) {
  const NOTHING = 1e-12; // less of a current is rounding
  const {from, to, start, end, head, left, queue, level, by, width} = arcs;
  level.fill(-1);
  width.fill(0);
  queue[0] = from;
  level[from] = 0;
  width[from] = Infinity;
  let count = 1;
  for (let k = 0; k < count && (level[to] < 0 || level[queue[k]] < level[to]); k++) {
    const v = queue[k];
    for (let arc = start[v]; arc < end[v]; arc++) {
      while (arc < end[v] && left[arc] <= NOTHING) takeOut(arcs, arc, end[v]--); // used up
      if (arc === end[v]) break;
      const w = head[arc];
      if (level[w] >= 0 && level[w] <= level[v]) continue;
      if (level[w] < 0) {
        level[w] = level[v] + 1;
        queue[count++] = w;
      }
      const through = Math.min(width[v], left[arc]);
      if (through > width[w]) {
        width[w] = through;
        by[w] = arc;
      }
    }
  }
  return level[to] >= 0;
}

// Out of the arcs of its vertex, of which the others keep their order: among ways of one width the first is taken.
function takeOut({head, left, response}, arc, end) {
  for (const column of [head, left, response]) column.copyWithin(arc, arc + 1, end);
  left[end - 1] = 0;
}

function takeWay({from, to, prior, tail, left, response, by, width}) {
  const share = width[to];
  const items = [to];
  let sum = 0;
  for (let v = to; v !== from; v = tail[by[v]]) {
    const arc = by[v];
    left[arc] = left[arc] === share ? 0 : left[arc] - share;
    sum += response[arc];
    items.unshift(tail[arc] === prior ? -1 : tail[arc]);
  }
  return {items, share, sum, adds: share * sum};
}

// Node splitting: what the comparison of the two says of their lead, and what all other pairs say; null where they were not compared.
function splitOf(flow) {
  const {network, i, j} = flow;
  const {problem} = network;
  const e = pairAt(problem, i, j);
  if (e < 0 || network.conductance[e] === 0) return null;
  const c = network.conductance[e];
  const direct = (problem.first[e] === i ? 1 : -1) * network.weighted[e] / c;
  const alone = network.free && isBridge(problem, e);
  const leverage = alone ? 1 : c * flow.resistance;
  const split = {edge: e, direct, directError: 1 / Math.sqrt(c), leverage, indirect: null};
  if (alone) return split;
  const off = (direct - flow.lead) / (1 - leverage);
  const variance = flow.resistance / (1 - leverage);
  split.indirect = {lead: direct - off, error: Math.sqrt(variance), z: off / Math.sqrt(1 / c + variance)};
  return split;
}

function pairAt(problem, i, j) {
  for (let e = 0; e < problem.edges; e++) {
    if (problem.first[e] === i && problem.second[e] === j || problem.first[e] === j && problem.second[e] === i) return e;
  }
  return -1;
}

// Whether no other chain of pairs leads from one end of a pair to the other.
function isBridge(problem, bridge) {
  const next = Array.from({length: problem.items.length}, () => []);
  for (let e = 0; e < problem.edges; e++) {
    if (e === bridge) continue;
    next[problem.first[e]].push(problem.second[e]);
    next[problem.second[e]].push(problem.first[e]);
  }
  const seen = new Set([problem.first[bridge]]);
  for (const v of seen) next[v].forEach(w => seen.add(w));
  return !seen.has(problem.second[bridge]);
}

// How far each vote moves the lead of i over j if it is taken away, to the first order: {wins, losses, ties} of each pair of the
// problem, as its first item sees them. A tie that is half a win for each moves as half a win and half a loss do.
function pullsOf(network, flow, model, ofTies) {
  const {problem} = network;
  const at = new Float64Array(5);
  const tie = network.position[problem.items.length];
  const pull = (x, won, lost, tied) => {
    model.derive(x, tie, won, lost, tied, at);
    return at[0];
  };
  return Array.from({length: problem.edges}, (_, e) => {
    const [a, b] = [problem.first[e], problem.second[e]];
    const x = network.position[a] - network.position[b];
    const voltage = flow.potential[a] - flow.potential[b];
    const wins = voltage * pull(x, 1, 0, 0);
    const losses = voltage * pull(x, 0, 1, 0);
    return {wins, losses, ties: ofTies === "keep" ? voltage * pull(x, 0, 0, 1) : ofTies === "half" ? (wins + losses) / 2 : 0};
  });
}
