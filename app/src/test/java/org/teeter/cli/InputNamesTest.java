package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What may stand where a file is named: {@code -} for standard input, and no address. */
@ResourceLock(Resources.SYSTEM_PROPERTIES) // standard input is one for all
class InputNamesTest {
    private static final String VOTES = "winner,loser\na,b\nb,a\na,b\n";

    @TempDir
    Path folder = Path.of("");

    private String out = "";
    private String err = "";

    private int run(byte[] input, String... words) {
        StringWriter printed = new StringWriter();
        StringWriter told = new StringWriter();
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(input));
            return Main.commandLine()
                    .setOut(new PrintWriter(printed, true))
                    .setErr(new PrintWriter(told, true))
                    .execute(words);
        } finally {
            System.setIn(before);
            out = printed.toString();
            err = told.toString();
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(all)) {
            out.write(bytes);
        }
        return all.toByteArray();
    }

    @Test
    void fitReadsStandardInputAsItReadsAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("votes.csv"), VOTES);
        assertEquals(0, run(new byte[0], "fit", file.toString(), "--quiet"));
        String expected = out;
        String tabs = VOTES.replace(',', '\t');
        String json =
                "{\"winner\":\"a\",\"loser\":\"b\"}\n{\"winner\":\"b\",\"loser\":\"a\"}\n{\"winner\":\"a\",\"loser\":\"b\"}\n";
        for (byte[] input :
                new byte[][] {utf8(VOTES), utf8(tabs), utf8(json), zipped(utf8(VOTES)), zipped(utf8(json))}) {
            assertEquals(0, run(input, "fit", "-", "--quiet"), err);
            assertEquals(expected, out);
        }
        assertEquals(0, run(utf8(tabs), "fit", "--input-format=tsv", "-", "--quiet"), err);
        assertEquals(expected, out);
    }

    @Test
    void auditRecordsItsHash() throws Exception {
        Path report = folder.resolve("report");
        assertEquals(0, run(utf8(VOTES), "audit", "-", "--targets", "all", "--out", report.toString()), err);
        JsonNode record =
                JsonMapper.shared().readTree(report.resolve("run.json").toFile());
        JsonNode input = record.get("input").get(0);
        assertEquals("-", input.get("path").stringValue());
        assertEquals(
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(utf8(VOTES))),
                input.get("sha256").stringValue());
        assertEquals(3, input.get("rows").intValue());
    }

    @Test
    void itMayStandBesideFilesButOnlyOnce() throws IOException {
        Path file = Files.writeString(folder.resolve("votes.csv"), VOTES);
        assertEquals(0, run(utf8("winner,loser\nb,c\nc,b\n"), "fit", file.toString(), "-", "--json"), err);
        assertEquals(5, JsonMapper.shared().readTree(out).get("comparisons").intValue());
        assertEquals(2, run(utf8(VOTES), "fit", "-", "-"));
        assertEquals(
                "teeter: standard input can be read once, and - is there several times; name it once"
                        + System.lineSeparator(),
                err);
    }

    @Test
    void whatIsWrongWithItIsSaidOfIt() throws IOException {
        assertEquals(2, run(utf8("winner,loser\na,b\na\n"), "fit", "-"));
        assertTrue(err.startsWith("teeter: standard input:3: the row has 1 field, where the header has 2"), err);
        assertEquals(2, run(new byte[0], "fit", "-"));
        assertTrue(err.startsWith("teeter: standard input: "), err);
        assertEquals(2, run(utf8("PAR1 and more of it"), "audit", "-"));
        assertEquals(
                "teeter: standard input: Parquet is read from its end, which needs a file rather than a pipe; save it first"
                        + System.lineSeparator(),
                err);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hf://datasets/openai/summarize/data/train.parquet|hf download --repo-type dataset openai/summarize 'data/train.parquet' --local-dir summarize",
                "hf://datasets/a/b@main/x.csv|hf download --repo-type dataset a/b 'x.csv' --local-dir b",
                "hf://datasets/a/b|hf download --repo-type dataset a/b --local-dir b",
                "hf://meta-llama/Llama-3-8B|hf download meta-llama/Llama-3-8B --local-dir Llama-3-8B",
                "https://huggingface.co/datasets/a/b|hf download --repo-type dataset a/b --local-dir b",
                "https://huggingface.co/a/b/tree/main|hf download a/b --local-dir b",
                "https://huggingface.co/datasets/a/b/blob/main/x.csv|curl -fLO 'https://huggingface.co/datasets/a/b/resolve/main/x.csv'",
                "https://example.org/votes.csv|curl -fLO 'https://example.org/votes.csv'",
                "HTTP://example.org/votes.csv|curl -fLO 'HTTP://example.org/votes.csv'",
                "s3://bucket/votes.csv|aws s3 cp 's3://bucket/votes.csv' .",
                "gs://bucket/votes.csv|gcloud storage cp 'gs://bucket/votes.csv' .",
                "ftp://host/votes.csv|get it first, and name the file",
                "hf://datasets|get it first with hf download",
                "file:///data/votes.csv|write it as a path, such as /data/votes.csv",
            })
    void addressesAreToldHowToGetThem(String address, String remedy) {
        assertEquals(2, run(new byte[0], "fit", address));
        assertTrue(err.contains("got the address " + address + "; "), err);
        assertTrue(err.contains(remedy), err);
        assertEquals(1, err.lines().count(), err);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fit hf://datasets/a/b/c.csv",
                "audit votes.csv hf://datasets/a/b/c.csv",
                "fit votes.csv --out hf://datasets/a/b/c.csv",
                "audit votes.csv --out=hf://datasets/a/b/c.csv",
                "eval bt hf://datasets/a/b/c.csv",
                "figures --out hf://datasets/a/b/c.csv",
                "reproduce theory --out hf://datasets/a/b/c.csv",
                "train dpo --model m --out o --data hf://datasets/a/b/c.csv",
                "train sft --out o --data d --model hf://datasets/a/b/c.csv",
                "train reward --data d --model m --out o --eval-data hf://datasets/a/b/c.csv",
                "ask --options a,b --model hf://datasets/a/b/c.csv",
                "ask --options a,b --model m --reference hf://datasets/a/b/c.csv",
                "experiment --model hf://datasets/a/b/c.csv",
                "experiment --cache hf://datasets/a/b/c.csv",
                "synthesize --out hf://datasets/a/b/c.csv",
                "reproduce all --out hf://datasets/a/b/c.csv",
            })
    void everyCommandTellsItAlike(String words) {
        assertEquals(2, run(new byte[0], words.split(" ")));
        assertTrue(
                err.contains(
                        "must be a file or folder on this machine, which is all that Teeter reads and writes, got the"
                                + " address hf://datasets/a/b/c.csv; get it first, for example by hf download"),
                err);
    }
}
