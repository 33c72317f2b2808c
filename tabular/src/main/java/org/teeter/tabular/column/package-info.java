/**
 * The columns of a table, and the roles that they can play in preference data. Depends on {@code bytes}.
 */
package org.teeter.tabular.column;
