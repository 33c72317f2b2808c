package org.teeter.testing;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its process is a script for sh")
class ChildTest {
    @Test
    @Timeout(60)
    void oneThatHangsIsKilledWithWhatItStarted() throws Exception {
        Process process = Child.start(new ProcessBuilder("sh", "-c", "sleep 600 & echo $!; wait"), 1);
        String output = new String(
                process.getInputStream().readAllBytes(),
                StandardCharsets.UTF_8); // until nothing can write to it any more
        assertNotEquals(0, process.waitFor());
        for (String sleeper : output.lines().toList()) {
            ProcessHandle.of(Long.parseLong(sleeper))
                    .ifPresent(left ->
                            left.onExit().orTimeout(10, TimeUnit.SECONDS).join());
        }
    }
}
