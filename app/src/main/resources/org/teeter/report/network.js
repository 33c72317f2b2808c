// The comparison graph, and through which of its pairs the evidence for one prediction runs.

const MOST_NODES = 150; // beyond, a graph is a hairball
const KEPT_NODES = 60;

function drawNetwork(host) {
  const whole = data.graph;
  const edges = whole.edges.filter(edge => edge.a !== edge.b);
  if (!edges.length) return host.append(element("p", {class: "empty"}, "There is no compared pair to draw."));
  const names = new Set(whole.nodes.map(node => node.item));
  edges.forEach(edge => names.add(edge.a).add(edge.b));
  const worst = whole.target && names.has(whole.target.i) && names.has(whole.target.j) ? whole.target : null;

  const plot = element("div", {class: "plot"});
  const facts = element("div", {class: "key"});
  let target = worst;
  let flows = edges.map(edge => edge.flow);
  const draw = () => {
    const view = visible([...names], edges.map((edge, at) => ({...edge, flow: flows[at]})), target);
    if (plot.clientWidth) plot.replaceChildren(graphPicture(plot.clientWidth, view, target));
    facts.replaceChildren(...graphFacts(view, names.size, target));
  };

  const others = selectable(names, edges, worst);
  if (others.length > 1) {
    const select = element("select", {"aria-label": "The prediction to explain"},
      ...others.map((other, at) => element("option", {value: at},
        isolated(shortened(other.i, 30)) + " over " + isolated(shortened(other.j, 30)) + " (S = " + shown.significant(other.sensitivity) + ")")));
    select.addEventListener("change", () => {
      target = others[Number(select.value)];
      flows = target === others[0] ? edges.map(edge => edge.flow) : currents(names, edges, target.i, target.j);
      draw();
    });
    host.append(element("div", {class: "tools"}, element("label", {}, element("span", {}, "Prediction"), select)));
  }
  host.append(element("div", {class: "sides graph"}, plot, facts));
  responsive(plot, draw);
  if (!plot.clientWidth) draw();
}

// The findings whose currents the page can compute itself: only where it was given the whole graph of a plain Bradley-Terry
// fit, and only if its own solution for the worst target is the one that it was given.
function selectable(names, edges, worst) {
  if (!worst || data.graph.omitted || names.size > 400 || data.model.name !== "Bradley-Terry" || data.model.prior !== "none") return [];
  const own = currents(names, edges, worst.i, worst.j);
  if (edges.some((edge, at) => !(Math.abs(own[at] - edge.flow) <= 1e-6))) return [];
  const seen = new Set([worst.i + "\u0000" + worst.j]);
  const others = [worst];
  for (const {target} of data.findings) {
    if (!target || !names.has(target.target_i) || !names.has(target.target_j) || !number(target.p)) continue;
    const key = target.target_i + "\u0000" + target.target_j;
    if (seen.has(key)) continue;
    seen.add(key);
    others.push({i: target.target_i, j: target.target_j, p: target.p, sensitivity: target.sensitivity});
  }
  return others;
}

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

// Distances on paper as near as can be to distances in the graph (stress, by majorization, each pair weighted by the inverse
// square of its distance), from a fixed start: the same data gives the same picture.
function placed(view, target) {
  const size = view.names.length;
  const index = new Map(view.names.map((name, at) => [name, at]));
  const apart = distances(size, view.edges.map(edge => [index.get(edge.a), index.get(edge.b)]));
  const x = Float64Array.from(view.names, (_, at) => Math.cos(2 * Math.PI * at / size));
  const y = Float64Array.from(view.names, (_, at) => Math.sin(2 * Math.PI * at / size));
  for (let round = 0; round < 300 && size > 1; round++) {
    for (let a = 0; a < size; a++) { // one after another: moved all at once, two items would meet
      let weights = 0;
      let sumX = 0;
      let sumY = 0;
      for (let b = 0; b < size; b++) {
        if (a === b) continue;
        const wanted = apart[a][b];
        const weight = 1 / (wanted * wanted);
        const now = Math.max(Math.hypot(x[a] - x[b], y[a] - y[b]), 1e-9);
        sumX += weight * (x[b] + wanted * (x[a] - x[b]) / now);
        sumY += weight * (y[b] + wanted * (y[a] - y[b]) / now);
        weights += weight;
      }
      x[a] = sumX / weights;
      y[a] = sumY / weights;
    }
  }
  // The target lies level, i on the left: the current is read from left to right.
  const turn = target ? -Math.atan2(y[index.get(target.j)] - y[index.get(target.i)], x[index.get(target.j)] - x[index.get(target.i)]) : 0;
  return new Map(view.names.map((name, a) =>
    [name, [x[a] * Math.cos(turn) - y[a] * Math.sin(turn), x[a] * Math.sin(turn) + y[a] * Math.cos(turn)]]));
}

// The number of steps between any two; separate groups lie as far apart as the longest way there is.
function distances(size, links) {
  const neighbours = Array.from({length: size}, () => []);
  for (const [a, b] of links) {
    neighbours[a].push(b);
    neighbours[b].push(a);
  }
  let longest = 1;
  const apart = neighbours.map((_, start) => {
    const steps = new Float64Array(size).fill(Infinity);
    steps[start] = 0;
    const queue = [start];
    for (const at of queue) {
      for (const next of neighbours[at]) {
        if (steps[next] === Infinity) {
          steps[next] = steps[at] + 1;
          longest = Math.max(longest, steps[next]);
          queue.push(next);
        }
      }
    }
    return steps;
  });
  return apart.map(steps => steps.map(step => step === Infinity ? longest + 1 : step));
}

function graphPicture(width, view, target) {
  const height = Math.round(Math.min(560, Math.max(300, width * (view.names.length < 5 ? 0.45 : 0.72))));
  const raw = placed(view, target);
  const margin = {x: Math.min(90, width * 0.16), y: 34};
  const fit = (axis, size, edge) => {
    const values = [...raw.values()].map(place => place[axis]);
    const low = Math.min(...values);
    const high = Math.max(...values);
    return high - low < 1e-9 ? () => size / 2 : scale(low, high, edge, size - edge);
  };
  const fx = fit(0, width, margin.x);
  const fy = fit(1, height, margin.y);
  const place = new Map([...raw].map(([name, [px, py]]) => [name, [fx(px), fy(py)]]));

  const svg = shape("svg", {class: "figure", width, height, tabindex: "0", role: "group",
    "aria-label": "Comparison graph; arrow keys go through the pairs, most current first"});
  const most = Math.max(...view.edges.map(edge => edge.n));
  const thick = edge => 1 + 6 * Math.sqrt(edge.n / most);
  const byFlow = [...view.edges].sort((a, b) => Math.abs(a.flow || 0) - Math.abs(b.flow || 0));
  const marks = [];
  for (const edge of byFlow) {
    const [ax, ay] = place.get(edge.a);
    const [bx, by] = place.get(edge.b);
    const flow = number(edge.flow) ? Math.abs(edge.flow) : 0;
    svg.append(shape("line", {class: "wire", x1: ax, y1: ay, x2: bx, y2: by, "stroke-width": thick(edge).toFixed(2)}));
    if (flow > 0.005) svg.append(shape("line", {class: "current", x1: ax, y1: ay, x2: bx, y2: by,
      "stroke-width": thick(edge).toFixed(2), "stroke-opacity": (0.15 + 0.85 * Math.min(1, flow)).toFixed(3)}));
    if (flow > 0.05) {
      const [tx, ty, hx, hy] = edge.flow > 0 ? [ax, ay, bx, by] : [bx, by, ax, ay];
      const along = Math.atan2(hy - ty, hx - tx) * 180 / Math.PI;
      const wing = Math.min(4 + thick(edge) * 0.7, 2 + Math.hypot(bx - ax, by - ay) / 8);
      svg.append(shape("path", {class: "head", d: `M${wing} 0L${-wing} ${wing}L${-wing * 0.4} 0L${-wing} ${-wing}Z`,
        transform: `translate(${((tx + hx) / 2).toFixed(2)} ${((ty + hy) / 2).toFixed(2)}) rotate(${along.toFixed(2)})`}));
    }
    const wire = {at: () => [(ax + bx) / 2, (ay + by) / 2], reach: 7, handicap: 4, edge,
      distance: (px, py) => {
        const length2 = (bx - ax) ** 2 + (by - ay) ** 2;
        const t = length2 ? Math.max(0, Math.min(1, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length2)) : 0;
        return Math.hypot(px - ax - t * (bx - ax), py - ay - t * (by - ay));
      },
      lines: () => [
        isolated(shortened(edge.a, 48)) + " – " + isolated(shortened(edge.b, 48)),
        count(edge.n, "comparison", "comparisons") + ", observed " + shown.probability(edge.y) + ", fitted " + shown.probability(edge.p),
        ...(target && number(edge.flow) ? ["current " + shown.significant(edge.flow) + ", S = " + shown.significant(sensitivity(edge, target))] : []),
      ]};
    marks.unshift(wire);
  }
  if (target) {
    const [ix, iy] = place.get(target.i);
    const [jx, jy] = place.get(target.j);
    const bow = Math.min(60, 0.18 * Math.hypot(jx - ix, jy - iy));
    svg.append(shape("path", {class: "asked", d: `M${ix} ${iy}Q${(ix + jx) / 2} ${(iy + jy) / 2 - 2 * bow} ${jx} ${jy}`}));
  }
  const ends = target ? new Set([target.i, target.j]) : new Set();
  for (const name of view.names) {
    const [cx, cy] = place.get(name);
    svg.append(shape("circle", {class: ends.has(name) ? "end" : "node", cx, cy, r: ends.has(name) ? 8 : 5}));
    marks.push({at: () => [cx, cy], reach: 11, distance: (px, py) => Math.hypot(px - cx, py - cy),
      lines: () => [isolated(shortened(name, 120)), "score " + shown.score((data.graph.nodes.find(node => node.item === name) || {}).score)]});
  }
  labels(svg, view, place, ends, width, height);
  const highlight = shape("line", {class: "picked", visibility: "hidden"});
  svg.insertBefore(highlight, svg.firstChild);
  marked(svg, marks, chosen => {
    const edge = chosen && chosen.edge;
    highlight.setAttribute("visibility", edge ? "visible" : "hidden");
    if (!edge) return;
    const [[x1, y1], [x2, y2]] = [place.get(edge.a), place.get(edge.b)];
    filled(highlight, {x1, y1, x2, y2, "stroke-width": thick(edge) + 7}, []);
  });
  return svg;
}

// Names beside their nodes where there is room: the target's always, then by the current that passes.
function labels(svg, view, place, ends, width, height) {
  const through = new Map(view.names.map(name => [name, ends.has(name) ? 1e9 : 0]));
  for (const edge of view.edges) {
    for (const name of [edge.a, edge.b]) through.set(name, through.get(name) + Math.abs(edge.flow || 0) + 1e-6 * edge.n);
  }
  const taken = [...place.values()].map(([x, y]) => [x - 5, y - 5, x + 5, y + 5]);
  const middle = [...place.values()].reduce((sum, [x]) => sum + x, 0) / place.size; // names point outwards
  const letters = width < 500 ? 14 : 22;
  for (const name of [...view.names].sort((a, b) => through.get(b) - through.get(a))) {
    const [x, y] = place.get(name);
    const text = shortened(name, letters);
    const node = shape("text", {class: ends.has(name) ? "label strong" : "label"}, text);
    const long = 7.2 * Array.from(text).length * (ends.has(name) ? 1.1 : 1) + 4;
    const right = [x + 10, y + 4, "start", x + 8, y - 9];
    const left = [x - 10, y + 4, "end", x - 8 - long, y - 9];
    const tries = [...(x < middle ? [left, right] : [right, left]),
      [x, y - 12, "middle", x - long / 2, y - 25], [x, y + 21, "middle", x - long / 2, y + 8]];
    const free = ([, , , start, top], only) => start >= 0 && start + long <= width && top >= 0 && top + 18 <= height
      && (only || taken.every(([x1, y1, x2, y2]) => start + long < x1 || start > x2 || top + 17 < y1 || top > y2));
    const found = tries.find(spot => free(spot, false)) || (ends.has(name) ? tries.find(spot => free(spot, true)) || tries[2] : null);
    if (!found) continue;
    const [tx, ty, anchor, start, top] = found;
    // The first strong letter sets a text's direction, and with it which end "start" is.
    svg.append(filled(node, {x: tx, y: ty, "text-anchor": anchor, direction: "ltr"}, []));
    taken.push([start, top, start + long, top + 17]);
  }
}

const sensitivity = (edge, target) => edge.flow * target.p * (1 - target.p) / (edge.p * (1 - edge.p));

function graphFacts(view, all, target) {
  const facts = [];
  if (target) {
    facts.push(element("p", {}, "Prediction ", named(target.i), " over ", named(target.j), ": ",
      element("b", {title: target.p}, shown.probability(target.p)), " (dashed)."));
    const strongest = view.edges.filter(edge => number(edge.flow))
      .sort((a, b) => Math.abs(sensitivity(b, target)) - Math.abs(sensitivity(a, target))).slice(0, 7);
    facts.push(element("div", {class: "scroll-x"}, element("table", {class: "plain small"},
      element("caption", {}, "What it is most sensitive to"),
      element("thead", {}, element("tr", {}, ...["pair", "n", "y", "current", "S"].map((head, at) =>
        element("th", {scope: "col", class: at ? "n" : null}, head)))),
      element("tbody", {}, ...strongest.map(edge => element("tr", {},
        element("td", {class: "pair"}, named(edge.a), named(edge.b)),
        element("td", {class: "n", title: edge.n}, shown.count(edge.n)),
        element("td", {class: "n", title: edge.y}, shown.probability(edge.y)),
        element("td", {class: "n", title: edge.flow}, shown.significant(edge.flow)),
        element("td", {class: "n", title: sensitivity(edge, target)}, shown.significant(sensitivity(edge, target)))))))));
  }
  facts.push(element("p", {class: "aside"},
    "Width: the number of comparisons. ", target ? "Colour and arrow: how much of the current passes, and which way. " : "",
    view.all && !data.graph.omitted ? "" : "Drawn: " + count(view.names.length, "item", "items") + " of " + shown.count(data.items)
      + ", " + count(view.edges.length, "pair", "pairs") + " of " + shown.count(data.edges)
      + (target ? ", the way of the strongest current from i to j and what joins it strongest." : ", the most compared.")));
  return facts;
}
