package org.teeter.chat.jinja;

import java.util.List;

/** The variable {@code loop} inside a loop. Mutable: it goes with the loop. */
final class Loop {
    private final List<Object> items;
    private int at;
    private Object last = new Undefined("nothing before");

    Loop(List<Object> items) {
        this.items = items;
    }

    void at(int index) {
        at = index;
    }

    Object attribute(String name) {
        long size = items.size();
        return switch (name) {
            case "index" -> at + 1L;
            case "index0" -> (long) at;
            case "revindex" -> size - at;
            case "revindex0" -> size - at - 1;
            case "first" -> at == 0;
            case "last" -> at == size - 1;
            case "length" -> size;
            case "depth" -> 1L; // more only in recursive loops
            case "depth0" -> 0L;
            case "previtem" -> at == 0 ? new Undefined("there is no previous item") : items.get(at - 1);
            case "nextitem" -> at == size - 1 ? new Undefined("there is no next item") : items.get(at + 1);
            case "cycle" ->
                (Function) (arguments, work) -> {
                    if (arguments.positional().isEmpty()) {
                        throw new TemplateException("no items for cycling given");
                    }
                    return arguments
                            .positional()
                            .get(at % arguments.positional().size());
                };
            case "changed" ->
                (Function) (arguments, work) -> {
                    Object now = new Tuple(arguments.positional());
                    boolean changed = !Values.equal(now, last, work);
                    last = now;
                    return changed;
                };
            default -> new Undefined("a loop has no attribute '" + name + "'");
        };
    }
}
