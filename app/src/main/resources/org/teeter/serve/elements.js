// What both pages share: elements, names, the colours, requests.

const data = JSON.parse(document.getElementById("data").textContent);

// Children are nodes or text; text is always a text node, so no name becomes markup.
function element(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter(child => child !== null && child !== undefined));
  return node;
}

// A sentence in which names stand between U+2068 and U+2069: each keeps its own writing direction.
function prose(tag, attributes, sentence) {
  const parts = sentence.split(/\u2068([^\u2068\u2069]*)\u2069/);
  return element(tag, attributes, ...parts.map((part, k) => k % 2 ? element("bdi", {}, part) : part));
}

const named = name => element("bdi", {class: "name"}, name.trim() ? name : "(blank)");
const counted = n => new Intl.NumberFormat("en-US").format(n);
const minus = shown => shown.replace(/-/g, "−");
const decimals = (x, digits) => minus(x.toFixed(digits));

// Light and dark follow the reader's system, unless the button says otherwise.
const theme = document.getElementById("theme");
const system = matchMedia("(prefers-color-scheme: dark)");
const root = document.documentElement;
const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : system.matches;
const labelled = () => { theme.textContent = dark() ? "☀ Light" : "☾ Dark"; };
theme.addEventListener("click", () => {
  root.dataset.theme = dark() ? "light" : "dark";
  labelled();
});
system.addEventListener("change", labelled);
labelled();
theme.hidden = false;

// The answer as an object, or an Error with the sentence that the server says.
async function ask(path, body) {
  let reply;
  try {
    reply = await fetch(path, body === undefined ? {cache: "no-store"} : {method: "POST", body, cache: "no-store"});
  } catch (broken) {
    throw new Error("The server does not answer: it was ended, or it broke the transfer off.", {cause: broken});
  }
  if (!reply.ok) throw new Error((await reply.text()).trim() || "The server answered " + reply.status + ".");
  return reply.json();
}
