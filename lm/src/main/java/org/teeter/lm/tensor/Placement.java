package org.teeter.lm.tensor;

import java.util.Locale;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Where numbers live and in which type; chosen when a command runs.
 *
 * @param device {@code cpu}, {@code cuda} or {@code cuda:N}
 * @param type the type of weights and activations; log-probabilities and losses are in at least single precision whatever it is
 */
public record Placement(String device, ScalarType type) {

    /** Single precision on the processor. */
    public static final Placement CPU = new Placement("cpu", ScalarType.Float);

    public Placement {
        if (!device.matches("cpu|cuda(:[0-9]+)?")) {
            throw new IllegalArgumentException("device must be cpu, cuda or cuda:N, got " + device);
        }
    }

    /** The best there is: CUDA in brain floats where the library sees a device, else {@link #CPU}. */
    public static Placement best() {
        Torch.start();
        return torch.cuda_is_available() ? new Placement("cuda", ScalarType.BFloat16) : CPU;
    }

    /** How new tensors are to be made. */
    public TensorOptions options() {
        return options(type);
    }

    /** How new tensors of another type are to be made on the same device. */
    public TensorOptions options(ScalarType other) {
        Torch.start();
        return new TensorOptions().dtype(new ScalarTypeOptional(other)).device(new DeviceOptional(new Device(device)));
    }

    @Override
    public String toString() {
        return device + " " + type.toString().toLowerCase(Locale.ROOT);
    }
}
