/**
 * Estimation: first whether a finite fit exists, then the fit, then how uncertain it is.
 *
 * <p>Start at {@link org.teeter.fit.Estimator}. Depends on {@link org.teeter.model} and on linear algebra that is not exported.
 */
package org.teeter.fit;
