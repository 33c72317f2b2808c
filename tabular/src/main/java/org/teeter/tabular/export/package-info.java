/**
 * Copies preference files row by row with a treatment of some rows: turned round, weighted, left out. Start at {@code Export}. Depends on
 * the rooms that read.
 */
package org.teeter.tabular.export;
