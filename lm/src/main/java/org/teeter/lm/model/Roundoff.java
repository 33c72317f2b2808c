package org.teeter.lm.model;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * How far apart two computations of one number can come out that differ only in rounding: kernels sum in an order of their own, which
 * depends on the processor and on the shape of the batch. A difference no larger than this says nothing.
 *
 * <pre>{@code ε(y) = c u √n (1 + |L| / n) + 4 v |L|,   L = log π(y) of n tokens    [M75]}</pre>
 *
 * <p>A token's log-probability l is a logit less the logarithm of a sum of exponentials; it errs by some units u of its size, 1 + |l|, and
 * tokens err independently, hence √n. Their sum, in single precision at least, errs by units v of itself. What the layers before make of
 * their roundings no useful bound is known for; c is measured (docs/ALIGNMENT.md), the largest that was found under one kernel being 23 in
 * single and double precision, where it is taken to be 64, and 6.2 in brain floats, which round only after a sum, where it is 8.
 *
 * @param ofToken c·u, of a log-probability of size 1
 * @param ofSum 4·v, of a sum of size 1
 */
public record Roundoff(double ofToken, double ofSum) {

    /** Of weights and activations in this type. */
    public static Roundoff of(ScalarType type) {
        return switch (type.intern()) {
            case Double -> new Roundoff(0x1p-47, 0x1p-51);
            case Float -> new Roundoff(0x1p-18, 0x1p-22);
            case Half -> new Roundoff(0x1p-8, 0x1p-22);
            default -> new Roundoff(0x1p-6, 0x1p-22);
        };
    }

    /** Of answers' log-probabilities, each the sum over so many tokens; of the shape of both. */
    public Tensor ofAnswers(Tensor logProbabilities, Tensor tokens) {
        Tensor size = logProbabilities.abs();
        Tensor roots = tokens.sqrt();
        return roots.add(size.div(roots)).mul(new Scalar(ofToken)).add(size, new Scalar(ofSum));
    }

    /** Of single tokens' log-probabilities, of their shape. */
    Tensor ofTokens(Tensor logProbabilities) {
        return logProbabilities.abs().add(new Scalar(1.0)).mul(new Scalar(ofToken));
    }

    /** Of the product of two vectors of these norms. */
    double ofProduct(double a, double b) {
        return ofToken * a * b;
    }
}
