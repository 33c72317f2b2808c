package org.teeter.lab.cli;

import java.util.Map;
import java.util.Set;

/**
 * What the settings of TRL 1.16 are here: its own for models, data and the three trainers, and transformers' training arguments. A
 * setting that stands in none of these has no meaning for {@code teeter train}, and {@link TrainerConfig} refuses it.
 */
final class TrlSettings {

    static final Map<String, String> NUMBERS = Map.of(
            "beta", "--beta",
            "learning_rate", "--learning-rate",
            "weight_decay", "--weight-decay",
            "max_grad_norm", "--clip",
            "lora_alpha", "--lora-alpha",
            "num_train_epochs", "--epochs");

    static final Map<String, String> COUNTS = Map.of(
            "per_device_train_batch_size", "--batch",
            "gradient_accumulation_steps", "--accumulate",
            "max_length", "--max-length",
            "save_steps", "--save-every",
            "seed", "--seed");

    static final Map<String, Map<String, String>> WORDS = Map.of(
            "lr_scheduler_type",
            Map.of("linear", "linear", "cosine", "cosine", "constant", "constant", "constant_with_warmup", "constant"),
            "optim",
            Map.of(
                    "adamw_torch", "adamw",
                    "adamw_torch_fused", "adamw",
                    "adamw_hf", "adamw",
                    "adamw_8bit", "adamw8bit",
                    "adamw_bnb_8bit", "adamw8bit"),
            "dtype",
            Map.of("float32", "float32", "bfloat16", "bfloat16", "float64", "float64"));

    static final Map<String, String> OPTION_OF_WORD =
            Map.of("lr_scheduler_type", "--schedule", "optim", "--optimizer", "dtype", "--dtype");

    /** TRL's losses on pairs that are Teeter's too. */
    static final Map<String, String> LOSSES =
            Map.of("sigmoid", "dpo", "hinge", "hinge", "ipo", "ipo", "robust", "rdpo");

    /** What TRL 1.16 takes where a file says nothing, and Teeter takes otherwise. */
    static final Map<String, String> USUAL =
            Map.of("num_train_epochs", "3", "per_device_train_batch_size", "8", "seed", "42", "max_length", "1024");

    static final Map<TrainerConfig.Trainer, String> USUAL_RATE = Map.of(
            TrainerConfig.Trainer.SFT, "2e-5",
            TrainerConfig.Trainer.DPO, "1e-6",
            TrainerConfig.Trainer.REWARD, "1e-4");

    /** What must be so, since Teeter does it in no other way; all else would train otherwise. */
    static final Map<String, Set<String>> ONLY = Map.ofEntries(
            Map.entry("adam_beta1", Set.of("0.9")),
            Map.entry("adam_beta2", Set.of("0.999")),
            Map.entry("adam_epsilon", Set.of("1.0E-8")),
            Map.entry("fp16", Set.of("false")),
            Map.entry("disable_dropout", Set.of("true")),
            Map.entry("lora_dropout", Set.of("0.0")),
            Map.entry("use_rslora", Set.of("false")),
            Map.entry("use_dora", Set.of("false")),
            Map.entry("load_in_4bit", Set.of("false")),
            Map.entry("load_in_8bit", Set.of("false")),
            Map.entry("f_divergence_type", Set.of("reverse_kl")),
            Map.entry("use_weighting", Set.of("false")),
            Map.entry("sync_ref_model", Set.of("false")),
            Map.entry("reference_free", Set.of("false")),
            Map.entry("packing", Set.of("false")),
            Map.entry("assistant_only_loss", Set.of("false")),
            Map.entry("completion_only_loss", Set.of("true")),
            Map.entry("trust_remote_code", Set.of("false")),
            Map.entry("push_to_hub", Set.of("false")),
            Map.entry("group_by_length", Set.of("false")));

    /** What must be left out. */
    static final Set<String> NEVER = Set.of(
            "loss_weights",
            "ld_alpha",
            "rpo_alpha",
            "neftune_noise_alpha",
            "lora_modules_to_save",
            "lora_target_parameters",
            "center_rewards_coefficient",
            "router_aux_loss_coef",
            "chat_template_path",
            "ref_model",
            "adapter_name_or_path",
            "resume_from_checkpoint",
            "lr_scheduler_kwargs",
            "optim_args",
            "quantization_config");

    /** What changes no weight: how it is computed, logged and stored. */
    static final Set<String> WITHOUT_EFFECT = Set.of(
            "activation_offloading",
            "attn_implementation",
            "dataloader_drop_last",
            "dataloader_num_workers",
            "dataloader_pin_memory",
            "dataset_num_proc",
            "ddp_find_unused_parameters",
            "disable_tqdm",
            "do_eval",
            "do_train",
            "eval_steps",
            "eval_strategy",
            "gradient_checkpointing_kwargs",
            "hub_model_id",
            "log_level",
            "logging_dir",
            "logging_first_step",
            "logging_steps",
            "logging_strategy",
            "lora_task_type",
            "model_revision",
            "overwrite_output_dir",
            "pad_to_multiple_of",
            "padding_free",
            "per_device_eval_batch_size",
            "precompute_ref_batch_size",
            "precompute_ref_log_probs",
            "remove_unused_columns",
            "report_to",
            "run_name",
            "save_safetensors",
            "save_strategy",
            "save_total_limit",
            "tf32",
            "torch_compile",
            "use_liger_kernel",
            "warmup_ratio", // read with warmup_steps
            "warmup_steps");

    private TrlSettings() {}
}
