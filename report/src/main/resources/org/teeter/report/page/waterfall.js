// The lead of one item over another as a waterfall: each chain of judged pairs adds its part, and the parts add up to the lead.

const MOST_CHAINS = 6;

// Rows that stay where they are: chains, the rest, the sum. draw(view) fills them; view: {flow, rows: [{label, share, says, adds}], lead}.
function waterfallTable() {
  const body = element("tbody");
  const rows = Array.from({length: MOST_CHAINS + 2}, (_, k) => {
    const parts = {label: element("th", {scope: "row"}), share: element("td", {class: "n"}), says: element("td", {class: "n"}), adds: element("td", {class: "n adds"}),
      bar: shape("rect", {y: 4, height: 10}), link: shape("line", {class: "link", y1: 0, y2: 4}), zero: shape("line", {class: "zero", y1: 0, y2: 18})};
    parts.svg = shape("svg", {viewBox: "0 0 1000 18", preserveAspectRatio: "none", "aria-hidden": "true"}, parts.zero, parts.link, parts.bar);
    parts.line = element("tr", {class: k === MOST_CHAINS + 1 ? "sum" : null}, parts.label, element("td", {class: "flight"}, parts.svg), parts.share, parts.says, parts.adds);
    body.append(parts.line);
    return parts;
  });
  const table = element("table", {class: "waterfall"},
    element("caption", {}, "What adds up to the lead"),
    element("thead", {}, element("tr", {}, ...[["evidence", null], ["", "flight"], ["share", "n"], ["says", "n"], ["adds", "n"]].map(([head, style]) =>
      head ? element("th", {scope: "col", class: style}, head) : element("td", {class: style})))), body);

  const draw = ({rows: told, lead}) => {
    let at = 0;
    const ends = told.map(({adds}) => [at, at += adds]);
    const low = Math.min(0, lead, ...ends.flat());
    const high = Math.max(0, lead, ...ends.flat());
    const x = scale(low, high > low ? high : low + 1, 20, 980);
    rows.forEach((parts, k) => {
      const sum = k === rows.length - 1;
      const one = sum ? {label: "together", share: null, says: null, adds: lead} : told[k];
      parts.line.classList.toggle("none", !one); // which keeps its room
      if (!one) return parts.label.replaceChildren("\u00a0");
      const [start, end] = sum ? [0, lead] : ends[k];
      parts.label.replaceChildren(...[].concat(one.label));
      parts.share.textContent = one.share === null ? "" : shownShare(one.share);
      parts.says.textContent = one.says === null ? "" : shown.probability(one.says);
      parts.adds.textContent = signed(one.adds);
      parts.adds.title = one.adds;
      filled(parts.bar, {class: sum ? "whole" : one.adds < 0 ? "minus" : "plus", x: Math.min(x(start), x(end)).toFixed(1),
        width: Math.max(3, Math.abs(x(end) - x(start))).toFixed(1)}, []);
      filled(parts.link, {x1: x(start).toFixed(1), x2: x(start).toFixed(1), visibility: k ? "visible" : "hidden"}, []);
      filled(parts.zero, {x1: x(0).toFixed(1), x2: x(0).toFixed(1)}, []);
    });
    const sum = rows[rows.length - 1].line;
    const last = rows[Math.max(0, told.length - 1)].line; // rows without a chain come after the sum
    if (last.nextSibling !== sum) last.after(sum);
  };
  return {table, draw};
}

const leadShown = x => Math.abs(x) < 0.0095 && Math.abs(x) >= 1e-6 ? minus(x.toFixed(4)) : shown.score(Math.abs(x) < 1e-6 ? 0 : x);
const signed = x => (x < 0 ? "" : "+") + shown.score(Math.abs(x) < 0.0005 ? 0 : x);
const shownShare = share => share < 0.0005 ? "< 0.1 %" : share >= 0.9995 ? "100 %" : grouped(100 * share, 1) + " %";

// The chains as rows: the direct comparison, those that add most, and the rest together.
function waterfallRows({chains, rest, lead}, problem, model) {
  const name = (item, most) => item < 0 ? "the prior" : stubbed(nameOf(problem.items[item]), most); // so that a label has two lines at most
  const direct = chains.filter(chain => chain.items.length === 2);
  const others = chains.filter(chain => chain.items.length > 2).sort((one, other) => Math.abs(other.adds) - Math.abs(one.adds));
  const room = MOST_CHAINS - direct.length;
  const all = others.length + (rest.share > 1e-9 ? 1 : 0);
  const listed = [...direct, ...others.slice(0, all <= room + 1 ? others.length : room)].slice(0, MOST_CHAINS + 1);
  const rows = listed.map(chain => ({share: chain.share, says: model.preferred(chain.sum), adds: chain.adds,
    label: chain.items.length === 2 ? "their own votes"
      : ["through ", ...chain.items.slice(1, -1).slice(0, 2).flatMap((item, k) => [k ? ", " : "", name(item, chain.items.length > 3 ? 10 : 20)]),
        chain.items.length > 4 ? " +" + (chain.items.length - 4) : ""]}));
  const more = chains.length - listed.length;
  if (more > 0 || rest.share > 1e-9) {
    const share = Math.max(0, 1 - listed.reduce((sum, chain) => sum + chain.share, 0));
    const adds = lead - listed.reduce((sum, chain) => sum + chain.adds, 0);
    rows.push({label: count(more, "more chain", "more chains"), share, says: share > 1e-9 ? model.preferred(adds / share) : null, adds});
  }
  return rows;
}
