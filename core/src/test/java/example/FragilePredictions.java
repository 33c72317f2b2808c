package example;

import java.io.PrintStream;
import java.util.List;
import org.teeter.audit.Audit;
import org.teeter.audit.AuditRequest;
import org.teeter.audit.Finding;
import org.teeter.data.ComparisonGraph;
import org.teeter.data.Items;
import org.teeter.data.Outcome;
import org.teeter.data.Tally;
import org.teeter.data.Ties;
import org.teeter.fit.Estimator;
import org.teeter.fit.Fit;
import org.teeter.fit.Prior;
import org.teeter.model.BradleyTerry;

/** Teeter as a library: count judgements, fit a model, ask which predictions hang on a single pair. */
public final class FragilePredictions {

    private FragilePredictions() {}

    public static void main(String... args) {
        print(System.out);
    }

    static void print(PrintStream out) {
        Items items = Items.sorted(List.of("cedar", "newcomer", "old-baseline"));
        int cedar = 0;
        int newcomer = 1;
        int baseline = 2;

        Tally tally = new Tally();
        tally.add(cedar, baseline, Outcome.FIRST, 1, 98); // 98 judgements of weight 1 prefer cedar
        tally.add(cedar, baseline, Outcome.SECOND, 1, 2);
        tally.add(newcomer, baseline, Outcome.FIRST, 1, 98);
        tally.add(newcomer, baseline, Outcome.SECOND, 1, 2);

        ComparisonGraph judged = ComparisonGraph.of(tally.counts(items), Ties.HALF);
        Fit<ComparisonGraph> fit = Estimator.of(Prior.none()).fit(new BradleyTerry(), judged);

        Audit audit = Audit.of(fit, AuditRequest.standard());
        for (Finding finding : audit.findings()) {
            finding.source()
                    .ifPresent(source -> out.printf(
                            "%s over %s: %.3f, and %.1f points more for each point more of %s over %s%n",
                            items.name(finding.i()),
                            items.name(finding.j()),
                            finding.prediction().p(),
                            source.sensitivity(),
                            items.name(source.a()),
                            items.name(source.b())));
        }
    }
}
