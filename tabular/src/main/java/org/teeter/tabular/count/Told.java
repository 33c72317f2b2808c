package org.teeter.tabular.count;

import java.util.List;
import java.util.Map;
import org.teeter.tabular.column.Role;

/**
 * What a person said of the files.
 *
 * @param columns which column plays a role; several with {@code +} between them
 * @param labels what labels mean
 */
public record Told(Map<Role, String> columns, List<LabelRule> labels) {
    public Told {
        columns = Map.copyOf(columns);
        labels = List.copyOf(labels);
    }
}
