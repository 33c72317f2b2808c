// Raters, groups and files, whose votes can be left out where the page has them apart. A part is known by its kind and name.

const {files = [], groups = [], raters = [], cells = [], why: undivided} = data.explorer.parts || {};
const KINDS = [{kind: "rater", names: raters}, {kind: "group", names: groups}, {kind: "file", names: files}].filter(({names}) => names.length > 1);
const everyVote = counted;
const partOf = (kind, name) => JSON.stringify([kind, name]);

// What of a cell belongs to which parts, and its votes as [key of the pair, {wins, losses, ties}].
const partsOf = ([file, group, rater]) => [["file", files[file]], ["group", groups[group]], ["rater", raters[rater]]].filter(([, name]) => name !== undefined)
  .map(two => partOf(...two));

function* votesIn(cell) {
  for (let k = 3; k < cell.length; k += 4) {
    const {a: first, b: second} = data.explorer.pairs[cell[k]];
    const [a, b] = [itemOf.get(first), itemOf.get(second)];
    const votes = {wins: cell[k + 1], losses: cell[k + 2], ties: cell[k + 3]};
    yield [pairKey(a, b), a < b ? votes : turned(votes)];
  }
}

// How many votes a part has.
const sizes = new Map();
for (const cell of cells) {
  let size = 0;
  for (const [, {wins, losses, ties}] of votesIn(cell)) size += wins + losses + ties;
  for (const part of partsOf(cell)) sizes.set(part, (sizes.get(part) || 0) + size);
}

let leftOut = ""; // the parts that are left out of the counted votes

// Leaves out of the counted votes what is to be left out of all.
function leaveOut(parts) {
  const now = [...parts].sort().join();
  if (now === leftOut) return;
  leftOut = now;
  counted = everyVote;
  if (!parts.size) return;
  counted = new Map([...everyVote].map(([key, votes]) => [key, {...votes}]));
  for (const cell of cells) {
    if (!partsOf(cell).some(part => parts.has(part))) continue;
    for (const [key, votes] of votesIn(cell)) {
      const now = counted.get(key);
      for (const kind of ["wins", "losses", "ties"]) {
        const rest = now[kind] - votes[kind];
        now[kind] = rest > 1e-9 * everyVote.get(key)[kind] ? rest : 0; // what rounding leaves of weights is nothing
      }
    }
  }
}

// Selects to leave parts out, each with buttons that take them back: show() puts them into the state of the data.
function partControls(update) {
  const controls = KINDS.map(({kind, names}) => {
    const select = element("select", {"aria-label": "Leave out a " + kind});
    const back = element("div", {class: "tools left-out"});
    select.addEventListener("change", () => {
      if (select.value !== "") change.parts.add(partOf(kind, select.value));
      update();
    });
    const stubs = cutApart(names, 44);
    return {kind, names, stub: name => stubs.get(name) || seen(name), select, back, shown: null};
  });
  const show = () => {
    for (const control of controls) {
      const {kind, names, stub, select, back} = control;
      const out = names.filter(name => change.parts.has(partOf(kind, name)));
      const state = JSON.stringify(out);
      if (control.shown === state) continue;
      control.shown = state;
      select.replaceChildren(element("option", {value: ""}, "a " + kind + " …"), ...names.filter(name => !out.includes(name))
        .map(name => element("option", {value: name}, stub(name) + " (" + count(sizes.get(partOf(kind, name)), "vote", "votes") + ")")));
      select.disabled = names.length - out.length < 2;
      back.replaceChildren(...out.map(name => {
        const button = element("button", {type: "button"}, "Take back ", named(name));
        button.addEventListener("click", () => {
          change.parts.delete(partOf(kind, name));
          update();
          select.focus();
        });
        return button;
      }));
    }
  };
  const option = text => element("code", {class: "option"}, text);
  const about = undivided ? [undivided + " Leave others out by reading the files again without their rows."]
    : controls.length ? []
    : ["Name a column of raters or groups (", option("--column rater=NAME"), ", ", option("group=NAME"), "), or give a file for each source: they can then be left out here."];
  return {rows: controls.flatMap(({select, back}) => [select, back]), about, show};
}
