package org.teeter.chat.jinja;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A template that has been read.
 *
 * <p>Of Jinja it has what chat templates use: {@code if}, {@code for} with conditions, {@code break} and {@code continue},
 * {@code set}, {@code macro}, {@code filter}, {@code with}, {@code raw}, the marks of {@code generation}, expressions, and the filters,
 * tests and methods of texts that are not about markup; {@code range}, {@code namespace}, {@code dict} and {@code raise_exception} to
 * call. Not: other files, inheritance, recursive loops, blocks given to macros, changing a list or dictionary, a clock. What is not
 * known is refused when the template is read; Jinja's filters and methods that are not supported, when a rendering comes to them. A
 * rendering is bounded in steps, depth and memory, and reaches nothing but its variables. Immutable.
 */
public final class Template {
    private static final int LONGEST = 1 << 20;

    private final Statement statements;

    private Template(Statement statements) {
        this.statements = statements;
    }

    /** Reads a template; what is none is a {@link TemplateException}. */
    public static Template of(String source) {
        if (source.length() > LONGEST) {
            throw new TemplateException(
                    "a template must have at most " + LONGEST + " characters, got " + source.length());
        }
        return new Template(new BlockParser(Lexer.tokens(source)).template());
    }

    /**
     * The text that it makes.
     *
     * @param variables texts, truth values, whole numbers, null, lists and maps of these
     */
    public String render(Map<String, ? extends @Nullable Object> variables) {
        Scope names = new Scope(new Work(characters(variables.values())));
        names.set("range", (Function) (arguments, work) -> range(arguments, work));
        names.set("namespace", (Function) (arguments, work) -> new Namespace(dictionary(arguments, work)));
        names.set("dict", (Function) (arguments, work) -> dictionary(arguments, work));
        names.set("raise_exception", (Function) (arguments, work) -> {
            throw new TemplateException(Values.string(arguments.of("raise_exception", "message")[0], work));
        });
        variables.forEach((name, value) -> names.set(name, value(value)));
        Draft out = new Draft(names.work());
        statements.run(names, out);
        return out.text();
    }

    /** How long the texts are that are in values. */
    private static long characters(Collection<?> values) {
        long characters = 0;
        for (Object value : values) {
            characters += value instanceof String text
                    ? text.length()
                    : value instanceof Collection<?> inside
                            ? characters(inside)
                            : value instanceof Map<?, ?> map ? characters(map.values()) : 0;
        }
        return characters;
    }

    private static Object value(@Nullable Object given) {
        if (given == null) {
            return None.NONE;
        }
        if (given instanceof List<?> list) {
            List<Object> values = new ArrayList<>();
            list.forEach(item -> values.add(value(item)));
            return Collections.unmodifiableList(values);
        }
        if (given instanceof Map<?, ?> map) {
            Map<Object, Object> values = new LinkedHashMap<>();
            map.forEach((key, item) -> values.put(key, value(item)));
            return Collections.unmodifiableMap(values);
        }
        if (given instanceof String || given instanceof Boolean || given instanceof Long) {
            return given;
        }
        throw new IllegalArgumentException("a variable of a template cannot be a " + given.getClass());
    }

    private static Map<String, Object> dictionary(Arguments arguments, Work work) {
        work.take(64L * (1 + arguments.named().size()));
        if (!arguments.positional().isEmpty()) {
            throw new TemplateException("dict and namespace are supported with named arguments alone");
        }
        return new LinkedHashMap<>(arguments.named());
    }

    private static Object range(Arguments arguments, Work work) {
        Object[] of = arguments.of("range", "start", "stop", "step");
        boolean one = of[1] instanceof Undefined;
        long start = one ? 0 : Arguments.integer(of[0]);
        long stop = Arguments.integer(one ? of[0] : of[1]);
        long step = of[2] instanceof Undefined ? 1 : Arguments.integer(of[2]);
        if (step == 0) {
            throw new TemplateException("range() step must not be zero");
        }
        List<Object> values = new ArrayList<>();
        for (long at = start; step > 0 ? at < stop : at > stop; at += step) {
            if (step != (int) step) {
                throw new TemplateException("range() must have a step of at most 2147483647, got " + step);
            }
            work.take(40);
            work.step();
            values.add(at);
        }
        return values;
    }
}
