// Why: for the pair in question, the lead, what its own votes say beside all others, the waterfall of evidence, and what carries it.

const why = {show() {}, chosen() {}}; // show(fit, before): what was fitted and, where that was changed, the fit before

function drawWhy(host) {
  if (!data.explorer.pairs.length || data.scores.length < 2) {
    if (data.explorer.why) host.append(element("p", {class: "aside"}, "Not in this page: " + data.explorer.why + ". ",
      element("code", {}, "teeter why INPUT A B"), " tells it where evidence is of pairs."));
    return;
  }
  const CONTRADICTION = 1.96;
  const items = label => {
    const select = element("select", {"aria-label": label}, ...data.scores.map((row, item) => element("option", {value: item}, stubOf(row.item, 44))));
    select.addEventListener("change", () => {
      const [a, b] = [Number(first.value), Number(second.value)];
      if (a === b) (select === first ? second : first).value = String(a === 0 ? 1 : a - 1);
      why.chosen(Number(first.value), Number(second.value));
    });
    return select;
  };
  const first = items("Why this item …");
  const second = items("… stands above this one");
  const swap = element("button", {type: "button", "aria-label": "Exchange the two"}, "⇅");
  swap.addEventListener("click", () => why.chosen(Number(second.value), Number(first.value)));
  const lead = element("p", {class: "answer"});
  const sides = element("p", {class: "sides-said"});
  const turning = element("p", {class: "turning"});
  const {table, draw} = waterfallTable();
  const carriers = element("div", {class: "plot"});
  host.append(element("div", {class: "tools versus"}, element("div", {class: "two"}, first, second), swap),
    element("div", {class: "answers"}, lead, sides, turning), table, element("h3", {}, "What carries it"), carriers);

  let waiting = 0;
  let drawn = null;
  const said = (fit, found) => {
    const {flow, split} = found;
    const p = x => shown.probability(fit.model.preferred(x));
    if (!split) return "The two were never compared: all evidence is indirect.";
    const {won, lost, tied} = fit.problem;
    const own = count(won[split.edge] + lost[split.edge] + tied[split.edge], "vote", "votes");
    if (!split.indirect) return "Their own " + own + " are all the evidence: no other chain of pairs leads from one to the other.";
    const z = Math.abs(split.indirect.z);
    return "Their own " + own + " say " + p(split.direct) + ", all others say " + p(split.indirect.lead) + ": "
      + (z > CONTRADICTION ? "they contradict each other" : "they agree") + " (" + grouped(z, 1) + " standard errors apart). "
      + "Of the evidence, " + shownShare(split.leverage) + " is direct.";
  };

  // What the audit found of the boundary between the two, in the data as they are.
  const boundary = ([a, b]) => {
    const line = (data.explorer.boundaries || []).find(({top, last}) => itemOf.get(last) === a && top === a + 1 && b === a + 1);
    turning.replaceChildren();
    if (!line || !number(line.votes)) {
      turning.append(element("span", {class: "aside"}, "How few votes turn this: teeter tip --pair tells."));
      return;
    }
    if (line.votes === 0) {
      turning.append("A tie: any vote decides which of the two is ", line.top === 1 ? "first." : "among the first " + line.top + ".");
      return;
    }
    turning.append(element("b", {}, count(line.votes, "vote", "votes")), " turned round put ", stubbed(line.in, 30), (line.top === 1 ? " first" : " among the first " + line.top)
      + " in the place of ", stubbed(line.out, 30), line.atLeast >= line.votes ? "; fewer do not, that is proven." : line.atLeast > 1
        ? "; fewer than " + shown.count(Math.ceil(line.atLeast)) + " do not." : ".");
    const button = element("button", {type: "button", class: "quiet"}, "Try it");
    button.addEventListener("click", () => why.tried(line));
    turning.append(" ", button);
  };

  // At once the lead; how sure it is and its chains when the pointer rests, since of many items they take longer than a frame.
  const error = document.createTextNode("");
  why.show = (fit, pair, changed) => {
    first.value = String(pair[0]);
    second.value = String(pair[1]);
    boundary(pair);
    clearTimeout(waiting);
    const [i, j] = pair.map(item => fit ? fit.problem.at[item] : -1);
    const none = i < 0 || j < 0;
    host.classList.toggle("without", none);
    if (none) {
      delete host.dataset.waiting;
      lead.textContent = "There is no finite fit of both to explain.";
      sides.textContent = "";
      return;
    }
    host.dataset.waiting = "true";
    const x = fit.position[i] - fit.position[j];
    const p = fit.model.preferred(x);
    const before = data.scores[pair[0]].score - data.scores[pair[1]].score;
    lead.replaceChildren(stubbed(nameOf(pair[0]), 30), " is preferred to ", stubbed(nameOf(pair[1]), 30), " with probability ",
      element("b", {title: p}, shown.probability(p)), ": a lead of ", element("b", {title: x}, leadShown(x)), error,
      changed ? element("small", {}, " was " + leadShown(before)) : "");
    waiting = setTimeout(() => {
      delete host.dataset.waiting;
      const network = networkOf(fit.problem, fit, fit.prior, fit.model);
      const flow = flowOf(network, i, j);
      host.classList.toggle("without", !flow);
      if (!flow) return;
      drawn = flow;
      error.data = " ± " + shown.significant(1.96 * Math.sqrt(flow.resistance));
      sides.textContent = said(fit, {flow, split: splitOf(flow)});
      draw({rows: waterfallRows(chainsOf(flow), fit.problem, fit.model), lead: flow.lead});
      picture();
    }, drawn ? 60 : 0);
  };
  let wide = 0;
  const picture = () => {
    if (drawn && wide) carriers.replaceChildren(carriersPicture(wide, drawn));
  };
  responsive(carriers, width => {
    wide = width;
    picture();
  });
}
