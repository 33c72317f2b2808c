(() => {
"use strict";
const rows = [...document.querySelectorAll(".ledger > tbody > tr")];
const filter = document.getElementById("filter");
const found = document.getElementById("found");
const buttons = [...filter.querySelectorAll("button")];
function show(which) {
  let shown = 0;
  for (const row of rows) {
    row.hidden = which !== "all" && row.dataset.verdict !== which;
    shown += row.hidden ? 0 : 1;
  }
  for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.show === which));
  found.textContent = shown + " of " + rows.length + " claims shown";
}
for (const button of buttons) button.addEventListener("click", () => show(button.dataset.show));
addEventListener("hashchange", () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target && target.hidden) { show("all"); target.scrollIntoView(); }
});
filter.hidden = false;
show("all");
})();
