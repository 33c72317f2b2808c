package org.teeter.tabular.reader;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.teeter.tabular.bytes.DatabaseName;
import org.teeter.tabular.column.Role;

/**
 * One file that was read, and how.
 *
 * @param path the file as it was named
 * @param format what it is, e.g. {@code CSV, gzipped}
 * @param shape how its rows were understood, e.g. {@code arena: model_a, model_b, winner}
 * @param bytes size of the file
 * @param sha256 hash of the file, 64 hexadecimal digits, if it was wanted
 * @param rows rows read, the rejected ones included
 * @param rejected rows that could not be counted
 * @param columns the column that plays each role
 * @param ignored the columns that play none
 * @param notes what a person should know, a sentence each
 */
public record Source(
        Path path,
        String format,
        String shape,
        long bytes,
        Optional<String> sha256,
        long rows,
        long rejected,
        Map<Role, String> columns,
        List<String> ignored,
        List<String> notes) {

    public Source {
        columns = columns.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(columns));
        ignored = List.copyOf(ignored);
        notes = List.copyOf(notes);
    }

    /** What the file was called where it was named; a database without what may be secret. */
    public String name() {
        return DatabaseName.isMeantBy(path) ? DatabaseName.address(path) : path.toString();
    }

    /** The columns that play no role in the words of a sentence, at most so many of them. */
    public String unused(int most) {
        int more = ignored.size() - most;
        return ignored.stream()
                        .limit(most)
                        .map(column -> column.isBlank() ? "\"" + column + "\"" : column)
                        .collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }

    /** This source with one note more. */
    Source withNote(String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new Source(path, format, shape, bytes, sha256, rows, rejected, columns, ignored, more);
    }
}
