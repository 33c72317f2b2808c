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

// The first screen at once, what is below it each in a task of its own: the page answers before all of it is drawn.
function drawSection([id, draw]) {
  const host = document.getElementById(id);
  try {
    draw(host);
  } catch (error) {
    console.error(id, error);
    host.append(element("p", {class: "empty"}, "This part could not be drawn (" + error.message + "). Its numbers are in the files beside this page."));
  }
}

const later = SECTIONS.slice(3);
function drawNext() {
  if (later.length) drawSection(later.shift());
  if (later.length) return setTimeout(drawNext);
  delete root.dataset.drawing;
}
SECTIONS.slice(0, 3).forEach(drawSection);
root.dataset.drawing = "true";
setTimeout(drawNext);

addEventListener("keydown", event => {
  if (event.key === "Escape") tip.hide();
});
addEventListener("scroll", () => tip.hide(), {passive: true});
