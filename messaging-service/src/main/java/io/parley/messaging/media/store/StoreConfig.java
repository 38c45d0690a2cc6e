package io.parley.messaging.media.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Storage of files. */
@ConfigMapping(prefix = "parley.media.store")
public interface StoreConfig {

    /** {@code disk}: in {@link #folder()}, which all instances must share. {@code s3}: in a bucket, see {@link #s3()}. */
    @WithDefault("disk")
    Kind kind();

    /**
     * Local folder. Files are received in it in any case; with {@code disk} they also stay there. Relative to the
     * working directory; created if missing.
     */
    @WithDefault("data/media")
    Path folder();

    /** Bucket of an S3-compatible service; only with {@code s3}. */
    S3 s3();

    /** The kinds of store. */
    enum Kind {
        DISK,
        S3
    }

    /** Bucket of an S3-compatible service. */
    interface S3 {

        /** Name of an existing bucket. */
        Optional<String> bucket();

        /** Prefix of all object keys, for a shared bucket; for example {@code parley/}. */
        Optional<String> prefix();

        /** Endpoint of the service, for example {@code https://minio.internal:9000}; AWS if missing. */
        Optional<URI> endpoint();

        /** Region for signing requests; services other than AWS mostly ignore it. */
        @WithDefault("us-east-1")
        String region();

        /** Whether the bucket is in the path instead of the host name, as most services other than AWS require. */
        @WithDefault("true")
        boolean pathStyle();

        /** Access key. If missing, the AWS SDK uses its default credentials chain: environment, files, instance. */
        Optional<String> accessKey();

        /** Secret of {@link #accessKey()}. */
        Optional<String> secretKey();
    }
}
