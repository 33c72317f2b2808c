package org.teeter.tabular.count;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.Quoted;
import org.teeter.tabular.column.Columns;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.row.Row;

/**
 * Watches options that have names, beside a prompt that is not read: where the names are texts they answer it, and equal texts of
 * different prompts would be one option. Mutable.
 */
final class NamedTexts implements RowWatch {
    /** Words that no name has: four of them, or two that end as a sentence does. */
    private static final Pattern WORDS = Pattern.compile("\\S+\\s+\\S+(\\s+\\S+\\s+\\S.*|.*[.!?])", Pattern.DOTALL);

    private static final int MOST_LOOKED_AT = 200; // characters
    /** Models have long names too, which come again. */
    private static final int FEWEST_TEXTS = 3;

    private final Layout layout;
    private final List<Integer> prompt;
    private final Set<String> prompts = new HashSet<>();
    private final Set<String> texts = new HashSet<>();
    private int options;
    private int wordy;

    NamedTexts(Layout layout) {
        this.layout = layout;
        List<Integer> called =
                layout.of().find(Shape.PROMPT.get(0)).stream().boxed().toList();
        this.prompt = (called.isEmpty() ? PromptElsewhere.columns(layout.of()) : called)
                .stream()
                        .filter(column -> layout.ignored().contains(column)
                                && !PromptElsewhere.isSystem(layout.of().name(column))
                                && !Recognition.RATERS.contains(
                                        Columns.normal(layout.of().name(column))))
                        .toList();
    }

    @Override
    public void look(Row row, int from, List<String> others) {
        for (int column : prompt) {
            int k = others.indexOf(layout.of().name(column));
            String text = k < 0 ? "" : Options.text(row, from + k);
            if (text.contains(" ")) {
                prompts.add(text);
            }
        }
        for (String option :
                prompt.isEmpty() || layout.form().isOfTexts() ? List.<String>of() : Options.of(layout, row)) {
            options++;
            texts.add(option);
            String end = option.substring(Math.max(0, option.length() - MOST_LOOKED_AT));
            wordy += WORDS.matcher(end).matches() ? 1 : 0;
        }
    }

    @Override
    public void requireNone() {
        if (prompts.size() < 2 || 2 * wordy < options || 3 * texts.size() < options || texts.size() < FEWEST_TEXTS) {
            return;
        }
        List<Role> roles = layout.form().required();
        String flag = PromptElsewhere.flag(layout.of(), prompt);
        String instead = layout.form().isLabelled()
                ? "say " + flag + " " + layout.flags()
                : layout.form() instanceof Ordered
                        ? "say " + flag + " "
                                + Role.CHOSEN.flag(layout.slotNames().get(0)) + " "
                                + Role.REJECTED.flag(layout.slotNames().get(1))
                        : "write a row for each two that were compared, prompt, chosen, rejected";
        throw InputException.of(
                layout.of().file(),
                layout.named().get(roles.get(0)) + " holds texts, and "
                        + Quoted.of(layout.of().name(prompt.get(0)))
                        + " may be what they answer: texts of different prompts would be compared; " + instead
                        + ", or say "
                        + layout.flags() + " if the options are the same whatever the prompt");
    }
}
