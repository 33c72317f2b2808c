package org.teeter.lm.tensor;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.openblas.global.openblas_full;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The native library, loaded when this class is.
 *
 * <p>LibTorch and the OpenBLAS beneath it keep separate thread pools, and one step costs ten times as much when both fan out over few
 * cores; so both get one thread, and work is spread over runs instead. It also makes every result the same bits, whatever the
 * number of workers.
 */
public final class Torch {
    /** What the libraries for a processor take once they are unpacked (LibTorch 2.10, Linux: 468), rounded up. */
    private static final int UNPACKED_MB = 500;

    private static final Pattern MISSING_PART = Pattern.compile("([^\\s:/]+): cannot open shared object file");

    private static final String MOST_MEMORY = "org.bytedeco.javacpp.maxphysicalbytes";

    static {
        load();
    }

    private Torch() {}

    /**
     * One process at a time. The loader unpacks each library under a lock, but opens one as soon as it is there itself, with the
     * libraries that it names still being written by another process: opening half a library kills the whole virtual machine.
     */
    private static void load() {
        // Else the binding counts the pages of mapped files as memory in use, and gives up where there is plenty; what
        // has to be
        // bounded, the operating system bounds.
        if (System.getProperty(MOST_MEMORY) == null) {
            System.setProperty(MOST_MEMORY, "0");
        }
        File folder = new File(System.getProperty("org.bytedeco.javacpp.cachedir", "?"));
        try {
            folder = Loader.getCacheDir();
            try (FileChannel file = FileChannel.open(folder.toPath().resolve("teeter.lock"), CREATE, WRITE);
                    FileLock lock = file.lock()) {
                openblas_full.openblas_set_num_threads(1);
                torch.set_num_threads(1);
            }
        } catch (IOException | LinkageError e) {
            throw unloadable(folder, e);
        }
    }

    /** The loader says that it did not find its library; why not, if anything, its cause says: no space, no permission, a missing part. */
    private static LinkageError unloadable(File folder, Throwable failure) {
        Throwable cause = failure.getCause() instanceof UnsatisfiedLinkError deeper ? deeper : failure;
        String reason = String.valueOf(cause.getMessage());
        Matcher missing = MISSING_PART.matcher(reason);
        int path = reason.indexOf(" in java.library.path");
        String message = missing.find()
                ? "LibTorch needs " + missing.group(1)
                        + ", which is not found; if these are the natives for CUDA, name the folders of its libraries in LD_LIBRARY_PATH"
                : "LibTorch must be unpacked to a folder and loaded from there, but "
                        + (path < 0 ? reason : reason.substring(0, path)) + "; the folder, " + folder + ", has "
                        + folder.getUsableSpace() / 1_000_000 + " MB free, needs " + UNPACKED_MB
                        + ", and must be one that programs may be run from; TEETER_NATIVES=FOLDER before the command names another";
        return (LinkageError) new UnsatisfiedLinkError(message).initCause(failure);
    }

    /** Loads the library, if nothing has yet. */
    public static void start() {
        // the static block has done it
    }

    /** A generator of its own for a run: the library's global one is shared by all threads. */
    public static GeneratorOptional generator(long seed) {
        Generator generator = torch.createCPUGenerator(seed);
        return new GeneratorOptional(generator);
    }

    /** Whole numbers, by rows: (rows, columns), type long. */
    public static Tensor ids(long[][] rows) {
        int width = rows.length == 0 ? 0 : rows[0].length;
        long[] flat = new long[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != width) {
                throw new IllegalArgumentException(
                        "rows must be equally long, but row " + i + " has " + rows[i].length + " of " + width);
            }
            System.arraycopy(rows[i], 0, flat, i * width, width);
        }
        return Tensor.create(flat, rows.length, width);
    }

    /** Whole numbers of any shape, on the placement's device. */
    public static Tensor longs(long[] flat, Placement placement, long... shape) {
        Tensor here = Tensor.create(flat, shape);
        return here.to(placement.options(ScalarType.Long), false, false, new MemoryFormatOptional());
    }

    /** The whole numbers of a tensor, row by row, wherever it is. */
    public static long[] toLongs(Tensor tensor) {
        try (PointerScope scope = new PointerScope()) {
            Tensor here = tensor.to(new Device("cpu"), ScalarType.Long).contiguous();
            long[] values = new long[Math.toIntExact(here.numel())];
            here.data_ptr_long().get(values);
            return values;
        }
    }

    /** The numbers of a tensor in double precision, row by row, wherever it is. */
    public static double[] toDoubles(Tensor tensor) {
        try (PointerScope scope = new PointerScope()) {
            Tensor here =
                    tensor.detach().to(new Device("cpu"), ScalarType.Double).contiguous();
            double[] values = new double[Math.toIntExact(here.numel())];
            here.data_ptr_double().get(values);
            return values;
        }
    }

    /**
     * What a computation returns, with everything else that it made on the way freed at once and not when the scope around it ends.
     * What a later backward pass needs stays alive by itself.
     */
    public static Tensor tidy(Supplier<Tensor> computation) {
        return tidyAll(() -> List.of(computation.get())).get(0);
    }

    /** The same for a computation that returns several. */
    public static List<Tensor> tidyAll(Supplier<List<Tensor>> computation) {
        PointerScope around = PointerScope.getInnerScope();
        try (PointerScope scope = new PointerScope()) {
            List<Tensor> results = computation.get();
            for (Tensor result : results) {
                if (around == null) {
                    result.retainReference();
                } else {
                    around.attach(result);
                }
            }
            return results;
        }
    }
}
