package org.teeter.lab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.lm.checkpoint.LanguageModel;
import org.teeter.lm.tensor.Placement;
import org.teeter.lm.train.OptimizerSettings;

/** From nothing to the jump, on the smaller recipe: half a minute for the base model and two seconds a run on a free core. */
@Tag("slow")
class ExperimentSlowTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void theJumpAppearsAndNoResultDependsOnTheWorkers() throws Exception {
        Path base = BaseModel.make(BaseRecipe.QUICK, folder, share -> assertTrue(share <= 1));
        assertEquals(base, BaseModel.make(BaseRecipe.QUICK, folder, share -> assertEquals(-1, share, "made again")));
        Grid quick = Study.quick().grids().get(0);
        Grid grid = new Grid(
                quick.orders().subList(0, 1),
                quick.p12(),
                List.of(0.0, 0.5, 1.0),
                1,
                quick.data(),
                quick.methods(),
                20);
        List<JobResult> one;
        List<JobResult> two;
        try (LanguageModel model = LanguageModel.load(base, Placement.CPU, false)) {
            BaseQuality quality = BaseQuality.of(BaseRecipe.QUICK, model);
            assertTrue(quality.validMass() > 0.85, quality::toString);
            assertTrue(quality.loss() > quality.floor() && quality.loss() < 1.3 * quality.floor(), quality::toString);
            assertTrue(quality.traitCorrelation() > 0.6, quality::toString);
            one = run(grid, model, 1);
            two = run(grid, model, 2);
        }
        assertEquals(one, two, "the same bits");
        JobResult never = one.get(0);
        JobResult always = one.get(2);
        assertTrue(never.r23().exact() < 0.05 && always.r23().exact() > 0.95, () -> never + " to " + always);
        assertTrue(always.r13().exact() - never.r13().exact() > 0.3, () -> never + " to " + always);
        assertTrue(always.r13().exact() > 0.9, always::toString);
        assertEquals(40, never.r13().forI() + never.r13().forJ() + never.r13().none());
        assertEquals(0.99, never.drawn12(), 0.015); // four standard deviations of 800 draws
    }

    private List<JobResult> run(Grid grid, LanguageModel model, int workers) throws Exception {
        List<Integer> told = new ArrayList<>();
        try (ResultLog<JobResult> log = ResultLog.open(folder.resolve(workers + ".jsonl"), JobResult.class)) {
            Experiment<Job, JobResult> experiment =
                    Experiment.of(new Teacher("base", model, OptimizerSettings.adamW()), workers);
            List<JobResult> outcomes = experiment.run(grid.jobs("base"), log, told::add);
            assertEquals(List.of(0, 1, 2, 3), told);
            told.clear();
            assertEquals(outcomes, experiment.run(grid.jobs("base"), log, told::add));
            assertEquals(List.of(3), told, "nothing is done twice");
            return outcomes;
        }
    }
}
