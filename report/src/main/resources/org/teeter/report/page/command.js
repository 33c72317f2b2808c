// The command line that gives the same as the page, and the counts as they were changed.

const OWN = ["--model", "--prior", "--ties", "--fail-on"]; // what the page says anew, or what is of one run alone

const inShell = word => /^[\w@%+=:,./-]+$/.test(word) ? word : "'" + word.replace(/'/g, "'\\''") + "'";

// The words that were typed, without what the page says anew.
function typed() {
  const words = data.command || ["audit", ...(data.input || []).map(file => file.path)];
  const kept = [];
  for (let k = 0; k < words.length; k++) {
    const [name, value] = words[k].split("=", 2);
    if (!OWN.includes(name)) kept.push(words[k]);
    else if (value === undefined) k++;
  }
  return kept;
}

// Whether the same needs the changed counts as a file: all that is changed of votes, except that files can be left out of a command.
function changedVotes() {
  const words = typed();
  return change.votes.size > 0 || change.many !== null
    || [...change.parts].some(part => !words.some(word => part === partOf("file", word)));
}

function commandLine() {
  const {ties, prior, model} = asTheyAre();
  const words = changedVotes() ? ["audit", "changed.csv"] : typed().filter(word => !change.parts.has(partOf("file", word)));
  const tied = MODELS[change.model].tied;
  if (change.model !== "Bradley-Terry") words.push("--model", MODELS[change.model].word);
  if (!tied && change.ties !== "half") words.push("--ties", change.ties);
  if (change.prior.kind !== "none") words.push("--prior", priorText(change.prior));
  for (const item of change.out) words.push("--drop", quotedItem(nameOf(item)));
  return "teeter " + words.map(inShell).join(" ");
}

// Names in a list with commas between them are quoted where they have one.
const quotedItem = name => /[",]/.test(name) ? "\"" + name.replace(/"/g, "\"\"") + "\"" : name;

// Counts of all pairs that are left, as teeter reads them.
function changedCounts(votes) {
  const pairs = [...new Map([...counted, ...votes]).values()].filter(pair => pair.wins + pair.losses + pair.ties > 0);
  return csv(["item1", "item2", "wins1", "wins2", "ties"], pairs.map(({a, b, wins, losses, ties}) =>
    ({item1: nameOf(a), item2: nameOf(b), wins1: wins, wins2: losses, ties})));
}

// A button that copies and says so where it stands.
function copying(label, text) {
  const button = element("button", {type: "button", class: "quiet"}, label);
  button.addEventListener("click", () => copied(text()).then(done => {
    button.textContent = done ? "Copied" : "Copying is not allowed here";
    setTimeout(() => { button.textContent = label; }, 2000);
  }));
  return button;
}
