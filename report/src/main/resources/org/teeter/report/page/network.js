// The graph of compared pairs, and through which of its pairs the evidence for one prediction runs.

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
        isolated(stubOf(other.i, 30)) + " over " + isolated(stubOf(other.j, 30)) + " (S = " + shown.significant(other.sensitivity) + ")")));
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

  const svg = shape("svg", {class: "figure", width, height, viewBox: `0 0 ${width} ${height}`, tabindex: "0", role: "group",
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
        isolated(stubOf(edge.a, 48)) + " – " + isolated(stubOf(edge.b, 48)),
        count(edge.n, "judgement", "judgements") + ", observed " + shown.probability(edge.y) + ", fitted " + shown.probability(edge.p),
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
      lines: () => [isolated(stubOf(name, 120)), "score " + shown.score((data.graph.nodes.find(node => node.item === name) || {}).score)]});
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
        element("td", {class: "pair"}, stubbed(edge.a, 26), stubbed(edge.b, 26)),
        element("td", {class: "n", title: edge.n}, shown.count(edge.n)),
        element("td", {class: "n", title: edge.y}, shown.probability(edge.y)),
        element("td", {class: "n", title: edge.flow}, shown.significant(edge.flow)),
        element("td", {class: "n", title: sensitivity(edge, target)}, shown.significant(sensitivity(edge, target)))))))));
  }
  facts.push(element("p", {class: "aside"},
    "Width: the number of judgements. ", target ? "Colour and arrow: how much of the current passes, and which way. " : "",
    view.all && !data.graph.omitted ? "" : "Drawn: " + count(view.names.length, "item", "items") + " of " + shown.count(data.items)
      + ", " + count(view.edges.length, "pair", "pairs") + " of " + shown.count(data.edges)
      + (target ? ", the way of the strongest current from i to j and what joins it strongest." : ", the most compared.")));
  return facts;
}
