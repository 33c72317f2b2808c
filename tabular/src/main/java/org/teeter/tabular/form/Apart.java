package org.teeter.tabular.form;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.meaning.Decay;
import org.teeter.tabular.meaning.Numbers;
import org.teeter.tabular.meaning.TimeNotation;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.Row;
import org.teeter.tabular.tally.Contexts;
import org.teeter.tabular.tally.FileTally;

/** Reads under what a pair was judged, where a person asked to keep that apart: group, rater, time, and which option was shown first. */
final class Apart {
    private final Contexts contexts;
    private final FileTally tally;
    private final List<String> columns;
    private final int group;
    private final int rater;
    private final int neutral;
    private final boolean order;
    private final List<String>
            conditions; // names of the covariates, and home where there are any and the order is kept
    private final int[] towardsFirst; // slots, of each covariate
    private final int[] towardsSecond; // slots, -1 for none
    private final Optional<Decay> decay;
    private final int time;
    private final NameFields groups;
    private final NameFields raters;

    Apart(Layout layout, Sink into) {
        List<Role> apart = layout.apart();
        this.contexts = into.contexts();
        this.tally = into.tally();
        this.columns = layout.slotNames();
        this.group = apart.contains(Role.GROUP) ? layout.slot(Role.GROUP) : -1;
        this.rater = apart.contains(Role.RATER) ? layout.slot(Role.RATER) : -1;
        this.neutral = apart.contains(Role.NEUTRAL) ? layout.slot(Role.NEUTRAL) : -1;
        this.order = layout.keepsOrder();
        List<Covariate> covariates =
                apart.contains(Role.COVARIATE) ? layout.told().covariates() : List.of();
        this.conditions = Stream.concat(
                        covariates.stream().map(Covariate::name),
                        order && !covariates.isEmpty() ? Stream.of("home") : Stream.empty())
                .toList();
        this.towardsFirst = new int[covariates.size()];
        this.towardsSecond = new int[covariates.size()];
        int slot = conditions.isEmpty() ? 0 : layout.slot(Role.COVARIATE);
        for (int k = 0; k < towardsFirst.length; k++) {
            boolean difference = covariates.get(k).columns(layout.of()).size() > 1;
            towardsFirst[k] = slot++;
            towardsSecond[k] = difference ? slot++ : -1;
        }
        this.decay = layout.told().decay();
        this.time = apart.contains(Role.TIME) ? layout.slot(Role.TIME) : -1;
        this.groups = new NameFields(columns, contexts.groups(), name -> {});
        this.raters = new NameFields(columns, contexts.raters(), name -> {});
    }

    boolean isAsked() {
        return group >= 0 || rater >= 0 || order || time >= 0 || hasCovariates();
    }

    boolean hasCovariates() {
        return !conditions.isEmpty();
    }

    /** Whether a slot is that of a covariate. */
    boolean isCovariate(int slot) {
        return hasCovariates() && slot >= towardsFirst[0];
    }

    boolean has(int slot) {
        return slot == group || slot == rater || slot == neutral || slot == time;
    }

    /** Tells the tally under what the judgements of a row were made. */
    void read(Row row) throws BadRow {
        if (time >= 0) {
            TimeNotation.Read when = Numbers.time(columns.get(time), row, time);
            tally.during(decay.orElseThrow().period(when.second()), when.notation());
        }
        boolean apart = neutral >= 0 && Numbers.yes(columns.get(neutral), row, neutral);
        if (hasCovariates()) {
            double[] values = new double[conditions.size()];
            values[values.length - 1] = order && !apart ? 1 : 0; // of home, where that is the last
            for (int k = 0; k < towardsFirst.length; k++) {
                values[k] = Numbers.value(columns.get(towardsFirst[k]), row, towardsFirst[k]);
                if (towardsSecond[k] >= 0) {
                    values[k] -= Numbers.value(columns.get(towardsSecond[k]), row, towardsSecond[k]);
                }
            }
            tally.under(conditions, values);
        }
        at(group < 0 ? -1 : groups.name(row, group), rater < 0 ? -1 : raters.name(row, rater), apart);
    }

    int code(int slot, String text) throws BadRow {
        if (slot == time) {
            throw new BadRow("times, which are nearly all different");
        }
        return slot == neutral
                ? Numbers.yes(columns.get(slot), text) ? 1 : 0
                : slot == group ? groups.name(slot, text) : raters.name(slot, text);
    }

    /** The same of a row that is given by its codes. */
    void read(int... codes) {
        at(group < 0 ? -1 : codes[group], rater < 0 ? -1 : codes[rater], neutral >= 0 && codes[neutral] == 1);
    }

    private void at(int g, int r, boolean isNeutral) {
        boolean context = group >= 0 || rater >= 0;
        int number =
                context ? contexts.number(g < 0 ? -1 : NameFields.number(g), r < 0 ? -1 : NameFields.number(r)) : -1;
        tally.at(number, order && !isNeutral);
    }
}
