/**
 * Which pairs to have judged next: what further judgements will tell, before they are cast. Begin with {@link org.teeter.plan.Plan}; it
 * rests on fits and audits.
 */
package org.teeter.plan;
