/**
 * Who was compared with whom, as a graph: what holds it together, and what tears it apart.
 *
 * <p>Start at {@link org.teeter.graph.Graph}. Depends on nothing.
 */
package org.teeter.graph;
