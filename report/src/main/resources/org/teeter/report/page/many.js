// Many votes at once: those that push the lead of the pair in question down most, or some drawn at random.

// Numbers in [0, 1) from a seed, the same everywhere (mulberry32).
function drawing(seed) {
  let state = seed >>> 0;
  return () => {
    state = state + 0x6D2B79F5 >>> 0;
    let t = Math.imul(state ^ state >>> 15, 1 | state);
    t = t + Math.imul(t ^ t >>> 7, 61 | t) ^ t;
    return ((t ^ t >>> 14) >>> 0) / 2 ** 32;
  };
}

const OUTCOMES = ["wins", "losses", "ties"];

// The votes that may be moved, by pair and outcome, in the order of the data.
function kindsOf(votes, act) {
  const kinds = [];
  for (const [key, before] of counted) {
    const {a, b, ...now} = votes.get(key) || before;
    if (change.out.has(a) || change.out.has(b)) continue;
    for (const outcome of OUTCOMES) {
      if (now[outcome] > 0 && !(act === "flip" && outcome === "ties")) kinds.push({a, b, outcome, of: now[outcome]});
    }
  }
  return kinds;
}

let ranked = {key: null}; // the kinds by what they do to the pair's lead: the same for any number of them

function worstKinds(act, pair) {
  const key = JSON.stringify([act, pair, [...change.votes], [...change.out], [...change.parts], settings(change)]);
  if (ranked.key === key) return ranked;
  const fit = fitOf(change.votes, null);
  if (fit.unbounded) return ranked = {key, unbounded: fit.unbounded};
  const {problem, model} = fit;
  const [i, j] = pair.map(item => problem.at[item]);
  if (i < 0 || j < 0) return ranked = {key, kinds: []};
  const network = networkOf(problem, fit, change.prior, model);
  const flow = flowOf(network, i, j);
  const pulls = pullsOf(network, flow, model, model.tied ? "keep" : change.ties);
  const pullOf = new Map();
  for (let e = 0; e < problem.edges; e++) pullOf.set(pairKey(problem.items[problem.first[e]], problem.items[problem.second[e]]), pulls[e]);
  const down = flow.lead >= 0 ? -1 : 1;
  const other = {wins: "losses", losses: "wins"};
  const gain = ({a, b, outcome}) => {
    const pull = pullOf.get(pairKey(a, b));
    return !pull ? 0 : down * (act === "add" ? -pull[outcome] : act === "drop" ? pull[outcome] : pull[outcome] - pull[other[outcome]]);
  };
  const kinds = kindsOf(change.votes, act).map(kind => ({...kind, gain: gain(kind)})).filter(kind => kind.gain > 0)
    .sort((one, next) => next.gain - one.gain);
  if (act === "add" && kinds.length) kinds[0].of = Infinity;
  return ranked = {key, kinds};
}

// The kinds of so many votes drawn at random: without putting back, or, to be added, as the data have them.
function drawnKinds(act, wanted, seed) {
  const kinds = kindsOf(change.votes, act);
  const ends = [];
  let all = 0;
  for (const kind of kinds) ends.push(all += act === "add" ? kind.of : Math.floor(kind.of));
  const next = drawing(seed);
  const taken = new Set();
  const most = act === "add" ? wanted : Math.min(wanted, all);
  const times = new Map();
  for (let n = 0; n < most && all > 0; n++) {
    let vote = Math.floor(next() * all);
    while (act !== "add" && taken.has(vote)) vote = (vote + 1) % all;
    taken.add(vote);
    let low = 0;
    for (let high = ends.length - 1; low < high;) {
      const middle = low + high >> 1;
      if (ends[middle] > vote) high = middle;
      else low = middle + 1;
    }
    times.set(low, (times.get(low) || 0) + 1);
  }
  return [...times].map(([at, votes]) => ({...kinds[at], votes})).sort((one, other) => other.votes - one.votes);
}

const MOST_AT_ONCE = 100000;

// All votes after the many were moved: {votes, kinds: what was moved, done: how many}; or {unbounded} where the worst are not known.
function manyVotes() {
  const {act, votes: wanted, how, seed, pair} = change.many;
  let kinds = [];
  if (how === "random") {
    kinds = drawnKinds(act, wanted, seed);
  } else {
    const worst = worstKinds(act, pair);
    if (worst.unbounded) return {unbounded: worst.unbounded, votes: change.votes, kinds, done: 0};
    let left = wanted;
    for (const kind of worst.kinds) {
      if (!(left > 0)) break;
      const votes = Math.min(left, kind.of);
      kinds.push({...kind, votes});
      left -= votes;
    }
  }
  const after = new Map(change.votes);
  let done = 0;
  for (const {a, b, outcome, votes} of kinds) {
    const key = pairKey(a, b);
    const now = {...(after.get(key) || counted.get(key))};
    if (act !== "add") now[outcome] -= votes;
    if (act === "add") now[outcome] += votes;
    if (act === "flip") now[outcome === "wins" ? "losses" : "wins"] += votes;
    after.set(key, now);
    done += votes;
  }
  return {votes: after, kinds, done};
}
