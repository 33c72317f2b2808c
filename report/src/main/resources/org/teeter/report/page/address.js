// The state in the page's address, so that a link shows what its sender sees.

const ADDRESS = "#what-if&";

function toAddress() {
  const query = new URLSearchParams();
  const add = (name, ...values) => values.forEach(value => query.append(name, value));
  const {ties, prior, model} = asTheyAre();
  if (change.pair) add("pair", ...change.pair.map(nameOf));
  for (const {a, b, wins, losses, ties: tied} of change.votes.values()) add("votes", nameOf(a), nameOf(b), wins, losses, tied);
  if (change.many) add("many", change.many.act, change.many.votes, change.many.how, change.many.seed, ...change.many.pair.map(nameOf));
  for (const item of change.out) add("out", nameOf(item));
  for (const part of change.parts) add("without", ...JSON.parse(part));
  if (change.ties !== ties) add("ties", change.ties);
  if (change.model !== model) add("model", MODELS[change.model].word);
  if (priorText(change.prior) !== priorText(prior)) add("prior", priorText(change.prior));
  return ADDRESS + query;
}

// What an address says that toAddress wrote; of anything else, and of names that are not in the data, nothing.
function fromAddress(address) {
  const read = asTheyAre();
  if (!address.startsWith(ADDRESS)) return read;
  const query = new URLSearchParams(address.slice(ADDRESS.length));
  const two = names => {
    const pair = names.map(name => itemOf.get(name));
    return pair.length === 2 && pair.every(item => item !== undefined) && pair[0] !== pair[1] ? pair : null;
  };
  read.pair = two(query.getAll("pair"));
  const votes = query.getAll("votes");
  for (let k = 0; k + 4 < votes.length; k += 5) {
    const [a, b] = [itemOf.get(votes[k]), itemOf.get(votes[k + 1])];
    const [wins, losses, ties] = votes.slice(k + 2, k + 5).map(Number);
    if (a < b && [wins, losses, ties].every(n => n >= 0 && n < 1e15)) read.votes.set(pairKey(a, b), {a, b, wins, losses, ties});
  }
  const [act, number, how, seed, ...names] = query.getAll("many");
  const pair = two(names);
  if (Object.hasOwn(DONE, act) && ["worst", "random"].includes(how) && pair && Number(number) >= 1 && Number(number) <= MOST_AT_ONCE && Number.isInteger(Number(number))
    && Number.isInteger(Number(seed)) && Number(seed) >= 0 && Number(seed) < 2 ** 32) {
    read.many = {act, votes: Number(number), how, seed: Number(seed), pair};
  }
  query.getAll("out").filter(name => itemOf.has(name)).slice(0, Math.max(0, data.scores.length - 2)).forEach(name => read.out.add(itemOf.get(name)));
  const parts = query.getAll("without");
  for (let k = 0; k + 1 < parts.length; k += 2) {
    const of = KINDS.find(({kind}) => kind === parts[k]);
    const out = [...read.parts].filter(part => JSON.parse(part)[0] === parts[k]).length;
    if (of && of.names.includes(parts[k + 1]) && out < of.names.length - 1) read.parts.add(partOf(parts[k], parts[k + 1]));
  }
  if (["half", "drop"].includes(query.get("ties"))) read.ties = query.get("ties");
  if (query.has("prior")) read.prior = priorOf(query.get("prior"));
  const model = Object.keys(MODELS).find(name => MODELS[name].word === query.get("model"));
  if (model) read.model = model;
  return read;
}
