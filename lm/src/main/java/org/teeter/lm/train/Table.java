package org.teeter.lm.train;

import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.teeter.lm.tensor.Placement;

/** Makes small constant matrices, placed beside the model. */
record Table(int rows, long columns, Placement placement, ScalarType type) {

    /** A number for each cell. */
    interface Cell {
        double at(int row, int column);
    }

    Tensor fill(Cell cell) {
        int width = (int) columns;
        double[] flat = new double[rows * width];
        for (int b = 0; b < rows; b++) {
            for (int k = 0; k < width; k++) {
                flat[b * width + k] = cell.at(b, k);
            }
        }
        return Tensor.create(flat, rows, columns).to(placement.options(type), false, false, new MemoryFormatOptional());
    }
}
