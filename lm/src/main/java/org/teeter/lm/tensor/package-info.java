/**
 * LibTorch, made safe to call from Java: started once with one thread a worker, tensors placed on a device with a type. Depends on
 * nothing of the project; everything else in the module computes through it. Start with {@link org.teeter.lm.tensor.Torch}.
 */
@org.jspecify.annotations.NullMarked
package org.teeter.lm.tensor;
