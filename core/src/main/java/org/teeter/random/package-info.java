/** Random numbers that are the same under every Java; begin with {@link org.teeter.random.L64X128Mix}. Needs nothing. */
@org.jspecify.annotations.NullMarked
package org.teeter.random;
