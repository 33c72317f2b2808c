package org.teeter.lm.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.teeter.lm.model.Decoder;
import org.teeter.lm.model.DecoderConfig;

/** Writes GGUF files as llama.cpp's converter does. */
public final class GgufWriter {
    private static final Map<GgmlType, Integer> NUMBERS = Map.ofEntries(
            Map.entry(GgmlType.F32, 0),
            Map.entry(GgmlType.F16, 1),
            Map.entry(GgmlType.Q4_0, 2),
            Map.entry(GgmlType.Q4_1, 3),
            Map.entry(GgmlType.Q5_0, 6),
            Map.entry(GgmlType.Q5_1, 7),
            Map.entry(GgmlType.Q8_0, 8),
            Map.entry(GgmlType.Q4_K, 12),
            Map.entry(GgmlType.Q5_K, 13),
            Map.entry(GgmlType.Q6_K, 14),
            Map.entry(GgmlType.BF16, 30));

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("model.embed_tokens", "token_embd"),
            Map.entry("model.norm", "output_norm"),
            Map.entry("lm_head", "output"),
            Map.entry("input_layernorm", "attn_norm"),
            Map.entry("self_attn.q_proj", "attn_q"),
            Map.entry("self_attn.k_proj", "attn_k"),
            Map.entry("self_attn.v_proj", "attn_v"),
            Map.entry("self_attn.q_norm", "attn_q_norm"),
            Map.entry("self_attn.k_norm", "attn_k_norm"),
            Map.entry("self_attn.o_proj", "attn_output"),
            Map.entry("post_attention_layernorm", "ffn_norm"),
            Map.entry("mlp.gate_proj", "ffn_gate"),
            Map.entry("mlp.up_proj", "ffn_up"),
            Map.entry("mlp.down_proj", "ffn_down"));

    /** A tensor to be; shape with rows first. */
    record Stored(int type, List<Long> shape, long offset) {}

    private final Map<String, Object> metadata = new LinkedHashMap<>();
    private final Map<String, Stored> tensors = new LinkedHashMap<>();
    private final Map<String, byte[]> data = new LinkedHashMap<>();
    int version = 3;
    private long next;

    /** A model's configuration and weights in single precision, under an architecture's name. */
    public static GgufWriter of(Decoder decoder, String architecture) {
        GgufWriter file = new GgufWriter().put("general.architecture", architecture);
        DecoderConfig shape = decoder.config();
        file.put(architecture + ".block_count", shape.layers())
                .put(architecture + ".context_length", shape.maxPositions())
                .put(architecture + ".embedding_length", shape.hidden())
                .put(architecture + ".feed_forward_length", shape.intermediate())
                .put(architecture + ".attention.head_count", shape.heads())
                .put(architecture + ".attention.head_count_kv", shape.keyValueHeads())
                .put(architecture + ".attention.layer_norm_rms_epsilon", (float) shape.normEpsilon())
                .put(architecture + ".rope.freq_base", (float) shape.rope().theta())
                .put(architecture + ".rope.dimension_count", shape.headDim())
                .put(architecture + ".attention.key_length", shape.headDim());
        shape.slidingWindow().ifPresent(window -> file.put(architecture + ".attention.sliding_window", window));
        boolean turned = !architecture.startsWith("qwen");
        try (PointerScope scope = new PointerScope()) {
            decoder.parameters().shapes().forEach((name, dimensions) -> {
                float[] numbers = numbers(decoder.parameters().get(name));
                if (turned && name.endsWith("q_proj.weight")) {
                    numbers = sideBySide(numbers, shape.heads(), dimensions);
                } else if (turned && name.endsWith("k_proj.weight")) {
                    numbers = sideBySide(numbers, shape.keyValueHeads(), dimensions);
                }
                file.tensor(theirName(name), GgmlType.F32, dimensions, bytes(numbers));
            });
        }
        return file;
    }

    static float[] numbers(Tensor tensor) {
        float[] numbers = new float[(int) tensor.numel()];
        tensor.contiguous().data_ptr_float().get(numbers);
        return numbers;
    }

    static String theirName(String name) {
        String weight = name.substring(name.lastIndexOf('.'));
        String part = name.substring(0, name.lastIndexOf('.'));
        String layer = "";
        if (part.startsWith("model.layers.")) {
            String rest = part.substring("model.layers.".length());
            layer = "blk." + rest.substring(0, rest.indexOf('.') + 1);
            part = rest.substring(rest.indexOf('.') + 1);
        }
        return layer + NAMES.get(part) + weight;
    }

    /** The rows that one position turns together, which Hugging Face has half a head apart. */
    static float[] sideBySide(float[] rows, int heads, long[] shape) {
        int columns = (int) shape[1];
        int half = (int) shape[0] / heads / 2;
        float[] turned = new float[rows.length];
        for (int head = 0; head < heads; head++) {
            for (int i = 0; i < half; i++) {
                for (int second = 0; second < 2; second++) {
                    int from = (head * 2 + second) * half + i;
                    int to = (head * half + i) * 2 + second;
                    System.arraycopy(rows, from * columns, turned, to * columns, columns);
                }
            }
        }
        return turned;
    }

    static byte[] bytes(float[] numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float number : numbers) {
            bytes.putFloat(number);
        }
        return bytes.array();
    }

    /** A value: a text, a number, true or false, a list of texts, or an array of numbers. */
    public GgufWriter put(String key, Object value) {
        metadata.put(key, value);
        return this;
    }

    GgufWriter tensor(String name, GgmlType type, long[] shape, byte[] bytes) {
        return tensor(name, Objects.requireNonNull(NUMBERS.get(type)), shape, next, bytes);
    }

    GgufWriter tensor(String name, int type, long[] shape, long offset, byte[] bytes) {
        tensors.put(name, new Stored(type, Arrays.stream(shape).boxed().toList(), offset));
        data.put(name, bytes);
        next = (offset + bytes.length + 31) / 32 * 32;
        return this;
    }

    /** Another type and other bytes for a tensor that is there. */
    void replaced(String name, GgmlType type, byte[] bytes) {
        Map<String, Stored> before = new LinkedHashMap<>(tensors);
        Map<String, byte[]> packed = new LinkedHashMap<>(data);
        packed.put(name, bytes);
        next = 0;
        before.forEach((each, stored) -> tensor(
                each,
                each.equals(name) ? Objects.requireNonNull(NUMBERS.get(type)) : stored.type(),
                stored.shape().stream().mapToLong(Long::longValue).toArray(),
                next,
                Objects.requireNonNull(packed.get(each))));
    }

    public Path write(Path file) throws IOException {
        return Files.write(file, bytes());
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(u32(version));
        out.writeBytes(u64(tensors.size()));
        out.writeBytes(u64(metadata.size()));
        metadata.forEach((key, value) -> {
            out.writeBytes(text(key));
            value(out, value);
        });
        tensors.forEach((name, tensor) -> {
            out.writeBytes(text(name));
            out.writeBytes(u32(tensor.shape().size()));
            for (int i = tensor.shape().size() - 1; i >= 0; i--) {
                out.writeBytes(u64(tensor.shape().get(i)));
            }
            out.writeBytes(u32(tensor.type()));
            out.writeBytes(u64(tensor.offset()));
        });
        data.values().forEach(bytes -> {
            out.writeBytes(new byte[(32 - out.size() % 32) % 32]);
            out.writeBytes(bytes);
        });
        return out.toByteArray();
    }

    private static void value(ByteArrayOutputStream out, Object value) {
        if (value instanceof String text) {
            out.writeBytes(u32(8));
            out.writeBytes(text(text));
        } else if (value instanceof Integer number) {
            out.writeBytes(u32(4));
            out.writeBytes(u32(number));
        } else if (value instanceof Float number) {
            out.writeBytes(u32(6));
            out.writeBytes(u32(Float.floatToRawIntBits(number)));
        } else if (value instanceof Boolean flag) {
            out.writeBytes(u32(7));
            out.write(flag ? 1 : 0);
        } else if (value instanceof List<?> texts) {
            out.writeBytes(u32(9));
            out.writeBytes(u32(8));
            out.writeBytes(u64(texts.size()));
            texts.forEach(text -> out.writeBytes(text(text.toString())));
        } else if (value instanceof int[] numbers) {
            out.writeBytes(u32(9));
            out.writeBytes(u32(5));
            out.writeBytes(u64(numbers.length));
            for (int number : numbers) {
                out.writeBytes(u32(number));
            }
        } else if (value instanceof float[] numbers) {
            out.writeBytes(u32(9));
            out.writeBytes(u32(6));
            out.writeBytes(u64(numbers.length));
            out.writeBytes(bytes(numbers));
        } else {
            out.writeBytes((byte[]) value); // what a test makes itself
        }
    }

    static byte[] text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + utf8.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(utf8.length)
                .put(utf8)
                .array();
    }

    static byte[] u32(int number) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(number)
                .array();
    }

    static byte[] u64(long number) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(number)
                .array();
    }

    /** The tokenizer of a model with sixteen ids or more: bytes of a few letters. */
    public GgufWriter words() {
        return put("tokenizer.ggml.model", "gpt2")
                .put("tokenizer.ggml.pre", "smollm")
                .put(
                        "tokenizer.ggml.tokens",
                        List.of(
                                "<unk>", "<s>", "</s>", "a", "b", "c", "d", "o", "g", "t", "Ġ", "Ċ", "do", "Ġdo", "at",
                                "1"))
                .put("tokenizer.ggml.token_type", new int[] {3, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1})
                .put("tokenizer.ggml.merges", List.of("d o", "Ġ do", "a t"))
                .put("tokenizer.ggml.bos_token_id", 1)
                .put("tokenizer.ggml.eos_token_id", 2)
                .put("tokenizer.ggml.unknown_token_id", 0)
                .put(
                        "tokenizer.chat_template",
                        "{% for m in messages %}{{ bos_token + m['content'] + '\n' }}{% endfor %}"
                                + "{% if add_generation_prompt %}{{ 'a' }}{% endif %}");
    }
}
