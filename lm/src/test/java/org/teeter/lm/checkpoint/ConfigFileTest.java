package org.teeter.lm.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.teeter.lm.model.DecoderConfig;
import org.teeter.lm.model.RopeSettings;
import tools.jackson.databind.node.ObjectNode;

class ConfigFileTest {
    private static final Path FILE = Path.of("config.json");

    private static DecoderConfig decoder(String json) {
        return ConfigFile.of(JsonFile.parse(json.getBytes(StandardCharsets.UTF_8), FILE), FILE)
                .decoder();
    }

    /** The shape of Llama 3.1 in the form of transformers 4. */
    private static final String LLAMA = """
            {"architectures": ["LlamaForCausalLM"], "attention_bias": false, "attention_dropout": 0.0,
             "bos_token_id": 128000, "eos_token_id": [128001, 128008, 128009], "hidden_act": "silu", "hidden_size": 4096,
             "initializer_range": 0.02, "intermediate_size": 14336, "max_position_embeddings": 131072, "mlp_bias": false,
             "model_type": "llama", "num_attention_heads": 32, "num_hidden_layers": 32, "num_key_value_heads": 8,
             "pretraining_tp": 1, "rms_norm_eps": 1e-05,
             "rope_scaling": {"factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0,
              "original_max_position_embeddings": 8192, "rope_type": "llama3"},
             "rope_theta": 500000.0, "tie_word_embeddings": false, "torch_dtype": "bfloat16",
             "transformers_version": "4.43.0", "use_cache": true, "vocab_size": 128256}
            """;

    @Test
    void readsTheFormOfTransformersFour() {
        assertEquals(
                new DecoderConfig(
                        128256,
                        4096,
                        14336,
                        32,
                        32,
                        8,
                        128,
                        1e-5,
                        new RopeSettings(5e5, Optional.of(new RopeSettings.Llama3(8, 1, 4, 8192))),
                        OptionalInt.empty(),
                        false,
                        false,
                        131072),
                decoder(LLAMA));
        DecoderConfig mistral = decoder("""
                {"architectures": ["MistralForCausalLM"], "hidden_act": "silu", "hidden_size": 4096,
                 "intermediate_size": 14336, "max_position_embeddings": 32768, "model_type": "mistral",
                 "num_attention_heads": 32, "num_hidden_layers": 32, "num_key_value_heads": 8, "rms_norm_eps": 1e-05,
                 "rope_theta": 10000.0, "sliding_window": 4096, "tie_word_embeddings": false, "torch_dtype": "bfloat16",
                 "vocab_size": 32000}
                """);
        assertEquals(OptionalInt.of(4096), mistral.slidingWindow());
        assertEquals(new RopeSettings(1e4, Optional.empty()), mistral.rope());
    }

    @ParameterizedTest
    @MethodSource("org.teeter.lm.checkpoint.DecoderParityTest#models")
    void whatIsWrittenInTheOlderFormReadsAsTheNewerOne(String name) throws IOException {
        DecoderConfig newer = ConfigFile.read(
                        DecoderParityTest.FIXTURES.resolve(name).resolve("config.json"))
                .decoder();
        ObjectNode written = ConfigFile.of(newer);
        assertEquals(newer, ConfigFile.of(written, FILE).decoder());
        assertTrue(written.has("rope_theta") && !written.has("rope_parameters"));
    }

    @Test
    void usualValuesAreThoseOfTheArchitecture() {
        String mistral = LLAMA.replace("LlamaFor", "MistralFor").replace("\"llama\"", "\"mistral\"");
        assertEquals(OptionalInt.of(4096), decoder(mistral).slidingWindow());
        assertEquals(
                OptionalInt.empty(),
                decoder(mistral.replace("\"use_cache\": true", "\"sliding_window\": null"))
                        .slidingWindow());
        assertEquals(
                OptionalInt.empty(),
                decoder(LLAMA.replace("\"use_cache\": true", "\"sliding_window\": 4"))
                        .slidingWindow());
    }

    /** As transformers 5.23 reads the same files. */
    @Test
    void whatIsLeftOutOrGivenTwiceIsReadAsTransformersDoes() {
        String mistral = LLAMA.replace("LlamaFor", "MistralFor").replace("\"llama\"", "\"mistral\"");
        String qwen2 = LLAMA.replace("LlamaFor", "Qwen2For").replace("\"llama\"", "\"qwen2\"");
        String heads = "\"num_key_value_heads\": 8,";
        assertEquals(32, decoder(LLAMA.replace(heads, "")).keyValueHeads());
        assertEquals(8, decoder(mistral.replace(heads, "")).keyValueHeads());
        assertEquals(32, decoder(qwen2.replace(heads, "")).keyValueHeads());
        assertEquals(
                Optional.of(new RopeSettings.Llama3(8, 1, 4, 8192)),
                decoder(LLAMA.replace("131072", "8192").replace("\"original_max_position_embeddings\": 8192,", ""))
                        .rope()
                        .stretch());
        String both = LLAMA.replace(
                "\"use_cache\": true", "\"rope_parameters\": {\"rope_type\": \"default\", \"rope_theta\": 77}");
        assertEquals(decoder(LLAMA).rope(), decoder(both).rope());
        assertTrue(decoder(qwen2.replace("\"attention_bias\": false", "\"attention_bias\": true"))
                .attentionBias());
    }

    @Test
    void windowsAreOnTheLayersThatTheFileSays() {
        String qwen2 = LLAMA.replace("LlamaFor", "Qwen2For").replace("\"llama\"", "\"qwen2\"");
        String cache = "\"use_cache\": true";
        String used = "\"use_sliding_window\": true, \"sliding_window\": 5";
        DecoderConfig none = decoder(qwen2.replace(cache, used + ", \"max_window_layers\": 32"));
        assertEquals(OptionalInt.empty(), none.slidingWindow());
        DecoderConfig last = decoder(qwen2.replace(cache, used + ", \"max_window_layers\": 31"));
        assertEquals(OptionalInt.of(5), last.slidingWindow());
        assertEquals(IntStream.range(0, 31).boxed().collect(Collectors.toSet()), last.seeingAll());
        DecoderConfig usual = decoder(qwen2.replace(cache, used));
        assertEquals(IntStream.range(0, 28).boxed().collect(Collectors.toSet()), usual.seeingAll());
        DecoderConfig all = decoder(qwen2.replace(cache, used + ", \"max_window_layers\": 0"));
        assertEquals(Set.of(), all.seeingAll());
        String types = IntStream.range(0, 32)
                .mapToObj(layer -> layer % 4 == 3 ? "\"full_attention\"" : "\"sliding_attention\"")
                .collect(Collectors.joining(", ", ", \"layer_types\": [", "]"));
        assertEquals(
                Set.of(3, 7, 11, 15, 19, 23, 27, 31),
                decoder(qwen2.replace(cache, used + types)).seeingAll());
        assertEquals(
                all.slidingWindow(),
                ConfigFile.of(ConfigFile.of(last), FILE).decoder().slidingWindow());
        assertEquals(last, ConfigFile.of(ConfigFile.of(last), FILE).decoder());
    }

    @Test
    void windowsThatNoCodeWouldApplyAreRefused() {
        String mistral = LLAMA.replace("LlamaFor", "MistralFor").replace("\"llama\"", "\"mistral\"");
        String qwen2 = LLAMA.replace("LlamaFor", "Qwen2For").replace("\"llama\"", "\"qwen2\"");
        String cache = "\"use_cache\": true";
        String two = "\"layer_types\": [\"full_attention\", \"sliding_attention\"]";
        refused(
                qwen2.replace(cache, "\"use_sliding_window\": true, \"sliding_window\": 5, " + two),
                "layer_types must be one for each of the 32 layers, got [\"full_attention\",\"sliding_attention\"]");
        refused(
                qwen2.replace(cache, two),
                "layer_types must all be full_attention for this model, got [\"full_attention\",\"sliding_attention\"]");
        refused(
                mistral.replace(cache, two),
                "layer_types must all be sliding_attention for this model, got [\"full_attention\",\"sliding_attention\"]");
        refused(
                LLAMA.replace(cache, "\"layer_types\": [\"sliding_attention\"]"),
                "layer_types must all be full_attention for this model, got [\"sliding_attention\"]");
    }

    /** The numbers of Qwen2.5's and DeepSeek's cards; what is left out is as transformers has it. */
    @Test
    void stretchedPositions() {
        String yarn =
                "\"rope_scaling\": {\"factor\": 4.0, \"original_max_position_embeddings\": 32768, \"type\": \"yarn\"}";
        String qwen2 = LLAMA.replace("LlamaFor", "Qwen2For")
                .replace("\"llama\"", "\"qwen2\"")
                .replaceAll("\"rope_scaling\": \\{[^}]*\\}", yarn);
        assertEquals(
                Optional.of(new RopeSettings.Yarn(4, 32, 1, 32768, 0.1 * Math.log(4) + 1, true)),
                decoder(qwen2).rope().stretch());
        assertEquals(
                Optional.of(new RopeSettings.Yarn(40, 32, 1, 4096, 1, true)),
                decoder(qwen2.replace(
                                yarn,
                                yarn.replace("4.0", "40")
                                        .replace("32768", "4096, \"mscale\": 1.0, \"mscale_all_dim\": 1.0")))
                        .rope()
                        .stretch());
        assertEquals(
                Optional.of(new RopeSettings.Linear(2.5)),
                decoder(qwen2.replace(yarn, "\"rope_scaling\": {\"factor\": 2.5, \"rope_type\": \"linear\"}"))
                        .rope()
                        .stretch());
    }

    @Test
    void widthOfQwen3sHeadsIsItsOwn() {
        String qwen3 = LLAMA.replace("LlamaFor", "Qwen3For").replace("\"llama\"", "\"qwen3\"");
        assertEquals(
                128,
                decoder(qwen3.replace("\"hidden_size\": 4096", "\"hidden_size\": 1024"))
                        .headDim());
        assertTrue(decoder(qwen3).headNorm());
        refused(
                qwen3.replace("\"attention_bias\": false", "\"attention_bias\": true"),
                "attention_bias is supported for Qwen2 alone, whose bias is on queries, keys and values");
    }

    private static void refused(String json, String reason) {
        CheckpointException e = assertThrows(CheckpointException.class, () -> decoder(json));
        assertEquals("config.json: " + reason, e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"LlamaForCausalLM\" | \"GPT2LMHeadModel\" | architectures must be one of LlamaForCausalLM, MistralForCausalLM,"
                        + " Qwen2ForCausalLM, Qwen3ForCausalLM, got [\"GPT2LMHeadModel\"]",
                "\"llama\" | \"gemma\" | model_type must be llama for LlamaForCausalLM, got \"gemma\"",
                "\"rope_type\": \"llama3\" | \"rope_type\": \"longrope\" | rope_type must be default, linear, llama3 or yarn, got"
                        + " 'longrope', which is not supported",
                "\"rope_type\": \"llama3\" | \"type\": \"dynamic\" | rope_type must be default, linear, llama3 or yarn, got"
                        + " 'dynamic', which is not supported",
                "\"rope_type\": \"llama3\" | \"type\": \"yarn\", \"beta_fast\": 0.5 | beta_slow must be positive and at most"
                        + " beta_fast, got 1.0 and 0.5",
                "\"rope_type\": \"llama3\" | \"type\": \"yarn\", \"truncate\": 1 | truncate must be true or false, got 1",
                "\"factor\": 8.0, | | rope_type llama3 needs a positive number factor, got ",
                "\"silu\" | \"gelu\" | hidden_act must be silu, got \"gelu\"",
                "\"mlp_bias\": false | \"mlp_bias\": true | mlp_bias is not supported",
                "\"attention_bias\": false | \"attention_bias\": true | attention_bias is supported for Qwen2 alone, whose bias is"
                        + " on queries, keys and values",
                "\"hidden_size\": 4096 | \"hidden_size\": 4100 | num_attention_heads must divide hidden_size where head_dim is not"
                        + " given, got 32 and 4100",
                "\"hidden_size\": 4096 | \"hidden_size\": -1 | hidden_size must be a positive whole number, got -1",
                "\"hidden_size\": 4096 | \"hidden_size\": 99999999999 | hidden_size must be a positive whole number, got"
                        + " 99999999999",
                "\"num_key_value_heads\": 8 | \"num_key_value_heads\": 7 | num_key_value_heads must divide num_attention_heads,"
                        + " got 7 and 32",
                "\"vocab_size\": 128256 | \"x\": 1 | vocab_size must be given, but is not",
                "\"use_cache\": true | \"quantization_config\": {\"bits\": 4} | quantized weights are not supported; use the"
                        + " model's bf16, f16 or f32 checkpoint",
                "\"rope_theta\": 500000.0 | \"rope_theta\": \"big\" | rope_theta must be a number, got \"big\"",
                "\"rms_norm_eps\": 1e-05 | \"rms_norm_eps\": -1 | rms_norm_eps must be inside [0, 1), got -1.0",
                "\"tie_word_embeddings\": false | \"tie_word_embeddings\": 0 | tie_word_embeddings must be true or false, got 0",
            })
    void refusesWhatWouldBeComputedWrongly(String instead, String by, String reason) {
        String json = LLAMA.replace(instead, by == null ? "" : by);
        CheckpointException e = assertThrows(CheckpointException.class, () -> decoder(json));
        assertEquals("config.json: " + (reason.endsWith("got") ? reason + " " : reason), e.getMessage());
    }

    @Test
    void damagedFilesAreRefusedOrRead() {
        Random random = new Random(2);
        byte[] good = LLAMA.getBytes(StandardCharsets.UTF_8);
        int read = 0;
        for (int i = 0; i < 3_000; i++) {
            byte[] bytes = SafetensorsTest.damaged(good, random);
            try {
                ConfigFile.of(JsonFile.parse(bytes, FILE), FILE).decoder();
                read++;
            } catch (CheckpointException e) {
                assertEquals("config.json", String.valueOf(e.getMessage()).substring(0, 11));
            }
        }
        assertTrue(read > 100 && read < 2_900, read + " read");
    }
}
