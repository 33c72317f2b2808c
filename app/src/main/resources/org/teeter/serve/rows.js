// The rows of the files that the worst findings hang on, as rows.csv has them, to be looked at in the page.

const FEW = 20; // shown at once

const HEADS = {file: "file", row: "row", item_a: "between", item_b: "and", outcome: "won", target_i: "moves", target_j: "over", effect: "by, to first order",
  drop_effect: "if left out", flip_effect: "if turned round"};

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

function tableOf([head, ...rows], audit) {
  if (!rows.length) return [element("p", {class: "aside"}, "There are none.")];
  const numeric = head.map((_, k) => rows.every(row => row[k] === "" || Number.isFinite(Number(row[k]))) && !["file", "outcome"].includes(head[k]));
  const cell = (text, k, row) => /effect$/.test(head[k]) && text !== "" ? points(Number(text)) : head[k] === "outcome" ? wonBy(text, row, head) : text === "" ? "–" : numeric[k] ? text : named(text);
  const draw = some => element("tbody", {}, ...some.map(row => element("tr", {}, ...row.map((text, k) =>
    element("td", {class: numeric[k] ? "n" : null, title: /effect$/.test(head[k]) ? text : null}, cell(text, k, row))))));
  const table = element("table", {class: "rows", "aria-label": "Rows behind the worst findings of " + audit.model},
    element("thead", {}, element("tr", {}, ...head.map((name, k) => element("th", {scope: "col", class: numeric[k] ? "n" : null}, HEADS[name] || name)))), draw(rows.slice(0, FEW)));
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

const wonBy = (outcome, row, head) => outcome === "tie" ? "a tie" : named(row[head.indexOf(outcome === "a" ? "item_a" : "item_b")]);
const points = x => (x > 0 ? "+" : "") + minus((100 * x).toPrecision(3));

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
