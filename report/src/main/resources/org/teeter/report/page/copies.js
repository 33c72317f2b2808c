// What is copied: tables as CSV and as Markdown.

// RFC 4180, every number in full.
function csv(columns, rows) {
  const quoted = value => {
    const text = value === null || value === undefined ? "" : String(value);
    return /[",\r\n]/.test(text) ? "\"" + text.replace(/"/g, "\"\"") + "\"" : text;
  };
  return [columns, ...rows.map(row => columns.map(column => row[column]))].map(line => line.map(quoted).join(",") + "\r\n").join("");
}

// A table as people paste it into text: heads in words, numbers as the page shows them.
function markdown(columns, rows) {
  const cellOf = text => seen(String(text)).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/[\\|*_`~[\]]/g, "\\$&");
  const told = (value, kind) => kind === "name" ? value === null || value === undefined ? "–" : value : toldCell(value, kind);
  const line = cells => "| " + cells.map(cellOf).join(" | ") + " |\n";
  return line(columns.map(({head}) => head)) + "|" + columns.map(({kind}) => kind === "name" || kind === "plain" ? " --- |" : " ---: |").join("") + "\n"
    + rows.map(row => line(columns.map(({column, kind}) => told(row[column], kind)))).join("");
}

// The clipboard of pages opened as files is refused by some browsers; a selected text area is the older way.
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (refused) {
    const area = element("textarea", {class: "offscreen", "aria-hidden": "true"});
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}
