/// Provider `aws`: keys of AWS KMS, by the AWS SDK.
///
/// The adapter takes a client. It wants one that does not retry, as [io.quenyan.kms.aws.AwsClients] makes
/// it: retries are counted here, within one budget for everything that a question takes.
@NullMarked
package io.quenyan.kms.aws;

import org.jspecify.annotations.NullMarked;
