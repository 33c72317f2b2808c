package org.teeter.lab.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.teeter.data.Sha256;
import org.teeter.lab.synthesis.DrawRule;
import org.teeter.lab.synthesis.Drawn;
import org.teeter.lab.synthesis.LabellingCost;
import org.teeter.lab.synthesis.PairDraw;
import org.teeter.lab.synthesis.Realised;
import org.teeter.lab.synthesis.Scored;
import org.teeter.lab.synthesis.StatedPair;
import org.teeter.lab.synthesis.TupleDraw;
import org.teeter.lab.synthesis.Wording;
import org.teeter.lm.text.Prompt;
import org.teeter.lm.train.Example;
import org.teeter.lm.train.Tokens;
import org.teeter.random.L64X128Mix;

/** The data of a job, a function of its {@link Job#dataKey} alone. */
record Judgements(List<Drawn> drawn) {

    static Judgements of(Job job) {
        RandomGenerator random = L64X128Mix.of(Sha256.seed(job.dataKey()));
        Job.Data data = job.data();
        if (data.form() == Job.Form.PAIRS) {
            PairDraw pairs = PairDraw.paper(
                    job.order().subList(0, 3),
                    job.p12(),
                    job.p23(),
                    data.judgements() / 2,
                    DrawRule.valueOf(data.draw().toUpperCase(Locale.ROOT)),
                    Wording.paper());
            return new Judgements(pairs.draw(random));
        }
        List<Scored> options = scores(job);
        Set<Set<String>> apart = Set.of(Set.of(job.order().get(0), job.order().get(2)));
        int sets = new TupleDraw(options, data.k(), 1, apart, Wording.paper())
                .sets()
                .size();
        TupleDraw tuples = new TupleDraw(options, data.k(), data.judgements() / sets, apart, Wording.paper());
        return new Judgements(
                data.form() == Job.Form.EQUAL_COST
                        ? tuples.drawPairsAtEqualCost(LabellingCost.CHOICES, random)
                        : tuples.draw(random));
    }

    /** Scores whose differences are the stated log-odds; options beyond the third are as good as the second. */
    private static List<Scored> scores(Job job) {
        List<Scored> scored = new ArrayList<>();
        for (int k = 0; k < job.order().size(); k++) {
            double score = k == 0 ? logit(job.p12()) : k == 2 ? -logit(job.p23()) : 0;
            scored.add(new Scored(job.order().get(k), score));
        }
        return scored;
    }

    private static double logit(double p) {
        if (!(0 < p && p < 1)) {
            throw new IllegalArgumentException("rankings need probabilities inside (0, 1), got " + p);
        }
        return Math.log(p / (1 - p));
    }

    /** What a trainer reads: rankings as they are, or all their pairs. */
    List<Example.Ranked> examples(Subject subject, boolean broken) {
        List<Example.Ranked> examples = new ArrayList<>();
        for (Drawn d : drawn) {
            List<Tokens> answers = new ArrayList<>();
            for (int rank = 0; rank < d.ranked().size(); rank++) {
                answers.add(subject.answer(d.answerText(rank)));
            }
            Tokens prompt = subject.prompt(Prompt.question(d.questionText()));
            if (!broken) {
                examples.add(new Example.Ranked(prompt, answers));
                continue;
            }
            for (int better = 0; better < answers.size(); better++) {
                for (int worse = better + 1; worse < answers.size(); worse++) {
                    examples.add(new Example.Ranked(prompt, List.of(answers.get(better), answers.get(worse))));
                }
            }
        }
        return examples;
    }

    /** How options i and j came out; the stated probability plays no part in it. */
    Realised realised(String i, String j, double stated) {
        return Realised.of(List.of(new StatedPair(i, j, stated)), drawn).get(0);
    }
}
