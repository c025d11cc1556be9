package io.quenyan.kms.aws;

import io.quenyan.kms.KeysUnavailableException;
import io.quenyan.kms.KeysUnavailableException.Trouble;
import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.KmsClientBuilder;

/// Clients as [AwsKms] wants them: over the JDK's own HTTP, without retries of their own, with timeouts
/// that leave time for ours.
public final class AwsClients {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(8);

    private AwsClients() {}

    /// The client for the region, credentials and endpoint that AWS' own variables and files name, such as
    /// `AWS_REGION` and `AWS_ENDPOINT_URL_KMS`.
    ///
    /// @throws KeysUnavailableException if they name no region
    public static KmsClient fromEnvironment() {
        try {
            return builder().build();
        } catch (SdkClientException e) {
            throw new KeysUnavailableException(
                    Trouble.CREDENTIALS, "AWS KMS: %s. Set AWS_REGION".formatted(e.getMessage()), e);
        }
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
