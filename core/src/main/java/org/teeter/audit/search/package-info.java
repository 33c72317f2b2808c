/**
 * How the answers of an audit are found: a fit as a circuit, and the searches for the worst pair of every prediction and the worst prediction
 * of every pair, exact or with a stated bound. Not exported: begin with {@link org.teeter.audit.Audit}.
 */
package org.teeter.audit.search;
