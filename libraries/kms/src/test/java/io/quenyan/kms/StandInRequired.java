package io.quenyan.kms;

import io.quenyan.local.StandIns;
import io.quenyan.local.process.StartFailedException;
import java.util.function.Supplier;
import org.opentest4j.TestAbortedException;

/// A stand-in that a test cannot do without.
public final class StandInRequired {

    private StandInRequired() {}

    /// The stand-in; where it cannot be had, the test fails if stand-ins are required, else it is skipped
    /// with a word about it.
    public static <T> T orSkipped(String name, Supplier<T> standIn) {
        try {
            return standIn.get();
        } catch (StartFailedException e) {
            if (StandIns.areRequired()) {
                throw e;
            }
            String warning = "NOT TESTED: %s cannot be had here, so its contract test is SKIPPED: %s"
                    .formatted(name, e.getMessage());
            System.err.println("*****\n***** " + warning + "\n*****");
            throw new TestAbortedException(warning, e);
        }
    }
}
