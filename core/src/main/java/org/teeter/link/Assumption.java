package org.teeter.link;

/** What the paper (§2.1, §2.2) asks of a link, A2 to A5, and what its Lemma 2 and Theorem 1 need besides, A6 and A7. */
public enum Assumption {
    /** {@code g} is strictly increasing (paper, Assumption 2). */
    A2("g is strictly increasing"),
    /** {@code g(-∞) = 0} and {@code g(+∞) = 1} (paper, Assumption 3). */
    A3("g(x) tends to 0 at -∞ and to 1 at +∞"),
    /** {@code g(x) + g(-x) = 1} (paper, Assumption 4). */
    A4("g(x) + g(-x) = 1"),
    /** {@code g} is continuously differentiable (paper, Assumption 5). */
    A5("g is continuously differentiable"),
    /**
     * {@code g'(x) → 0} at both ends. The paper's Lemma 2 derives this from A2 to A5, which is not possible: a density with ever
     * narrower spikes of one height at the integers meets A2 to A5 and does not vanish (erratum E3).
     */
    A6("g'(x) tends to 0 at -∞ and +∞"),
    /** {@code g' > 0} everywhere, without which {@code g⁻¹} has points where it is not differentiable and Eq. (2) fails (E4). */
    A7("g'(x) > 0 everywhere");

    private final String statement;

    Assumption(String statement) {
        this.statement = statement;
    }

    /** What must hold, in words. */
    public String statement() {
        return statement;
    }
}
