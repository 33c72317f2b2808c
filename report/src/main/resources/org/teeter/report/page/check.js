// Predicted against refitted change, as a picture on logarithmic axes and as a table.

function drawCheck(host) {
  const check = data.check;
  const rows = check.rows.filter(row => number(row.refit_predicted) && number(row.refit_actual));
  if (!check.rows.length) return host.append(element("p", {class: "empty"}, "No case was refitted."));
  const drawn = rows.filter(row => row.refit_predicted * row.refit_actual > 0);
  const plot = element("div", {class: "plot"});
  const table = element("div", {});
  sortable(table, "check", check.rows);
  filled(host, {}, [
    element("p", {}, count(check.cases, "case", "cases") + " refitted; the worst relative error of the derivative is ",
      element("b", {title: absent(check.worstRelativeError)}, shown.significant(check.worstRelativeError)), "."),
    rows.length === drawn.length ? null : element("p", {class: "aside"},
      count(rows.length - drawn.length, "case", "cases") + " with a change of zero or of the other sign cannot be drawn on these axes; the table has them."),
    drawn.length ? element("div", {class: "sides check"}, plot, table) : table]);
  if (drawn.length) responsive(plot, width => plot.replaceChildren(scatter(Math.min(width, 460), drawn)));
}

function scatter(width, rows) {
  const left = 56, bottom = 44, top = 8, right = 26;
  const size = width - left - right;
  const logs = rows.flatMap(row => [row.refit_predicted, row.refit_actual]).map(change => Math.log10(Math.abs(change)));
  const low = Math.floor(Math.min(...logs));
  const high = Math.max(Math.ceil(Math.max(...logs)), low + 1);
  const x = scale(low, high, left, left + size);
  const y = scale(low, high, top + size, top);
  const height = size + top + bottom;
  const svg = shape("svg", {class: "figure", width, height, viewBox: `0 0 ${width} ${height}`, tabindex: "0", role: "group",
    "aria-label": "Predicted against refitted change of " + count(rows.length, "case", "cases")});
  svg.append(shape("rect", {class: "frame", x: left, y: top, width: size, height: size}));
  const every = Math.ceil((high - low) / 6);
  for (let power = low; power <= high; power += every) {
    svg.append(
      shape("line", {class: "grid", x1: x(power), x2: x(power), y1: top, y2: top + size}),
      shape("line", {class: "grid", x1: left, x2: left + size, y1: y(power), y2: y(power)}),
      shape("text", {class: "tick", x: x(power), y: top + size + 16, "text-anchor": "middle"}, minus("1e" + power)),
      shape("text", {class: "tick", x: left - 6, y: y(power) + 4, "text-anchor": "end"}, minus("1e" + power)));
  }
  svg.append(
    shape("line", {class: "diagonal", x1: x(low), y1: y(low), x2: x(high), y2: y(high)}),
    shape("text", {class: "title", x: left + size / 2, y: height - 6, "text-anchor": "middle"}, "predicted change of p, absolute"),
    shape("text", {class: "title", x: 12, y: top + size / 2, "text-anchor": "middle", transform: `rotate(-90 12 ${top + size / 2})`}, "on refitting"));
  const marks = rows.map(row => {
    const at = [x(Math.log10(Math.abs(row.refit_predicted))), y(Math.log10(Math.abs(row.refit_actual)))];
    svg.append(shape("circle", {class: "case", cx: at[0], cy: at[1], r: 4}));
    return {
      at: () => at, reach: 14, distance: (px, py) => Math.hypot(px - at[0], py - at[1]),
      lines: () => [
        isolated(stubOf(row.target_i, 48)) + " over " + isolated(stubOf(row.target_j, 48)),
        "when " + isolated(stubOf(row.source_a, 48)) + " – " + isolated(stubOf(row.source_b, 48)) + " moves by " + shown.significant(row.refit_delta_y),
        "predicted " + shown.significant(row.refit_predicted) + ", refitted " + shown.significant(row.refit_actual),
        "relative error " + shown.significant(row.relative_error),
      ],
    };
  });
  const ring = shape("circle", {class: "ring", r: 9, visibility: "hidden"});
  svg.append(ring);
  marked(svg, marks, chosen => {
    ring.setAttribute("visibility", chosen ? "visible" : "hidden");
    if (chosen) filled(ring, {cx: chosen.at()[0], cy: chosen.at()[1]}, []);
  });
  return svg;
}
