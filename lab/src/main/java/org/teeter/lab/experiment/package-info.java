/**
 * The paper's experiment of section 4 and what it leaves open: a small model made by a recipe, jobs that train and ask copies of it,
 * their results in one file, and what follows from them. Depends on all other packages of the module but {@code cli}, on core for the
 * theory and on the app's figures. Start with {@link org.teeter.lab.experiment.Experiment} and
 * {@link org.teeter.lab.experiment.Job}.
 */
@org.jspecify.annotations.NullMarked
package org.teeter.lab.experiment;
