// The network of compared pairs: the current in it, and the part of a large one that a prediction rests on.

const MOST_NODES = 40; // beyond, a graph is a hairball
const KEPT_NODES = 25;

// The current in each edge, a → b positive, of one unit from i to j: potentials by elimination on the Laplacian grounded at
// j, whose pivots stay positive because it is diagonally dominant.
function currents(names, edges, i, j) {
  const component = new Set([j]);
  for (let grown = true; grown;) {
    grown = false;
    for (const {a, b} of edges) {
      if (component.has(a) !== component.has(b)) {
        component.add(a).add(b);
        grown = true;
      }
    }
  }
  if (!component.has(i)) return edges.map(() => NaN);
  const free = [...component].filter(name => name !== j);
  const at = new Map(free.map((name, index) => [name, index]));
  const conductance = edges.map(edge => edge.n * edge.p * (1 - edge.p));
  const rows = free.map(() => new Float64Array(free.length + 1));
  edges.forEach((edge, e) => {
    const a = at.get(edge.a);
    const b = at.get(edge.b);
    if (a !== undefined) rows[a][a] += conductance[e];
    if (b !== undefined) rows[b][b] += conductance[e];
    if (a !== undefined && b !== undefined) {
      rows[a][b] -= conductance[e];
      rows[b][a] -= conductance[e];
    }
  });
  const size = free.length;
  rows[at.get(i)][size] = 1;
  for (let k = 0; k < size; k++) {
    for (let r = k + 1; r < size; r++) {
      const factor = rows[r][k] / rows[k][k];
      if (factor) for (let c = k; c <= size; c++) rows[r][c] -= factor * rows[k][c];
    }
  }
  const potential = new Float64Array(size);
  for (let k = size - 1; k >= 0; k--) {
    let sum = rows[k][size];
    for (let c = k + 1; c < size; c++) sum -= rows[k][c] * potential[c];
    potential[k] = sum / rows[k][k];
  }
  const of = name => name === j ? 0 : potential[at.get(name)];
  return edges.map((edge, e) => component.has(edge.a) ? conductance[e] * (of(edge.a) - of(edge.b)) : 0);
}

// What is drawn: everything, or of a large graph the way of the strongest current from i to j and what joins it strongest.
function visible(names, edges, target) {
  if (names.length <= MOST_NODES) return {names, edges, all: true};
  const strength = target ? edge => Math.abs(edge.flow || 0) : edge => edge.n;
  const strongest = [...edges].sort((a, b) => strength(b) - strength(a));
  const kept = new Set(target ? widest(strongest, target.i, target.j) : [strongest[0].a]);
  const join = () => strongest.find(edge => kept.has(edge.a) !== kept.has(edge.b));
  for (let edge = join(); edge && kept.size < KEPT_NODES; edge = join()) kept.add(edge.a).add(edge.b);
  return {names: [...kept], edges: edges.filter(edge => kept.has(edge.a) && kept.has(edge.b)), all: false};
}

// The path whose weakest edge is strongest: edges join groups from the strongest on until i and j are in one, and the path is
// the one within the tree of those that joined.
function widest(strongest, i, j) {
  const group = new Map();
  const root = name => {
    while (group.has(name)) name = group.get(name);
    return name;
  };
  const tree = new Map();
  const link = (a, b) => tree.set(a, [...(tree.get(a) || []), b]);
  for (const {a, b} of strongest) {
    if (root(i) === root(j)) break;
    if (root(a) === root(b)) continue;
    group.set(root(a), root(b));
    link(a, b);
    link(b, a);
  }
  const before = new Map([[i, i]]);
  for (const at of before.keys()) {
    for (const next of tree.get(at) || []) if (!before.has(next)) before.set(next, at);
  }
  const path = [j];
  while (before.has(path[0]) && path[0] !== i) path.unshift(before.get(path[0]));
  return path[0] === i ? path.slice(0, MOST_NODES) : [i, j];
}
