package org.teeter.lm.loss;

import static org.teeter.lm.loss.LossParameter.BETA;
import static org.teeter.lm.loss.LossParameter.IMITATION;
import static org.teeter.lm.loss.LossParameter.MARGIN;
import static org.teeter.lm.loss.LossParameter.SMOOTHING;

import java.util.AbstractList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What losses are called, in every command, file and page, and what each name stands for: said here and nowhere else. */
@SuppressWarnings("ImmutableEnumChecker") // the maps are Map.of, and the functions have no state
public enum LossName {
    DPO(Map.of(BETA, 0.1), p -> new Dpo(p.get(BETA))),
    CDPO(Map.of(BETA, 0.1, SMOOTHING, Double.NaN), p -> new ConservativeDpo(p.get(BETA), p.get(SMOOTHING))),
    RDPO(Map.of(BETA, 0.1, SMOOTHING, Double.NaN), p -> new RobustDpo(p.get(BETA), p.get(SMOOTHING))),
    /** Per token, as TRL's of this name. */
    IPO(Map.of(BETA, 0.1), p -> new Ipo(p.get(BETA), true)),
    /** On sums over tokens, as the paper that proposes it. */
    IPO_SUM(Map.of(BETA, 0.1), p -> new Ipo(p.get(BETA), false)),
    HINGE(Map.of(BETA, 0.1), p -> new Hinge(p.get(BETA))),
    CPO(
            Map.of(BETA, 0.1, SMOOTHING, 0.0, IMITATION, 1.0),
            p -> new Cpo(p.get(BETA), p.get(SMOOTHING), p.get(IMITATION))),
    SIMPO(Map.of(BETA, 2.0, MARGIN, 0.5), p -> new SimPo(p.get(BETA), p.get(MARGIN))),
    ORPO(Map.of(BETA, 0.1), p -> new Orpo(p.get(BETA))),
    PL(Map.of(BETA, 0.1), p -> new PlackettLuceDpo(p.get(BETA))),
    PRO(Map.of(IMITATION, 0.05), p -> new Pro(p.get(IMITATION))),
    /** Of single judgements, {@link Kto}: no loss on ordered answers. */
    KTO(Map.of(BETA, 0.1)),
    /** Imitation of the preferred answers: no loss on ordered answers either. */
    SFT(Map.of());

    /** All names, in the order in which they are listed. */
    public static final List<LossName> ALL = List.of(values());

    private final Map<LossParameter, Double> usual;
    private final Optional<Function<Settings, PreferenceLoss>> made;

    LossName(Map<LossParameter, Double> usual, Function<Settings, PreferenceLoss> made) {
        this.usual = usual;
        this.made = Optional.of(made);
    }

    LossName(Map<LossParameter, Double> usual) {
        this.usual = usual;
        this.made = Optional.empty();
    }

    /** All that a loss takes. */
    private record Settings(Map<LossParameter, Double> numbers) {
        double get(LossParameter parameter) {
            return numbers.getOrDefault(parameter, Double.NaN);
        }
    }

    /** What it takes, with the usual values; NaN where there is none and it must be given. */
    public Map<LossParameter, Double> usual() {
        return usual;
    }

    /**
     * The loss on ordered answers of this name, with the usual values where none are given; what it does not take is left alone. Empty
     * for {@link #KTO} and {@link #SFT}.
     *
     * @throws IllegalArgumentException if a value is outside of its range, or missing
     */
    public Optional<PreferenceLoss> with(Map<LossParameter, Double> given) {
        Map<LossParameter, Double> numbers = new EnumMap<>(LossParameter.class);
        numbers.putAll(usual);
        numbers.putAll(given);
        return made.map(loss -> loss.apply(new Settings(numbers)));
    }

    /** The one that is called so, in letters of any size. */
    public static Optional<LossName> of(String word) {
        String name = word.strip().toLowerCase(Locale.ROOT);
        return ALL.stream().filter(loss -> loss.toString().equals(name)).findFirst();
    }

    /** The names for which something holds, as a list in a sentence. */
    public static String list(Predicate<LossName> which) {
        return ALL.stream().filter(which).map(LossName::toString).collect(Collectors.joining(", "));
    }

    /** Whether it takes more than two answers to a prompt. */
    public boolean ranks() {
        return with(Map.of(SMOOTHING, 0.0)).map(PreferenceLoss::ranks).orElse(false);
    }

    /** Names as a list of words, which command lines complete and help lists. */
    public static class Words extends AbstractList<String> {
        private final List<LossName> names;

        /** Of the losses for which something holds. */
        public Words(Predicate<LossName> which) {
            this.names = ALL.stream().filter(which).toList();
        }

        @Override
        public String get(int index) {
            return names.get(index).toString();
        }

        @Override
        public int size() {
            return names.size();
        }
    }

    /** As it is written: {@code ipo_sum}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
