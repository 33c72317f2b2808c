// The ranking: a row an item, a dot and its 95 % interval on one axis; and what a reader's changes make of it.

const ranking = {show() {}}; // takes what refitted() gives, or null

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

  const inRanks = items.some(item => number(item.rank_low));
  const head = element("span", {class: "place"}, inRanks ? "ranks" : "");
  const text = (node, value) => { if (node.textContent !== value) node.textContent = value; };
  let after = null; // what a reader's changes make of it
  const rows = []; // what was drawn of each item

  const row = (item, at) => {
    const whisker = half(item);
    const left = x(item.score - whisker);
    const right = x(item.score + whisker);
    const mark = shape("svg", {class: "whisker", "aria-hidden": "true"},
      ...ticks.map(t => shape("line", {class: t === 0 ? "zero" : "grid", x1: percent(t), x2: percent(t), y1: "-100%", y2: "200%"})));
    if (whisker) {
      mark.append(shape("line", {class: "interval", x1: percent(item.score - whisker), x2: percent(item.score + whisker), y1: "50%", y2: "50%"}));
      if (left < 0) mark.append(shape("text", {class: "beyond", x: 0, y: "50%", dy: "0.35em"}, "◂"));
      if (right > 100) mark.append(shape("text", {class: "beyond end", x: "100%", y: "50%", dy: "0.35em"}, "▸"));
    }
    const parts = {at, item, error: number(item.se) ? " ± " + shown.significant(whisker) : "",
      rank: element("span", {class: "rank"}), place: element("span", {class: "place"}),
      score: document.createTextNode(""), beside: element("small"),
      before: shape("circle", {class: "before", cx: percent(item.score), cy: "50%", r: 4.5}),
      dot: shape("circle", {cx: percent(item.score), cy: "50%", r: 4.5})};
    mark.append(parts.before, parts.dot);
    parts.value = element("span", {class: "value"}, parts.score, parts.beside);
    parts.line = element("li", {"data-item": at}, parts.rank,
      inParts ? element("span", {class: "item"}, named(item.item), element("small", {class: "part"}, " part " + item.part)) : named(item.item),
      mark, parts.place, parts.value);
    return parts;
  };

  // One item as it stands, or as the changes leave it; only what differs is touched.
  const painted = parts => {
    const {at, item} = parts;
    const rank = number(item.rank) ? item.rank : at + 1;
    const now = after ? after.scores[at] : item.score;
    const state = after ? now === null ? "gone" : "moved" : "";
    if (parts.line.className !== state) parts.line.className = state;
    text(parts.rank, String(after ? absent(after.rank[at]) : rank));
    text(parts.place, after ? now !== null && after.rank[at] !== rank ? "was " + rank : ""
      : number(item.rank_low) ? item.rank_low === item.rank_high ? String(item.rank_low) : item.rank_low + "–" + item.rank_high : "");
    text(parts.score, now === null ? "left out" : shown.score(now));
    text(parts.beside, after ? now === null ? "" : " was " + shown.score(item.score) : parts.error);
    parts.value.title = "score " + absent(now) + (after ? ", was " + item.score : "") + ", standard error " + absent(item.se);
    if (now !== null) parts.dot.setAttribute("cx", percent(now));
  };

  const draw = all => {
    const wanted = search.value.trim().toLowerCase();
    const order = after ? after.order : items.map((_, at) => at);
    const kept = order.filter(at => items[at].item.toLowerCase().includes(wanted));
    const drawn = all ? kept : kept.slice(0, AT_ONCE);
    const lines = drawn.map(at => {
      rows[at] = rows[at] || row(items[at], at);
      painted(rows[at]);
      return rows[at].line;
    });
    let next = list.firstChild; // only lines that stand elsewhere are moved
    for (const line of lines) {
      if (line === next) next = next.nextSibling;
      else list.insertBefore(line, next);
    }
    while (list.childElementCount > lines.length) list.lastChild.remove();
    text(found, wanted ? kept.length + " of " + count(items.length, "item", "items") : count(items.length, "item", "items"));
    more.hidden = drawn.length === kept.length;
    more.textContent = "Show the other " + shown.count(kept.length - drawn.length);
  };
  search.addEventListener("input", () => draw(false));
  more.addEventListener("click", () => draw(true));
  draw(false);
  ranking.show = result => {
    after = result;
    head.textContent = after || !inRanks ? "" : "ranks";
    draw(false);
  };
  host.classList.toggle("no-ranks", !inRanks && !data.explorer.pairs.length);
  document.getElementById("ranks-about").hidden = !inRanks;

  if (items.length > 12) host.append(element("div", {class: "tools"}, search, found));
  host.append(element("div", {class: "ranking-scroll" + (items.length > 24 ? " tall" : "")},
    element("div", {class: "ranks-head"}, element("span", {class: "axis-label"}, "score"), axis, head), list, more));
  if (inParts) {
    host.prepend(element("p", {class: "warning"}, "Nothing was compared across the parts of the data: how scores of different parts compare comes from the prior alone."));
  }
  if (items.some(item => !number(item.se))) {
    host.append(element("p", {class: "aside"}, "Items without an interval have no standard error in this fit."));
  }
}
