(() => {
"use strict";
const rows = [...document.querySelectorAll(".ledger > tbody > tr")];
const body = rows[0].parentNode;
const filter = document.getElementById("filter");
const found = document.getElementById("found");
const buttons = [...filter.querySelectorAll("button")];

// All claims stand in the order of the paper, a choice of verdicts in the order of its words.
function show(which) {
  const verdicts = which.split(" ");
  const place = row => verdicts.indexOf(row.dataset.verdict);
  const chosen = which === "all" ? rows : rows.filter(row => place(row) >= 0).sort((a, b) => place(a) - place(b));
  for (const row of rows) row.hidden = !chosen.includes(row);
  body.append(...chosen, ...rows.filter(row => row.hidden));
  for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.show === which));
  found.textContent = chosen.length + " of " + rows.length + " claims shown";
}

function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target || !body.contains(target)) return;
  if (target.hidden) show("all");
  target.querySelector("details.finding").open = true;
  target.scrollIntoView();
}

// On a phone a claim is its statement and its verdict until somebody asks what was computed.
const narrow = matchMedia("(max-width: 760px)");
const fold = () => {
  for (const finding of document.querySelectorAll("details.finding")) finding.open = !narrow.matches;
};

for (const button of buttons) button.addEventListener("click", () => show(button.dataset.show));
narrow.addEventListener("change", fold);
addEventListener("hashchange", reveal);
filter.hidden = false;
fold();
show("fails fix");
reveal();
})();
