package org.teeter.lab.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.teeter.lm.ask.ImplicitPreference;
import org.teeter.lm.ask.Inquiry;
import org.teeter.lm.ask.OrderReading;
import org.teeter.lm.ask.PairReading;
import org.teeter.lm.ask.SampledAnswer;
import org.teeter.lm.ask.SampledPreference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a model answered, as JSON and as CSV. */
final class AskFiles {

    private AskFiles() {}

    static ObjectNode json(List<PairReading> readings, Inquiry inquiry) {
        ObjectNode document = JsonMapper.shared().createObjectNode();
        ArrayNode questions = document.putArray("questions");
        inquiry.questions().forEach(question -> questions.add(question.text()));
        document.put("samples", inquiry.samples());
        document.put("temperature", inquiry.sampling().temperature());
        document.put("topP", inquiry.sampling().topP());
        document.put("beta", inquiry.beta());
        document.put("seed", inquiry.seed());
        ArrayNode pairs = document.putArray("pairs");
        for (PairReading pair : readings) {
            ObjectNode row = pairs.addObject().put("i", pair.i()).put("j", pair.j());
            pair.frequency().ifPresent(p -> row.put("sampled", p));
            pair.interval().ifPresent(in -> row.put("low", in.low()).put("high", in.high()));
            row.put("exact", pair.exact());
            pair.implicit().ifPresent(p -> row.put("implicit", p));
            row.put("validMass", pair.validMass());
            row.put("placeEffect", pair.placeEffect());
            reading(row.putObject("iFirst"), pair.iFirst());
            reading(row.putObject("jFirst"), pair.jFirst());
        }
        return document;
    }

    private static void reading(ObjectNode json, OrderReading reading) {
        SampledPreference sampled = reading.sampled();
        ObjectNode counts = json.putObject("sampled");
        counts.put("i", sampled.i());
        counts.put("j", sampled.j());
        counts.put("none", sampled.none());
        counts.put("guessedI", sampled.guessedI());
        counts.put("guessedJ", sampled.guessedJ());
        sampled.frequency()
                .ifPresent(p -> counts.put("frequency", p)
                        .put("low", sampled.interval().low())
                        .put("high", sampled.interval().high()));
        json.put("exact", reading.exact().preference());
        json.put("logMassI", reading.exact().logMassI());
        json.put("logMassJ", reading.exact().logMassJ());
        reading.implicit().map(ImplicitPreference::preference).ifPresent(p -> json.put("implicit", p));
        reading.implicit().map(ImplicitPreference::ofMeanReward).ifPresent(p -> json.put("implicitOfMeanReward", p));
    }

    /** Counts in the shape that {@code teeter audit} reads, with every reading beside them. */
    static void preferences(Path file, List<PairReading> readings) {
        try (CsvWriter csv = CsvWriter.builder().build(file)) {
            csv.writeRecord(
                    "item1",
                    "item2",
                    "wins1",
                    "wins2",
                    "none",
                    "p_sampled",
                    "p_low",
                    "p_high",
                    "p_exact",
                    "p_implicit",
                    "valid_mass",
                    "p_exact_item1_first",
                    "p_exact_item2_first");
            for (PairReading pair : readings) {
                SampledPreference counts = pair.counts();
                csv.writeRecord(
                        pair.i(),
                        pair.j(),
                        Long.toString(counts.i()),
                        Long.toString(counts.j()),
                        Long.toString(counts.none()),
                        cell(pair.frequency()),
                        pair.interval().map(in -> Double.toString(in.low())).orElse(""),
                        pair.interval().map(in -> Double.toString(in.high())).orElse(""),
                        Double.toString(pair.exact()),
                        cell(pair.implicit()),
                        Double.toString(pair.validMass()),
                        Double.toString(pair.iFirst().exact().preference()),
                        Double.toString(pair.jFirst().exact().preference()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every sampled answer and how it was read. */
    static void sampled(Path file, List<SampledAnswer> answers) {
        try (CsvWriter csv = CsvWriter.builder().build(file)) {
            csv.writeRecord("first", "second", "question", "answer", "ended", "winner", "guess");
            for (SampledAnswer answer : answers) {
                csv.writeRecord(
                        answer.first(),
                        answer.second(),
                        answer.question(),
                        answer.text(),
                        Boolean.toString(answer.ended()),
                        answer.winner().orElse(""),
                        answer.guess().orElse(""));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every three options i, k, j in the columns that {@code teeter eval bt} reads: it adds the p_ij that p_ik and p_kj predict. */
    static void triples(Path file, List<PairReading> readings, List<String> names) {
        Map<List<String>, Double> exact = new HashMap<>();
        for (PairReading pair : readings) {
            exact.put(List.of(pair.i(), pair.j()), pair.exact());
            exact.put(List.of(pair.j(), pair.i()), 1 - pair.exact());
        }
        try (CsvWriter csv = CsvWriter.builder().build(file)) {
            csv.writeRecord("i", "k", "j", "p_ik", "p_kj", "asked_p_ij");
            for (int a = 0; a < names.size(); a++) {
                for (int b = a + 1; b < names.size(); b++) {
                    for (String k : names) {
                        String i = names.get(a);
                        String j = names.get(b);
                        Optional<Double> ik = Optional.ofNullable(exact.get(List.of(i, k)));
                        Optional<Double> kj = Optional.ofNullable(exact.get(List.of(k, j)));
                        Optional<Double> ij = Optional.ofNullable(exact.get(List.of(i, j)));
                        if (ik.isPresent() && kj.isPresent() && ij.isPresent()) {
                            csv.writeRecord(
                                    i,
                                    k,
                                    j,
                                    ik.get().toString(),
                                    kj.get().toString(),
                                    ij.get().toString());
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String cell(OptionalDouble value) {
        return value.isPresent() ? Double.toString(value.getAsDouble()) : "";
    }
}
