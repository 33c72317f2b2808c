/**
 * Why a model predicts what it predicts: the evidence for a lead as a current through the judged pairs, its streams, what is direct in it, and
 * the pairs that it cannot do without. Begin with {@link org.teeter.evidence.Network}; depends on fits, models, graphs and linear algebra.
 */
package org.teeter.evidence;
