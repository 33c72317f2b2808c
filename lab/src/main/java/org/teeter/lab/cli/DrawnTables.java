package org.teeter.lab.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.teeter.lab.synthesis.Drawn;
import org.teeter.lab.synthesis.Realised;
import org.teeter.lm.ask.Template;

/** The tables beside drawn data. */
final class DrawnTables {

    private DrawnTables() {}

    /** Counts in the shape that {@code teeter audit} reads. */
    static void comparisons(Path file, List<Realised> realised) {
        try (CsvWriter csv = CsvWriter.builder().build(file)) {
            csv.writeRecord("item1", "item2", "wins1", "wins2");
            for (Realised r : realised) {
                if (r.judgements() > 0) {
                    csv.writeRecord(
                            r.stated().i(),
                            r.stated().j(),
                            Long.toString(r.wins()),
                            Long.toString(r.judgements() - r.wins()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One row a judgement, in the order of the data: who was asked about in which order, who won, and in which words. */
    static void draws(Path file, List<Drawn> drawn) {
        try (CsvWriter csv = CsvWriter.builder().build(file)) {
            csv.writeRecord("asked", "ranked", "question", "answers");
            for (Drawn d : drawn) {
                csv.writeRecord(
                        String.join(";", d.asked()),
                        String.join(";", d.ranked()),
                        Integer.toString(d.question().number()),
                        String.join(
                                ";",
                                d.answers().stream()
                                        .map(Template::number)
                                        .map(String::valueOf)
                                        .toList()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
