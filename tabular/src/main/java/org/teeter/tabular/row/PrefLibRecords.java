package org.teeter.tabular.row;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.teeter.data.Amount;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.Packing;
import org.teeter.tabular.bytes.Quoted;
import org.teeter.tabular.bytes.Utf8;
import org.teeter.tabular.bytes.Window;

/**
 * Rankings as PrefLib keeps them (preflib.org/format): a header that names the alternatives, then a line for each different order, with
 * the number of voters: {@code 3: 1,2,{3,4}}. The header may also be that of before 2022, which begins with the number of alternatives,
 * or missing.
 */
public final class PrefLibRecords implements Records {
    private static final Pattern KEY = Pattern.compile("#\\s*([A-Z][A-Z ]*?)\\s*(\\d*)\\s*:(.*)", Pattern.DOTALL);
    private static final Pattern NAMED = Pattern.compile("\\s*(\\d{1,9})\\s*,(.*)", Pattern.DOTALL);

    private final Path file;
    private final Window window;
    private final SortedMap<Integer, String> alternatives = new TreeMap<>();
    private String type = "";
    private long voters = -1; // as the header has it
    private long counted;
    private char gap = ':'; // between the number of voters and the order
    private long line;
    private int from;
    private int end;
    private boolean isHeld; // the line is to be given again
    private final Row row = new Row(2);

    /** Of a window that holds the beginning of the file. */
    PrefLibRecords(Path file, Window window) throws IOException {
        this.file = file;
        this.window = window;
        readHeader();
        String name = Packing.withoutEnding(file.toString().toLowerCase(Locale.ROOT));
        String ending = name.substring(name.lastIndexOf('.') + 1);
        boolean known = List.of("soc", "soi", "toc", "toi").contains(ending);
        if (type.isEmpty() && !known) {
            throw InputException.of(
                    file,
                    "it is not said which rankings these are; give the name of the file the ending soc, soi, toc or toi, or write"
                            + " # DATA TYPE: into its header");
        }
        if (known && !type.isEmpty() && !type.equals(ending)) {
            throw InputException.of(
                    file,
                    "the name of the file says " + ending + ", and its header " + Quoted.of(type)
                            + ", which differ in whether options that are not ranked were there; make them agree");
        }
        type = type.isEmpty() ? ending : type;
    }

    private void readHeader() throws IOException {
        if (!next()) {
            return;
        }
        String first = text();
        if (first.startsWith("#")) {
            do {
                readKey(text());
            } while (next() && text().startsWith("#"));
        } else if (first.strip().matches("\\d{1,9}")) {
            readOldHeader(Integer.parseInt(first.strip()));
        }
        isHeld = true;
    }

    private void readKey(String text) {
        Matcher key = KEY.matcher(text);
        if (!key.matches()) {
            return; // a comment
        }
        String value = key.group(3).strip();
        switch (key.group(1)) {
            case "ALTERNATIVE NAME" -> name(key.group(2), value);
            case "DATA TYPE" -> type = value.toLowerCase(Locale.ROOT);
            case "NUMBER VOTERS" -> voters = value.matches("\\d{1,15}") ? Long.parseLong(value) : -1;
            default -> {} // says nothing of the orders
        }
    }

    private void name(String number, String name) {
        if (!number.matches("[1-9]\\d{0,8}") || name.isEmpty()) {
            throw InputException.at(
                    file, line, "an alternative needs a number from 1 on and a name, got " + Quoted.of(text()));
        }
        if (alternatives.containsValue(name) || alternatives.putIfAbsent(Integer.valueOf(number), name) != null) {
            throw InputException.at(
                    file, line, "alternative " + number + ", " + Quoted.of(name) + ", is there twice; name each once");
        }
    }

    private void readOldHeader(int size) throws IOException {
        gap = ',';
        for (int k = 0; k < size; k++) {
            Matcher named = NAMED.matcher(next() ? text() : "");
            if (!named.matches()) {
                throw InputException.at(
                        file,
                        line,
                        "the header must name " + size + " alternatives, number,name, got " + Quoted.of(text()));
            }
            name(named.group(1), named.group(2).strip());
        }
        if (!next() || !text().matches("\\s*\\d{1,15}\\s*,\\s*\\d{1,15}\\s*,\\s*\\d{1,15}\\s*")) {
            throw InputException.at(
                    file,
                    line,
                    "the header must end with the numbers of voters, of votes and of orders, got " + Quoted.of(text()));
        }
        voters = Long.parseLong(text().strip().split("\\s*,\\s*", -1)[1]);
        next();
    }

    private String text() {
        return new String(window.buffer(), from, end - from, StandardCharsets.UTF_8);
    }

    /** The names of the alternatives by their numbers; empty where the file has only numbers. */
    public SortedMap<Integer, String> alternatives() {
        return alternatives;
    }

    /** What the orders are: {@code soc}, {@code soi}, {@code toc} or {@code toi}, strict or with ties, complete or incomplete. */
    public String type() {
        return type;
    }

    /** Takes note of so many voters more. */
    public void counted(long more) {
        counted += more;
    }

    @Override
    public boolean hasHeader() {
        return false;
    }

    @Override
    public List<String> columns() {
        return List.of("voters", "order");
    }

    @Override
    public void take(int[] columns, int needed, Late late) {}

    @Override
    public boolean next() throws IOException {
        if (isHeld) {
            isHeld = false;
            return end > from;
        }
        while (true) {
            from = window.from();
            int found = window.indexOf((byte) '\n', from);
            while (found < 0 && !window.hasEnded()) {
                if (!window.fill()) {
                    throw InputException.at(
                            file,
                            line + 1,
                            "the line is longer than " + (Window.LONGEST_ROW >> 20) + " MiB; is this the right file?");
                }
                from = window.from();
                found = window.indexOf((byte) '\n', from);
            }
            end = found < 0 ? window.limit() : found;
            if (found < 0 && from == end) {
                return false;
            }
            window.advance(found < 0 ? end : found + 1);
            line++;
            while (end > from && Window.isSpace(window.buffer()[end - 1])) {
                end--;
            }
            if (end > from) {
                return true;
            }
        }
    }

    /** The number of voters and the order, as text. */
    @Override
    public Row row() throws BadRow {
        byte[] bytes = window.buffer();
        int bad = Utf8.firstBad(bytes, from, end);
        int at = from;
        while (at < end && bytes[at] != gap) {
            at++;
        }
        if (bad >= 0 || at == end) {
            throw new BadRow("a line must be a number of voters and an order, as 3" + gap + " 1,2,{3,4}, got "
                    + Quoted.of(bytes, from, end));
        }
        row.text(0, bytes, from, at);
        row.text(1, bytes, at + 1, end);
        return row;
    }

    @Override
    public long number() {
        return line;
    }

    @Override
    public byte[] found(int most) {
        return Arrays.copyOfRange(window.buffer(), from, Math.min(end, from + most));
    }

    @Override
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (voters >= 0 && voters != counted) {
            notes.add("the header has " + Amount.of(voters, "voter") + ", and the orders come from " + counted
                    + "; is the file complete?");
        }
        return notes;
    }
}
