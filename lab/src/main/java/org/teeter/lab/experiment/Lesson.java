package org.teeter.lab.experiment;

import java.util.List;
import org.teeter.lab.synthesis.Drawn;

/**
 * What a copy of a model is taught.
 *
 * @param method how
 * @param drawn the judgements
 * @param broken whether rankings are broken into all their pairs
 * @param data what seeds the adapter and the order of the examples: lessons that share it differ in nothing else by chance
 * @param answers what seeds the answers that are sampled
 * @param samples answers drawn for each pair in each order of the question, 0 for none
 */
public record Lesson(Job.Method method, List<Drawn> drawn, boolean broken, String data, String answers, int samples) {
    public Lesson {
        drawn = List.copyOf(drawn);
    }
}
