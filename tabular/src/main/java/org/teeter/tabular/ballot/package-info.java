/**
 * Ways in which rows rank any number of options. Start at {@code Ranked}. Depends on {@code form}.
 */
package org.teeter.tabular.ballot;
