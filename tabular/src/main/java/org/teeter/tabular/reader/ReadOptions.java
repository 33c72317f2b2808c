package org.teeter.tabular.reader;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.form.Covariate;
import org.teeter.tabular.form.Told;
import org.teeter.tabular.meaning.Decay;
import org.teeter.tabular.meaning.LabelRule;
import org.teeter.tabular.row.Database;
import org.teeter.tabular.row.Format;

/**
 * What a person says of the files, where their columns and names do not say it.
 *
 * @param columns which column plays a role, several of them with {@code +} between; roles that are not named are recognised from the
 *     columns
 * @param labels what the labels of a winner column mean, beside those that are known
 * @param format the format of every file, or empty to take it from content and name of each
 * @param skipBadRows whether a row that cannot be counted is written to the rejected rows rather than refused
 * @param allowRepeats whether a file that is named twice, or two files of the same content, are counted twice
 * @param keepOrder whether it is kept which option was shown first or at home: that of the first role's column
 * @param covariates numbers that may sway judgements
 * @param decay how judgements lose weight as they age, if they do
 * @param keepCounts whether counts of pairs are kept as rows that can be read again
 * @param databases those that inputs name, each with what is asked of it
 * @param hashed whether the SHA-256 of a single file is told; of several it always is, which finds what is there twice
 */
public record ReadOptions(
        Map<Role, String> columns,
        List<LabelRule> labels,
        Optional<Format> format,
        boolean skipBadRows,
        boolean allowRepeats,
        boolean keepOrder,
        List<Covariate> covariates,
        Optional<Decay> decay,
        boolean keepCounts,
        List<Database> databases,
        boolean hashed) {

    public ReadOptions {
        columns = Map.copyOf(columns);
        labels = List.copyOf(labels);
        covariates = List.copyOf(covariates);
        databases = List.copyOf(databases);
    }

    /** Everything recognised, every bad row refused. */
    public static ReadOptions defaults() {
        return new ReadOptions(
                Map.of(),
                List.of(),
                Optional.empty(),
                false,
                false,
                false,
                List.of(),
                Optional.empty(),
                false,
                List.of(),
                true);
    }

    /** These options, with {@code column} in the given role. */
    public ReadOptions withColumn(Role role, String column) {
        Map<Role, String> extended = new EnumMap<>(Role.class);
        extended.putAll(columns);
        extended.put(role, column);
        return changed(but -> but.columns = extended);
    }

    /** These options, with one label's meaning more. */
    public ReadOptions withLabel(LabelRule rule) {
        return changed(but -> but.labels = extended(labels, rule));
    }

    /** These options, with every file read as the given format. */
    public ReadOptions withFormat(Format named) {
        return changed(but -> but.format = Optional.of(named));
    }

    /** These options, with bad rows collected instead of refused. */
    public ReadOptions skippingBadRows() {
        return changed(but -> but.skipBadRows = true);
    }

    /** These options, with content that is there twice counted twice. */
    public ReadOptions allowingRepeats() {
        return changed(but -> but.allowRepeats = true);
    }

    /** These options, with the order kept in which options were shown. */
    public ReadOptions keepingOrder() {
        return changed(but -> but.keepOrder = true);
    }

    /** These options, with one covariate more. */
    public ReadOptions withCovariate(Covariate covariate) {
        return changed(but -> but.covariates = extended(covariates, covariate));
    }

    /** These options, with judgements that lose weight as they age. */
    public ReadOptions withDecay(Decay ageing) {
        return changed(but -> but.decay = Optional.of(ageing));
    }

    /** These options, with counts kept as rows. */
    public ReadOptions keepingCounts() {
        return changed(but -> but.keepCounts = true);
    }

    /** These options, with databases that inputs name. */
    public ReadOptions withDatabases(List<Database> named) {
        return changed(but -> but.databases = named);
    }

    /** These options, for a result that is not kept: hashing is a third of what reading text takes. */
    public ReadOptions unhashed() {
        return changed(but -> but.hashed = false);
    }

    /** What of this tells how columns and labels are understood. */
    public Told told() {
        return new Told(columns, labels, keepOrder, covariates, decay);
    }

    private static <T> List<T> extended(List<T> list, T one) {
        List<T> more = new ArrayList<>(list);
        more.add(one);
        return more;
    }

    private ReadOptions changed(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return copy.options();
    }

    /** These options while one of them is changed. */
    private static final class Copy {
        private Map<Role, String> columns;
        private List<LabelRule> labels;
        private Optional<Format> format;
        private boolean skipBadRows;
        private boolean allowRepeats;
        private boolean keepOrder;
        private List<Covariate> covariates;
        private Optional<Decay> decay;
        private boolean keepCounts;
        private List<Database> databases;
        private boolean hashed;

        Copy(ReadOptions of) {
            columns = of.columns;
            labels = of.labels;
            format = of.format;
            skipBadRows = of.skipBadRows;
            allowRepeats = of.allowRepeats;
            keepOrder = of.keepOrder;
            covariates = of.covariates;
            decay = of.decay;
            keepCounts = of.keepCounts;
            databases = of.databases;
            hashed = of.hashed;
        }

        ReadOptions options() {
            return new ReadOptions(
                    columns,
                    labels,
                    format,
                    skipBadRows,
                    allowRepeats,
                    keepOrder,
                    covariates,
                    decay,
                    keepCounts,
                    databases,
                    hashed);
        }
    }
}
