package org.teeter.tabular.count;

/**
 * Where the rows of one file go.
 *
 * @param names of the options met so far, in all files
 * @param tally of the judgements of options that have names
 * @param texts the options that are texts, in all files, and their judgements
 */
public record Sink(Names names, FileTally tally, TextTable texts) {}
