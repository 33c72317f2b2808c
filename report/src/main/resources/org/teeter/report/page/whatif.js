// What if: the panel in which votes are changed, and the ranking, the reasons and the predictions follow.

function drawWhatIf(host) {
  const {pairs, why: reason, instead} = data.explorer;
  if (!pairs.length || data.scores.length < 2) {
    if (reason) host.append(element("p", {class: "aside"}, "What if: " + reason + ", so nothing can be changed here. " + instead));
    return;
  }
  document.getElementById("explorer").classList.add("open");
  change = fromAddress(location.hash);

  const said = element("div", {class: "said", role: "status", tabindex: "0", "aria-label": "What was changed"});
  const back = element("button", {type: "button", id: "as-they-are", title: "Back to the data as they are"}, "Reset");
  const link = copying("Copy a link", () => location.href.split("#")[0] + toAddress());
  const predictions = predictionList();
  host.append(said, element("div", {class: "tools"}, back, link));
  const update = save => refresh(save);

  // One pair: the one in question.
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
  const between = element("span", {});
  host.append(element("fieldset", {}, element("legend", {}, "Votes of the pair"), element("p", {class: "between"}, between), share.line, amount.line,
    element("div", {class: "tools"}, many, kind), element("div", {class: "tools"}, round, act("Leave out", MOVES.drop), act("Add", MOVES.add))));

  // Many votes, of any pairs.
  const bulk = element("select", {"aria-label": "What is done to many votes"}, element("option", {value: "flip"}, "turn round"),
    element("option", {value: "drop"}, "leave out"), element("option", {value: "add"}, "add"));
  const manner = element("select", {"aria-label": "Which of many votes"}, element("option", {value: "worst"}, "worst for this pair"),
    element("option", {value: "random"}, "drawn at random"));
  const seed = element("input", {type: "number", min: 0, step: 1, value: 1, "aria-label": "Seed of the drawing"});
  const number = element("input", {type: "number", min: 0, step: 1, value: 0, max: MOST_AT_ONCE, "aria-label": "How many of all votes"});
  const all = [...everyVote.values()].reduce((sum, votes) => sum + total(votes), 0);
  const sweep = slider("what-many", "votes of all " + COUNTS.format(all), value => {
    number.value = String(value);
    take();
  });
  sweep.range.max = String(Math.max(20, Math.min(MOST_AT_ONCE, Math.round(all / 100), 2000)));
  const take = () => {
    const wanted = Math.min(MOST_AT_ONCE, Math.floor(Number(number.value)));
    const drawn = Math.floor(Number(seed.value));
    change.many = wanted >= 1 ? {act: bulk.value, votes: wanted, how: manner.value, seed: drawn >= 0 && drawn < 2 ** 32 ? drawn : 1, pair: change.pair} : null;
  };
  for (const control of [bulk, manner, seed, number]) {
    control.addEventListener("change", () => {
      take();
      update();
    });
  }
  host.append(element("fieldset", {}, element("legend", {}, "Many votes"), sweep.line,
    element("div", {class: "tools"}, bulk, number), element("div", {class: "tools"}, manner, element("label", {}, element("span", {}, "seed"), seed))));

  // All votes.
  const without = element("select", {"aria-label": "Leave out an item"});
  const left = element("div", {class: "tools left-out"});
  without.addEventListener("change", () => {
    if (without.value !== "") change.out.add(Number(without.value));
    update();
  });
  const selected = (label, options, set) => {
    const select = element("select", {"aria-label": label}, ...options.map(([value, text]) => element("option", {value}, text)));
    select.addEventListener("change", () => {
      set(select.value);
      update();
    });
    return select;
  };
  const ties = selected("Ties", [["half", "half a win for each"], ["drop", "left out"]], value => { change.ties = value; });
  const anyTies = [...everyVote.values()].some(votes => votes.ties > 0);
  const known = Object.entries(MODELS).filter(([name, model]) => anyTies || !model.tied || name === change.model);
  const model = selected("Model", known.map(([name, {said: words}]) => [name, words]), value => { change.model = value; });
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
  const labelled = (text, ...controls) => element("div", {class: "tools"}, element("label", {}, element("span", {}, text), controls[0]), ...controls.slice(1));
  const parts = partControls(update);
  host.append(element("fieldset", {}, element("legend", {}, "All votes"), labelled("Leave out", without), left,
    ...parts.rows.map(row => row.matches("select") ? labelled("Leave out", row) : row), parts.about.length ? element("p", {class: "aside"}, ...parts.about) : null,
    anyTies ? labelled("Ties", ties) : null, labelled("Model", model), labelled("Prior", prior, strength)));
  const command = element("code", {});
  const counts = copying("Copy the changed counts, as changed.csv", () => changedCounts(change.many ? manyVotes().votes : change.votes));
  counts.id = "copy-counts";
  host.append(element("fieldset", {}, element("legend", {}, "Predictions"), predictions.list),
    element("fieldset", {}, element("legend", {}, "The same on the command line"), element("pre", {class: "command", tabindex: "0", role: "region", "aria-label": "Command line"}, command),
      element("div", {class: "tools"}, copying("Copy the command", () => command.textContent), counts)));

  const showPair = () => {
    const [a, b] = change.pair;
    const now = votesOf(a, b);
    const before = votesOf(a, b, new Map());
    if (total(now)) held = now;
    between.replaceChildren(stubbed(nameOf(a), 44), " against ", stubbed(nameOf(b), 44), now.ties ? ": " + count(now.ties, "tie", "ties") : "");
    const decided = now.wins + now.losses;
    share.range.max = String(decided);
    share.range.step = [now.wins, now.losses].every(Number.isInteger) ? "1" : "any";
    share.range.value = String(now.wins);
    share.range.disabled = !decided;
    share.output.textContent = decided ? COUNTS.format(now.wins) + " of " + COUNTS.format(decided) + " (" + grouped(100 * now.wins / decided, 1) + " %)" : "no vote";
    amount.range.max = String(Math.max(20, 2 * total(before), total(now)));
    amount.range.step = Number.isInteger(total(now)) ? "1" : "any";
    amount.range.value = String(total(now));
    amount.output.textContent = COUNTS.format(total(now)) + (total(now) === total(before) ? "" : " (was " + COUNTS.format(total(before)) + ")");
  };

  const showAll = () => {
    ties.value = change.ties;
    ties.disabled = MODELS[change.model].tied;
    model.value = change.model;
    prior.value = change.prior.kind;
    strength.value = String(change.prior.value);
    strength.classList.toggle("unused", change.prior.kind === "none");
    strength.disabled = change.prior.kind === "none";
    if (change.many) {
      bulk.value = change.many.act;
      manner.value = change.many.how;
      seed.value = String(change.many.seed);
    }
    number.value = String(change.many ? change.many.votes : 0);
    sweep.range.value = number.value;
    sweep.output.textContent = number.value === "0" ? "none" : COUNTS.format(change.many.votes) + " (" + shown.significant(100 * change.many.votes / all) + " %)";
    seed.disabled = manner.value !== "random";
    parts.show();
    const state = [...change.out].join(" ");
    if (without.dataset.out === state) return;
    without.dataset.out = state;
    without.replaceChildren(element("option", {value: ""}, "an item …"), ...data.scores.map((row, item) => [row, item])
      .filter(([, item]) => !change.out.has(item)).map(([row, item]) => element("option", {value: item}, stubOf(row.item, 44))));
    without.disabled = data.scores.length - change.out.size < 3;
    left.replaceChildren(...[...change.out].map(item => {
      const button = element("button", {type: "button"}, "Take back ", stubbed(nameOf(item), 40));
      button.addEventListener("click", () => {
        change.out.delete(item);
        update();
        without.focus();
      });
      return button;
    }));
  };

  let saving = 0;
  const refresh = (save = true) => {
    const asked = change.pair !== null;
    change.pair = change.pair || [0, 1];
    leaveOut(change.parts);
    const changed = isChanged();
    const result = changed ? refitted() : null;
    ranking.show(result && !result.unbounded ? result : null);
    ranking.pick(change.pair);
    why.show(result ? result.fit : originalFit(), change.pair, changed);
    showPair();
    showAll();
    predictions.watch(change.pair);
    predictions.show(result);
    const sentences = changed ? inWords(result.many) : ["The data are as they are."];
    if (result && result.unbounded) sentences.push(whyUnbounded(result.unbounded));
    if (said.textContent !== sentences.join("")) {
      said.replaceChildren(...sentences.map((sentence, k) =>
        element("p", {class: result && result.unbounded && k === sentences.length - 1 ? "warning" : null}, sentence)));
    }
    command.textContent = commandLine();
    host.classList.toggle("changed", changed);
    back.disabled = !changed;
    counts.disabled = !(change.votes.size || change.many || change.parts.size);
    if (!save) return;
    clearTimeout(saving); // browsers allow few changes of an address in a second
    saving = setTimeout(() => history.replaceState(null, "", changed || asked ? toAddress() : location.href.split("#")[0]), 200);
  };

  back.addEventListener("click", () => {
    const {pair} = change;
    change = {...asTheyAre(), pair};
    latest = null;
    update();
    share.range.focus();
  });
  addEventListener("hashchange", () => {
    if (!location.hash.startsWith(ADDRESS)) return;
    change = fromAddress(location.hash);
    update(false);
  });

  // A pair may be chosen in the ranking, in the reasons and by a finding.
  const choose = (a, b) => {
    change.pair = [a, b];
    if (change.many && change.many.how === "worst") change.many = {...change.many, pair: change.pair};
    update();
  };
  ranking.chosen = choose;
  why.chosen = choose;
  why.tried = ({votes, last, in: next}) => {
    change = {...asTheyAre(), pair: [itemOf.get(last), itemOf.get(next)]};
    change.many = {act: "flip", votes: Math.min(MOST_AT_ONCE, Math.ceil(votes)), how: "worst", seed: 1, pair: change.pair};
    update();
    back.focus({preventScroll: true});
  };
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
      look(document.getElementById("explorer"), back);
    });
    row.lastElementChild.append(" ", button);
  });
  // So do the raters without whom the order is another.
  const bloc = (data.order || {}).ratersToTip;
  if (bloc && bloc.raters.every(name => raters.includes(name))) {
    const button = element("button", {type: "button", class: "quiet"}, "Try it");
    button.addEventListener("click", () => {
      change = {...asTheyAre(), pair: [itemOf.get(bloc.out), itemOf.get(bloc.in)], parts: new Set(bloc.raters.map(name => partOf("rater", name)))};
      look(document.getElementById("explorer"), back);
    });
    document.getElementById("in-full").append(element("p", {class: "tried"}, "Leaving out " + count(bloc.raters.length, "rater", "raters") + " puts ", stubbed(bloc.in, 30),
      " before ", stubbed(bloc.out, 30), ". ", button));
  }
  // From a finding to its pairs: the one it hangs on, and the one it predicts.
  const leading = (where, a, b, text, focus) => {
    const pair = [itemOf.get(a), itemOf.get(b)];
    if (pair.some(item => item === undefined) || pair[0] === pair[1]) return;
    const button = element("button", {type: "button", class: "quiet"}, text);
    button.addEventListener("click", () => {
      choose(...pair);
      look(document.getElementById("explorer"), focus);
    });
    where.append(" ", button);
  };
  for (const head of document.querySelectorAll(".hinge h3[data-a]")) leading(head, head.dataset.a, head.dataset.b, "What if?", share.range);
  for (const card of document.querySelectorAll("article.card[data-a]")) {
    leading(card.querySelector("h4"), card.dataset.a, card.dataset.b, "Why?", document.querySelector("#why select"));
  }
  update(false);
}
