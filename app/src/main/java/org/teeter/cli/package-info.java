/** The command line: options to types, results to standard output, messages to standard error. Start at {@code Main}. */
@org.jspecify.annotations.NullMarked
package org.teeter.cli;
