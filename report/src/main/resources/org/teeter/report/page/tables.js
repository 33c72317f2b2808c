// Predictions, pairs and scores as tables that can be sorted, filtered, paged and copied.

const PAGE = 200;

const TITLES = {targets: "predictions", comparisons: "pairs", scores: "items", check: "checks"};

function drawTables(host) {
  const tabs = [["targets", data.targets], ["comparisons", data.comparisonsIndex], ["scores", data.scores]];
  const list = element("div", {class: "tabs", role: "tablist", "aria-label": "Tables"});
  const panels = tabs.map(([name, rows]) => {
    const panel = element("div", {id: "table-" + name, role: "tabpanel", "aria-labelledby": "tab-" + name, hidden: true});
    const tab = element("button", {type: "button", role: "tab", id: "tab-" + name, "aria-controls": panel.id},
      TITLES[name] + " ", element("small", {}, shown.count(rows.length)));
    tab.addEventListener("click", () => open(tab, panel, name, rows));
    list.append(tab);
    return panel;
  });
  const open = (tab, panel, name, rows) => {
    if (!panel.firstChild) sortable(panel, name, rows);
    for (const other of list.children) {
      other.setAttribute("aria-selected", String(other === tab));
      other.tabIndex = other === tab ? 0 : -1;
    }
    panels.forEach(other => { other.hidden = other !== panel; });
  };
  list.addEventListener("keydown", event => {
    const step = {ArrowRight: 1, ArrowLeft: -1}[event.key];
    if (!step) return;
    const all = [...list.children];
    const next = all[(all.indexOf(document.activeElement) + step + all.length) % all.length];
    next.click();
    next.focus();
  });
  host.append(list, ...panels);
  list.firstChild.click();
}

function sortable(host, name, rows) {
  let files = COLUMNS[name].map(([column, head, kind, meaning]) => ({column, head, kind, meaning}));
  if (rows.length) files = files.filter(({column}) => column in rows[0]);
  const leading = LEADING[name].map(column => files.find(other => other.column === column)).filter(Boolean);
  const columns = [...leading, ...files.filter(column => !leading.includes(column))];
  if (!rows.length) return host.append(element("p", {class: "empty"}, "This table has no rows."));
  let sorted = rows;
  let order = null;
  let descending = false;
  let page = 0;
  const names = columns.filter(({kind}) => kind === "name").map(({column}) => column);
  const search = element("input", {type: "search", placeholder: "filter by item", "aria-label": "Filter " + TITLES[name] + " by item"});
  const found = element("output", {class: "found"});
  const body = element("tbody");
  const pages = element("div", {class: "pages"});
  const heads = columns.map(({column, head: words, kind, meaning}) => {
    const button = element("button", {type: "button", title: meaning + " (" + column + ")"}, words);
    const head = element("th", {scope: "col", class: kind === "name" || kind === "plain" ? null : "n"}, button);
    button.addEventListener("click", () => {
      // Numbers are first asked for from the largest down, names from A to Z.
      descending = order === column ? !descending : kind !== "name";
      order = column;
      sorted = [...rows].sort((a, b) => compared(a[column], b[column], descending));
      heads.forEach(other => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      page = 0;
      draw();
    });
    return head;
  });
  const kept = () => {
    const wanted = search.value.trim().toLowerCase();
    return wanted ? sorted.filter(row => names.some(column => row[column] !== null && row[column].toLowerCase().includes(wanted))) : sorted;
  };
  const draw = () => {
    const all = kept();
    body.replaceChildren(...all.slice(page * PAGE, (page + 1) * PAGE).map(row =>
      element("tr", {}, ...columns.map(({column, kind}, at) => cell(row[column], kind, at)))));
    found.textContent = all.length === rows.length ? count(rows.length, "row", "rows") : shown.count(all.length) + " of " + count(rows.length, "row", "rows");
    const last = Math.ceil(all.length / PAGE) - 1;
    pages.hidden = last < 1;
    pages.replaceChildren(turn("‹ Previous", -1, page === 0),
      element("span", {}, "rows " + shown.count(page * PAGE + 1) + " to " + shown.count(Math.min(all.length, (page + 1) * PAGE))),
      turn("Next ›", 1, page >= last));
  };
  const turn = (text, step, off) => {
    const button = element("button", {type: "button", class: "quiet", disabled: off}, text);
    button.addEventListener("click", () => {
      page += step;
      draw();
      scroller.scrollTop = 0;
      pages.children[step < 0 ? 0 : 2].focus();
    });
    return button;
  };
  search.addEventListener("input", () => {
    page = 0;
    draw();
  });
  const scroller = element("div", {class: "table-scroll", tabindex: "0", role: "region", "aria-label": "Table of " + TITLES[name]},
    element("table", {class: "data"}, element("thead", {}, element("tr", {}, ...heads)), body));
  draw();
  host.append(element("div", {class: "tools"}, search, found, copying("Copy as CSV", () => csv(files.map(({column}) => column), kept())),
    copying("Copy as Markdown", () => markdown(columns, kept()))), scroller, pages);
}

// What a cell says.
function toldCell(value, kind) {
  if (kind === "plain") return value === true ? "yes" : value === false ? "no" : number(value) ? shown.count(value) : absent(value);
  return shown[kind](value);
}

function cell(value, kind, at) {
  if (kind === "name") {
    return element(at ? "td" : "th", {scope: at ? null : "row"}, value === null || value === undefined ? "–" : stubbed(value, 30));
  }
  return element("td", kind === "plain" ? {} : {class: "n", title: absent(value)}, toldCell(value, kind));
}

// Nothing comes after everything, whichever way the rest is ordered.
function compared(a, b, descending) {
  const none = value => value === null || value === undefined;
  if (none(a) || none(b)) return none(a) - none(b);
  const sign = descending ? -1 : 1;
  return typeof a === "string" || typeof b === "string" ? sign * String(a).localeCompare(String(b)) : sign * (a - b);
}
