// What every part of the page shares: the data, elements, numbers, the tooltip, scales.

const SVG = "http://www.w3.org/2000/svg";
const data = unpacked(JSON.parse(document.getElementById("data").textContent));

// Rows come as {columns, rows} with names written once (PageData.java); here they become objects again.
function unpacked(page) {
  const named = new Set(["item", "item_a", "item_b", "worst_i", "worst_j", "target_i", "target_j", "source_a", "source_b", "i", "j", "k", "a", "b"]);
  const table = packed => !packed || !packed.columns ? [] : packed.rows.map(cells => {
    const row = {};
    packed.columns.forEach((column, c) => {
      row[column] = named.has(column) && cells[c] !== null ? page.names[cells[c]] : cells[c];
    });
    return row;
  });
  for (const name of ["scores", "targets", "hinges", "comparisonsIndex"]) page[name] = table(page[name]);
  page.explorer = {...page.explorer};
  page.explorer.pairs = table(page.explorer.pairs);
  page.map = {m: [2, 5, 10], regions: [], ...page.map};
  page.map.points = table(page.map.points);
  page.graph = {...page.graph};
  page.graph.nodes = table(page.graph.nodes);
  page.graph.edges = table(page.graph.edges);
  page.check = {...page.check};
  page.check.rows = table(page.check.rows);
  return page;
}

// Elements. Children are nodes or text; text is always a text node, so no name becomes markup.
function element(tag, attributes, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

function shape(tag, attributes, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

function filled(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter(child => child !== null && child !== undefined));
  return node;
}

// A name with codes in the place of what turns text or breaks lines, for where no element keeps that inside.
const seen = name => name.replace(/[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu,
  c => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"));

// A name keeps its own writing direction, and shows in full when it is cut.
const named = name => name.trim()
  ? element("bdi", {class: "name", title: seen(name)}, name)
  : element("bdi", {class: "name unnamed", title: "a name without a visible character"}, "(blank)");

// A name where elements cannot isolate it: in a label, a tooltip's text.
const isolated = name => "\u2068" + seen(name) + "\u2069";

const shortened = (name, most) => {
  const letters = Array.from(seen(name)); // by code points: never half a character
  return letters.length <= most ? seen(name) : letters.slice(0, most - 1).join("") + "…";
};

// Numbers: the same rules as Digits.java.
const number = x => typeof x === "number" && Number.isFinite(x);
const minus = shown => shown.replace(/-/g, "−");
const FORMATS = Array.from({length: 5}, (_, decimals) => // made once: making one takes longer than all that a row shows
  new Intl.NumberFormat("en-US", {minimumFractionDigits: decimals, maximumFractionDigits: decimals}));
const COUNTS = new Intl.NumberFormat("en-US", {maximumFractionDigits: 3});
const grouped = (x, decimals) => minus(FORMATS[decimals].format(x));

function scientific(x, digits) {
  const [mantissa, exponent] = x.toExponential(digits - 1).split("e");
  const raised = Array.from(String(Math.abs(exponent)), digit => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit]).join("");
  return minus(mantissa) + "×10" + (exponent < 0 ? "⁻" : "") + raised;
}

const shown = {
  probability(p) {
    if (!number(p)) return absent(p);
    if (p === 0 || p === 1) return String(p);
    if (p > 0 && p < 1e-4) return scientific(p, 2);
    if (p < 1 && 1 - p < 1e-4) return "1\u00a0−\u00a0" + scientific(1 - p, 2);
    return grouped(p, p < 0.01 || p > 0.99 ? 4 : 3);
  },
  significant(x) {
    if (!number(x)) return absent(x);
    const size = Math.abs(x);
    if (size === 0) return "0";
    if (size < 1e-3 || size >= 1e6) return scientific(x, 3);
    return size >= 999.5 ? grouped(x, 0) : minus(x.toPrecision(3));
  },
  score(x) {
    return number(x) ? grouped(x, 3) : absent(x);
  },
  count(n) {
    if (!number(n)) return absent(n);
    return minus(COUNTS.format(n));
  },
};

function absent(x) {
  return x === null || x === undefined ? "–" : String(x);
}

const logit = p => Math.log(p / (1 - p));

const count = (n, one, many) => shown.count(n) + " " + (n === 1 ? one : many);

// A linear scale with its round ticks.
function scale(low, high, start, end) {
  const to = x => start + (x - low) / (high - low) * (end - start);
  to.ticks = wanted => {
    const raw = (high - low) / wanted;
    const power = 10 ** Math.floor(Math.log10(raw));
    const step = power * [1, 2, 5, 10].find(factor => factor * power >= raw * 0.999);
    const ticks = [];
    for (let t = Math.ceil(low / step - 1e-9); t * step <= high + 1e-9 * step; t++) ticks.push(t * step);
    return ticks;
  };
  return to;
}

// The tooltip: lines of text beside the pointer or the mark in focus.
const tip = {
  node: document.getElementById("tip"),
  show(lines, x, y) {
    this.node.replaceChildren(...lines.map((line, n) => element("div", {class: n ? null : "first"}, line)));
    this.node.hidden = false;
    const box = this.node.getBoundingClientRect();
    const width = document.documentElement.clientWidth;
    const height = window.innerHeight;
    const left = x + 14 + box.width < width ? x + 14 : Math.max(4, x - 14 - box.width);
    const top = y + 14 + box.height < height ? y + 14 : Math.max(4, y - 14 - box.height);
    this.node.style.left = Math.min(left, Math.max(4, width - box.width - 4)) + "px";
    this.node.style.top = top + "px";
  },
  hide() {
    this.node.hidden = true;
  },
};

// Marks of a plot as one stop of the tab key: the pointer takes the nearest, the arrow keys go through them in order.
// marks: [{at: () => [x, y] in the plot, lines, distance(x, y) → pixels, reach}]; pick(mark or null) highlights.
function marked(plot, marks, pick) {
  let current = -1;
  const choose = (index, x, y) => {
    current = index;
    pick(marks[index] || null);
    if (index < 0) return tip.hide();
    if (x === undefined) {
      const box = plot.getBoundingClientRect();
      [x, y] = marks[index].at();
      x += box.left;
      y += box.top;
    }
    tip.show(marks[index].lines(), x, y);
  };
  const point = event => {
    const box = plot.getBoundingClientRect();
    let nearest = -1;
    let least = Infinity;
    marks.forEach((mark, index) => {
      const distance = mark.distance(event.clientX - box.left, event.clientY - box.top);
      if (distance <= mark.reach && distance + (mark.handicap || 0) < least) {
        least = distance + (mark.handicap || 0);
        nearest = index;
      }
    });
    choose(nearest, event.clientX, event.clientY);
  };
  plot.addEventListener("pointermove", point);
  plot.addEventListener("pointerdown", point);
  plot.addEventListener("pointerleave", () => choose(-1));
  plot.addEventListener("blur", () => choose(-1));
  plot.addEventListener("keydown", event => {
    const step = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1}[event.key];
    if (event.key === "Escape") choose(-1);
    if (!step || !marks.length) return;
    event.preventDefault();
    const from = current < 0 && step < 0 ? 0 : current;
    choose((from + step + marks.length) % marks.length);
  });
}

// Draws into host at its width in pixels, and again when that changes.
function responsive(host, draw) {
  let last = 0;
  new ResizeObserver(() => {
    const width = Math.floor(host.clientWidth);
    if (width && width !== last) {
      last = width;
      draw(width);
    }
  }).observe(host);
}

// A group of buttons of which one is pressed.
function choice(label, options, chosen, change) {
  const group = element("div", {class: "choice", role: "group", "aria-label": label});
  for (const [value, text] of options) {
    const button = element("button", {type: "button", "aria-pressed": String(value === chosen)}, text);
    button.addEventListener("click", () => {
      for (const other of group.children) other.setAttribute("aria-pressed", String(other === button));
      change(value);
    });
    group.append(button);
  }
  return group;
}
