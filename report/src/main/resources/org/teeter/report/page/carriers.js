// Which items carry the evidence for a lead: of few, the graph of its current, from left to right; of many, bars.

const MOST_DRAWN = 25;
const MOST_LANES = 12;

// By item of the problem, how much of the current passes through it.
function throughItems(flow) {
  const {problem, free} = flow.network;
  const through = new Float64Array(problem.items.length);
  for (let e = 0; e < problem.edges; e++) {
    const current = Math.abs(flow.current(e));
    through[problem.first[e]] += current / 2;
    through[problem.second[e]] += current / 2;
  }
  if (!free) through.forEach((_, i) => { through[i] += Math.abs(flow.intoPrior(i)) / 2; });
  return through;
}

function carriersPicture(width, flow) {
  const {problem} = flow.network;
  const through = throughItems(flow);
  const between = problem.items.map((_, k) => k).filter(k => k !== flow.i && k !== flow.j && through[k] > 0.0005)
    .sort((a, b) => through[b] - through[a]);
  const name = (k, most) => stubOf(nameOf(problem.items[k]), most);
  if (!between.length) return element("p", {class: "aside"}, "No other item carries any of it.");
  return problem.items.length > MOST_DRAWN ? carrierBars(width, flow, through, between, name) : carrierGraph(width, flow, through, between, name);
}

function carrierBars(width, flow, through, between, name) {
  const listed = between.slice(0, MOST_LANES);
  const e = pairAt(flow.network.problem, flow.i, flow.j);
  const rows = [...(e < 0 ? [] : [["directly", Math.abs(flow.current(e))]]), ...listed.map(k => [name(k, 30), through[k]])];
  const most = Math.max(...rows.map(([, share]) => share));
  return element("div", {},
    element("ul", {class: "carriers"}, ...rows.map(([label, share], k) => element("li", {},
      k || e < 0 ? element("bdi", {class: "name", title: k || e < 0 ? seen(nameOf(flow.network.problem.items[listed[k - (e < 0 ? 0 : 1)]])) : null}, label) : element("span", {}, label),
      element("span", {class: "value"}, shownShare(share)),
      shape("svg", {viewBox: "0 0 1000 8", preserveAspectRatio: "none", "aria-hidden": "true"}, shape("rect", {class: "track", y: 1, width: 1000, height: 6}),
        shape("rect", {class: "now", y: 1, height: 6, width: (1000 * share / most).toFixed(1)}))))),
    between.length > listed.length ? element("p", {class: "aside"}, "and " + count(between.length - listed.length, "item", "items")
      + " more, each with " + shownShare(through[between[listed.length]]) + " or less.") : null);
}

// Left to right as the potential falls, every item in a lane of its own, so that no two names meet.
function carrierGraph(width, flow, through, between, name) {
  const {problem} = flow.network;
  const kept = between.slice(0, MOST_LANES);
  const lane = 21;
  const height = lane * (kept.length + 2) + 8;
  const middle = Math.ceil(kept.length / 2);
  const y = new Map([[flow.i, lane * (middle + 1)], [flow.j, lane * (middle + 1)]]);
  kept.forEach((k, at) => y.set(k, lane * (at % 2 ? middle + 2 + (at - 1) / 2 : middle - at / 2)));
  const whole = flow.potential[flow.i] - flow.potential[flow.j];
  const x = k => 14 + (width - 28) * (k === flow.i ? 0 : k === flow.j ? 1 : 0.12 + 0.76 * (flow.potential[flow.i] - flow.potential[k]) / whole);
  const svg = shape("svg", {class: "figure", width, height, viewBox: `0 0 ${width} ${height}`, tabindex: "0", role: "group",
    "aria-label": "What carries the evidence; arrow keys go through the pairs, most first"});
  const marks = [];
  for (let e = 0; e < problem.edges; e++) {
    const [a, b] = [problem.first[e], problem.second[e]];
    const current = flow.current(e);
    if (!y.has(a) || !y.has(b) || Math.abs(current) < 0.002) continue;
    const [[x1, y1], [x2, y2]] = [[x(a), y.get(a)], [x(b), y.get(b)]];
    const [n, m] = current > 0 ? [a, b] : [b, a];
    svg.append(shape("line", {class: "current", x1, y1, x2, y2, "stroke-width": (1 + 7 * Math.sqrt(Math.abs(current))).toFixed(2),
      "stroke-opacity": (0.25 + 0.6 * Math.min(1, 2 * Math.abs(current))).toFixed(3)}));
    marks.push({size: Math.abs(current), at: () => [(x1 + x2) / 2, (y1 + y2) / 2], reach: 6,
      distance: (px, py) => {
        const length2 = (x2 - x1) ** 2 + (y2 - y1) ** 2;
        const t = length2 ? Math.max(0, Math.min(1, ((px - x1) * (x2 - x1) + (py - y1) * (y2 - y1)) / length2)) : 0;
        return Math.hypot(px - x1 - t * (x2 - x1), py - y1 - t * (y2 - y1));
      },
      lines: () => [isolated(name(n, 48)) + " → " + isolated(name(m, 48)),
        shownShare(Math.abs(current)) + " of the evidence, of " + count(problem.won[e] + problem.lost[e] + problem.tied[e], "vote", "votes")]});
  }
  const highlight = shape("circle", {class: "ring", r: 8, visibility: "hidden"});
  const letters = width < 360 ? 18 : 26;
  for (const k of [flow.i, flow.j, ...kept]) {
    const end = k === flow.i || k === flow.j;
    const [cx, cy] = [x(k), y.get(k)];
    svg.append(shape("circle", {class: end ? "end" : "node", cx, cy, r: end ? 7 : 4}));
    const right = k === flow.j || k !== flow.i && cx > width / 2;
    svg.append(shape("text", {class: end ? "label strong" : "label", x: k === flow.i ? 4 : k === flow.j ? width - 4 : cx + (right ? -8 : 8),
      y: end ? cy - 12 : cy + 4, "text-anchor": right ? "end" : "start", direction: "ltr"}, name(k, end ? Math.min(letters, Math.floor(width / 18)) : letters)));
  }
  svg.append(highlight);
  marks.sort((a, b) => b.size - a.size);
  marked(svg, marks, chosen => {
    highlight.setAttribute("visibility", chosen ? "visible" : "hidden");
    if (chosen) filled(highlight, {cx: chosen.at()[0], cy: chosen.at()[1]}, []);
  });
  const rest = between.length - kept.length;
  return element("div", {}, svg, rest > 0 ? element("p", {class: "aside"}, count(rest, "item", "items") + " with less of it not drawn.") : null);
}
