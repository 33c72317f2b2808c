// The paper's Fig. 1 with the data's own points on it.

// The boundary of Ω_M(p_ij, p_ik), case 1 of Eq. (5), as [a, 1 - a, b] for b = σ(t)/(1 + M): 1 - (1 + M)b = σ(-t) is then
// free of cancellation, and so is 1 - γ0 = b(1 - (1+M)b) / (M(r + b)(1 - 2b)), r = √(b(1-b)/M). Case 2 is its mirror image
// (a, b) → (1-a, 1-b).
function boundary(m) {
  const points = [];
  for (let step = -160; step <= 160; step++) {
    const t = step / 4;
    const b = 1 / (1 + Math.exp(-t)) / (1 + m);
    const rest = 1 / (1 + Math.exp(t));
    const far = b * rest / (m * (Math.sqrt(b * (1 - b) / m) + b) * (1 - 2 * b));
    points.push([1 - far, far, b]);
  }
  return points;
}

function drawRegions(host) {
  const logistic = (data.model.link ?? "logistic") === "logistic"; // the regions are that link's
  const thresholds = logistic ? data.map.m.filter(m => number(m) && m > 1).sort((a, b) => a - b) : [];
  const least = data.map.m.length ? Math.min(...data.map.m) : 2;
  const points = data.map.points.filter(point => number(point.p_ik) && number(point.p_kj));
  const kind = point => Math.abs(point.sensitivity) > least ? "fragile" : point.local > least ? "absorbed" : "calm";
  const order = {calm: 0, absorbed: 1, fragile: 2};
  points.sort((a, b) => order[kind(a)] - order[kind(b)] || Math.abs(a.sensitivity) - Math.abs(b.sensitivity));
  const tally = {calm: 0, absorbed: 0, fragile: 0};
  points.forEach(point => tally[kind(point)]++);
  const triples = data.map.triples;
  const all = number(triples) ? count(triples, "triple of items", "triples of items") + (data.map.examined < triples ? ", of which " + shown.count(data.map.examined) + " were counted" : ", all counted")
    + ". Of " + (data.map.examined < triples ? "the predictions of those that were counted " : "their predictions ") + (logistic ? "lie in a region: " : "move by more than M times a change by the two alone: ")
    + data.map.m.map((m, k) => "M = " + shown.count(m) + ": " + shown.count(data.map.regions[k])).join("; ") + ". "
    + (points.length < triples ? "Drawn are the " + shown.count(points.length) + " " + (data.map.examined < triples ? "of them " : "") + "that are most sensitive by the two alone." : "All of them are drawn.") : null;

  // Where there is room both kinds of axes are shown, else one at a time.
  let chosen = false;
  const plot = element("div", {class: "maps"});
  const toggle = element("div", {class: "tools"},
    choice("Axes of the region map", [[false, "probability"], [true, "log-odds"]], chosen, value => {
      chosen = value;
      draw();
    }));
  const draw = () => {
    const both = plot.clientWidth >= 826;
    toggle.hidden = both;
    const width = both ? Math.floor((plot.clientWidth - 26) / 2) : Math.min(plot.clientWidth, 620);
    plot.replaceChildren(...[false, true].filter(logOdds => both || logOdds === chosen).map(logOdds => element("figure", {},
      element("figcaption", {}, logOdds ? "Log-odds axes, which spread the corners" : "Probability axes, as in the paper’s Fig. 1"),
      regionMap(width, points, kind, thresholds, logOdds))));
  };
  const legend = element("ul", {class: "legend"},
    legendItem(mark("fragile", 9, 9, 1), "fragile: |S| > " + least + " in the fit", tally.fragile),
    legendItem(mark("absorbed", 9, 9, 1), (logistic ? "in a region" : "more than " + least + " by the two alone") + ", but the rest of the data holds it: |S| ≤ " + least, tally.absorbed),
    legendItem(mark("calm", 9, 9, 1), logistic ? "in no region" : "neither", tally.calm),
    ...thresholds.map((m, n) => legendItem(
      shape("g", {}, ...thresholds.slice(0, n + 1).map(() => shape("rect", {class: "region", width: 18, height: 18}))),
      "two preferences alone: S > " + shown.count(m))));
  if (all) host.append(element("p", {class: "about counted"}, all));
  host.append(toggle, plot, element("div", {class: "sides key"},
    legend,
    element("div", {},
      worstPoints(points, kind),
      points.length ? null : element("p", {class: "empty"}, "No prediction rests on two compared pairs here, so there is no point to draw."),
      logistic ? element("p", {class: "aside"}, "On log-odds axes each region is a wedge about the falling diagonal, on which the two preferences cancel.") : null)));
  responsive(plot, draw);
}

function legendItem(symbol, text, tally) {
  return element("li", {}, shape("svg", {width: 18, height: 18, "aria-hidden": "true"}, symbol),
    element("span", {}, text, tally === undefined ? null : element("b", {}, " " + shown.count(tally))));
}

function mark(kind, x, y, size) {
  const r = 6 * size;
  if (kind === "fragile") return shape("path", {class: "fragile", d: `M${x} ${y - r}L${x + r} ${y}L${x} ${y + r}L${x - r} ${y}Z`});
  return shape("circle", {class: kind, cx: x, cy: y, r: (kind === "absorbed" ? 4.5 : 3) * size});
}

function worstPoints(points, kind) {
  const worst = points.filter(point => kind(point) === "fragile").slice(-5).reverse();
  if (!worst.length) return null;
  return element("div", {class: "worst"}, element("h3", {}, "The most fragile points"),
    element("ol", {}, ...worst.map(point => element("li", {},
      named(point.i), " over ", named(point.j), " by way of ", named(point.k), ": S = ",
      element("b", {title: point.sensitivity}, shown.significant(point.sensitivity))))));
}

function regionMap(width, points, kind, thresholds, logOdds) {
  const left = 52, bottom = 44, top = 8, right = 14;
  const size = width - left - right;
  const height = size + top + bottom;
  // Log-odds beyond the data and beyond doubles are of no use: the axis ends where the points do, within [4, 20].
  const reach = Math.min(20, Math.max(4, 0.4 + Math.max(0, ...points.flatMap(p => [p.p_ik, p.p_kj]).map(p => Math.abs(logit(p))).filter(Number.isFinite))));
  const span = logOdds ? reach : 1;
  const x = scale(logOdds ? -span : 0, span, left, left + size);
  const y = scale(logOdds ? -span : 0, span, top + size, top);
  const clamp = value => Math.max(-reach, Math.min(reach, value));
  const place = p => logOdds ? clamp(logit(p)) : p;

  const frame = logOdds ? "frame-of-log-odds" : "frame-of-probabilities";
  const svg = shape("svg", {class: "figure", width, height, viewBox: `0 0 ${width} ${height}`, tabindex: "0", role: "group",
    "aria-label": "Region map with " + count(points.length, "point", "points") + "; arrow keys go through them, most fragile first"});
  svg.append(shape("defs", {}, shape("clipPath", {id: frame}, shape("rect", {x: left, y: top, width: size, height: size}))));
  svg.append(shape("rect", {class: "frame", x: left, y: top, width: size, height: size}));

  const ends = logOdds
    ? (reach < 9 ? [0.001, 0.01, 0.1, 0.5, 0.9, 0.99, 0.999] : [1e-8, 1e-6, 1e-4, 0.01, 0.5, 0.99, 0.9999, 1 - 1e-6, 1 - 1e-8]).filter(p => Math.abs(logit(p)) <= reach)
    : [0, 0.25, 0.5, 0.75, 1];
  const label = p => logOdds ? String(p <= 0.5 ? p : p > 0.9999 ? "1−" + (1 - p).toExponential(0) : p).replace("e-", "e−") : String(p);
  for (const p of ends) {
    const at = place(p);
    svg.append(
      shape("line", {class: "grid", x1: x(at), x2: x(at), y1: top, y2: top + size}),
      shape("line", {class: "grid", x1: left, x2: left + size, y1: y(at), y2: y(at)}),
      shape("text", {class: "tick", x: x(at), y: top + size + 16, "text-anchor": "middle"}, label(p)),
      shape("text", {class: "tick", x: left - 6, y: y(at) + 4, "text-anchor": "end"}, label(p)));
  }
  svg.append(
    axisTitle("p", "ik", "i over k, the observed preference", left + size / 2, height - 6, null),
    axisTitle("p", "kj", "k over j", 12, top + size / 2, -90));

  const inside = shape("g", {"clip-path": `url(#${frame})`});
  for (const m of thresholds) {
    for (const mirrored of [false, true]) {
      // Past the last point the boundary runs into the edge a = 1 (a = 0 mirrored), the region's third side.
      const line = boundary(m).map(([a, far, b]) => {
        const across = logOdds ? Math.log(a / far) : a;
        const up = logOdds ? logit(b) : b;
        return mirrored ? (logOdds ? [-across, -up] : [1 - across, 1 - up]) : [across, up];
      });
      const edge = logOdds ? (mirrored ? -60 : 60) : mirrored ? 0 : 1;
      const corner = [edge, line[0][1]];
      const third = [edge, line[line.length - 1][1]];
      const d = "M" + [corner, ...line, third].map(([a, b]) => x(a).toFixed(2) + " " + y(b).toFixed(2)).join("L") + "Z";
      inside.append(shape("path", {class: "region", d}));
    }
  }
  svg.append(inside);

  const marks = points.map(point => {
    const at = [x(place(point.p_ik)), y(place(point.p_kj))];
    svg.append(mark(kind(point), ...at, points.length > 300 ? 0.72 : 1));
    return {
      at: () => at,
      reach: 14,
      distance: (px, py) => Math.hypot(px - at[0], py - at[1]),
      lines: () => [
        isolated(stubOf(point.i, 48)) + " over " + isolated(stubOf(point.j, 48)) + " by way of " + isolated(stubOf(point.k, 48)),
        "p_ik " + shown.probability(point.p_ik) + "   p_kj " + shown.probability(point.p_kj) + "   p_ij " + shown.probability(point.p_ij),
        "two preferences alone: " + shown.significant(point.local),
        "after the rest of the data: S = " + shown.significant(point.sensitivity),
        point.observed ? "i and j were compared" : "i and j were not compared",
      ],
    };
  }).reverse();
  const ring = shape("circle", {class: "ring", r: 10, visibility: "hidden"});
  svg.append(ring);
  marked(svg, marks, chosen => {
    ring.setAttribute("visibility", chosen ? "visible" : "hidden");
    if (chosen) {
      const [cx, cy] = chosen.at();
      ring.setAttribute("cx", cx);
      ring.setAttribute("cy", cy);
    }
  });
  return svg;
}

function axisTitle(letter, index, words, x, y, turn) {
  return shape("text", {class: "title", x, y, "text-anchor": "middle", transform: turn ? `rotate(${turn} ${x} ${y})` : null},
    shape("tspan", {class: "math"}, letter), shape("tspan", {class: "math low", dy: "3"}, index), shape("tspan", {dy: "-3"}, " : " + words));
}
