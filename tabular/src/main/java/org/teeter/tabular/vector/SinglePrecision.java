package org.teeter.tabular.vector;

import java.nio.file.Path;
import org.teeter.tabular.bytes.InputException;

/**
 * Whether single precision, in which vectors are held, has a vector's numbers: each is finite and at most 3.4e38, and the largest, unless
 * all are 0, is at least 1.2e-38, so that no number is off by more than {@code 2^-24} of the largest.
 */
final class SinglePrecision {

    private SinglePrecision() {}

    /**
     * Refuses a vector whose numbers it has not.
     *
     * @param row as its file's kind counts rows
     * @param isDouble whether the file's numbers are of double precision, others being what they are
     * @return whether some number is not held as it is
     */
    static boolean require(Path file, int row, double[] vector, boolean isDouble) {
        double largest = 0;
        boolean isRounded = false;
        for (int k = 0; k < vector.length; k++) {
            if (!Double.isFinite(vector[k])) {
                throw InputException.of(
                        file,
                        "row " + row + ", number " + k + ", is " + vector[k] + ", and a vector is of finite numbers");
            }
            if (Math.abs(vector[k]) > Float.MAX_VALUE) {
                throw InputException.of(
                        file,
                        "row " + row + ", number " + k + ", is " + vector[k]
                                + ", and vectors are held in single precision,"
                                + " up to 3.4e38; divide all vectors by one number");
            }
            largest = Math.max(largest, Math.abs(vector[k]));
            isRounded |= (float) vector[k] != vector[k];
        }
        if (isDouble && largest > 0 && largest < Float.MIN_NORMAL) {
            throw InputException.of(
                    file,
                    "row " + row + " has no number beyond " + largest + ", and vectors are held in single precision,"
                            + " down to 1.2e-38; multiply all vectors by one number");
        }
        return isRounded;
    }
}
