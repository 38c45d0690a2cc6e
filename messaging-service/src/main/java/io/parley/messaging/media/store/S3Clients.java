package io.parley.messaging.media.store;

import io.parley.messaging.media.store.StoreConfig.S3;
import io.smallrye.config.Secret;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/**
 * Creates clients that also work with services other than AWS: no chunked encoding, and no checksums unless required.
 */
final class S3Clients {

    private S3Clients() {}

    static S3AsyncClient of(S3 settings) {
        var client = S3AsyncClient.builder()
                .region(Region.of(settings.region()))
                .credentialsProvider(credentials(settings))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(service ->
                        service.pathStyleAccessEnabled(settings.pathStyle()).chunkedEncodingEnabled(false));
        settings.endpoint().ifPresent(client::endpointOverride);
        return client.build();
    }

    private static AwsCredentialsProvider credentials(S3 settings) {
        return settings.accessKey()
                .<AwsCredentialsProvider>map(key -> StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        key, settings.secretKey().map(Secret::get).orElse(""))))
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }
}
