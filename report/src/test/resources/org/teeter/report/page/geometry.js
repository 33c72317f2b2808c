// What a person would call broken, by geometry: parts that lie on each other, text that is cut off, a window that scrolls sideways.
(() => {
  const LEAVES = "button, select, input, output, legend, .name, .value, .rank, .place, .edge, .slider label, .waterfall th, .waterfall td, .said p, .answers p, .counted, h2, h3";
  const SCROLLERS = ".ranking-scroll, .table-scroll, .scroll-x, .column, .said, pre, nav";
  const faults = [];
  const told = e => (e.getAttribute("aria-label") || e.textContent || e.id).trim().slice(0, 40) + " <" + e.tagName.toLowerCase() + " " + (e.getAttribute("class") || "") + ">";
  const visible = e => e.checkVisibility({visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true}) && e.getClientRects().length > 0;
  // What of a line of text is seen: the part within the boxes that scroll it.
  const clipped = (e, {left, right, top, bottom}) => {
    for (let box = e.parentElement.closest(SCROLLERS); box; box = box.parentElement.closest(SCROLLERS)) {
      const r = box.getBoundingClientRect();
      [left, right, top, bottom] = [Math.max(left, r.left - 5), Math.min(right, r.right + 5), Math.max(top, r.top), Math.min(bottom, r.bottom)];
    }
    return {left, right, top, bottom};
  };
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) faults.push("the window scrolls sideways: " + document.documentElement.scrollWidth + " > " + width);
  for (const column of document.querySelectorAll(".column")) {
    const leaves = [...column.querySelectorAll(LEAVES)].filter(visible).slice(0, 500);
    const boxes = leaves.map(e => [...e.getClientRects()].map(r => clipped(e, r)).filter(r => r.right > r.left && r.bottom > r.top));
    const outer = column.getBoundingClientRect();
    if (column.scrollWidth > column.clientWidth) faults.push("sideways: " + told(column));
    leaves.forEach((e, k) => {
      for (const a of boxes[k]) if (a.left < outer.left - 1 || a.right > outer.right + 1) faults.push("outside its column: " + told(e));
      if (!e.closest("select, input") && getComputedStyle(e).overflow !== "visible" && !e.matches(SCROLLERS) && e.scrollWidth > e.clientWidth + 1) faults.push("cut off: " + told(e));
      for (let m = k + 1; m < leaves.length; m++) {
        const b = boxes[m];
        const other = leaves[m];
        if (e.contains(other) || other.contains(e) || e.closest(".ranks-head") || other.closest(".ranks-head")) continue;
        for (const a of boxes[k]) {
          for (const c of b) {
            const across = Math.min(a.right, c.right) - Math.max(a.left, c.left);
            const down = Math.min(a.bottom, c.bottom) - Math.max(a.top, c.top);
            if (across > 1.5 && down > 2.5) faults.push("on each other by " + across.toFixed(1) + " × " + down.toFixed(1) + ": " + told(e) + " and " + told(other));
          }
        }
      }
    });
  }
  for (const e of document.querySelectorAll("main *")) {
    if (visible(e) && !e.closest("svg") && !(e.parentElement && e.parentElement.closest(SCROLLERS)) && e.getBoundingClientRect().right > width + 1) faults.push("beyond the window: " + told(e));
  }
  return faults.slice(0, 12);
})()
