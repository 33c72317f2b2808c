// Names that are too long for their place, cut so that no two of the data read the same.

const cuts = new Map(); // by length: what is shown of each name that is longer

function stubOf(name, most) {
  if (!name.trim()) return "(blank)";
  if (!cuts.has(most)) cuts.set(most, cutApart(data.names || [], most));
  return cuts.get(most).get(name) || shortened(name, most);
}

// The end of a name is cut off; of names that would then be the same, the middle, and if they still are, a number tells them apart.
function cutApart(names, most) {
  const letters = name => Array.from(seen(name));
  const long = names.filter(name => letters(name).length > most);
  const taken = new Set(names.filter(name => letters(name).length <= most).map(seen));
  const cut = new Map();
  let left = long;
  for (let tail = 0; tail <= most / 2 && left.length; tail += tail ? 2 : 4) {
    const tries = left.map(name => {
      const all = letters(name);
      return all.slice(0, most - 1 - tail).join("") + "…" + (tail ? all.slice(-tail).join("") : "");
    });
    const times = new Map();
    tries.forEach(text => times.set(text, (times.get(text) || 0) + 1));
    const next = [];
    left.forEach((name, k) => {
      if (times.get(tries[k]) > 1 || taken.has(tries[k])) return next.push(name);
      cut.set(name, tries[k]);
    });
    left.forEach(name => cut.has(name) && taken.add(cut.get(name)));
    left = next;
  }
  left.forEach((name, k) => cut.set(name, shortened(name, most - 4) + " #" + (k + 1)));
  return cut;
}

// A name that fits its place, in its own writing direction, in full where it is pointed at.
const stubbed = (name, most) => name.trim() && stubOf(name, most) !== seen(name)
  ? element("bdi", {class: "name", title: seen(name)}, stubOf(name, most))
  : named(name);
