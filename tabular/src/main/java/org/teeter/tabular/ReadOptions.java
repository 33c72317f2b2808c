package org.teeter.tabular;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a person says of the files, where their columns and names do not say it.
 *
 * @param columns which column plays a role; roles that are not named are recognised from the columns
 * @param format the format of every file, or empty to take it from content and name of each
 * @param skipBadRows whether a row that cannot be counted is written to the rejected rows rather than refused
 */
public record ReadOptions(Map<Role, String> columns, Optional<Format> format, boolean skipBadRows) {

    public ReadOptions {
        columns = Map.copyOf(columns);
    }

    /** Everything recognised, every bad row refused. */
    public static ReadOptions defaults() {
        return new ReadOptions(Map.of(), Optional.empty(), false);
    }

    /** These options, with {@code column} in the given role. */
    public ReadOptions withColumn(Role role, String column) {
        Map<Role, String> extended = new EnumMap<>(Role.class);
        extended.putAll(columns);
        extended.put(role, column);
        return new ReadOptions(extended, format, skipBadRows);
    }

    /** These options, with every file read as the given format. */
    public ReadOptions withFormat(Format named) {
        return new ReadOptions(columns, Optional.of(named), skipBadRows);
    }

    /** These options, with bad rows collected instead of refused. */
    public ReadOptions skippingBadRows() {
        return new ReadOptions(columns, format, true);
    }
}
