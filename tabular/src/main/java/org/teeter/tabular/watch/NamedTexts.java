package org.teeter.tabular.watch;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.Quoted;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.form.Layout;
import org.teeter.tabular.form.PairForms;
import org.teeter.tabular.meaning.Word;
import org.teeter.tabular.row.Row;
import org.teeter.tabular.shape.PromptElsewhere;
import org.teeter.tabular.shape.Recognition;
import org.teeter.tabular.shape.Shape;

/**
 * Watches options that have names, beside a prompt that is not read: where the names are texts they answer it, and equal texts of
 * different prompts would be one option. Mutable.
 */
final class NamedTexts implements RowWatch {
    /** Models have long names too, which come again. */
    private static final int FEWEST_TEXTS = 3;

    private final Layout layout;
    private final String prompt; // its column, or nothing
    private final Set<String> prompts = new HashSet<>(); // two are enough
    private final Set<Integer> texts = new HashSet<>(); // hashes
    private int options;
    private int wordy;

    NamedTexts(Layout layout) {
        this.layout = layout;
        this.prompt = Stream.concat(Shape.PROMPT.stream(), PromptElsewhere.NAMES.stream())
                .filter(name -> !PromptElsewhere.isSystem(name) && !Recognition.RATERS.contains(name))
                .flatMapToInt(name -> layout.of().find(name).stream())
                .filter(layout.ignored()::contains)
                .mapToObj(layout.of()::name)
                .findFirst()
                .orElse("");
    }

    @Override
    public void look(Row row, int from, List<String> others) {
        int slot = others.indexOf(prompt);
        if (prompt.isEmpty() || slot < 0) {
            return;
        }
        String asked = row.text(from + slot).strip();
        if (asked.contains(" ") && prompts.size() < 2) {
            prompts.add(asked);
        }
        for (String option : Options.of(layout, row)) {
            options++;
            texts.add(option.hashCode());
            wordy += Word.isSentence(option) ? 1 : 0;
        }
    }

    @Override
    public void requireNone() {
        if (prompts.size() < 2 || 2 * wordy < options || 3 * texts.size() < options || texts.size() < FEWEST_TEXTS) {
            return;
        }
        List<String> own = layout.slotNames();
        String said = PairForms.isOrdered(layout.form())
                ? Role.CHOSEN.flag(own.get(0)) + " " + Role.REJECTED.flag(own.get(1))
                : layout.form().isLabelled() ? layout.flags() : "";
        throw InputException.of(
                layout.of().file(),
                own.get(0) + " holds texts, and " + Quoted.of(prompt)
                        + " may be what they answer: texts of different prompts would be compared; "
                        + (said.isEmpty()
                                ? "write a row for each two that were compared, prompt, chosen, rejected"
                                : "say " + Role.PROMPT.flag(prompt) + " " + said)
                        + ", or say " + layout.flags() + " if the options are the same whatever the prompt");
    }
}
