package org.teeter.tabular.reader;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.tabular.bytes.InputException;
import org.teeter.testing.Fuzzing;

/** Rankings in every shape, with bytes and values changed: each file is counted or refused. */
class RankingFuzzTest {

    @Test
    @Tag("slow")
    void rankingsAreCountedOrRefused(@TempDir Path scratch) throws IOException, InterruptedException {
        Fuzzing.run(Ballots.class, scratch);
    }

    @Test
    void aFewAreCountedOrRefused(@TempDir Path scratch) throws IOException {
        Ballots ballots = new Ballots(scratch);
        int taken = 0;
        for (int seed = 0; seed < 300; seed++) {
            taken += ballots.isTaken(new Random(seed)) ? 1 : 0;
        }
        assertTrue(taken > 30 && taken < 290, taken + " of 300");
    }

    /** For the other process. */
    public static final class Ballots implements Fuzzing.Input {
        private static final List<String> SEEDS = List.of(
                "# FILE NAME: 1.toi\n# DATA TYPE: toi\n# NUMBER ALTERNATIVES: 3\n# ALTERNATIVE NAME 1: A\n# ALTERNATIVE NAME 2: B\n# ALTERNATIVE NAME 3: C\n3: 1,2\n2: {1,2}\n1: 3,{1,2}\n",
                "# FILE NAME: 1.soc\n# DATA TYPE: soc\n# ALTERNATIVE NAME 1: A\n# ALTERNATIVE NAME 2: B\n10: 2,1\n7: 1,2\n",
                "3\n1,A\n2,B\n3,C\n30,30,2\n20,1,2,3\n10,3,{1,2}\n",
                "{\"ranking\":[\"a\",[\"b\",\"c\"],\"d\"],\"weight\":0.5}\n{\"ranking\":[\"d\"],\"rest\":[\"a\",\"b\"]}\n",
                "{\"prompt\":\"p\",\"ranking\":[\"x\",\"y\"]}\n{\"prompt\":\"q\",\"ranking\":[\"y\",\"x\",\"z\"]}\n",
                "{\"answers\":[{\"model\":\"a\",\"rank\":1.0},{\"model\":\"b\",\"rank\":2},{\"model\":\"c\",\"rank\":2}]}\n",
                "{\"models\":[\"a\",\"b\",\"c\"],\"scores\":[1,2.5,-3]}\n",
                "1st,2nd,3rd\nx,y,z\nz,x,\ny,,\n",
                "rank1;rank2;rank3;weight\nx;y;z;2\nz;x;y;1e3\n",
                "voter,item,rank\nu,x,1\nv,x,2\nu,y,2\nv,y,1\nu,z,2\n",
                "ballot\titem\tscore\n1\tx\t0.5\n1\ty\t-1e3\n2\tx\t7\n2\ty\t7\n",
                "a,b,c\n1,2,3\n2,,1\n1,0,2\n3,1,2\n");
        private static final List<String> PIECES = List.of(
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
                "\"",
                "\0",
                "#",
                "{1,2}",
                "1,1",
                "0",
                "-1",
                "1e999",
                "1e-400",
                "9007199254740993",
                "2147483648",
                "null",
                "NaN",
                "true",
                "[[",
                "{\"a\":",
                "\u202E",
                "é",
                "🦙",
                "rank",
                "ranking",
                "\"rest\":[",
                "99999999999999999999",
                "# ALTERNATIVE NAME 4: A\n",
                "3: 1,2\n",
                "x,",
                " ");
        private static final List<String> NAMES = List.of("r.csv", "r.jsonl", "r.toi", "r.soc", "r.tsv", "r");

        private final Path folder;

        public Ballots(Path folder) {
            this.folder = folder;
        }

        private static String name(String seed) {
            return switch (seed.charAt(0)) {
                case '{' -> "r.jsonl";
                case '#', '3' -> "r.toi";
                default -> seed.contains("\t") ? "r.tsv" : "r.csv";
            };
        }

        @Override
        public boolean isTaken(Random random) throws IOException {
            String seed = SEEDS.get(random.nextInt(SEEDS.size()));
            byte[] bytes = seed.getBytes(StandardCharsets.UTF_8);
            if (random.nextInt(10) > 1) {
                bytes = Fuzzing.changed(bytes, random, random.nextInt(6) == 0 ? SEEDS : PIECES);
            }
            Path file = Files.write(
                    folder.resolve(random.nextInt(5) > 0 ? name(seed) : NAMES.get(random.nextInt(NAMES.size()))),
                    bytes);
            ReadOptions options = random.nextBoolean()
                    ? ReadOptions.defaults()
                    : ReadOptions.defaults().skippingBadRows();
            try (Reading read = PreferenceFiles.read(List.of(file), options)) {
                return read.sources().get(0).rows() > read.sources().get(0).rejected();
            } catch (InputException e) {
                return Fuzzing.refused(e, InputException.class);
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError(new String(bytes, StandardCharsets.UTF_8), e);
            } finally {
                Files.delete(file);
            }
        }
    }
}
