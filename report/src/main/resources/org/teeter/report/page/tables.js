// Targets, pairs and scores as tables that can be sorted, filtered, paged and copied.

const PAGE = 200;

const COLUMNS = {
  targets: [
    ["target_i", "name", "the prediction is of this item …"], ["target_j", "name", "… over this one"],
    ["observed", "plain", "how often the two were compared themselves"],
    ["p", "probability", "the fitted probability"], ["se", "significant", "its standard error"],
    ["source_a", "name", "the worst source: the pair of this item …"], ["source_b", "name", "… with this one"],
    ["n", "count", "judgements of the source pair"], ["y", "probability", "their observed share for the first"],
    ["p_source", "probability", "their fitted probability"], ["leverage", "significant", "how far the source's fit follows its own data, 0 to 1"],
    ["flow", "significant", "the source's share of the evidence, -1 to 1"],
    ["sensitivity", "significant", "points of p for a point of the source's y"],
    ["model_to_model", "significant", "points of p for a point of the source's fitted p"],
    ["local_bound", "significant", "the paper's Eq. (4): if nothing else spoke about the target"],
    ["m_class", "count", "the largest M asked for that |sensitivity| exceeds, else 0"],
    ["p_low", "probability", "p refitted with y one point lower"], ["p_high", "probability", "p refitted with y one point higher"],
    ["refit_delta_y", "significant", "the change of y in the check"],
    ["refit_predicted", "significant", "the change of p that the formula predicts"], ["refit_actual", "significant", "the change of p on refitting"],
    ["ci_low", "probability", "95 % interval of p, formed on scores: from …"], ["ci_high", "probability", "… to"],
    ["connected", "plain", "whether a chain of pairs connects the two; else the prior alone speaks"],
    ["votes_to_tip", "count", "so many votes of the source pair turn the prediction round"],
    ["tip_delta_y", "significant", "the change of y that does"],
    ["tip_outcome", "plain", "whether any y does"],
    ["robustness_value", "significant", "if all shares are wrong by so much at once, the prediction is turned round"],
    ["robustness_least", "significant", "an error of all shares at once that never does"],
    ["mincut_bound", "significant", "the sensitivity that no further votes on judged pairs undercut"],
  ],
  comparisons: [
    ["item_a", "name", "first item"], ["item_b", "name", "second item"], ["n", "count", "judgements"],
    ["y", "probability", "observed share for the first"], ["p", "probability", "fitted probability"],
    ["leverage", "significant", "how far p follows y, 0 to 1"], ["resistance", "significant", "effective resistance between the two"],
    ["index", "significant", "no prediction is more sensitive to this pair"],
    ["worst_i", "name", "the prediction that it moves most: this item …"], ["worst_j", "name", "… over this one"],
    ["worst_sensitivity", "significant", "and by how much"], ["bridge", "plain", "whether the data falls apart without it"],
  ],
  scores: [
    ["item", "name", "item"], ["score", "score", "centred to mean zero"], ["se", "significant", "standard error"],
    ["comparisons", "count", "judgements it took part in"], ["wins", "count", "wins"], ["losses", "count", "losses"], ["ties", "count", "ties"],
    ["rank", "count", "by score; equal scores share one"],
    ["rank_low", "count", "the best rank that the item may have, with 95 % confidence for all items together"],
    ["rank_high", "count", "the worst"], ["tier", "count", "items of one tier cannot be told apart from its first"],
    ["part", "count", "the part of the data it belongs to: nothing was compared across parts"],
  ],
  check: [
    ["target_i", "name", "the prediction is of this item …"], ["target_j", "name", "… over this one"],
    ["source_a", "name", "the changed pair: this item …"], ["source_b", "name", "… with this one"],
    ["refit_delta_y", "significant", "the change of y"], ["refit_predicted", "significant", "predicted change of p"],
    ["refit_actual", "significant", "change of p on refitting"], ["relative_error", "significant", "their relative difference"],
  ],
};

// What a reader looks for first stands first; copies keep the files' order.
const LEADING = {
  targets: ["target_i", "target_j", "sensitivity", "m_class", "p", "p_low", "p_high", "source_a", "source_b", "y", "n", "flow"],
  comparisons: ["item_a", "item_b"],
  scores: ["item"],
  check: ["target_i", "target_j", "relative_error", "refit_predicted", "refit_actual"],
};

function drawTables(host) {
  const tabs = [["targets", data.targets], ["comparisons", data.comparisonsIndex], ["scores", data.scores]];
  const list = element("div", {class: "tabs", role: "tablist", "aria-label": "Tables"});
  const panels = tabs.map(([name, rows]) => {
    const panel = element("div", {id: "table-" + name, role: "tabpanel", "aria-labelledby": "tab-" + name, hidden: true});
    const tab = element("button", {type: "button", role: "tab", id: "tab-" + name, "aria-controls": panel.id},
      (name === "comparisons" ? "pairs" : name) + " ", element("small", {}, shown.count(rows.length)));
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
  let files = COLUMNS[name];
  if (rows.length) files = files.filter(([column]) => column in rows[0]);
  const leading = LEADING[name].map(column => files.find(([other]) => other === column));
  const columns = [...leading, ...files.filter(column => !leading.includes(column))];
  if (!rows.length) return host.append(element("p", {class: "empty"}, "This table has no rows."));
  let sorted = rows;
  let order = null;
  let descending = false;
  let page = 0;
  const names = columns.filter(([, kind]) => kind === "name").map(([column]) => column);
  const search = element("input", {type: "search", placeholder: "filter by item", "aria-label": "Filter " + name + " by item"});
  const found = element("output", {class: "found"});
  const copy = element("button", {type: "button", class: "quiet"}, "Copy as CSV");
  const body = element("tbody");
  const pages = element("div", {class: "pages"});
  const heads = columns.map(([column, kind, meaning]) => {
    const button = element("button", {type: "button", title: meaning}, column);
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
      element("tr", {}, ...columns.map(([column, kind], at) => cell(row[column], kind, at)))));
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
  copy.addEventListener("click", () => copied(csv(files.map(([column]) => column), kept())).then(done => {
    copy.textContent = done ? "Copied" : "Copying is not allowed here";
    setTimeout(() => { copy.textContent = "Copy as CSV"; }, 2000);
  }));
  const scroller = element("div", {class: "table-scroll", tabindex: "0", role: "region", "aria-label": "Table of " + name},
    element("table", {class: "data"}, element("thead", {}, element("tr", {}, ...heads)), body));
  draw();
  host.append(element("div", {class: "tools"}, search, found, copy), scroller, pages);
}

function cell(value, kind, at) {
  if (kind === "name") {
    return element(at ? "td" : "th", {scope: at ? null : "row"}, value === null || value === undefined ? "–" : named(value));
  }
  if (kind === "plain") return element("td", {}, value === true ? "yes" : value === false ? "no" : number(value) ? shown.count(value) : absent(value));
  return element("td", {class: "n", title: absent(value)}, shown[kind](value));
}

// Nothing comes after everything, whichever way the rest is ordered.
function compared(a, b, descending) {
  const none = value => value === null || value === undefined;
  if (none(a) || none(b)) return none(a) - none(b);
  const sign = descending ? -1 : 1;
  return typeof a === "string" || typeof b === "string" ? sign * String(a).localeCompare(String(b)) : sign * (a - b);
}

// RFC 4180, every number in full.
function csv(columns, rows) {
  const quoted = value => {
    const text = value === null || value === undefined ? "" : String(value);
    return /[",\r\n]/.test(text) ? "\"" + text.replace(/"/g, "\"\"") + "\"" : text;
  };
  return [columns, ...rows.map(row => columns.map(column => row[column]))].map(line => line.map(quoted).join(",") + "\r\n").join("");
}

// The clipboard of pages opened as files is refused by some browsers; a selected text area is the older way.
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (refused) {
    const area = element("textarea", {class: "offscreen", "aria-hidden": "true"});
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}
