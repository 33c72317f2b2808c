package org.teeter.alignment.text;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.el.JinjavaProcessors;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.lib.fn.ELFunctionDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The words that a model was taught to expect around the turns of a conversation, written in the Jinja language.
 *
 * <p>What it renders is byte for byte what Hugging Face's renderer does, with two exceptions, both on purpose: there is no clock, so a
 * template that asks for today's date gets what it falls back to; and what a template does is bounded, since it comes with a model
 * from anywhere: it includes no other files, writes at most 4 MB, and takes at most 100,000 steps. Texts of the conversation are
 * never executed. Safe for use by several threads.
 */
public final class ChatTemplate {
    private static final int LONGEST_TEMPLATE = 1 << 20;
    private static final int LONGEST_OUTPUT = 4 << 20;
    private static final int MOST_STEPS = 100_000;
    private static final Pattern GENERATION = Pattern.compile("\\{%([-+]?)\\s*(end)?generation\\s*([-+]?)%}");

    private static final ThreadLocal<Integer> STEPS = ThreadLocal.withInitial(() -> 0); // of the rendering under way

    /** Filters that execute texts, write logs or whose libraries are left out. */
    private static final Set<String> DISABLED_FILTERS = Set.of("render", "ipaddr", "log", "fromyaml", "fromjson");

    private static final Jinjava RENDERER = renderer(); // has no state of a rendering; takes a second to make

    private final String template;
    private final Map<String, String> specialTokens;

    /**
     * A template.
     *
     * @param template its source
     * @param specialTokens what it may call {@code bos_token}, {@code eos_token} and the like
     */
    public ChatTemplate(String template, Map<String, String> specialTokens) {
        if (template.length() > LONGEST_TEMPLATE) {
            throw new IllegalArgumentException(
                    "a chat template must have at most " + LONGEST_TEMPLATE + " characters, got " + template.length());
        }
        if (template.contains("int3rpr3t3r")) {
            throw new IllegalArgumentException(
                    "the chat template reaches for the renderer's own parts; it is not for chats and is not run");
        }
        // Jinja drops one newline at the end of the source; the renderer, told to keep the others, keeps all.
        String source = template.endsWith("\n") ? template.substring(0, template.length() - 1) : template;
        // The marks around an answer are for training masks and print nothing, but their whitespace control counts.
        this.template = GENERATION
                .matcher(source)
                .replaceAll(match -> "{%" + match.group(1) + (match.group(2) == null ? " if true " : " endif ")
                        + match.group(3) + "%}");
        this.specialTokens = Map.copyOf(specialTokens);
        TemplateWords words = TemplateWords.of(this.template);
        for (String filter : words.filters()) {
            requireKnown(
                    !DISABLED_FILTERS.contains(filter)
                            && RENDERER.getGlobalContext().getFilter(filter) != null,
                    filter);
        }
        for (String test : words.tests()) {
            requireKnown(RENDERER.getGlobalContext().getExpTest(test) != null, test);
        }
    }

    private static void requireKnown(boolean known, String name) {
        if (!known) {
            throw new IllegalArgumentException(
                    "the chat template uses '" + name + "', which the renderer does not know");
        }
    }

    /**
     * The conversation in the template's words.
     *
     * @param opening whether the opening of an answer follows, for a model to go on
     */
    public String render(List<Message> messages, boolean opening) {
        Map<String, Object> variables = new HashMap<>(specialTokens);
        variables.put(
                "messages",
                messages.stream()
                        .map(message -> Map.of("role", message.role(), "content", message.content()))
                        .toList());
        variables.put("add_generation_prompt", opening);
        STEPS.set(0);
        RenderResult result = RENDERER.renderForResult(template, variables);
        if (!result.getErrors().isEmpty()) {
            TemplateError error = result.getErrors().get(0);
            throw new IllegalArgumentException("the model's chat template does not take this conversation (line "
                    + error.getLineno() + "): " + reason(error));
        }
        return result.getOutput();
    }

    /** What the template itself said, where it refused; else what the renderer says. */
    private static String reason(TemplateError error) {
        for (Throwable e = error.getException(); e != null; e = e.getCause()) {
            if (e instanceof Refusal) {
                return String.valueOf(e.getMessage());
            }
        }
        return error.getMessage();
    }

    private static void countStep() {
        int steps = STEPS.get() + 1;
        STEPS.set(steps);
        if (steps > MOST_STEPS) {
            throw new IllegalStateException("it takes more than " + MOST_STEPS + " steps");
        }
    }

    /** What a template calls to refuse a conversation. */
    @SuppressWarnings("DoNotCallSuggester") // templates call it by its name
    public static String raise(String reason) {
        throw new Refusal(reason);
    }

    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refusal(String reason) {
            super(reason);
        }
    }

    private static Jinjava renderer() {
        JinjavaConfig config = JinjavaConfig.newBuilder()
                .withTrimBlocks(true)
                .withLstripBlocks(true)
                .withKeepTrailingNewline(true)
                .withNestedInterpretationEnabled(false) // else the texts of the conversation would be executed
                .withMaxOutputSize(LONGEST_OUTPUT)
                .withMaxStringLength(LONGEST_OUTPUT)
                .withMaxListSize(100_000)
                .withMaxMapSize(100_000)
                .withMaxRenderDepth(32)
                .withDisabled(Map.of(
                        Context.Library.TAG,
                        Set.of("include", "import", "from", "extends", "block", "do", "call", "cycle"),
                        Context.Library.FILTER,
                        DISABLED_FILTERS))
                .withProcessors(JinjavaProcessors.newBuilder()
                        .withNodePreProcessor((node, interpreter) -> countStep())
                        .build())
                .withLegacyOverrides(LegacyOverrides.newBuilder()
                        .withUsePyishObjectMapper(true)
                        .withUseNaturalOperatorPrecedence(true)
                        .withParseWhitespaceControlStrictly(true)
                        .withKeepNullableLoopValues(true)
                        .withUseTrimmingForNotesAndExpressions(true)
                        .withAllowAdjacentTextNodes(true)
                        .build())
                .build();
        Jinjava jinjava = new Jinjava(config);
        jinjava.getGlobalContext()
                .registerFunction(
                        new ELFunctionDefinition("", "raise_exception", ChatTemplate.class, "raise", String.class));
        return jinjava;
    }
}
