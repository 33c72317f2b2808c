package org.teeter.tabular.text;

import java.nio.file.Path;

/**
 * Where a text stands that is an option, for its name is short.
 *
 * @param option its name
 * @param file in which it came first
 * @param row there
 */
public record TextPlace(String option, Path file, long row) {}
