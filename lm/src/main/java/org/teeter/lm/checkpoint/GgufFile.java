package org.teeter.lm.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.teeter.lm.model.DecoderConfig;
import org.teeter.lm.tensor.Placement;
import org.teeter.lm.tensor.Torch;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tensors of a GGUF file under Hugging Face's names, mapped into memory and unpacked one by one. The rows of Llama's and Mistral's
 * queries and keys, which llama.cpp stores with the two numbers that a rotary position turns side by side, are put back half by half.
 */
final class GgufFile implements TensorFile {
    /** The frequencies' divisors, of which {@link GgufConfig} makes settings. */
    static final String DIVISORS = "rope_freqs.weight";

    private static final int AT_ONCE = 1 << 18; // numbers, a multiple of every block
    private static final Pattern IN_LAYER = Pattern.compile("blk\\.(0|[1-9]\\d{0,8})\\.(\\w+)\\.(weight|bias)");
    private static final Map<String, String> OUTSIDE = Map.of(
            "token_embd.weight", "model.embed_tokens.weight",
            "output_norm.weight", "model.norm.weight",
            "output.weight", "lm_head.weight");
    private static final Map<String, String> INSIDE = Map.ofEntries(
            Map.entry("attn_norm", "input_layernorm"),
            Map.entry("attn_q", "self_attn.q_proj"),
            Map.entry("attn_k", "self_attn.k_proj"),
            Map.entry("attn_v", "self_attn.v_proj"),
            Map.entry("attn_q_norm", "self_attn.q_norm"),
            Map.entry("attn_k_norm", "self_attn.k_norm"),
            Map.entry("attn_output", "self_attn.o_proj"),
            Map.entry("ffn_norm", "post_attention_layernorm"),
            Map.entry("ffn_gate", "mlp.gate_proj"),
            Map.entry("ffn_up", "mlp.up_proj"),
            Map.entry("ffn_down", "mlp.down_proj"));

    private final GgufHeader header;
    private final Map<String, GgufHeader.Entry> entries = new LinkedHashMap<>();
    private final DecoderConfig shape;
    private final boolean interleaved;
    private final Tensor bytes;
    private boolean closed;

    private GgufFile(GgufHeader header, Tensor bytes, DecoderConfig shape, boolean interleaved) {
        this.header = header;
        this.bytes = bytes;
        this.shape = shape;
        this.interleaved = interleaved;
        header.entries().forEach((name, entry) -> {
            if (!name.equals(DIVISORS)) {
                entries.put(ourName(header, name), entry);
            }
        });
    }

    /** Maps a file whose header has been checked. */
    static GgufFile open(GgufHeader header) {
        ObjectNode json = GgufConfig.of(header);
        DecoderConfig shape = ConfigFile.of(json, header.file()).decoder();
        header.entries().keySet().forEach(name -> ourName(header, name)); // before memory is mapped
        Torch.start();
        try (PointerScope scope = new PointerScope()) {
            Tensor bytes = torch.from_file(
                    header.file().toString(),
                    new BoolOptional(false),
                    new LongOptional(header.size()),
                    Placement.CPU.options(torch.ScalarType.Byte));
            bytes.retainReference();
            return new GgufFile(header, bytes, shape, !Architecture.of(shape).isQwen());
        }
    }

    private static String ourName(GgufHeader header, String name) {
        String outside = OUTSIDE.get(name);
        if (outside != null || name.equals(DIVISORS)) {
            return Objects.requireNonNullElse(outside, name);
        }
        Matcher inLayer = IN_LAYER.matcher(name);
        String inside = inLayer.matches() ? INSIDE.get(inLayer.group(2)) : null;
        if (inside == null) {
            throw new CheckpointException(header.file() + " has a tensor " + name
                    + " that no supported model has; it would be ignored silently");
        }
        return "model.layers." + inLayer.group(1) + "." + inside + "." + inLayer.group(3);
    }

    @Override
    public Path path() {
        return header.file();
    }

    @Override
    public Set<String> names() {
        return entries.keySet();
    }

    private GgufHeader.Entry entry(String name) {
        GgufHeader.Entry entry = entries.get(name);
        if (entry == null) {
            throw new CheckpointException(header.file() + " has no tensor " + name);
        }
        return entry;
    }

    @Override
    public List<Long> shape(String name) {
        return entry(name).shape();
    }

    @Override
    public String type(String name) {
        return entry(name).type().name();
    }

    @Override
    public boolean isFloating(String name) {
        return true;
    }

    @Override
    public Tensor tensor(String name) {
        GgufHeader.Entry entry = entry(name);
        long[] dimensions = entry.shapeArray();
        Tensor stored = entry.type().isPlain() ? plain(entry) : unpacked(entry);
        boolean queries = name.endsWith("q_proj.weight");
        if (!interleaved || !(queries || name.endsWith("k_proj.weight"))) {
            return stored.view(dimensions);
        }
        long heads = queries ? shape.heads() : shape.keyValueHeads();
        return stored.view(new long[] {heads, dimensions[0] / heads / 2, 2, dimensions[1]}) // (H, d/2, 2, D)
                .transpose(1, 2)
                .reshape(dimensions); // (H d, D)
    }

    private Tensor plain(GgufHeader.Entry entry) {
        Tensor raw = bytes.narrow(0, entry.at(), entry.bytes());
        boolean aligned = entry.at() % entry.type().blockBytes() == 0;
        return (aligned ? raw : raw.clone()).view(entry.type().scalar());
    }

    private Tensor unpacked(GgufHeader.Entry entry) {
        GgmlType type = entry.type();
        long count = entry.bytes() / type.blockBytes() * type.blockLength();
        Tensor numbers = torch.empty(count);
        float[] some = new float[(int) Math.min(AT_ONCE, count)];
        for (long done = 0; done < count; done += some.length) {
            int next = (int) Math.min(some.length, count - done);
            try (PointerScope scope = new PointerScope()) {
                long from = entry.at() + done / type.blockLength() * type.blockBytes();
                ByteBuffer in = bytes.narrow(0, from, next / type.blockLength() * (long) type.blockBytes())
                        .createBuffer();
                type.unpack(in.order(ByteOrder.LITTLE_ENDIAN), next, some);
                FloatBuffer out = numbers.narrow(0, done, next).createBuffer();
                out.put(some, 0, next);
            }
        }
        return numbers;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            bytes.close();
        }
    }
}
