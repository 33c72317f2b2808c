/**
 * What a file is, found out from its columns and from what a person said of them, or a refusal that says what would help. Start at {@link org.teeter.tabular.shape.Recognition}. Depends on {@code form} and {@code ballot}, of which each shape names one.
 */
package org.teeter.tabular.shape;
