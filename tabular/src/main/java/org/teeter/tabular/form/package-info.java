/**
 * Ways in which rows compare two options. Start at {@link org.teeter.tabular.form.Form}, which all ways implement, and {@link org.teeter.tabular.form.Layout}, which says how one file is read. Depends on {@code tally} and {@code text}.
 */
package org.teeter.tabular.form;
