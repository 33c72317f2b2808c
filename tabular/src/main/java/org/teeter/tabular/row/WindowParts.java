package org.teeter.tabular.row;

import java.io.IOException;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
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
    private final Deque<Window.Piece> used = new ConcurrentLinkedDeque<>();

    /** @param bytes that a part has, but for the row that is cut; more where a row is longer */
    WindowParts(Window window, int bytes, Ends ends) {
        this.window = window;
        this.bytes = bytes;
        this.ends = ends;
    }

    /** The rows that come next; empty at the end, or where it is not plain which they are. */
    Optional<Window.Piece> next() {
        if (window.limit() - window.from() < bytes && canFill()) {
            fill();
        }
        long most = bytes;
        while (true) {
            int limit = (int) Math.min(window.limit(), window.from() + most);
            int end = ends.last(window.buffer(), window.from(), limit);
            if (end > window.from()) {
                return Optional.of(window.take(end, Optional.ofNullable(used.poll())));
            }
            if (end == RowEnds.UNCLEAR || (limit == window.limit() && !(canFill() && fill()))) {
                return Optional.empty();
            }
            most *= 2;
        }
    }

    /** Takes back a part that was read; any thread may give it. */
    void giveBack(Window.Piece part) {
        used.push(part);
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
