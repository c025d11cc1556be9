package io.quenyan.local;

import io.quenyan.local.moto.MotoServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/// Where the services of the platform find keys: the variables of their environment that say so. No secret of the shell
/// is among them; credentials of AWS are in AWS' own files below `HOME`, or in a service's configuration.
final class KeyServices {

    private static final Set<String> PASSED_ON = Set.of(
            "QYN1_KMS_DIR",
            "AWS_REGION",
            "AWS_DEFAULT_REGION",
            "AWS_PROFILE",
            "AWS_CONFIG_FILE",
            "AWS_SHARED_CREDENTIALS_FILE",
            "AWS_ENDPOINT_URL_KMS",
            "QUENYAN_HSM_LIBRARY",
            "QUENYAN_HSM_SLOT",
            "QUENYAN_HSM_PIN",
            "SOFTHSM2_CONF");

    /// moto takes any.
    private static final Map<String, String> STAND_IN =
            Map.of("AWS_REGION", "eu-central-1", "AWS_ACCESS_KEY_ID", "stand-in", "AWS_SECRET_ACCESS_KEY", "stand-in");

    private KeyServices() {}

    /// @param home `$QUENYAN_HOME`, where key rings are unless `QYN1_KMS_DIR` says otherwise
    /// @param awsKms port of the stand-in for AWS KMS, if there is one
    static Map<String, String> variables(Map<String, String> environment, Path home, OptionalInt awsKms) {
        Map<String, String> variables = new TreeMap<>(environment);
        variables.keySet().retainAll(PASSED_ON);
        variables.put("QUENYAN_HOME", home.toString());
        awsKms.ifPresent(port -> {
            variables.putAll(STAND_IN);
            variables.put("AWS_ENDPOINT_URL_KMS", MotoServer.endpoint(port).toString());
        });
        return variables;
    }
}
