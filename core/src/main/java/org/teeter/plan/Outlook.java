package org.teeter.plan;

import org.teeter.audit.search.DenseSearch;

/**
 * What is known at some stage of the votes.
 *
 * @param error the standard error of the lead in question
 * @param largest the largest sensitivity of the predictions in question
 * @param fragile how many of them exceed M
 */
public record Outlook(double error, double largest, long fragile) {
    static Outlook of(double error, DenseSearch.Ranking worst) {
        return new Outlook(
                error,
                worst.size() == 0 ? 0 : Math.abs(worst.sensitivity(0)),
                worst.over().get(0));
    }
}
