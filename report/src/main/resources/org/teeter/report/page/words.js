// What was changed, in words and votes; and why there may be no finite scores.

const DONE = {flip: "turned round", drop: "left out", add: "added"};
const MOST_SAID = 4; // pairs that are told of one by one

function inWords(many) {
  const sentences = [];
  const pairs = [...change.votes.values()];
  for (const {a, b, ...now} of pairs.slice(0, pairs.length > MOST_SAID ? MOST_SAID - 1 : MOST_SAID)) {
    const before = votesOf(a, b, new Map());
    const moves = OUTCOMES.map(kind => now[kind] - before[kind]);
    const more = moves[0] + moves[1] + moves[2];
    const round = (moves.reduce((sum, move) => sum + Math.abs(move), 0) - Math.abs(more)) / 2;
    const total = before.wins + before.losses + before.ties;
    const done = [round > 1e-9 ? shown.count(round) + " turned round" : "",
      more > 1e-9 ? shown.count(more) + " added" : more < -1e-9 ? shown.count(-more) + " left out" : ""].filter(Boolean).join(" and ");
    sentences.push("Of " + count(total, "vote", "votes") + " of " + isolated(nameOf(a)) + " against " + isolated(nameOf(b)) + ", " + done
      + ": now " + shown.count(now.wins) + " to " + shown.count(now.losses) + (before.ties || now.ties ? ", " + count(now.ties, "tie", "ties") : "") + ".");
  }
  if (pairs.length > MOST_SAID) sentences.push("Votes of " + (pairs.length - MOST_SAID + 1) + " pairs more are changed.");
  if (many && change.many) sentences.push(manyInWords(many));
  for (const item of change.out) sentences.push(isolated(nameOf(item)) + " is left out, with all its votes.");
  for (const part of change.parts) {
    const [kind, name] = JSON.parse(part);
    sentences.push("The " + kind + " " + isolated(name) + " is left out, with " + count(sizes.get(part), "vote", "votes") + ".");
  }
  const {ties, prior, model} = asTheyAre();
  if (change.model !== model) sentences.push("The model is " + MODELS[change.model].said + ".");
  if (change.ties !== ties && !MODELS[change.model].tied) sentences.push(change.ties === "half" ? "Ties are half a win for each." : "Ties are left out.");
  if (priorText(change.prior) !== priorText(prior)) {
    sentences.push(change.prior.kind === "none" ? "Without a prior." : "With the prior " + priorText(change.prior) + ".");
  }
  return sentences;
}

function manyInWords({kinds, done}) {
  const {act, how, seed, pair, votes} = change.many;
  const over = {wins: " over ", losses: " under ", ties: " even with "};
  const named = kinds.slice(0, 2).map(kind => shown.count(kind.votes) + " × " + isolated(nameOf(kind.outcome === "losses" ? kind.b : kind.a))
    + (kind.outcome === "ties" ? over.ties : over.wins) + isolated(nameOf(kind.outcome === "losses" ? kind.a : kind.b)));
  const more = kinds.length - named.length;
  return count(done, "vote", "votes") + " " + DONE[act]
    + (how === "random" ? ", drawn at random (seed " + seed + ")" : ", those that change the lead of " + isolated(nameOf(pair[0])) + " over " + isolated(nameOf(pair[1])) + " most")
    + (named.length ? ": " + named.join("; ") + (more > 0 ? "; and " + shown.count(more) + (more === 1 ? " kind more" : " kinds more") : "") : "")
    + (done < votes ? "; there are no more" : "") + ".";
}

// Why there are no finite scores.
function whyUnbounded({kind, items}) {
  const names = items.slice(0, 3).map(item => isolated(nameOf(item))).join(", ") + (items.length > 3 ? " and " + (items.length - 3) + " more" : "");
  const one = items.length === 1;
  const why = {
    apart: "no chain of votes connects " + names + " with the rest",
    above: names + (one ? " does" : " do") + " not lose a vote against the rest",
    below: names + (one ? " does" : " do") + " not win a vote against the rest",
    untied: "no vote is a tie, which this model needs",
    explained: "some ranking explains every win and every tie",
    far: "they lie too far apart for this page",
  }[kind];
  return "No finite scores: " + why + "." + (kind === "untied" ? "" : " A prior would hold them.");
}
