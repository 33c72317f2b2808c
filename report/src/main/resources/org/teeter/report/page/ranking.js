// The ranking: a row an item, with its tier, ranks, dot and 95 % interval on one axis; on boundaries the votes that turn them; and what a
// reader's changes make of it: scores at once, their intervals, ranks and tiers when the pointer rests. Rows are chosen by the pointer and
// the arrow keys.

const ranking = {show() {}, pick() {}, chosen() {}}; // show takes what refitted() gives, or null; chosen is called with two items

function drawRanking(host) {
  const AT_ONCE = 300; // rows drawn before the reader asks for more
  const items = data.scores;
  if (!items.length) return host.append(element("p", {class: "empty"}, "No scores were fitted."));

  const SIDES = 1.96;
  const RESTING = 60; // ms
  const PIECE = 10; // ms at a time for ranks, so that the page answers meanwhile
  const half = item => number(item.se) ? SIDES * item.se : 0;
  const least = value => items.reduce((found, item) => Math.min(found, value(item)), Infinity);
  const low = least(item => item.score);
  const high = -least(item => -item.score);
  // An item with hardly any data must not flatten the others: intervals stretch the axis by one range at most.
  const stretch = Math.max(high - low, 1);
  const from = Math.max(least(item => item.score - half(item)), low - stretch);
  const to = Math.min(-least(item => -item.score - half(item)), high + stretch);
  const room = Math.max(to - from, 0.5) * 0.04;
  const x = scale(from - room, to + room, 0, 100);
  const ticks = x.ticks(5);
  const percent = value => Math.min(100, Math.max(0, x(value))).toFixed(3) + "%";

  const axis = shape("svg", {class: "axis", "aria-hidden": "true"},
    ...ticks.map(t => shape("text", {x: percent(t), y: 14}, minus(String(Number(t.toPrecision(6)))))));
  const inParts = items.some(item => item.part > 1);
  const open = data.explorer.pairs.length > 0; // whether a pair may be chosen
  const list = element("ol", open ? {class: "ranks", tabindex: "0", role: "listbox", "aria-label": "Items by score; arrow keys choose a boundary"}
    : {class: "ranks", tabindex: "0", "aria-label": "Items by score"});
  const found = element("output", {class: "found"});
  const more = element("button", {type: "button", class: "quiet"});
  const search = element("input", {type: "search", placeholder: "find an item", "aria-label": "Find an item in the ranking"});

  const inRanks = items.some(item => number(item.rank_low));
  const head = element("span", {class: "place"}, inRanks ? "ranks" : "");
  const value = element("span", {class: "value"}, items.some(item => number(item.se)) ? "score ± 95 %" : "score");
  const text = (node, shownText) => { if (node.textContent !== shownText) node.textContent = shownText; };
  const edges = new Map((data.explorer.boundaries || []).filter(line => number(line.votes)).map(line => [line.top, line]));
  let after = null; // what a reader's changes make of it
  let errors = null; // of its scores, by item, once they are known
  let places = null; // and their ranks and tiers
  let waiting = 0;
  let pair = []; // the two items in question
  const rows = []; // what was drawn of each item
  let lines = []; // as they stand

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
    const parts = {at, item,
      rank: element("span", {class: "rank"}), place: element("span", {class: "place"}), range: document.createTextNode(""), old: element("small", {class: "was"}),
      number: document.createTextNode(""), step: element("small", {class: "was"}), edge: element("span", {class: "edge"}),
      score: document.createTextNode(""), error: element("small"), was: element("small", {class: "was"}),
      now: shape("line", {class: "interval now", y1: "50%", y2: "50%"}),
      before: shape("circle", {class: "before", cx: percent(item.score), cy: "50%", r: 4.5}),
      dot: shape("circle", {cx: percent(item.score), cy: "50%", r: 4.5})};
    mark.append(parts.before, parts.now, parts.dot);
    parts.value = element("span", {class: "value"}, parts.score, parts.error, parts.was);
    parts.rank.append(parts.number, parts.step);
    parts.place.append(parts.range, parts.old);
    const label = inParts ? element("span", {class: "item"}, stubbed(item.item, 90), element("small", {class: "part"}, " part " + item.part)) : stubbed(item.item, 90);
    parts.line = element("li", {id: "rank-" + at, "data-item": at, role: open ? "option" : null, "aria-selected": open ? "false" : null,
      }, parts.rank, label, mark, parts.place, parts.value, parts.edge);
    watching.observe(parts.line);
    return parts;
  };

  // The votes that turn a boundary, as the audit found them in the data as they are.
  const turning = line => line.votes === 0 ? "a tie: any vote decides" : count(line.votes, "vote turns", "votes turn") + " this"
    + (line.atLeast >= line.votes ? "" : line.atLeast > 1 ? ", at least " + shown.count(Math.ceil(line.atLeast)) : "");

  // Of many rows those out of sight are painted when they come into it, or when the pointer rests: a slider moves the others.
  const watching = new IntersectionObserver(entries => entries.forEach(({target, isIntersecting}) => {
    const parts = rows[target.dataset.item];
    parts.hidden = !isIntersecting;
    if (isIntersecting && parts.stale) painted(parts);
  }));

  // One item as it stands, or as the changes leave it; only what differs is touched.
  const painted = parts => {
    const {at, item} = parts;
    parts.stale = false;
    const rank = number(item.rank) ? item.rank : at + 1;
    const now = after ? after.scores[at] : item.score;
    parts.line.classList.toggle("gone", after !== null && now === null);
    parts.line.classList.toggle("moved", after !== null && now !== null);
    text(parts.number, String(after ? absent(after.rank[at]) : rank));
    const risen = after && now !== null ? rank - after.rank[at] : 0;
    text(parts.step, risen ? (risen > 0 ? "▲" : "▼") + Math.abs(risen) : "");
    parts.step.title = risen ? "was " + rank : "";
    text(parts.score, now === null ? "left out" : shown.score(now));
    text(parts.was, after && now !== null ? "was " + shown.score(item.score) : "");
    if (now !== null) parts.dot.setAttribute("cx", percent(now));
    surrounded(parts);
    placed(parts);
  };

  const between = (best, worst) => !number(best) ? "" : best === worst ? String(best) : best + "–" + worst;

  // Between which ranks it may stand, and its tier; while changed data are asked, what it was before.
  const placed = ({at, item, line, range, old}) => {
    const gone = after && after.scores[at] === null;
    const now = !after ? {best: item.rank_low, worst: item.rank_high, tier: item.tier} : places && !gone ? places[at] : null;
    const before = between(item.rank_low, item.rank_high);
    const found = now ? between(now.best, now.worst) : "";
    text(range, now || gone || !before ? found : "…");
    text(old, after && !gone && before && found !== before ? "was " + before : "");
    const tier = now ? now.tier : item.tier;
    line.classList.toggle("tier", number(tier) && !gone);
    line.classList.toggle("odd", number(tier) && tier % 2 === 1);
    line.title = number(tier) && !gone ? "tier " + tier + (now ? "" : " of the data as they are") : "";
  };

  // How sure the score of an item is, as it stands; while a change is being made, not known yet.
  const surrounded = parts => {
    const {at, item} = parts;
    const now = after ? after.scores[at] : item.score;
    const error = now === null ? null : !after ? item.se : errors ? errors[at] : null;
    text(parts.error, number(error) ? " ± " + shown.significant(SIDES * error) : after && now !== null && !errors ? " ± …" : "");
    parts.value.title = "score " + absent(now) + (after ? ", was " + item.score : "") + ", standard error " + absent(error)
      + (after ? ", was " + absent(item.se) : "");
    const drawn = after && number(error);
    parts.now.classList.toggle("known", Boolean(drawn));
    if (!drawn) return;
    parts.now.setAttribute("x1", percent(now - SIDES * error));
    parts.now.setAttribute("x2", percent(now + SIDES * error));
  };

  // Of many items the errors take as long as the fit: they follow when the pointer rests.
  const estimate = ({problem, prior, model, ...fit}) => {
    const roots = centredRoots(problem, fit, prior, model);
    const found = roots ? standardErrors(roots) : null;
    errors = items.map((_, at) => found && problem.at[at] >= 0 ? found[problem.at[at]] : null);
    rows.forEach(parts => (parts.stale ? painted : surrounded)(parts));
    if (roots && inRanks && data.explorer.ranks) pieces(rankSets(fit.scores, covarianceOf(roots), data.explorer.ranks), problem);
    else delete host.dataset.waiting;
  };

  // The ranks, a piece after the other, until the data are changed again.
  const pieces = (work, problem) => {
    const end = performance.now() + PIECE;
    let step = work.next();
    while (!step.done && performance.now() < end) step = work.next();
    if (!step.done) {
      waiting = setTimeout(() => pieces(work, problem));
      return;
    }
    delete host.dataset.waiting;
    places = items.map((_, at) => problem.at[at] >= 0 ? step.value[problem.at[at]] : null);
    rows.forEach(placed);
  };

  const mark = () => {
    if (!open) return;
    lines.forEach(parts => {
      const selected = pair.includes(parts.at);
      if (parts.line.classList.contains("chosen") !== selected) parts.line.classList.toggle("chosen", selected);
      const lower = String(parts.at === pair[1]);
      if (parts.line.getAttribute("aria-selected") !== lower) parts.line.setAttribute("aria-selected", lower);
    });
    const active = lines.find(parts => parts.at === pair[1]);
    if (active) list.setAttribute("aria-activedescendant", active.line.id);
    else list.removeAttribute("aria-activedescendant");
  };

  const draw = all => {
    const wanted = search.value.trim().toLowerCase();
    const order = after ? after.order : items.map((_, at) => at);
    const kept = order.filter(at => items[at].item.toLowerCase().includes(wanted));
    const drawn = all ? kept : kept.slice(0, AT_ONCE);
    lines = drawn.map((at, k) => {
      const parts = rows[at] = rows[at] || row(items[at], at);
      if (after && parts.hidden) parts.stale = true;
      else painted(parts);
      const edge = wanted ? null : edges.get(k + 1);
      parts.line.classList.toggle("edged", Boolean(edge));
      parts.line.classList.toggle("even", k % 2 === 1); // nth-child would have all rows styled anew when one moves
      text(parts.edge, edge ? (after ? "was: " : "") + turning(edge) : "");
      return parts;
    });
    let next = list.firstChild; // only lines that stand elsewhere are moved
    for (const {line} of lines) {
      if (next && line !== next && next.nextSibling === line) { // the one before it went down
        next.remove();
        next = line;
      }
      if (line === next) next = next.nextSibling;
      else list.insertBefore(line, next);
    }
    while (list.childElementCount > lines.length) list.lastChild.remove();
    text(found, wanted ? kept.length + " of " + count(items.length, "item", "items") : count(items.length, "item", "items"));
    more.hidden = drawn.length === kept.length;
    more.textContent = "Show the other " + shown.count(kept.length - drawn.length);
    list.classList.toggle("long", lines.length > 40);
    mark();
  };
  search.addEventListener("input", () => draw(false));
  more.addEventListener("click", () => draw(true));

  // A row is a boundary: between it and what stands above it.
  const take = k => {
    const at = Math.max(lines.length > 1 ? 1 : 0, Math.min(lines.length - 1, k));
    if (at < 1) return;
    ranking.chosen(lines[at - 1].at, lines[at].at);
    lines[at].line.scrollIntoView({block: "nearest"});
  };
  if (open) {
    list.addEventListener("click", event => {
      const line = event.target.closest("li");
      if (line) take(lines.findIndex(parts => parts.line === line) + (event.target.closest(".edge") ? 1 : 0));
    });
    list.addEventListener("keydown", event => {
      const now = lines.findIndex(parts => parts.at === pair[1]);
      const to = {ArrowDown: now + 1, ArrowUp: now - 1, Home: 1, End: lines.length - 1, PageDown: now + 10, PageUp: now - 10}[event.key];
      if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      take(to);
    });
  }
  ranking.show = result => {
    after = result;
    errors = null;
    places = null;
    clearTimeout(waiting);
    delete host.dataset.waiting;
    if (after) {
      host.dataset.waiting = "true";
      waiting = setTimeout(() => estimate(after.fit), RESTING);
    }
    draw(false);
  };
  ranking.pick = items => {
    pair = items || [];
    mark();
  };
  draw(false);
  host.classList.toggle("no-ranks", !inRanks && !open);
  document.getElementById("ranks-about").hidden = !inRanks;

  if (items.length > 12) host.append(element("div", {class: "tools"}, search, found));
  host.append(element("div", {class: "ranking-scroll" + (items.length > 14 ? " tall" : "")},
    element("div", {class: "ranks-head"}, axis, head, value), list, more));
  if (inParts) {
    host.prepend(element("p", {class: "warning"}, "Nothing was compared across the parts of the data: how scores of different parts compare comes from the prior alone."));
  }
  if (items.some(item => !number(item.se))) {
    host.append(element("p", {class: "aside"}, "Items without an interval have no standard error in this fit."));
  }
}
