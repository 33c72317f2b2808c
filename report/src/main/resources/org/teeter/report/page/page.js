// Draws the sections, each for itself: what one of them cannot draw does not take the others away.

const SECTIONS = [["ranking-plot", drawRanking], ["why", drawWhy], ["what-if", drawWhatIf], ["regions-plot", drawRegions], ["network-plot", drawNetwork],
  ["tables-body", drawTables], ["check-plot", drawCheck]];

// Light and dark follow the reader's system, unless the button or the address (#light, #dark) says otherwise.
const theme = document.getElementById("theme");
const system = matchMedia("(prefers-color-scheme: dark)");
const root = document.documentElement;
const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : system.matches;
const labelled = () => {
  theme.textContent = dark() ? "☀ Light" : "☾ Dark";
};
if (location.hash === "#dark" || location.hash === "#light") root.dataset.theme = location.hash.slice(1);
theme.addEventListener("click", () => {
  root.dataset.theme = dark() ? "light" : "dark";
  labelled();
});
system.addEventListener("change", labelled);
labelled();
theme.hidden = false;

for (const [id, draw] of SECTIONS) {
  const host = document.getElementById(id);
  try {
    draw(host);
  } catch (error) {
    console.error(id, error);
    host.append(element("p", {class: "empty"}, "This part could not be drawn (" + error.message + "). Its numbers are in the files beside this page."));
  }
}

// On paper nothing can be opened; the numbers of single findings are in the table too.
addEventListener("beforeprint", () => document.querySelectorAll(".more, .sources").forEach(details => { details.open = true; }));
addEventListener("keydown", event => {
  if (event.key === "Escape") tip.hide();
});
addEventListener("scroll", () => tip.hide(), {passive: true});
