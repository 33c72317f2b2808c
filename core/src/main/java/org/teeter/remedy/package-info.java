/**
 * What brings the largest sensitivity of a fit down to a bound: changes of judgements or of the prior, each in its weakest strength that
 * suffices, found by refits. Start with {@link org.teeter.remedy.Search}.
 */
@NullMarked
package org.teeter.remedy;

import org.jspecify.annotations.NullMarked;
