package org.teeter.lab.experiment;

import java.util.ArrayList;
import java.util.List;
import org.teeter.chat.Message;
import org.teeter.lm.ask.PaperTemplates;
import org.teeter.lm.ask.Respondent;
import org.teeter.lm.ask.Template;
import org.teeter.lm.checkpoint.LanguageModel;
import org.teeter.lm.text.Prompt;

/**
 * How good a base model is, by its answers to the test question about every pair of its options, in both orders.
 *
 * @param validMass probability of the template answers together; the mean over pairs, and the least
 * @param loss cross-entropy of the template answers, all equally likely, in nats a token; {@code floor} is the least possible,
 *     {@code log(number of answers)} over the mean length
 * @param meanBias mean over pairs of the distance from 1/2 of the preference, both orders taken together
 * @param largestBias the largest of these
 * @param placeEffect mean over pairs of the gain of the option that is named first
 * @param traitSlope least-squares slope through 0 of the learned on the stated log-odds, for prompts of one trait; 1 is perfect
 * @param traitCorrelation of the two
 */
public record BaseQuality(
        double validMass,
        double leastMass,
        double loss,
        double floor,
        double meanBias,
        double largestBias,
        double placeEffect,
        double traitSlope,
        double traitCorrelation) {

    /** Asks the model of a recipe. */
    public static BaseQuality of(BaseRecipe recipe, LanguageModel model) {
        Subject subject = new Subject("base", model);
        Respondent policy = subject.answering(model.decoder());
        Sums sums = new Sums();
        List<String> o = recipe.options();
        for (int i = 0; i < o.size(); i++) {
            for (int j = i + 1; j < o.size(); j++) {
                Asked ij = Asked.of(policy, List.of(), o.get(i), o.get(j));
                Asked ji = Asked.of(policy, List.of(), o.get(j), o.get(i));
                sums.add(ij, ji);
            }
        }
        double tokens = 0;
        for (Template answer : PaperTemplates.answers()) {
            tokens += subject.answer(answer.fill(o.get(0), o.get(1))).length();
        }
        tokens /= PaperTemplates.answers().size();
        BaseExamples examples = new BaseExamples(recipe, model.tokenizer());
        List<double[]> points = new ArrayList<>();
        for (int trait = 0; trait < recipe.traits(); trait++) {
            int i = trait % o.size();
            int j = (trait + 1 + trait / o.size()) % o.size();
            Asked asked = Asked.of(policy, List.of(BaseText.trait(trait)), o.get(i), o.get(j));
            points.add(new double[] {examples.lead(trait, i, j), asked.logOdds()});
        }
        double xx = points.stream().mapToDouble(p -> p[0] * p[0]).sum();
        double xy = points.stream().mapToDouble(p -> p[0] * p[1]).sum();
        double r2 = Findings.Line.through(points).r2();
        return new BaseQuality(
                sums.mass / sums.n,
                sums.leastMass,
                sums.loss / sums.n / tokens,
                Math.log(2.0 * PaperTemplates.answers().size()) / tokens,
                sums.bias / (sums.n / 2.0),
                sums.largestBias,
                sums.place / (sums.n / 2.0),
                xy / xx,
                Math.signum(xy) * Math.sqrt(r2));
    }

    /** The answers to one question, i named first. */
    private record Asked(double forI, double forJ, double loss) {
        static Asked of(Respondent policy, List<String> traits, String i, String j) {
            List<Message> messages = new ArrayList<>();
            if (!traits.isEmpty()) {
                messages.add(new Message("system", String.join(" ", traits)));
            }
            messages.add(new Message("user", PaperTemplates.TEST_QUESTION.fill(i, j)));
            List<String> answers = new ArrayList<>();
            for (Template answer : PaperTemplates.answers()) {
                answers.add(answer.fill(i, j));
                answers.add(answer.fill(j, i));
            }
            double[] scores = policy.logProbabilities(new Prompt.Chat(messages), answers);
            double forI = 0;
            double forJ = 0;
            double loss = 0;
            for (int t = 0; t < scores.length; t += 2) {
                forI += Math.exp(scores[t]);
                forJ += Math.exp(scores[t + 1]);
                loss -= (scores[t] + scores[t + 1]) / scores.length;
            }
            return new Asked(forI, forJ, loss);
        }

        double logOdds() {
            return Math.log(forI / forJ);
        }

        double preference() {
            return forI / (forI + forJ);
        }
    }

    /** Sums over the questions of all pairs. Mutable. */
    private static final class Sums {
        private int n;
        private double mass;
        private double leastMass = 1;
        private double loss;
        private double bias;
        private double largestBias;
        private double place;

        void add(Asked ij, Asked ji) {
            for (Asked asked : List.of(ij, ji)) {
                double valid = asked.forI() + asked.forJ();
                mass += valid;
                leastMass = Math.min(leastMass, valid);
                loss += asked.loss();
                n++;
            }
            double distance = Math.abs((ij.preference() + 1 - ji.preference()) / 2 - 0.5);
            bias += distance;
            largestBias = Math.max(largestBias, distance);
            place += (ij.preference() + ji.preference()) / 2 - 0.5;
        }
    }
}
