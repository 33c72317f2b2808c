package org.teeter.lab.remedy;

import org.teeter.lab.experiment.Keyed;

/**
 * One run: a board with a share of its first pair, a remedy, and a model that is trained on what it leaves.
 *
 * @param model which model is trained, by its recipe's hash or its folder
 * @param share of the board's first pair
 * @param seed of data, adapter and order
 */
public record Trial(String model, Board board, Cure cure, double share, long seed) implements Keyed {

    /** Without the share: where a share moves, the same judgements are drawn in the same order but for those that turn. */
    String chance() {
        return board.name() + " n=" + board.each() + " " + cure.change() + " seed=" + seed;
    }

    @Override
    public String key() {
        return chance() + " eps=" + cure.strength() + " share=" + share + " | " + cure.method() + " | model=" + model;
    }
}
