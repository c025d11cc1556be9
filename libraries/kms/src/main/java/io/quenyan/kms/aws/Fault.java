package io.quenyan.kms.aws;

import io.quenyan.kms.Answer.Reason;
import io.quenyan.kms.KeysUnavailableException.Trouble;
import java.util.Locale;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/// What an error of AWS means for the one who asked.
sealed interface Fault {

    /// The same question would be refused again.
    record Refusal(Reason reason) implements Fault {}

    /// It may work in a moment.
    record Passing(Trouble trouble) implements Fault {}

    /// It may work later, but not by asking again now.
    record Lasting(Trouble trouble) implements Fault {}

    static Fault of(SdkException error) {
        return switch (error) {
            case AwsServiceException service -> ofService(service);
            case SdkClientException client when saysCredentials(client) -> new Lasting(Trouble.CREDENTIALS);
            default -> new Passing(Trouble.UNREACHABLE);
        };
    }

    private static Fault ofService(AwsServiceException error) {
        String code =
                error.awsErrorDetails() == null ? null : error.awsErrorDetails().errorCode();
        return switch (code == null ? "" : code) {
            case "NotFoundException", "InvalidArnException" -> new Refusal(Reason.KEY_UNKNOWN);
            case "DisabledException" -> new Refusal(Reason.KEY_DISABLED);
            case "KMSInvalidStateException", "InvalidKeyUsageException", "UnsupportedOperationException" ->
                new Refusal(Reason.KEY_UNUSABLE);
            case "AccessDeniedException" -> new Refusal(Reason.ACCESS_DENIED);
            case "LimitExceededException" -> new Refusal(Reason.LIMIT_EXCEEDED);
            case "IncorrectKeyException" -> new Refusal(Reason.KEY_NOT_ALLOWED);
            case "InvalidCiphertextException" -> new Refusal(Reason.NOT_UNWRAPPED);
            case "ThrottlingException", "Throttling", "RequestLimitExceeded", "TooManyRequestsException" ->
                new Passing(Trouble.THROTTLED);
            case "KMSInternalException", "DependencyTimeoutException", "KeyUnavailableException", "ConflictException" ->
                new Passing(Trouble.UNREACHABLE);
            case "ExpiredTokenException",
                    "ExpiredToken",
                    "UnrecognizedClientException",
                    "InvalidClientTokenId",
                    "InvalidSignatureException",
                    "IncompleteSignature",
                    "MissingAuthenticationToken",
                    "MissingAuthenticationTokenException" -> new Lasting(Trouble.CREDENTIALS);
            default -> ofStatus(error.statusCode());
        };
    }

    private static Fault ofStatus(int status) {
        return switch (status) {
            case 429 -> new Passing(Trouble.THROTTLED);
            case 401 -> new Lasting(Trouble.CREDENTIALS);
            case 403 -> new Refusal(Reason.ACCESS_DENIED);
            default ->
                status >= 400 && status < 500 ? new Refusal(Reason.PROVIDER_REFUSED) : new Passing(Trouble.UNREACHABLE);
        };
    }

    private static boolean saysCredentials(SdkClientException error) {
        String message = error.getMessage();
        return message != null && message.toLowerCase(Locale.ROOT).contains("credentials");
    }
}
