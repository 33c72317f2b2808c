// The data sets, each with its audits: what runs is asked after until it ends.

const SOON = 300; // milliseconds between questions while something runs
const LATER = 4000; // and while nothing does, since another window may have started something

const sets = document.getElementById("sets");
const message = document.getElementById("message");
const announced = document.getElementById("announced");
const drop = document.getElementById("drop");
const file = document.getElementById("file");
const drawn = new Map(); // by the number of a data set: its parts
let timer = 0;

document.getElementById("most").textContent = megabytes(data.most);

function megabytes(bytes) {
  return bytes < 1e6 ? counted(bytes) + " bytes" : counted(Math.round(bytes / 1e6)) + " MB";
}

function say(problem) {
  message.textContent = problem;
  message.hidden = !problem;
}

// Files, one after the other.
async function take(files) {
  say("");
  for (const one of files) {
    if (one.size > data.most) {
      say("“" + one.name + "” has " + megabytes(one.size) + ", and no more than " + megabytes(data.most)
        + " are taken; start teeter serve with its name, or with a larger --max-upload.");
      continue;
    }
    announced.textContent = "Taking " + one.name;
    try {
      await ask("upload?name=" + encodeURIComponent(one.name), one);
    } catch (problem) {
      say("“" + one.name + "” was not taken. " + problem.message);
    }
    await look();
  }
  file.value = "";
}

file.addEventListener("change", () => take([...file.files]));
for (const kind of ["dragenter", "dragover"]) {
  addEventListener(kind, event => {
    event.preventDefault();
    drop.classList.add("over");
  });
}
addEventListener("dragleave", event => {
  if (!event.relatedTarget) drop.classList.remove("over");
});
addEventListener("drop", event => {
  event.preventDefault();
  drop.classList.remove("over");
  take([...event.dataTransfer.files]);
});

// A data set is drawn once; of its audits those anew that have changed.
function draw(set) {
  let parts = drawn.get(set.number);
  if (!parts) {
    parts = {audits: new Map(), cards: element("div", {class: "audits"}), beside: element("div", {})};
    const title = "set-" + set.number;
    parts.section = element("section", {"aria-labelledby": title},
      element("div", {class: "head"}, element("h2", {id: title}, element("bdi", {}, set.label)), removal(set)),
      parts.cards, parts.beside, further(set));
    sets.append(parts.section);
    drawn.set(set.number, parts);
  }
  let moved = false;
  for (const audit of set.audits) {
    const known = parts.audits.get(audit.number);
    const shown = audit.state === "stopping" ? "running" : audit.state; // one card, so that the button keeps the focus
    if (known && known.state === shown) {
      known.update(audit);
      continue;
    }
    const card = cardOf(set, audit);
    if (known) {
      const hadFocus = known.node.contains(document.activeElement);
      known.node.replaceWith(card.node);
      if (hadFocus) card.node.querySelector("h3").focus();
      if (audit.state !== "running") announced.textContent = set.label + ", " + audit.model + ": " + WORDS[audit.state];
    } else {
      parts.cards.append(card.node);
    }
    parts.audits.set(audit.number, card);
    moved = true;
  }
  if (moved) parts.beside.replaceChildren(...besides(set));
}

const WORDS = {waiting: "waits for those before it", running: "running", stopping: "stopping", done: "done", failed: "refused", stopped: "stopped"};

function cardOf(set, audit) {
  const prior = audit.prior === "none" ? "" : ", prior " + audit.prior;
  const title = "audit-" + audit.number;
  const node = element("article", {class: "audit", "aria-labelledby": title, "data-state": audit.state},
    element("h3", {id: title, tabindex: -1}, audit.model + prior));
  const card = {node, state: audit.state === "stopping" ? "running" : audit.state, update() {}};
  const found = audit.found;
  if (audit.state === "done") {
    node.append(prose("p", {}, found.verdict),
      element("p", {class: "aside"}, counted(found.items) + " items, " + counted(found.judgements) + " judgements of " + counted(found.pairs) + " pairs"),
      element("p", {class: "links"}, link(audit, "report.html", "Open the report", "open"),
        found.carries || !found.changeable ? null : link(audit, "what-if", "What if …"),
        ...["audit.json", "scores.csv", "targets.csv", "comparisons.csv"].map(name => link(audit, name, name)),
        audit.rows ? link(audit, "rows.csv", "rows.csv") : null),
      audit.rows ? responsible(audit) : null);
  } else if (audit.state === "failed") {
    const [first, ...more] = audit.told;
    node.append(element("p", {class: "warning"}, first));
    const [heading, ...remedies] = more;
    if (heading) node.append(element("p", {}, heading), element("ul", {}, ...remedies.map(line => element("li", {}, line))));
  } else if (audit.state === "stopped") {
    node.append(element("p", {class: "aside"}, "Stopped."));
  } else {
    const bar = element("progress", {max: 1, "aria-label": "Progress of " + audit.model});
    const stage = element("p", {class: "stage"});
    const stop = element("button", {type: "button", class: "stop"}, "Stop");
    stop.addEventListener("click", () => {
      stop.textContent = "Stopping …";
      ask("audit/" + audit.number + "/stop", "{}").catch(problem => say(problem.message)).then(look);
    });
    node.append(element("div", {class: "running"}, bar, stop, stage));
    card.update = now => {
      if (now.share > 0) bar.value = now.share;
      else bar.removeAttribute("value");
      if (now.state === "stopping") stop.textContent = "Stopping …";
      stage.textContent = now.state === "running" ? now.stage + ", " + Math.floor(now.seconds) + " s"
        : now.state === "stopping" ? "ends with the present step: " + now.stage : WORDS[now.state];
    };
    card.update(audit);
  }
  return card;
}

function link(audit, name, text, kind) {
  const place = audit.model + (audit.prior === "none" ? "" : ", " + audit.prior);
  return element("a", {href: "audit/" + audit.number + "/" + name, class: kind, "aria-label": text + " (" + place + ")"}, text);
}

// The first items under each model, beside each other.
function besides(set) {
  if (!set.beside.length) return [];
  const done = set.audits.filter(audit => audit.state === "done");
  const title = "beside-" + set.number;
  return [element("p", {id: title, class: "aside"}, "Ranks under each model, of the items that one of them puts among its first ten"),
    element("div", {class: "scroll-x", tabindex: 0, role: "region", "aria-labelledby": title}, element("table", {class: "beside", "aria-labelledby": title},
    element("thead", {}, element("tr", {}, element("th", {scope: "col"}, "item"), ...done.map(audit =>
      element("th", {scope: "col", class: "n"}, audit.model + (audit.prior === "none" ? "" : ", " + audit.prior))))),
    element("tbody", {}, ...set.beside.map(row => element("tr", {}, element("th", {scope: "row"}, named(row.item)),
      ...row.ranks.map((rank, k) => element("td", {class: "n" + (rank < row.ranks[0] ? " up" : rank > row.ranks[0] ? " down" : "")},
        rank ? counted(rank) + (k && rank < row.ranks[0] ? " ↑" : k && rank > row.ranks[0] ? " ↓" : "") : "–")))))))];
}

// Of the data set with its audits; a file that was named on the command line stays where it is.
function removal(set) {
  const button = element("button", {type: "button", class: "remove", "aria-label": "Remove " + set.label}, "Remove");
  button.addEventListener("click", () => {
    say("");
    ask("remove", JSON.stringify({data: set.number})).then(() => {
      announced.textContent = set.label + " is removed";
      file.focus();
    }).catch(problem => say(problem.message)).then(look);
  });
  return button;
}

// Another model for the same data.
function further(set) {
  const chosen = (words, label) => {
    const select = element("select", {"aria-label": label + " for " + set.label}, ...words.map(word => element("option", {}, word)));
    return [select, element("label", {}, element("span", {"aria-hidden": "true"}, label), select)];
  };
  const [model, modelLabel] = chosen(data.models, "Model");
  const [prior, priorLabel] = chosen(data.priors, "Prior");
  model.selectedIndex = Math.min(1, data.models.length - 1); // the first is there already
  const button = element("button", {type: "button", class: "another"}, "Audit under this model");
  button.addEventListener("click", () => {
    say("");
    ask("audit", JSON.stringify({data: set.number, model: model.value, prior: prior.value}))
      .catch(problem => say(problem.message)).then(look);
  });
  return element("div", {class: "further"}, modelLabel, priorLabel, button);
}

// An experiment on language models: its figures, which its runs replace.
const experiments = new Map();

function drawExperiment(experiment) {
  let parts = experiments.get(experiment.number);
  if (!parts) {
    const title = "experiment-" + experiment.number;
    parts = {runs: element("p", {class: "aside"}), figures: element("div", {class: "figures"}), known: new Map()};
    document.getElementById("experiments").append(element("section", {"aria-labelledby": title},
      element("h2", {id: title}, element("bdi", {}, experiment.label)), parts.runs, parts.figures));
    experiments.set(experiment.number, parts);
  }
  parts.runs.textContent = counted(experiment.runs) + (experiment.runs === 1 ? " run is" : " runs are") + " done"
    + (experiment.figures.length ? "." : "; the first figure comes when all runs of a study are.");
  for (const {study, changed, table} of experiment.figures) {
    const place = "experiment/" + experiment.number + "/" + encodeURIComponent(study);
    if (!parts.known.has(study)) {
      const picture = element("img", {alt: "Learned preferences of the study " + study + ", with what the theory says"});
      const links = element("figcaption", {class: "links"}, element("a", {href: place + ".svg"}, study + ".svg"),
        table ? element("a", {href: place + ".csv"}, study + ".csv") : null);
      parts.figures.append(element("figure", {}, picture, links));
      parts.known.set(study, {picture, changed: 0});
    }
    const known = parts.known.get(study);
    if (known.changed !== changed) known.picture.src = place + ".svg?" + changed;
    known.changed = changed;
  }
}

async function look() {
  clearTimeout(timer);
  let busy = false;
  try {
    const state = await ask("state");
    const there = new Set(state.data.map(set => set.number));
    for (const [number, parts] of drawn) {
      if (there.has(number)) continue;
      parts.section.remove();
      drawn.delete(number);
    }
    state.data.forEach(draw);
    state.experiments.forEach(drawExperiment);
    busy = state.data.some(set => set.audits.some(audit => ["waiting", "running", "stopping"].includes(audit.state)));
  } catch (problem) {
    say(problem.message);
  }
  clearTimeout(timer);
  timer = setTimeout(look, busy ? SOON : LATER);
}

look();
