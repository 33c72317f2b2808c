package org.teeter.lm.tensor;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Loads the native library through {@link Torch} before a test can reach it by another class: tests run in two processes at once. */
public final class TorchBeforeTests implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
        Torch.start();
    }
}
