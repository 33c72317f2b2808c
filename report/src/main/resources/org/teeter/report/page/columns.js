// The columns of the tables: their name in the files, what people call them, how they are shown, what they mean.

const COLUMNS = {
  targets: [
    ["target_i", "prediction of", "name", "the prediction is of this item …"], ["target_j", "over", "name", "… over this one"],
    ["observed", "votes of the two", "plain", "how often the two were compared themselves"],
    ["p", "predicted", "probability", "the fitted probability"], ["se", "± s.e.", "significant", "its standard error"],
    ["source_a", "hangs on", "name", "the worst source: the pair of this item …"], ["source_b", "against", "name", "… with this one"],
    ["n", "votes there", "count", "judgements of the source pair"], ["y", "share there", "probability", "their observed share for the first"],
    ["p_source", "fitted there", "probability", "their fitted probability"], ["leverage", "leverage", "significant", "how far the source's fit follows its own data, 0 to 1"],
    ["flow", "share of evidence", "significant", "the source's share of the evidence, -1 to 1"],
    ["sensitivity", "sensitivity S", "significant", "points of p for a point of the source's y"],
    ["model_to_model", "S of fitted shares", "significant", "points of p for a point of the source's fitted p"],
    ["local_bound", "bound by Eq. (4)", "significant", "the paper's Eq. (4): if nothing else spoke about the target"],
    ["m_class", "fragile at M", "count", "the largest M asked for that |sensitivity| exceeds, else 0"],
    ["p_low", "one point less", "probability", "p refitted with y one point lower"], ["p_high", "one point more", "probability", "p refitted with y one point higher"],
    ["refit_delta_y", "change tried", "significant", "the change of y in the check"],
    ["refit_predicted", "change foretold", "significant", "the change of p that the formula predicts"], ["refit_actual", "change on refitting", "significant", "the change of p on refitting"],
    ["ci_low", "95 % from", "probability", "95 % interval of p, formed on scores: from …"], ["ci_high", "95 % to", "probability", "… to"],
    ["connected", "connected", "plain", "whether a chain of pairs connects the two; else the prior alone speaks"],
    ["votes_to_tip", "votes to turn", "count", "so many votes of the source pair turn the prediction round"],
    ["tip_delta_y", "share to turn by", "significant", "the change of y that does"],
    ["tip_outcome", "can turn", "plain", "whether any y does"],
    ["robustness_value", "error of all to turn", "significant", "if all shares are wrong by so much at once, the prediction is turned round"],
    ["robustness_least", "error that never turns", "significant", "an error of all shares at once that never does"],
    ["mincut_bound", "least S to reach", "significant", "the sensitivity that no further votes on judged pairs undercut"],
  ],
  comparisons: [
    ["item_a", "item", "name", "first item"], ["item_b", "against", "name", "second item"], ["n", "votes", "count", "judgements"],
    ["y", "share won", "probability", "observed share for the first"], ["p", "fitted", "probability", "fitted probability"],
    ["leverage", "leverage", "significant", "how far p follows y, 0 to 1"], ["resistance", "resistance", "significant", "effective resistance between the two"],
    ["index", "largest S possible", "significant", "no prediction is more sensitive to this pair"],
    ["worst_i", "moves most", "name", "the prediction that it moves most: this item …"], ["worst_j", "over", "name", "… over this one"],
    ["worst_sensitivity", "by S", "significant", "and by how much"], ["bridge", "bridge", "plain", "whether the data falls apart without it"],
  ],
  scores: [
    ["item", "item", "name", "item"], ["score", "score", "score", "centred to mean zero"], ["se", "± s.e.", "significant", "standard error"],
    ["comparisons", "votes", "count", "judgements it took part in"], ["wins", "wins", "count", "wins"], ["losses", "losses", "count", "losses"], ["ties", "ties", "count", "ties"],
    ["rank", "rank", "count", "by score; equal scores share one"],
    ["rank_low", "rank from", "count", "the best rank that the item may have, with 95 % confidence for all items together"],
    ["rank_high", "rank to", "count", "the worst"], ["tier", "tier", "count", "items of one tier cannot be told apart from its first"],
    ["part", "part", "count", "the part of the data it belongs to: nothing was compared across parts"],
  ],
  check: [
    ["target_i", "prediction of", "name", "the prediction is of this item …"], ["target_j", "over", "name", "… over this one"],
    ["source_a", "changed pair", "name", "the changed pair: this item …"], ["source_b", "against", "name", "… with this one"],
    ["refit_delta_y", "change of share", "significant", "the change of y"], ["refit_predicted", "foretold", "significant", "predicted change of p"],
    ["refit_actual", "on refitting", "significant", "change of p on refitting"], ["relative_error", "relative error", "significant", "their relative difference"],
  ],
};

// What a reader looks for first stands first; copies keep the files' order.
const LEADING = {
  targets: ["target_i", "target_j", "sensitivity", "m_class", "p", "p_low", "p_high", "source_a", "source_b", "y", "n", "flow"],
  comparisons: ["item_a", "item_b"],
  scores: ["item"],
  check: ["target_i", "target_j", "relative_error", "refit_predicted", "refit_actual"],
};
