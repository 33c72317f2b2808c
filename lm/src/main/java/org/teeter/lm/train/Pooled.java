package org.teeter.lm.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.teeter.lm.tensor.Torch;

/** What the batches of a step measured, as it comes in. */
final class Pooled {
    private static final class Cell {
        private final Metric.Pooling pooling;
        private double value;
        private long count;

        private Cell(Metric.Pooling pooling) {
            this.pooling = pooling;
        }

        private void add(double of, int examples) {
            if (examples > 0) {
                value = count == 0 ? of : pooling.pool(value, of);
                count += examples;
            }
        }

        private double mean() {
            return pooling == Metric.Pooling.MEAN ? value / count : value;
        }
    }

    private final Map<String, Cell> cells = new LinkedHashMap<>();

    /** Takes in what was measured and returns a scalar, all in one transfer from the device. */
    double add(Measured measured, Tensor scalar) {
        Tensor total = scalar.detach().to(ScalarType.Double).reshape(1);
        double[] values = Torch.toDoubles(
                torch.cat(new TensorVector(total, measured.values().to(ScalarType.Double)), 0));
        for (int i = 0; i < measured.metrics().size(); i++) {
            add(measured.metrics().get(i), values[i + 1], measured.counts().get(i));
        }
        return values[0];
    }

    private void add(Metric metric, double value, int count) {
        cells.computeIfAbsent(metric.name(), name -> new Cell(metric.pooling())).add(value, count);
    }

    /** All names, also those of which this step had no example. */
    List<String> names() {
        return new ArrayList<>(cells.keySet());
    }

    /** The values of those of which there was an example. */
    Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        cells.forEach((name, cell) -> {
            if (cell.count > 0) {
                values.put(name, cell.mean());
            }
        });
        return values;
    }
}
