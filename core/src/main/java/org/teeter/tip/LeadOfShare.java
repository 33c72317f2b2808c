package org.teeter.tip;

import java.util.Optional;
import org.teeter.audit.Sources;
import org.teeter.data.Judgements;
import org.teeter.evidence.Flow;
import org.teeter.evidence.Network;
import org.teeter.fit.Fit;
import org.teeter.model.BradleyTerry;
import org.teeter.model.Hold;

/** The lead of a fit of pairs as one share moves; each fit starts from the one before. */
final class LeadOfShare<D extends Judgements<D>> implements Lead {
    private final Shares<D> shares;
    private final Sources sources;
    private final int i;
    private final int j;
    private final int e;
    private final double threshold;
    private Fit<D> last;

    LeadOfShare(Shares<D> shares, Sources sources, int i, int j, int e, double threshold) {
        this.shares = shares;
        this.sources = sources;
        this.i = i;
        this.j = j;
        this.e = e;
        this.threshold = threshold;
        this.last = shares.fit();
    }

    @Override
    public double y() {
        return shares.y(e);
    }

    @Override
    public double low() {
        return shares.low(e);
    }

    @Override
    public double high() {
        return shares.high(e);
    }

    @Override
    public Knowledge knowledge() {
        if (!last.extras().isEmpty()
                || !shares.isConcave()
                || last.prior().hold() == Hold.INFORMATION
                || last.prior().regression().isPresent()) {
            return Knowledge.NONE;
        }
        return last.model() instanceof BradleyTerry ? Knowledge.CURVATURE : Knowledge.SLOPE;
    }

    @Override
    public Optional<Point> at(double y) {
        Optional<Fit<D>> fit = y == y() ? Optional.of(shares.fit()) : shares.fitWith(e, y, last);
        return fit.map(found -> {
            last = found;
            return point(y, found);
        });
    }

    private Point point(double y, Fit<D> found) {
        int a = sources.first(e);
        int b = sources.second(e);
        double lead = found.scores().difference(i, j) - threshold;
        double own = found.scores().difference(a, b);
        if (knowledge() == Knowledge.NONE) {
            return new Point(y, lead, own, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        Network network = Network.of(found);
        Flow source = network.flow(a, b);
        double[] pull = new double[found.graph().size()];
        Sources.of(found).pull(e, pull);
        return new Point(
                y,
                lead,
                own,
                pull[a] * source.resistance(),
                source.voltage(i, j),
                source.resistance(),
                network.flow(i, j).resistance());
    }
}
