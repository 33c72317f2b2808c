package org.teeter.tabular.export;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.reader.ReadOptions;
import org.teeter.tabular.row.Format;
import org.teeter.testing.Fuzzing;

/** Files whose bytes are changed, under every treatment and in every format of the copy: each is copied or refused. */
class ExportFuzzTest {

    @Test
    @Tag("slow")
    void filesAreCopiedOrRefused(@TempDir Path scratch) throws IOException, InterruptedException {
        Fuzzing.run(Copies.class, scratch);
    }

    @Test
    void aFewAreCopiedOrRefused(@TempDir Path scratch) throws IOException {
        Copies copies = new Copies(scratch);
        int taken = 0;
        for (int seed = 0; seed < 200; seed++) {
            taken += copies.isTaken(new Random(seed)) ? 1 : 0;
        }
        assertTrue(taken > 20 && taken < 190, taken + " of 200");
    }

    /** For the other process. */
    public static final class Copies implements Fuzzing.Input {
        private static final List<String> SEEDS = List.of(
                "left,right,winner,note\nx,y,left,\"a, \"\"b\"\"\"\ny,x,tie,\nx,z,right,é\n",
                "model_a;model_b;winner;weight\r\nx;y;model_a;0.5\r\ny;z;tie (bothbad);2\r\n",
                "winner,loser\nx,y\ny,z\nz,x\n",
                "{\"winner\":\"x\",\"loser\":\"y\"}\n{\"loser\":\"z\",\"winner\":\"x\",\"note\":{\"a\":[1,2,null]}}\n",
                "[{\"winner\":\"x\",\"loser\":1},\n {\"winner\":\"\\u00e9\\n\",\"loser\":2.5e3}]",
                "{\"prompt\":\"p\",\"chosen\":[{\"role\":\"user\",\"content\":\"a\"}],\"rejected\":[{\"role\":\"user\",\"content\":\"b\"}]}\n",
                "prompt,chosen,rejected\np,a,b\np,b,c\n\"q\n\",a,\n",
                "chosen\trejected\tsource\na\tb\tone\nc\td\ttwo\n",
                "item1,item2,wins1,wins2\nx,y,3,4\n",
                "{\"ranking\":[\"a\",[\"b\",\"c\"]],\"rest\":[\"d\"]}\n");
        private static final List<String> PIECES = List.of(
                "\"",
                ",",
                "\n",
                "\r",
                ";",
                "\t",
                "{",
                "}",
                "[",
                "]",
                ":",
                "\\",
                "\0",
                "\uFEFF",
                "NaN",
                "null",
                "left",
                "winner",
                "é",
                "🦙",
                "weight",
                "1e999",
                "1e-400",
                "\u202E",
                "\\ud83d",
                "[[[[[[",
                "label_soft",
                "\"weight\":2",
                "=1+1");
        private final Path folder;

        public Copies(Path folder) {
            this.folder = folder;
        }

        @Override
        public boolean isTaken(Random random) throws IOException {
            String seed = SEEDS.get(random.nextInt(SEEDS.size()));
            byte[] bytes = seed.getBytes(StandardCharsets.UTF_8);
            if (random.nextInt(10) > 1) {
                bytes = Fuzzing.changed(bytes, random, PIECES);
            }
            Path file = Files.write(
                    folder.resolve(
                            random.nextInt(8) == 0 ? "in" : "{[".indexOf(seed.charAt(0)) >= 0 ? "in.jsonl" : "in.csv"),
                    bytes);
            Path out = folder.resolve("out");
            Map<Set<String>, Double> pairs = Map.of(Set.of("x", "y"), random.nextDouble() / 2, Set.of("y", "z"), 0.25);
            Treatment treatment = new Treatment(
                    random.nextInt(3) == 0 ? 0 : random.nextDouble() / 2,
                    random.nextInt(3) == 0 ? pairs : Map.of(),
                    random.nextLong(),
                    random.nextInt(3) == 0,
                    random.nextInt(3) == 0 ? pairs : Map.of(),
                    random.nextInt(3) == 0 ? Set.of(new Treatment.Place(file, 2)) : Set.of());
            Optional<Format> format = random.nextInt(3) > 0
                    ? Optional.empty()
                    : Optional.of(List.of(Format.CSV, Format.JSONL, Format.PARQUET)
                            .get(random.nextInt(20) == 0 ? 2 : random.nextInt(2)));
            try {
                Export.copy(
                        List.of(file),
                        ReadOptions.defaults(),
                        treatment,
                        format,
                        random.nextInt(4) == 0,
                        name -> out,
                        (of, row, what) -> {},
                        (of, at, size) -> {});
                return true;
            } catch (InputException e) {
                return Fuzzing.refused(e, InputException.class);
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError(new String(bytes, StandardCharsets.UTF_8) + treatment + format, e);
            } finally {
                Files.deleteIfExists(out);
                Files.deleteIfExists(file);
            }
        }
    }
}
