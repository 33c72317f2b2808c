package org.teeter.tabular.form;

import org.teeter.tabular.tally.BallotTally;
import org.teeter.tabular.tally.Contexts;
import org.teeter.tabular.tally.FileTally;
import org.teeter.tabular.tally.Names;
import org.teeter.tabular.text.TextTable;

/**
 * Where the rows of one file go.
 *
 * @param names of the options met so far, in all files
 * @param tally of the judgements of options that have names
 * @param texts the options that are texts, in all files, and their judgements
 * @param ballots the rankings of options that have names
 * @param contexts of judgements that are kept apart, in all files
 * @param voters names of ballots whose items come one a row, in all files
 */
public record Sink(
        Names names, FileTally tally, TextTable texts, BallotTally ballots, Contexts contexts, Names voters) {}
