// How uncertain fitted scores are. Like engine.js it knows nothing of the page, and tests hold it against the library.

// Of each of the problem's items L⁻¹(e - 1/n), L Lᵀ = H being the curvature of the negative log-posterior at the fit, with the parameter
// of ties in it: their products are the covariances P H⁻¹ P of scores against the mean of all, P being what takes the mean off. Null
// where H has no factor. Centred before they are multiplied, a wide prior, which leaves the mean open, does not blur them.
function centredRoots(problem, fit, prior, model) {
  const n = problem.items.length;
  const order = prior.kind === "none" ? n - 1 : n;
  const all = model.tied ? order + 1 : order;
  const matrix = new Float64Array(all * all);
  derive(problem, model, fit.position, new Float64Array(n + 1), matrix, order, all);
  const {curvature} = PRIORS[prior.kind](prior.value);
  for (let i = 0; i < order; i++) matrix[i * all + i] += curvature(fit.position[i]);
  if (!factored(matrix, all)) return null;
  const columns = [];
  const mean = new Float64Array(all);
  for (let j = 0; j < order; j++) { // column j of L⁻¹ is 0 above its diagonal
    const column = new Float64Array(all);
    column[j] = 1 / matrix[j * all + j];
    for (let i = j + 1; i < all; i++) {
      let sum = 0;
      for (let k = j; k < i; k++) sum -= matrix[i * all + k] * column[k];
      column[i] = sum / matrix[i * all + i];
    }
    for (let k = j; k < all; k++) mean[k] += column[k] / n;
    columns.push(column);
  }
  if (order < n) columns.push(new Float64Array(all)); // the score that stays
  for (const column of columns) {
    for (let k = 0; k < all; k++) column[k] -= mean[k];
  }
  return columns;
}

// The standard error of each score against the mean of all.
function standardErrors(roots) {
  return roots.map(root => Math.sqrt(root.reduce((sum, x) => sum + x * x, 0)));
}

// The covariances of scores against the mean of all, by item and item.
function covarianceOf(roots) {
  const n = roots.length;
  const covariance = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const [a, b] = [roots[i], roots[j]];
      let sum = 0;
      for (let k = 0; k < a.length; k++) sum += a[k] * b[k];
      covariance[i * n + j] = covariance[j * n + i] = sum;
    }
  }
  return covariance;
}
