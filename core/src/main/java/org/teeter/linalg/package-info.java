/**
 * Linear algebra of weighted graph Laplacians: elimination without cancellation, conjugate gradients, preconditioners.
 *
 * <p>Not exported. Start at {@link org.teeter.linalg.Laplacian}.
 */
package org.teeter.linalg;
