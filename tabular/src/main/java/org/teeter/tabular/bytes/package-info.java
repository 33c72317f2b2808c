/**
 * Bytes of files and pipes: what packs them, what bounds them, and how text from outside is shown and refused. Depends on nothing.
 */
package org.teeter.tabular.bytes;
