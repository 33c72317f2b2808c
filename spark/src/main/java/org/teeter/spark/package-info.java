/**
 * The same counts from a cluster: {@link SparkCounts} has Spark count the rows of a Dataset that are alike, and reads them as a file is read;
 * {@link PromptFits} fits many small problems inside the executors; {@link Count} is the program for {@code spark-submit}.
 */
@NullMarked
package org.teeter.spark;

import org.jspecify.annotations.NullMarked;
