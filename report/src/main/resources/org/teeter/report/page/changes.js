// What a reader changes in the data: votes of pairs, many votes at once, items and raters left out, the rule for ties, the prior, the model. And its refit.

const nameOf = item => data.scores[item].item;
const itemOf = new Map(data.scores.map((row, item) => [row.item, item])); // items are numbered as they rank
const pairKey = (a, b) => Math.min(a, b) * data.scores.length + Math.max(a, b);
const turned = votes => ({wins: votes.losses, losses: votes.wins, ties: votes.ties});

// Votes of every judged pair, as the item that ranks higher sees them; less those of the raters, groups and files that are left out.
let counted = new Map(data.explorer.pairs.map(row => {
  const a = itemOf.get(row.a);
  const b = itemOf.get(row.b);
  return [pairKey(a, b), {a: Math.min(a, b), b: Math.max(a, b), ...(a < b ? row3(row) : turned(row))}];
}));

function row3({wins, losses, ties}) {
  return {wins, losses, ties};
}

function priorOf(text) {
  const [kind, value] = String(text).split(":");
  return {kind: Object.hasOwn(PRIORS, kind) ? kind : "none", value: Number(value) > 0 && Number.isFinite(Number(value)) ? Number(value) : 1};
}

const priorText = ({kind, value}) => kind === "none" ? kind : kind + ":" + value;

// The pair in question (two items), what differs of the data, and how they are fitted.
const asTheyAre = () => ({pair: null, votes: new Map(), many: null, out: new Set(), parts: new Set(), ties: data.model.ties === "drop" ? "drop" : "half",
  prior: priorOf(data.model.prior), model: Object.hasOwn(MODELS, data.model.name) ? data.model.name : "Bradley-Terry"});
let change = asTheyAre();

const settings = state => [state.model, MODELS[state.model].tied ? "" : state.ties, priorText(state.prior)].join();

function isChanged() {
  return change.votes.size > 0 || change.many !== null || change.out.size > 0 || change.parts.size > 0 || settings(change) !== settings(asTheyAre());
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

// A fit of all votes but those of some pairs, which are given: what was fitted, and how.
function fitOf(votes, start) {
  const model = MODELS[change.model];
  const pairs = votes.size ? [...new Map([...counted, ...votes]).values()] : [...counted.values()];
  const problem = problemOf(data.scores.length, pairs, model.tied ? "keep" : change.ties, change.out);
  const begin = problem.items.map(item => start && start.scores[item] !== null ? start.scores[item] : data.scores[item].score);
  if (start && start.model === change.model) begin.push(start.tie);
  return {problem, model, prior: change.prior, ...fitted(problem, change.prior, Float64Array.from(begin), model)};
}

let latest = null; // scores by item, the parameter of ties and whose it is, where the next fit begins

// The fit of the data as they were changed: scores by item (on the level of the former ones) and places; or why there is none.
function refitted() {
  const many = change.many ? manyVotes() : {votes: change.votes};
  if (many.unbounded) return {unbounded: many.unbounded, many};
  const fit = fitOf(many.votes, latest);
  if (fit.unbounded) return {unbounded: fit.unbounded, many};
  const {problem, scores} = fit;
  const level = problem.items.reduce((sum, item) => sum + data.scores[item].score, 0) / problem.items.length;
  const all = data.scores.map(row => row.score);
  const lifted = new Array(all.length).fill(null);
  problem.items.forEach((item, i) => {
    all[item] = scores[i];
    lifted[item] = scores[i] + level;
  });
  latest = {scores: all, tie: fit.position[problem.items.length], model: change.model};
  const order = [...problem.items].sort((i, j) => lifted[j] - lifted[i] || i - j);
  const rank = new Array(all.length).fill(null);
  order.forEach((item, k) => {
    rank[item] = k && lifted[order[k - 1]] - lifted[item] <= 1e-12 ? rank[order[k - 1]] : k + 1;
  });
  return {scores: lifted, rank, order: [...order, ...change.out], fit, many};
}

let original = null; // of the data as they are, which only the reasons need

function originalFit() {
  if (!original) {
    const held = change;
    change = asTheyAre();
    original = fitOf(new Map(), null);
    change = held;
  }
  return original;
}
