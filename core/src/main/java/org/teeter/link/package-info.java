/**
 * Links: how a difference of scores becomes the probability that one option is preferred to another (paper, §2.1).
 *
 * <p>Start at {@link org.teeter.link.Link}. Probabilities travel as {@link org.teeter.link.Probability}, a value with its
 * complement, so that nothing is lost near 1. Depends on nothing.
 */
package org.teeter.link;
