package org.teeter.lab.cli;

import org.jspecify.annotations.Nullable;
import org.teeter.cli.UsageException;
import org.teeter.lm.tensor.Placement;

/** What {@code --device} names. */
final class Devices {

    private Devices() {}

    /**
     * The named device with its usual type, single precision on the processor and brain floats on CUDA; the best there is where none is
     * named.
     */
    static Placement placement(@Nullable String device) {
        Placement best = Placement.best();
        if (device == null) {
            return best;
        }
        Placement named =
                Choices.checked(() -> device.equals("cpu") ? Placement.CPU : new Placement(device, best.type()));
        if (!device.equals("cpu") && best.equals(Placement.CPU)) {
            throw new UsageException(
                    "--device " + device + " needs a CUDA device, and the library sees none; leave it out"
                            + " for the processor, or see that TEETER_PROFILE=gpu and LD_LIBRARY_PATH are set");
        }
        return named;
    }
}
