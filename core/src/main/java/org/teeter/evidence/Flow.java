package org.teeter.evidence;

/**
 * The current in each judged pair when one unit enters at i and leaves at j: how much of the evidence for i over j runs through it.
 *
 * <pre>{@code
 * f_e = c_e b_eᵀ H⁺ b_ij,   x_ij = Σ_e f_e z_e    [M81]
 * }</pre>
 *
 * <p>No current exceeds the leverage of its pair. It falls along potentials, so that it runs in no circle. With a prior, part of it runs through
 * the prior, which is one more vertex.
 */
public final class Flow {
    private final Network network;
    private final int i;
    private final int j;
    private final double[] potential; // of the items, and of the prior where there is one

    Flow(Network network, int i, int j, double... potential) {
        this.network = network;
        this.i = i;
        this.j = j;
        this.potential = potential;
    }

    public Network network() {
        return network;
    }

    public int i() {
        return i;
    }

    public int j() {
        return j;
    }

    /** The current in a judged pair, from its first item to its second. */
    public double current(int e) {
        return network.conductance(e)
                * voltage(network.graph().first(e), network.graph().second(e));
    }

    /** The current from an item into the prior; negative where it comes out of it. */
    public double intoPrior(int item) {
        return network.isGrounded() ? network.ground(item) * (potential[item] - potential[potential.length - 1]) : 0;
    }

    /** How much of the current runs through the prior: 0 without one. */
    public double throughPrior() {
        double sum = 0;
        for (int k = 0; k < network.graph().size(); k++) {
            sum += Math.max(0, intoPrior(k));
        }
        return sum;
    }

    /** {@code b_abᵀ H⁺ b_ij}. */
    public double voltage(int a, int b) {
        return potential[a] - potential[b];
    }

    /** {@code R_ij}: the variance of the lead of i over j. */
    public double resistance() {
        return voltage(i, j);
    }

    double potential(int vertex) {
        return potential[vertex];
    }
}
