// The rows of the files that the worst findings hang on, as rows.csv has them, to be looked at in the page.

const FEW = 20; // shown at once

// What stands in a column: its head, whether it is a number, and its cell of a row of rows.csv.
const COLUMNS = [
  ["row", false, row => [named(row.file), ":" + row.row]],
  ["vote", false, row => row.outcome === "tie" ? [named(row.item_a), " even with ", named(row.item_b)]
    : row.outcome === "a" ? [named(row.item_a), " over ", named(row.item_b)] : [named(row.item_b), " over ", named(row.item_a)]],
  ["moves the prediction of", false, row => [named(row.target_i), " over ", named(row.target_j)]],
  ["to first order", true, row => [points(row.effect)]],
  ["left out", true, row => [points(row.drop_effect)]],
  ["turned round", true, row => [points(row.flip_effect)]],
];

const points = text => text === "" ? "–" : (Number(text) > 0 ? "+" : "") + minus((100 * Number(text)).toPrecision(3));

function responsible(audit) {
  const rest = element("div", {});
  const details = element("details", {class: "responsible"}, element("summary", {}, "Rows behind the worst findings"), rest);
  details.addEventListener("toggle", async () => {
    if (!details.open || rest.childElementCount) return;
    try {
      const reply = await fetch("audit/" + audit.number + "/rows.csv", {cache: "no-store"});
      if (!reply.ok) throw new Error((await reply.text()).trim());
      rest.replaceChildren(...tableOf(parsed(await reply.text()), audit));
    } catch (problem) {
      rest.replaceChildren(element("p", {class: "warning"}, problem.message || "The server does not answer."));
    }
  });
  return details;
}

function tableOf([head, ...cells], audit) {
  if (!cells.length) return [element("p", {class: "aside"}, "There are none.")];
  const rows = cells.map(row => Object.fromEntries(head.map((name, k) => [name, row[k]])));
  const draw = some => element("tbody", {}, ...some.map(row => element("tr", {}, ...COLUMNS.map(([, isNumber, cell]) =>
    element("td", {class: isNumber ? "n" : null}, ...cell(row))))));
  const table = element("table", {class: "rows", "aria-label": "Rows behind the worst findings of " + audit.model},
    element("thead", {}, element("tr", {}, ...COLUMNS.map(([name, isNumber]) => element("th", {scope: "col", class: isNumber ? "n" : null}, name)))), draw(rows.slice(0, FEW)));
  const shown = element("div", {class: "scroll-x", tabindex: 0, role: "region", "aria-label": "Rows behind the worst findings"}, table);
  if (rows.length <= FEW) return [shown, explained()];
  const more = element("button", {type: "button"}, "Show the other " + counted(rows.length - FEW));
  more.addEventListener("click", () => {
    table.lastChild.replaceWith(draw(rows));
    more.remove();
    shown.focus();
  });
  return [shown, more, explained()];
}

const explained = () => element("p", {class: "aside"}, "In percentage points, how the prediction moves by one vote of the row: to first order, and by fits without it and with it turned round.");

// Rows and cells of a file of comma-separated values, quoted as RFC 4180 has it.
function parsed(text) {
  const rows = [];
  let row = [];
  for (let k = 0; k < text.length;) {
    let cell = "";
    if (text[k] === "\"") {
      for (k++; k < text.length; k++) {
        if (text[k] !== "\"") cell += text[k];
        else if (text[k + 1] === "\"") cell += text[++k];
        else break;
      }
      k++;
    } else {
      const from = k;
      while (k < text.length && !",\r\n".includes(text[k])) k++;
      cell = text.slice(from, k);
    }
    row.push(cell);
    if (text[k] === ",") {
      k++;
      if (k === text.length) row.push("");
      continue;
    }
    if (text[k] === "\r") k++;
    k++;
    rows.push(row);
    row = [];
  }
  if (row.length) rows.push(row);
  return rows;
}
