// What a reader changes in the data: votes of pairs, items left out, the rule for ties, the prior. Its address, its words, its refit.

const nameOf = item => data.scores[item].item;
const itemOf = new Map(data.scores.map((row, item) => [row.item, item])); // items are numbered as they rank
const pairKey = (a, b) => Math.min(a, b) * data.scores.length + Math.max(a, b);
const turned = votes => ({wins: votes.losses, losses: votes.wins, ties: votes.ties});

// Votes of every judged pair, as the item that ranks higher sees them.
const counted = new Map(data.explorer.pairs.map(row => {
  const a = itemOf.get(row.a);
  const b = itemOf.get(row.b);
  return [pairKey(a, b), {a: Math.min(a, b), b: Math.max(a, b), ...(a < b ? row3(row) : turned(row))}];
}));

function row3({wins, losses, ties}) {
  return {wins, losses, ties};
}

function priorOf(text) {
  const [kind, value] = String(text).split(":");
  return {kind: kind in PRIORS ? kind : "none", value: Number(value) > 0 && Number.isFinite(Number(value)) ? Number(value) : 1};
}

const priorText = ({kind, value}) => kind === "none" ? kind : kind + ":" + value;

// The pair in question (two items), what differs of the data, and how they are fitted.
const asTheyAre = () => ({pair: null, votes: new Map(), out: new Set(), ties: data.model.ties || "half", prior: priorOf(data.model.prior)});
let change = asTheyAre();

function isChanged() {
  const {ties, prior} = asTheyAre();
  return change.votes.size > 0 || change.out.size > 0 || change.ties !== ties || priorText(change.prior) !== priorText(prior);
}

// The votes of a against b as a sees them, as they are or as they were changed.
function votesOf(a, b, from = change.votes) {
  const votes = from.get(pairKey(a, b)) || counted.get(pairKey(a, b)) || {wins: 0, losses: 0, ties: 0};
  return a < b ? row3(votes) : turned(votes);
}

function setVotes(a, b, votes) {
  const before = votesOf(a, b, new Map());
  if (["wins", "losses", "ties"].every(kind => before[kind] === votes[kind])) {
    change.votes.delete(pairKey(a, b));
  } else {
    change.votes.set(pairKey(a, b), {a: Math.min(a, b), b: Math.max(a, b), ...(a < b ? votes : turned(votes))});
  }
}

// What may be done to so many votes of a against b of one outcome, as audit.json calls it.
const MOVES = {
  flip: (a, b, outcome, votes) => moved(a, b, {[outcome]: -votes, [outcome === "wins" ? "losses" : "wins"]: votes}),
  drop: (a, b, outcome, votes) => moved(a, b, {[outcome]: -votes}),
  add: (a, b, outcome, votes) => moved(a, b, {[outcome]: votes}),
};

// No more can go than there are.
function moved(a, b, by) {
  const now = votesOf(a, b);
  const share = Math.min(1, ...Object.entries(by).map(([outcome, votes]) => votes < 0 ? now[outcome] / -votes : 1));
  for (const [outcome, votes] of Object.entries(by)) now[outcome] += share * votes;
  setVotes(a, b, now);
}

let latest = null; // scores by item, where the next fit begins

// The fit of the data as they were changed: scores by item (on the level of the former ones) and places; or why there is none.
function refitted() {
  const pairs = change.votes.size ? [...new Map([...counted, ...change.votes]).values()] : [...counted.values()];
  const problem = problemOf(data.scores.length, pairs, change.ties, change.out);
  const {scores, unbounded} = fitted(problem, change.prior, problem.items.map(item => latest ? latest[item] : data.scores[item].score));
  if (unbounded) return {unbounded};
  const level = problem.items.reduce((sum, item) => sum + data.scores[item].score, 0) / problem.items.length;
  const all = data.scores.map(row => row.score);
  const lifted = new Array(all.length).fill(null);
  problem.items.forEach((item, i) => {
    all[item] = scores[i];
    lifted[item] = scores[i] + level;
  });
  latest = all;
  const order = [...problem.items].sort((i, j) => lifted[j] - lifted[i] || i - j);
  const rank = new Array(all.length).fill(null);
  order.forEach((item, k) => {
    rank[item] = k && lifted[order[k - 1]] - lifted[item] <= 1e-12 ? rank[order[k - 1]] : k + 1;
  });
  return {scores: lifted, rank, order: [...order, ...change.out]};
}

// Sentences that say what was done, in votes.
function inWords() {
  const sentences = [];
  for (const {a, b, ...now} of change.votes.values()) {
    const before = votesOf(a, b, new Map());
    const moves = ["wins", "losses", "ties"].map(kind => now[kind] - before[kind]);
    const more = moves[0] + moves[1] + moves[2];
    const round = (moves.reduce((sum, move) => sum + Math.abs(move), 0) - Math.abs(more)) / 2;
    const total = before.wins + before.losses + before.ties;
    const done = [round > 1e-9 ? shown.count(round) + " turned round" : "",
      more > 1e-9 ? shown.count(more) + " added" : more < -1e-9 ? shown.count(-more) + " left out" : ""].filter(Boolean).join(" and ");
    sentences.push("Of " + count(total, "vote", "votes") + " of " + isolated(nameOf(a)) + " against " + isolated(nameOf(b)) + ", " + done
      + ": now " + shown.count(now.wins) + " to " + shown.count(now.losses) + (before.ties || now.ties ? ", " + count(now.ties, "tie", "ties") : "") + ".");
  }
  for (const item of change.out) sentences.push(isolated(nameOf(item)) + " is left out, with all its votes.");
  const {ties, prior} = asTheyAre();
  if (change.ties !== ties) sentences.push(change.ties === "half" ? "Ties are half a win for each." : "Ties are left out.");
  if (priorText(change.prior) !== priorText(prior)) {
    sentences.push(change.prior.kind === "none" ? "Without a prior." : "With the prior " + priorText(change.prior) + ".");
  }
  return sentences;
}

// Why there are no finite scores.
function whyUnbounded({kind, items}) {
  const names = items.slice(0, 3).map(item => isolated(nameOf(item))).join(", ") + (items.length > 3 ? " and " + (items.length - 3) + " more" : "");
  const one = items.length === 1;
  const why = {
    apart: "no chain of votes connects " + names + " with the rest",
    above: names + (one ? " does" : " do") + " not lose a vote against the rest",
    below: names + (one ? " does" : " do") + " not win a vote against the rest",
    far: "they lie too far apart for this page",
  }[kind];
  return "No finite scores: " + why + ". A prior would hold them.";
}

const ADDRESS = "#what-if&";

function toAddress() {
  const query = new URLSearchParams();
  const add = (name, ...values) => values.forEach(value => query.append(name, value));
  const {ties, prior} = asTheyAre();
  if (change.pair) add("pair", ...change.pair.map(nameOf));
  for (const {a, b, wins, losses, ties: tied} of change.votes.values()) add("votes", nameOf(a), nameOf(b), wins, losses, tied);
  for (const item of change.out) add("out", nameOf(item));
  if (change.ties !== ties) add("ties", change.ties);
  if (priorText(change.prior) !== priorText(prior)) add("prior", priorText(change.prior));
  return ADDRESS + query;
}

// What an address says that toAddress wrote; of anything else, and of names that are not in the data, nothing.
function fromAddress(address) {
  const read = asTheyAre();
  if (!address.startsWith(ADDRESS)) return read;
  const query = new URLSearchParams(address.slice(ADDRESS.length));
  const pair = query.getAll("pair").map(name => itemOf.get(name));
  if (pair.length === 2 && pair.every(item => item !== undefined) && pair[0] !== pair[1]) read.pair = pair;
  const votes = query.getAll("votes");
  for (let k = 0; k + 4 < votes.length; k += 5) {
    const [a, b] = [itemOf.get(votes[k]), itemOf.get(votes[k + 1])];
    const [wins, losses, ties] = votes.slice(k + 2, k + 5).map(Number);
    if (a < b && [wins, losses, ties].every(n => n >= 0 && n < 1e15)) read.votes.set(pairKey(a, b), {a, b, wins, losses, ties});
  }
  query.getAll("out").filter(name => itemOf.has(name)).slice(0, Math.max(0, data.scores.length - 2)).forEach(name => read.out.add(itemOf.get(name)));
  if (["half", "drop"].includes(query.get("ties"))) read.ties = query.get("ties");
  if (query.has("prior")) read.prior = priorOf(query.get("prior"));
  return read;
}
