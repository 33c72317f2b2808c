// Where the items of a drawn graph stand, and their names beside them.

// Distances on paper as near as can be to distances in the graph (stress, by majorization, each pair weighted by the inverse
// square of its distance), from a fixed start: the same data gives the same picture.
function placed(view, target) {
  const size = view.names.length;
  const index = new Map(view.names.map((name, at) => [name, at]));
  const apart = distances(size, view.edges.map(edge => [index.get(edge.a), index.get(edge.b)]));
  const x = Float64Array.from(view.names, (_, at) => Math.cos(2 * Math.PI * at / size));
  const y = Float64Array.from(view.names, (_, at) => Math.sin(2 * Math.PI * at / size));
  for (let round = 0; round < 300 && size > 1; round++) {
    for (let a = 0; a < size; a++) { // one after another: moved all at once, two items would meet
      let weights = 0;
      let sumX = 0;
      let sumY = 0;
      for (let b = 0; b < size; b++) {
        if (a === b) continue;
        const wanted = apart[a][b];
        const weight = 1 / (wanted * wanted);
        const now = Math.max(Math.sqrt((x[a] - x[b]) ** 2 + (y[a] - y[b]) ** 2), 1e-9); // several times as fast as hypot
        sumX += weight * (x[b] + wanted * (x[a] - x[b]) / now);
        sumY += weight * (y[b] + wanted * (y[a] - y[b]) / now);
        weights += weight;
      }
      x[a] = sumX / weights;
      y[a] = sumY / weights;
    }
  }
  // The target lies level, i on the left: the current is read from left to right.
  const turn = target ? -Math.atan2(y[index.get(target.j)] - y[index.get(target.i)], x[index.get(target.j)] - x[index.get(target.i)]) : 0;
  return new Map(view.names.map((name, a) =>
    [name, [x[a] * Math.cos(turn) - y[a] * Math.sin(turn), x[a] * Math.sin(turn) + y[a] * Math.cos(turn)]]));
}

// The number of steps between any two; separate groups lie as far apart as the longest way there is.
function distances(size, links) {
  const neighbours = Array.from({length: size}, () => []);
  for (const [a, b] of links) {
    neighbours[a].push(b);
    neighbours[b].push(a);
  }
  let longest = 1;
  const apart = neighbours.map((_, start) => {
    const steps = new Float64Array(size).fill(Infinity);
    steps[start] = 0;
    const queue = [start];
    for (const at of queue) {
      for (const next of neighbours[at]) {
        if (steps[next] === Infinity) {
          steps[next] = steps[at] + 1;
          longest = Math.max(longest, steps[next]);
          queue.push(next);
        }
      }
    }
    return steps;
  });
  return apart.map(steps => steps.map(step => step === Infinity ? longest + 1 : step));
}

// Names beside their nodes where there is room: the target's always, then by the current that passes.
function labels(svg, view, place, ends, width, height) {
  const through = new Map(view.names.map(name => [name, ends.has(name) ? 1e9 : 0]));
  for (const edge of view.edges) {
    for (const name of [edge.a, edge.b]) through.set(name, through.get(name) + Math.abs(edge.flow || 0) + 1e-6 * edge.n);
  }
  const taken = [...place.values()].map(([x, y]) => [x - 5, y - 5, x + 5, y + 5]);
  const middle = [...place.values()].reduce((sum, [x]) => sum + x, 0) / place.size; // names point outwards
  const letters = width < 500 ? 14 : 22;
  for (const name of [...view.names].sort((a, b) => through.get(b) - through.get(a))) {
    const [x, y] = place.get(name);
    const text = stubOf(name, letters);
    const node = shape("text", {class: ends.has(name) ? "label strong" : "label"}, text);
    const long = 7.2 * Array.from(text).length * (ends.has(name) ? 1.1 : 1) + 4;
    const right = [x + 10, y + 4, "start", x + 8, y - 9];
    const left = [x - 10, y + 4, "end", x - 8 - long, y - 9];
    const tries = [...(x < middle ? [left, right] : [right, left]),
      [x, y - 12, "middle", x - long / 2, y - 25], [x, y + 21, "middle", x - long / 2, y + 8]];
    const free = ([, , , start, top], only) => start >= 0 && start + long <= width && top >= 0 && top + 18 <= height
      && (only || taken.every(([x1, y1, x2, y2]) => start + long < x1 || start > x2 || top + 17 < y1 || top > y2));
    const found = tries.find(spot => free(spot, false)) || (ends.has(name) ? tries.find(spot => free(spot, true)) || tries[2] : null);
    if (!found) continue;
    const [tx, ty, anchor, start, top] = found;
    // The first strong letter sets a text's direction, and with it which end "start" is.
    svg.append(filled(node, {x: tx, y: ty, "text-anchor": anchor, direction: "ltr"}, []));
    taken.push([start, top, start + long, top + 17]);
  }
}
