// What if: the panel in which votes are changed, and the ranking and the predictions follow.

function drawWhatIf(host) {
  const {pairs, why} = data.explorer;
  if (!pairs.length || data.scores.length < 2) {
    if (why) host.append(element("p", {class: "aside"}, "What if: " + why + ", so nothing can be changed here."));
    return;
  }
  host.parentElement.classList.add("open");
  host.classList.add("panel");
  change = fromAddress(location.hash);

  const said = element("div", {class: "said", role: "status"});
  const back = element("button", {type: "button", id: "as-they-are"}, "Back to the data as they are");
  const link = element("button", {type: "button"}, "Copy a link to this");
  const predictions = element("ul", {class: "predictions"});
  host.append(element("h3", {}, "What if"),
    element("p", {class: "aside"}, "Change votes: scores and predictions are fitted anew in this page, with what was before in grey."),
    said, element("div", {class: "tools"}, back, link));

  // One pair.
  const items = label => {
    const select = element("select", {"aria-label": label}, ...data.scores.map((row, item) =>
      element("option", {value: item}, row.item.trim() ? shortened(row.item, 60) : "(blank)")));
    select.addEventListener("change", () => {
      const [a, b] = [Number(first.value), Number(second.value)];
      if (a === b) {
        (select === first ? second : first).value = String(a === 0 ? 1 : a - 1);
      }
      change.pair = [Number(first.value), Number(second.value)];
      update();
    });
    return select;
  };
  const first = items("Votes of this item …");
  const second = items("… against this one");
  const slider = (id, label, set) => {
    const range = element("input", {type: "range", id, min: 0});
    const output = element("output", {for: id});
    range.addEventListener("input", () => {
      set(Number(range.value));
      update();
    });
    return {range, output, line: element("div", {class: "slider"}, element("label", {for: id}, label), output, range)};
  };
  let held = null; // the last votes of the pair that were not none: their proportions stay when their number changes
  const total = ({wins, losses, ties}) => wins + losses + ties;
  const share = slider("what-share", "won by the first", value => {
    const now = votesOf(...change.pair);
    setVotes(...change.pair, {wins: value, losses: Math.max(0, now.wins + now.losses - value), ties: now.ties});
  });
  const amount = slider("what-number", "votes of the pair", value => {
    const before = total(held);
    const factor = before ? value / before : 0;
    setVotes(...change.pair, before ? {wins: held.wins * factor, losses: held.losses * factor, ties: held.ties * factor}
      : {wins: value / 2, losses: value / 2, ties: 0});
  });
  const many = element("input", {type: "number", min: 1, step: 1, value: 1, "aria-label": "How many votes"});
  const kind = element("select", {"aria-label": "Which votes"}, element("option", {value: "wins"}, "for the first"),
    element("option", {value: "losses"}, "for the second"), element("option", {value: "ties"}, "ties"));
  const act = (text, move) => {
    const button = element("button", {type: "button"}, text);
    button.addEventListener("click", () => {
      const wanted = Number(many.value);
      if (!(wanted > 0 && wanted < 1e12)) return;
      move(...change.pair, kind.value, wanted);
      update();
    });
    return button;
  };
  const round = act("Turn round", MOVES.flip);
  kind.addEventListener("change", () => { round.disabled = kind.value === "ties"; });
  host.append(element("fieldset", {}, element("legend", {}, "Votes of a pair"),
    element("div", {class: "tools versus"}, first, element("span", {}, "against"), second), share.line, amount.line,
    element("div", {class: "tools"}, many, kind),
    element("div", {class: "tools"}, round, act("Leave out", MOVES.drop), act("Add", MOVES.add))));

  // All votes.
  const without = element("select", {"aria-label": "Leave out an item"});
  const left = element("div", {class: "tools left-out"});
  without.addEventListener("change", () => {
    if (without.value !== "") change.out.add(Number(without.value));
    update();
  });
  const ties = element("select", {"aria-label": "Ties"}, element("option", {value: "half"}, "half a win for each"), element("option", {value: "drop"}, "left out"));
  ties.addEventListener("change", () => {
    change.ties = ties.value;
    update();
  });
  const prior = element("select", {"aria-label": "Prior"}, element("option", {value: "none"}, "none"),
    element("option", {value: "normal"}, "normal, of deviation"), element("option", {value: "pseudo"}, "ghost games, won and lost:"));
  const strength = element("input", {type: "number", min: 0, step: "any", "aria-label": "Strength of the prior"});
  const believe = () => {
    const value = Number(strength.value);
    change.prior = {kind: prior.value, value: value > 0 && Number.isFinite(value) ? value : change.prior.value};
    update();
  };
  prior.addEventListener("change", believe);
  strength.addEventListener("change", believe);
  const anyTies = [...counted.values()].some(votes => votes.ties > 0);
  host.append(element("fieldset", {}, element("legend", {}, "All votes"),
    element("div", {class: "tools"}, element("label", {}, element("span", {}, "Leave out"), without)), left,
    anyTies ? element("div", {class: "tools"}, element("label", {}, element("span", {}, "Ties"), ties)) : null,
    element("div", {class: "tools"}, element("label", {}, element("span", {}, "Prior"), prior), strength)));
  document.getElementById("ranking-plot").append(element("h3", {}, "Predictions"), predictions);

  // Predictions worth watching: the pair in question, the first two, the worst findings.
  let lines = [];
  let watched = null;
  const watch = () => {
    const wanted = [change.pair, [0, 1], ...data.targets.slice(0, 5).map(row => [itemOf.get(row.target_i), itemOf.get(row.target_j)])];
    const distinct = [...new Map(wanted.filter(pair => pair && pair.every(item => item !== undefined)).map(pair => [pairKey(...pair), pair])).values()];
    const now = distinct.join(" ");
    if (now === watched) return;
    watched = now;
    lines = distinct.map(([i, j]) => {
      const parts = {i, j, bar: shape("rect", {class: "now", y: 1, height: 6}), before: shape("rect", {class: "before", y: 0, width: 3, height: 8}),
        value: element("b"), was: element("small")};
      parts.line = element("li", {}, element("span", {}, named(nameOf(i)), " over ", named(nameOf(j))), element("span", {class: "value"}, parts.value, parts.was),
        shape("svg", {viewBox: "0 0 1000 8", preserveAspectRatio: "none", "aria-hidden": "true"}, shape("rect", {class: "track", y: 1, width: 1000, height: 6}), parts.bar, parts.before));
      return parts;
    });
    predictions.replaceChildren(...lines.map(parts => parts.line));
  };

  const showPredictions = result => {
    for (const {i, j, bar, before, value, was} of lines) {
      const old = preferred(data.scores[i].score - data.scores[j].score);
      const [si, sj] = result ? result.unbounded ? [null, null] : [result.scores[i], result.scores[j]] : [data.scores[i].score, data.scores[j].score];
      const p = si === null || sj === null ? null : preferred(si - sj);
      value.textContent = shown.probability(p);
      value.title = absent(p);
      was.textContent = result ? " was " + shown.probability(old) : "";
      bar.setAttribute("width", (1000 * (p === null ? 0 : p)).toFixed(1));
      before.setAttribute("x", (1000 * old - 1.5).toFixed(1));
    }
  };

  const showPair = () => {
    const [a, b] = change.pair;
    const now = votesOf(a, b);
    const counts = votesOf(a, b, new Map());
    if (total(now)) held = now;
    first.value = String(a);
    second.value = String(b);
    const decided = now.wins + now.losses;
    share.range.max = String(decided);
    share.range.step = [now.wins, now.losses].every(Number.isInteger) ? "1" : "any";
    share.range.value = String(now.wins);
    share.range.disabled = !decided;
    share.output.textContent = decided ? shown.count(now.wins) + " of " + shown.count(decided) + " (" + shown.probability(now.wins / decided) + ")"
      + (now.ties ? ", and " + count(now.ties, "tie", "ties") : "") : "no vote";
    amount.range.max = String(Math.max(20, 2 * total(counts), total(now)));
    amount.range.step = Number.isInteger(total(now)) ? "1" : "any";
    amount.range.value = String(total(now));
    amount.output.textContent = shown.count(total(now)) + (total(now) === total(counts) ? "" : " (was " + shown.count(total(counts)) + ")");
  };

  const showAll = () => {
    ties.value = change.ties;
    prior.value = change.prior.kind;
    strength.value = String(change.prior.value);
    strength.hidden = change.prior.kind === "none";
    const state = [...change.out].join(" ");
    if (without.dataset.out === state) return;
    without.dataset.out = state;
    without.replaceChildren(element("option", {value: ""}, "an item …"), ...data.scores.map((row, item) => [row, item])
      .filter(([, item]) => !change.out.has(item)).map(([row, item]) => element("option", {value: item}, row.item.trim() ? shortened(row.item, 60) : "(blank)")));
    without.disabled = data.scores.length - change.out.size < 3;
    left.replaceChildren(...[...change.out].map(item => {
      const button = element("button", {type: "button"}, "Take back ", named(nameOf(item)));
      button.addEventListener("click", () => {
        change.out.delete(item);
        update();
        without.focus();
      });
      return button;
    }));
  };

  let saving = 0;
  const update = (save = true) => {
    change.pair = change.pair || [0, 1];
    const changed = isChanged();
    const result = changed ? refitted() : null;
    ranking.show(result && !result.unbounded ? result : null);
    showPair();
    showAll();
    watch();
    showPredictions(result);
    const sentences = changed ? inWords() : ["The data are as they are."];
    if (result && result.unbounded) sentences.push(whyUnbounded(result.unbounded));
    if (said.textContent !== sentences.join("")) {
      said.replaceChildren(...sentences.map((sentence, k) =>
        element("p", {class: result && result.unbounded && k === sentences.length - 1 ? "warning" : null}, sentence)));
    }
    host.classList.toggle("changed", changed);
    back.disabled = !changed;
    link.disabled = !changed;
    if (!save) return;
    clearTimeout(saving); // browsers allow few changes of an address in a second
    saving = setTimeout(() => history.replaceState(null, "", changed ? toAddress() : location.href.split("#")[0]), 200);
  };

  back.addEventListener("click", () => {
    const {pair} = change;
    change = {...asTheyAre(), pair};
    latest = null;
    update();
    first.focus();
  });
  link.addEventListener("click", () => copied(location.href.split("#")[0] + toAddress()).then(done => {
    link.textContent = done ? "Copied" : "Copying is not allowed here";
    setTimeout(() => { link.textContent = "Copy a link to this"; }, 2000);
  }));
  addEventListener("hashchange", () => {
    if (!location.hash.startsWith(ADDRESS)) return;
    change = fromAddress(location.hash);
    update(false);
  });

  const look = (at, focus) => {
    update();
    at.scrollIntoView({block: "start"});
    focus.focus({preventScroll: true});
  };
  // The votes that change the order, tried.
  document.querySelectorAll("table.votes tbody tr").forEach((row, k) => {
    const turn = (data.explorer.turns || [])[k];
    if (!turn || !turn.length) return;
    const button = element("button", {type: "button", class: "quiet"}, "Try it");
    button.addEventListener("click", () => {
      change = {...asTheyAre(), pair: [itemOf.get(turn[0].a), itemOf.get(turn[0].b)]};
      for (const {a, b, outcome, votes} of turn) MOVES[data.order.votesToTip[k].change](itemOf.get(a), itemOf.get(b), outcome, votes);
      look(document.getElementById("ranking"), back);
    });
    row.lastElementChild.append(" ", button);
  });
  // From a finding to its pair.
  for (const head of document.querySelectorAll(".hinge h3[data-a]")) {
    const pair = [itemOf.get(head.dataset.a), itemOf.get(head.dataset.b)];
    if (pair.some(item => item === undefined)) continue;
    const button = element("button", {type: "button", class: "quiet"}, "What if?");
    button.addEventListener("click", () => {
      change.pair = pair;
      look(host, share.range);
    });
    head.append(" ", button);
  }
  // From the ranking: a click takes an item and the one that stands above it, or below the first.
  document.querySelector(".ranks").addEventListener("click", event => {
    const line = event.target.closest("li");
    if (!line) return;
    const item = Number(line.dataset.item);
    change.pair = item ? [item, item - 1] : [0, 1];
    update();
  });
  update(false);
}
