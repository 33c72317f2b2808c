// The models of pairs that the page can fit: what a pair of so many wins, losses and ties says of its difference x of scores and of the
// parameter of ties. Each derives the negative log-likelihood into [slope, curvature, slope by ties, mixed, curvature by ties], as the
// library's class of the same name does, and tests hold the two together.

const logisticOf = x => {
  const odds = Math.exp(-Math.abs(x));
  return x >= 0 ? 1 / (1 + odds) : odds / (1 + odds);
};

// The Mills ratio (1 - Φ(x)) / φ(x) of x ≥ 0: a series about 0, beyond it Laplace's continued fraction.
function mills(x) {
  if (x < 2) {
    let term = x;
    let sum = x;
    for (let k = 3; term > 1e-18 * sum; k += 2) {
      term *= x * x / k;
      sum += term;
    }
    return Math.sqrt(Math.PI / 2) * Math.exp(x * x / 2) - sum;
  }
  let fraction = x;
  for (let k = Math.ceil(20 + 200 / (x * x)); k > 0; k--) fraction = x + k / fraction;
  return 1 / fraction;
}

const normalDensity = x => Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);

const MODELS = {
  "Bradley-Terry": {
    word: "bradley-terry",
    said: "Bradley-Terry",
    tied: false,
    concordant: true, // Newton's full step is safe where no difference moves far
    preferred: logisticOf,
    derive(x, tie, won, lost, tied, into) {
      const odds = Math.exp(-Math.abs(x));
      const likely = 1 / (1 + odds);
      const unlikely = odds * likely;
      const n = won + lost;
      into[0] = x >= 0 ? lost - n * unlikely : n * unlikely - won;
      into[1] = n * unlikely * likely;
    },
  },
  probit: {
    word: "probit",
    said: "Thurstone (probit)",
    tied: false,
    concordant: false,
    preferred(x) {
      const rare = normalDensity(x) * mills(Math.abs(x));
      return x >= 0 ? 1 - rare : rare;
    },
    derive(x, tie, won, lost, tied, into) {
      const size = Math.abs(x);
      const m = mills(size);
      const density = normalDensity(size);
      const rare = 1 / m; // the slope of log Φ on the rarer side, and its curvature
      const ofRare = (1 - size * m) / (m * m);
      const likely = density / (1 - density * m);
      const ofLikely = likely * (likely + size);
      into[0] = x >= 0 ? lost * rare - won * likely : lost * likely - won * rare;
      into[1] = x >= 0 ? lost * ofRare + won * ofLikely : lost * ofLikely + won * ofRare;
    },
  },
  Davidson: { // e^(x/2) : e^τ : e^(-x/2)
    word: "davidson",
    said: "Davidson, ties an outcome",
    tied: true,
    concordant: true,
    least: -Infinity,
    firstTie: () => 0,
    preferred: logisticOf,
    derive(x, tie, won, lost, tied, into) {
      const size = Math.abs(x);
      const most = Math.max(size / 2, tie);
      const up = Math.exp(size / 2 - most);
      const down = Math.exp(-size / 2 - most);
      const even = Math.exp(tie - most);
      const sum = up + down + even;
      const [likely, unlikely, level] = [up / sum, down / sum, even / sum];
      const n = won + lost + tied;
      const surplus = n * level - tied;
      const slope = (x >= 0 ? lost : won) - n * unlikely - surplus / 2;
      const mixed = -n * level * (likely - unlikely) / 2;
      into[0] = x >= 0 ? slope : -slope;
      into[1] = n * (likely * unlikely + level * (likely + unlikely) / 4);
      into[2] = surplus;
      into[3] = x >= 0 ? mixed : -mixed;
      into[4] = n * level * (likely + unlikely);
    },
  },
  "Rao-Kupper": { // a win is g(x - τ), a loss g(-x - τ)
    word: "rao-kupper",
    said: "Rao-Kupper, ties an outcome",
    tied: true,
    concordant: false,
    least: 0,
    firstTie: share => Math.log1p(share) - Math.log1p(-share),
    preferred: logisticOf,
    derive(x, tie, won, lost, tied, into) {
      const size = Math.abs(x);
      const most = Math.max(size, tie);
      const up = Math.exp(size - most);
      const down = Math.exp(-size - most);
      const wide = Math.exp(tie - most);
      const narrow = Math.exp(-tie - most);
      const sum = up + down + wide + narrow;
      const lead = Math.sign(x) * (up - down) / sum;
      const band = wide * -Math.expm1(-2 * tie) / sum; // sinh τ / C
      const both = ((up + down) * (wide + narrow) + 4 * Math.exp(-2 * most)) / (sum * sum);
      const sinh = Math.sinh(Math.min(tie, 350));
      const notWon = logisticOf(tie - x);
      const notLost = logisticOf(tie + x);
      const ofWins = won * notWon * logisticOf(x - tie);
      const ofLosses = lost * notLost * logisticOf(-x - tie);
      into[0] = lost * notLost - won * notWon + tied * lead;
      into[1] = ofWins + ofLosses + tied * both;
      into[2] = won * notWon + lost * notLost + tied * (band - 1 / Math.tanh(tie));
      into[3] = ofLosses - ofWins - tied * lead * band;
      into[4] = ofWins + ofLosses + tied * (both + 1 / (sinh * sinh));
    },
  },
};
