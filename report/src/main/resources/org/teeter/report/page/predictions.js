// Predictions worth watching: of the pair in question, of the first two, of the worst findings; as they are and as they were.

function predictionList() {
  const list = element("ul", {class: "predictions"});
  let lines = [];
  let watched = null;
  const watch = pair => {
    const wanted = [pair, [0, 1], ...data.targets.slice(0, 3).map(row => [itemOf.get(row.target_i), itemOf.get(row.target_j)])];
    const distinct = [...new Map(wanted.filter(two => two && two.every(item => item !== undefined)).reverse().map(two => [pairKey(...two), two])).values()].reverse();
    const now = distinct.join(" ");
    if (now === watched) return;
    watched = now;
    lines = distinct.map(([i, j]) => {
      const parts = {i, j, bar: shape("rect", {class: "now", y: 1, height: 6}), before: shape("rect", {class: "before", y: 0, width: 3, height: 8}),
        value: element("b"), was: element("small")};
      parts.line = element("li", {}, element("span", {}, stubbed(nameOf(i), 40), " over ", stubbed(nameOf(j), 40)), element("span", {class: "value"}, parts.value, parts.was),
        shape("svg", {viewBox: "0 0 1000 8", preserveAspectRatio: "none", "aria-hidden": "true"}, shape("rect", {class: "track", y: 1, width: 1000, height: 6}), parts.bar, parts.before));
      return parts;
    });
    list.replaceChildren(...lines.map(parts => parts.line));
  };
  const show = result => {
    const was = MODELS[asTheyAre().model];
    const is = MODELS[change.model];
    for (const parts of lines) {
      const {i, j, bar, before, value} = parts;
      const old = was.preferred(data.scores[i].score - data.scores[j].score);
      const [si, sj] = result ? result.unbounded ? [null, null] : [result.scores[i], result.scores[j]] : [data.scores[i].score, data.scores[j].score];
      const p = si === null || sj === null ? null : is.preferred(si - sj);
      value.textContent = shown.probability(p);
      value.title = absent(p);
      parts.was.textContent = result ? " was " + shown.probability(old) : "";
      bar.setAttribute("width", (1000 * (p === null ? 0 : p)).toFixed(1));
      before.setAttribute("x", (1000 * old - 1.5).toFixed(1));
    }
  };
  return {list, watch, show};
}
