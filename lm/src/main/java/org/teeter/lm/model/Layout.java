package org.teeter.lm.model;

import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * How the rows that a decoder computes lie in sequences. Norms, projections and feed-forward see one row at a time; only attention, and
 * the rotation by position before it, ask which rows follow one another.
 *
 * <p>Shapes: (…) that of the rows, B sequences, T positions in the longest, H heads of width d. A sequence that is shorter than T ends in
 * rows that no other sees. A layout may also show several sequences as one, and then says which of its positions see which.
 */
sealed interface Layout permits Sequences, TokenForest {
    /** The ids of the rows (…). */
    Tensor ids();

    /** T. */
    long length();

    /** The angles of the rows' positions, to be broadcast over (…, H, d). */
    RotaryTable.Angles angles(RotaryTable table);

    /** Rows (…, H, d) as sequences (B, H, T, d). */
    Tensor apart(Tensor rows);

    /** Sequences (B, H, T, d) as rows (…, H, d). */
    Tensor together(Tensor sequences);

    /** Which positions each may see within a window, (B, 1, T, T); empty where that is all before it in its sequence, and itself. */
    Optional<Tensor> seen(int window);
}
