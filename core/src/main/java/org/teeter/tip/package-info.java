/**
 * What it takes to turn a result round: how many votes, how far one share must move, how wrong all shares may be. Begin with
 * {@link org.teeter.tip.Tipping}; depends on fits, their evidence and the sources of an audit.
 */
package org.teeter.tip;
