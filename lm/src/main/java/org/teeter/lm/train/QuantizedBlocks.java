package org.teeter.lm.train;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.teeter.lm.tensor.Placement;

/**
 * Numbers in eight bits each, in blocks of 256 that share a scale: a number is its block's largest magnitude times the map's value of
 * its byte. A little over one byte a number.
 */
final class QuantizedBlocks implements AutoCloseable {
    static final int BLOCK = 256;

    private final Tensor codes; // (blocks · 256) bytes
    private final Tensor largest; // (blocks)

    /** All zero. */
    QuantizedBlocks(long size, Placement placement) {
        try (PointerScope scope = new PointerScope()) {
            long blocks = (size + BLOCK - 1) / BLOCK;
            codes = torch.zeros(new long[] {blocks * BLOCK}, placement.options(ScalarType.Byte));
            largest = torch.zeros(new long[] {blocks}, placement.options(ScalarType.Float));
            codes.retainReference();
            largest.retainReference();
        }
    }

    /** {@code length} numbers from {@code from} on, which is at the beginning of a block. */
    Tensor read(DynamicMap map, long from, long length) {
        long blocks = blocks(from, length);
        Tensor units = map.decode(codes.narrow(0, from, blocks * BLOCK)).view(blocks, BLOCK);
        Tensor scaled = units.mul_(largest.narrow(0, from / BLOCK, blocks).unsqueeze(1));
        return scaled.view(-1).narrow(0, 0, length);
    }

    /** Replaces the numbers from {@code from} on. */
    void write(DynamicMap map, long from, Tensor x) {
        long length = x.size(0);
        long blocks = blocks(from, length);
        Tensor whole = x;
        if (blocks * BLOCK > length) {
            Tensor rest = torch.zeros(new long[] {blocks * BLOCK - length}, x.options());
            whole = torch.cat(new TensorVector(x, rest), 0);
        }
        Tensor rows = whole.view(blocks, BLOCK);
        Tensor most = rows.abs().amax(new long[] {1}, false); // (blocks)
        // A block of zeros divides by the smallest scale and stays zero.
        Tensor units = rows.mul(most.clamp_min(new Scalar(1e-38)).reciprocal().unsqueeze(1));
        Tensor bytes = map.encode(units.view(-1));
        codes.narrow(0, from, blocks * BLOCK).copy_(bytes);
        largest.narrow(0, from / BLOCK, blocks).copy_(most);
    }

    private static long blocks(long from, long length) {
        if (from % BLOCK != 0) {
            throw new IllegalArgumentException("a stretch must begin at a block of " + BLOCK + ", got " + from);
        }
        return (length + BLOCK - 1) / BLOCK;
    }

    Tensor codes() {
        return codes;
    }

    Tensor largest() {
        return largest;
    }

    @Override
    public void close() {
        codes.close();
        largest.close();
    }
}
