package org.teeter.data;

/**
 * Sum of weight times count over ascending weights, in twice the working precision, so that its rounding to a double is that
 * of the exact sum but for ties beyond the 100th bit. The unit judgements enter at their place among the weights.
 */
final class WeightedSum {
    private long units;
    private double high;
    private double low;

    WeightedSum(long units) {
        this.units = units;
    }

    void add(double weight, long times) {
        if (weight == 1) {
            units += times;
            return;
        }
        if (weight > 1) {
            addUnits();
        }
        addProduct(weight, times);
    }

    double total() {
        addUnits();
        return high + low;
    }

    private void addUnits() {
        addProduct(1, units);
        units = 0;
    }

    private void addProduct(double weight, long count) {
        double times = (double) count;
        double product = weight * times;
        double sum = high + product;
        double part = sum - high;
        low += (high - (sum - part)) + (product - part) + Math.fma(weight, times, -product);
        high = sum;
    }
}
