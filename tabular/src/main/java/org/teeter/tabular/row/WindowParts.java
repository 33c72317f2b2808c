package org.teeter.tabular.row;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.teeter.tabular.bytes.Window;

/** Takes whole rows off a window. Mutable. */
final class WindowParts {

    /** Finds where rows end. */
    interface Ends {
        /** The position after the last row in {@code [from, limit)}, {@link RowEnds#NONE} or {@link RowEnds#UNCLEAR}. */
        int last(byte[] bytes, int from, int limit);
    }

    private final Window window;
    private final int bytes;
    private final Ends ends;

    /** @param bytes that a part has, but for the row that is cut; more where a row is longer */
    WindowParts(Window window, int bytes, Ends ends) {
        this.window = window;
        this.bytes = bytes;
        this.ends = ends;
    }

    /** The bytes of the rows that come next; empty at the end, or where it is not plain which they are. */
    Optional<byte[]> next() {
        if (window.limit() - window.from() < bytes && canFill()) {
            fill();
        }
        long most = bytes;
        while (true) {
            int limit = (int) Math.min(window.limit(), window.from() + most);
            int end = ends.last(window.buffer(), window.from(), limit);
            if (end > window.from()) {
                byte[] part = Arrays.copyOfRange(window.buffer(), window.from(), end);
                window.advance(end);
                return Optional.of(part);
            }
            if (end == RowEnds.UNCLEAR || (limit == window.limit() && !(canFill() && fill()))) {
                return Optional.empty();
            }
            most *= 2;
        }
    }

    private boolean fill() {
        try {
            return window.fill();
        } catch (IOException e) {
            return false; // whoever reads the next row is told
        }
    }

    private boolean canFill() {
        return !window.hasEnded() && !window.isBroken();
    }
}
