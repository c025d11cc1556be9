package io.quenyan.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.quenyan.format.DerivedKeys;
import io.quenyan.project.SecretCheck.Verdict;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class SecretCheckTest {

    private static final byte[] CHECK = made("billing");

    private static byte[] made(String project) {
        try (DerivedKeys keys = Fixtures.keys("right")) {
            return SecretCheck.make(project, keys, new SecureRandom());
        }
    }

    private static Verdict check(byte[] check, String passphrase) {
        try (DerivedKeys keys = Fixtures.keys(passphrase)) {
            return SecretCheck.check(check, "billing", keys);
        }
    }

    @Test
    void fitsTheSecretThatMadeIt() {
        assertThat(check(CHECK, "right")).isEqualTo(Verdict.FITS);
    }

    @Test
    void doesNotOpenWithAnother() {
        assertThat(check(CHECK, "rihgt")).isEqualTo(Verdict.WRONG_SECRET);
    }

    @Test
    void ofAnotherProjectIsNotOurs() {
        assertThat(check(made("payroll"), "right")).isEqualTo(Verdict.OTHER);
    }

    @Test
    void thatIsNoPackageIsDamaged() {
        assertThat(check(new byte[] {1, 2, 3}, "right")).isEqualTo(Verdict.DAMAGED);
    }

    @Test
    void isAnotherOneEveryTime() {
        assertThat(made("billing")).isNotEqualTo(CHECK);
    }
}
