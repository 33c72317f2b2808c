/**
 * The commands for language models, which the command line finds when it starts. The only package that knows the app. Start with
 * {@link org.teeter.lab.cli.LabCommands}.
 */
@org.jspecify.annotations.NullMarked
package org.teeter.lab.cli;
