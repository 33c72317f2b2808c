// Changes go to the server, scores and ranks come back.

const MOST = 100; // rows that are shown: the first, and those whose rank has changed most
const field = name => document.getElementById(name);
const known = new Set(data.items);

field("verdict").append(...prose("span", {}, data.verdict).childNodes);
field("items").append(...data.items.map(name => element("option", {value: name})));

function asked() {
  const [first, second, out] = ["first", "second", "out"].map(name => field(name).value);
  const [wins, losses] = ["wins", "losses"].map(name => field(name).valueAsNumber);
  for (const name of [first, second, out]) {
    if (name && !known.has(name)) throw new Error("There is no item “" + name + "”.");
  }
  if (!first !== !second) throw new Error("Votes need two items, and only one is named.");
  if (first && !(Number.isFinite(wins) && Number.isFinite(losses))) throw new Error("Wins and losses must be numbers.");
  if (!first && !out) throw new Error("Name two items and their votes, or an item to leave out.");
  return {votes: first ? [{first, second, wins, losses}] : [], out: out ? [out] : []};
}

field("changes").addEventListener("submit", async event => {
  event.preventDefault();
  const button = field("fit");
  const message = field("message");
  message.hidden = true;
  field("changed").replaceChildren();
  try {
    const question = asked();
    button.disabled = true;
    field("said").textContent = "Fitting …";
    const reply = await ask("refit", JSON.stringify(question));
    const moved = reply.scores.filter(row => row.rank !== row.rankBefore).length;
    field("said").textContent = moved === 0 ? "No rank changes." : counted(moved) + " of " + counted(reply.scores.length) + " items change their rank.";
    field("changed").append(table(reply.scores));
  } catch (problem) {
    field("said").textContent = "";
    message.textContent = problem.message;
    message.hidden = false;
  } finally {
    button.disabled = false;
  }
});

function table(scores) {
  const move = row => Math.abs(row.rank - row.rankBefore);
  const shown = new Set([...scores.slice(0, MOST / 2), ...[...scores].sort((a, b) => move(b) - move(a)).slice(0, MOST / 2)]);
  const rows = scores.filter(row => shown.has(row));
  return element("div", {class: "scroll-x", tabindex: 0, role: "region", "aria-label": "Ranks after the change"}, element("table", {class: "changed"},
    element("caption", {}, rows.length === scores.length ? "All items" : "The first " + MOST / 2 + " items, and those whose rank changes most, of " + counted(scores.length)),
    element("thead", {}, element("tr", {}, ...["rank", "before", "item", "score", "before"].map((name, k) => element("th", {scope: "col", class: k === 2 ? null : "n"}, name)))),
    element("tbody", {}, ...rows.map(row => element("tr", {},
      element("td", {class: "n " + (row.rank < row.rankBefore ? "up" : row.rank > row.rankBefore ? "down" : "")},
        counted(row.rank) + (row.rank < row.rankBefore ? " ↑" : row.rank > row.rankBefore ? " ↓" : "")),
      element("td", {class: "n"}, counted(row.rankBefore)),
      element("th", {scope: "row"}, named(row.item)),
      element("td", {class: "n"}, decimals(row.score, 3)),
      element("td", {class: "n"}, decimals(row.scoreBefore, 3)))))));
}
