// The ranking: a row an item, a dot and its 95 % interval on one axis.

function drawRanking(host) {
  const AT_ONCE = 300; // rows drawn before the reader asks for more
  const items = data.scores;
  if (!items.length) return host.append(element("p", {class: "empty"}, "No scores were fitted."));

  const half = item => number(item.se) ? 1.96 * item.se : 0;
  const least = value => items.reduce((found, item) => Math.min(found, value(item)), Infinity);
  const low = least(item => item.score);
  const high = -least(item => -item.score);
  // An item with hardly any data must not flatten the others: intervals stretch the axis by one range at most.
  const stretch = Math.max(high - low, 1);
  const from = Math.max(least(item => item.score - half(item)), low - stretch);
  const to = Math.min(-least(item => -item.score - half(item)), high + stretch);
  const room = Math.max(to - from, 0.5) * 0.04;
  const x = scale(from - room, to + room, 0, 100);
  const ticks = x.ticks(6);
  const percent = value => Math.min(100, Math.max(0, x(value))).toFixed(3) + "%";

  const axis = shape("svg", {class: "axis", "aria-hidden": "true"},
    ...ticks.map(t => shape("text", {x: percent(t), y: 14}, minus(String(Number(t.toPrecision(6)))))));
  const inParts = items.some(item => item.part > 1);
  const list = element("ol", {class: "ranks", tabindex: "0", "aria-label": "Items by score"});
  const found = element("output", {class: "found"});
  const more = element("button", {type: "button", class: "quiet"});
  const search = element("input", {type: "search", placeholder: "find an item", "aria-label": "Find an item in the ranking"});

  const row = (item, rank) => {
    const whisker = half(item);
    const left = x(item.score - whisker);
    const right = x(item.score + whisker);
    const mark = shape("svg", {class: "whisker", "aria-hidden": "true"},
      ...ticks.map(t => shape("line", {class: t === 0 ? "zero" : "grid", x1: percent(t), x2: percent(t), y1: 0, y2: "100%"})));
    if (whisker) {
      mark.append(shape("line", {class: "interval", x1: percent(item.score - whisker), x2: percent(item.score + whisker), y1: "50%", y2: "50%"}));
      if (left < 0) mark.append(shape("text", {class: "beyond", x: 0, y: "50%", dy: "0.35em"}, "◂"));
      if (right > 100) mark.append(shape("text", {class: "beyond end", x: "100%", y: "50%", dy: "0.35em"}, "▸"));
    }
    mark.append(shape("circle", {cx: percent(item.score), cy: "50%", r: 4.5}));
    const error = number(item.se) ? " ± " + shown.significant(whisker) : "";
    return element("li", {},
      element("span", {class: "rank"}, String(rank)),
      inParts ? element("span", {class: "item"}, named(item.item), element("small", {class: "part"}, " part " + item.part)) : named(item.item),
      mark,
      element("span", {class: "value", title: "score " + item.score + ", standard error " + absent(item.se)},
        shown.score(item.score), element("small", {}, error)));
  };

  const draw = all => {
    const wanted = search.value.trim().toLowerCase();
    const kept = items.map((item, at) => [item, at + 1]).filter(([item]) => item.item.toLowerCase().includes(wanted));
    const drawn = all ? kept : kept.slice(0, AT_ONCE);
    list.replaceChildren(...drawn.map(([item, rank]) => row(item, rank)));
    found.textContent = wanted ? kept.length + " of " + count(items.length, "item", "items") : count(items.length, "item", "items");
    more.hidden = drawn.length === kept.length;
    more.textContent = "Show the other " + shown.count(kept.length - drawn.length);
  };
  search.addEventListener("input", () => draw(false));
  more.addEventListener("click", () => draw(true));
  draw(false);

  if (items.length > 12) host.append(element("div", {class: "tools"}, search, found));
  host.append(element("div", {class: "ranking-scroll" + (items.length > 24 ? " tall" : "")},
    element("div", {class: "ranks-head"}, element("span", {class: "axis-label"}, "score"), axis), list, more));
  if (inParts) {
    host.prepend(element("p", {class: "warning"}, "Nothing was compared across the parts of the data: how scores of different parts compare comes from the prior alone."));
  }
  if (items.some(item => !number(item.se))) {
    host.append(element("p", {class: "aside"}, "Items without an interval have no standard error in this fit."));
  }
}
