package org.teeter.tabular.form;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.meaning.Decay;
import org.teeter.tabular.meaning.LabelRule;

/**
 * What a person said of the files.
 *
 * @param columns which column plays a role; several with {@code +} between them
 * @param labels what labels mean
 * @param order whether to keep which option was shown first
 * @param covariates numbers that may sway judgements
 * @param decay how judgements lose weight as they age, if they do
 */
public record Told(
        Map<Role, String> columns,
        List<LabelRule> labels,
        boolean order,
        List<Covariate> covariates,
        Optional<Decay> decay) {
    public Told {
        columns = Map.copyOf(columns);
        labels = List.copyOf(labels);
        covariates = List.copyOf(covariates);
    }
}
