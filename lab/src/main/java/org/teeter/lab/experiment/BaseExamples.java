package org.teeter.lab.experiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.teeter.lab.synthesis.Drawn;
import org.teeter.lab.synthesis.Wording;
import org.teeter.lm.ask.PaperTemplates;
import org.teeter.lm.ask.Template;
import org.teeter.lm.text.Tokenizer;
import org.teeter.lm.train.Example;
import org.teeter.lm.train.Tokens;
import org.teeter.random.L64X128Mix;

/** What the base model reads, drawn from the recipe's seed. */
final class BaseExamples {
    private final BaseRecipe recipe;
    private final Tokenizer tokenizer;
    private final RandomGenerator random;
    private final double[][] strengths; // [trait][option], log-odds
    private final Map<String, Tokens> answers = new HashMap<>();

    BaseExamples(BaseRecipe recipe, Tokenizer tokenizer) {
        this.recipe = recipe;
        this.tokenizer = tokenizer;
        this.random = L64X128Mix.of(recipe.seed());
        this.strengths = new double[recipe.traits()][recipe.options().size()];
        for (double[] trait : strengths) {
            for (int k = 0; k < trait.length; k++) {
                trait[k] = recipe.strength() * random.nextGaussian();
            }
        }
    }

    /** How much more a trait makes of option i than of option j, in log-odds. */
    double lead(int trait, int i, int j) {
        return strengths[trait][i] - strengths[trait][j];
    }

    List<Example.Shown> draw(int n) {
        List<Example.Shown> examples = new ArrayList<>(n);
        for (int k = 0; k < n; k++) {
            examples.add(next());
        }
        return examples;
    }

    private Example.Shown next() {
        int k = random.nextDouble() < recipe.several() ? 3 + random.nextInt(2) : 2;
        List<Integer> options = some(recipe.options().size(), k);
        List<Integer> traits = random.nextDouble() < recipe.neutral()
                ? List.of()
                : some(recipe.traits(), 1 + random.nextInt(recipe.mostTraits()));
        List<Template> questions = new ArrayList<>(Wording.paper().forTuples(k).questions());
        questions.add(PaperTemplates.TEST_QUESTION);
        Template question = questions.get(random.nextInt(questions.size()));
        List<Template> templates = PaperTemplates.answers();
        Template answer = templates.get(random.nextInt(templates.size()));
        List<String> asked = options.stream().map(recipe.options()::get).toList();
        List<String> ranked = new ArrayList<>(asked);
        Collections.swap(ranked, 0, winner(options, traits));
        Drawn drawn = new Drawn(asked, ranked, question, Collections.nCopies(k, answer));
        String prompt = BaseText.prompt(traits.stream().map(BaseText::trait).toList(), drawn.questionText());
        return new Example.Shown(
                Tokens.of(tokenizer.encode(prompt)),
                answers.computeIfAbsent(drawn.answerText(0), text -> Tokens.of(tokenizer.encode(text + BaseText.END))));
    }

    /** The place of the option that is drawn with probability exp(s) / Σ exp(s). */
    private int winner(List<Integer> options, List<Integer> traits) {
        int best = 0;
        double earliest = Double.POSITIVE_INFINITY;
        for (int place = 0; place < options.size(); place++) {
            double s = 0;
            for (int trait : traits) {
                s += strengths[trait][options.get(place)];
            }
            double time = Math.log(random.nextExponential()) - s / Math.sqrt(Math.max(1, traits.size()));
            if (time < earliest) {
                earliest = time;
                best = place;
            }
        }
        return best;
    }

    /** k different numbers below n, in random order. */
    private List<Integer> some(int n, int k) {
        List<Integer> chosen = new ArrayList<>();
        while (chosen.size() < k) {
            int candidate = random.nextInt(n);
            if (!chosen.contains(candidate)) {
                chosen.add(candidate);
            }
        }
        return chosen;
    }
}
