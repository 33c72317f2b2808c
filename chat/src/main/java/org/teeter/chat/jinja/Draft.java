package org.teeter.chat.jinja;

/** A text in the making, each piece of which is paid for before it is added. Mutable. */
final class Draft {
    private final Work work;
    private final StringBuilder text = new StringBuilder();

    Draft(Work work) {
        this.work = work;
    }

    Draft add(String piece) {
        return add(piece, 0, piece.length());
    }

    Draft add(String whole, int from, int to) {
        work.requireFits((long) text.length() + to - from);
        work.take(2L * (to - from));
        text.append(whole, from, to);
        return this;
    }

    Draft add(int codePoint) {
        work.requireFits(text.length() + 2L);
        work.take(4);
        text.appendCodePoint(codePoint);
        return this;
    }

    String text() {
        work.text(text.length());
        return text.toString();
    }
}
