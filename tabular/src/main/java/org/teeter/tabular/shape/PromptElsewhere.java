package org.teeter.tabular.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.teeter.tabular.bytes.Quoted;
import org.teeter.tabular.column.Columns;
import org.teeter.tabular.column.Role;

/** Prompts in columns that are not called so: never guessed, always said. */
public final class PromptElsewhere {
    /** Where else a prompt may be, or a part of it, in the order in which parts follow each other. */
    public static final List<String> NAMES =
            List.of(("system system_prompt instruction question query user user_prompt user_input request "
                            + "problem post passage history dialogue input context messages conversation conversations")
                    .split(" ", -1));

    /** What a prompt comes with besides words, and is another one without. */
    private static final Pattern BESIDE = Pattern.compile(
            "(image|img|picture|photo|audio|video|frame|screenshot)s?(_?(path|file|url|uri|id|name|bytes))?|tools|functions"
                    + "|(.*_)?(documents?|docs|passages|contexts|chunks|snippets?)|persona|schema|table|code");

    private static final Set<String> SYSTEM = Set.of("system", "system_prompt");

    private PromptElsewhere() {}

    /** Whether a column of this name holds what a model is told before a conversation. */
    public static boolean isSystem(String name) {
        return SYSTEM.contains(Columns.normal(name));
    }

    /** The columns that a prompt may be in. */
    static List<Integer> columns(Columns columns) {
        List<Integer> found = new ArrayList<>();
        for (String name : NAMES) {
            columns.find(name).ifPresent(found::add);
        }
        return found;
    }

    /** Whether a column of this name may hold a part of a prompt that is in another one. */
    public static boolean isPart(String name) {
        String normal = Columns.normal(name);
        return NAMES.contains(normal) || BESIDE.matcher(normal).matches();
    }

    /** How to say that a prompt is in these columns together. */
    public static String flag(Columns columns, List<Integer> parts) {
        return Role.PROMPT.flag(
                String.join("+", parts.stream().map(columns::name).toList()));
    }

    /** How to say that a prompt is in all columns that it may be in; empty if there is none. */
    public static Optional<String> flag(Columns columns) {
        List<Integer> like = columns(columns);
        return like.isEmpty() ? Optional.empty() : Optional.of(flag(columns, like));
    }

    /** What to say of columns that may be the prompt where none is called so; empty if there are none. */
    public static Optional<String> said(Columns columns) {
        List<Integer> like = columns(columns);
        if (like.stream().allMatch(column -> isSystem(columns.name(column)))) {
            return Optional.empty(); // instructions alone are no prompt
        }
        String names = String.join(
                " and ",
                like.stream().map(column -> Quoted.of(columns.name(column))).toList());
        boolean pair = columns.find("chosen").isPresent();
        return Optional.of((pair ? "chosen and rejected come" : "the texts come") + " without a prompt column, but "
                + names + " may be it; say so with "
                + flag(columns, like)
                + " or leave " + (like.size() == 1 ? "that column" : "those columns")
                + " out if the texts contain their prompt");
    }
}
