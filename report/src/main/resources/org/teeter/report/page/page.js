// Draws the sections, each for itself: what one of them cannot draw does not take the others away.

const SECTIONS = [["ranking-plot", drawRanking], ["why", drawWhy], ["what-if", drawWhatIf], ["regions-plot", drawRegions], ["network-plot", drawNetwork],
  ["tables-body", drawTables], ["check-plot", drawCheck]];

// The first screen at once, what is below it each in a task of its own: the page answers before all of it is drawn.
function drawSection([id, draw]) {
  const host = document.getElementById(id);
  host.classList.add("filled"); // a class, since :has would look at the whole explorer whenever a row moves
  try {
    draw(host);
  } catch (error) {
    console.error(id, error);
    host.append(element("p", {class: "empty"}, "This part could not be drawn (" + error.message + "). Its numbers are in the files beside this page."));
  }
  host.classList.toggle("filled", host.childElementCount > 1);
}

const later = SECTIONS.slice(3);
function drawNext() {
  if (later.length) drawSection(later.shift());
  if (later.length) return setTimeout(drawNext);
  delete document.documentElement.dataset.drawing;
}
SECTIONS.slice(0, 3).forEach(drawSection);
document.querySelector(".columns").classList.toggle("explained", document.getElementById("why").classList.contains("filled"));
document.documentElement.dataset.drawing = "true";
setTimeout(drawNext);

addEventListener("keydown", event => {
  if (event.key === "Escape") tip.hide();
});
addEventListener("scroll", () => tip.hide(), {passive: true});
