package io.quenyan.kms.aws;

import io.quenyan.kms.KeysUnavailableException;
import io.quenyan.kms.KeysUnavailableException.Trouble;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.KmsClientBuilder;

/// Clients as [AwsKms] wants them: over the JDK's own HTTP, without retries of their own, with timeouts
/// that leave time for ours.
public final class AwsClients {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(8);

    private AwsClients() {}

    /// The client for the region, endpoint and credentials of this environment (`AWS_REGION`,
    /// `AWS_ENDPOINT_URL_KMS`, `AWS_ACCESS_KEY_ID` …); what it does not say, AWS' own files and services
    /// do.
    ///
    /// @throws KeysUnavailableException if none of them names a region
    public static KmsClient of(Map<String, String> environment) {
        try {
            KmsClientBuilder builder = builder();
            value(environment, "AWS_REGION", "AWS_DEFAULT_REGION")
                    .map(Region::of)
                    .ifPresent(builder::region);
            value(environment, "AWS_ENDPOINT_URL_KMS", "AWS_ENDPOINT_URL")
                    .map(URI::create)
                    .ifPresent(builder::endpointOverride);
            credentials(environment).map(StaticCredentialsProvider::create).ifPresent(builder::credentialsProvider);
            return builder.build();
        } catch (SdkClientException | IllegalArgumentException e) {
            throw new KeysUnavailableException(
                    Trouble.CREDENTIALS,
                    "AWS KMS cannot be asked: %s. Set AWS_REGION, and look at AWS_ENDPOINT_URL_KMS"
                            .formatted(e.getMessage()),
                    e);
        }
    }

    private static Optional<AwsCredentials> credentials(Map<String, String> environment) {
        Optional<String> secret = value(environment, "AWS_SECRET_ACCESS_KEY");
        return value(environment, "AWS_ACCESS_KEY_ID")
                .flatMap(id -> secret.map(key -> value(environment, "AWS_SESSION_TOKEN")
                        .<AwsCredentials>map(token -> AwsSessionCredentials.create(id, key, token))
                        .orElseGet(() -> AwsBasicCredentials.create(id, key))));
    }

    private static Optional<String> value(Map<String, String> environment, String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.ofNullable(environment.get(name)))
                .filter(value -> !value.isBlank())
                .findFirst();
    }

    /// The beginning of a client, for whoever knows better where AWS is.
    public static KmsClientBuilder builder() {
        return KmsClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(ANSWER))
                .overrideConfiguration(all -> all.retryStrategy(AwsRetryStrategy.doNotRetry()));
    }
}
