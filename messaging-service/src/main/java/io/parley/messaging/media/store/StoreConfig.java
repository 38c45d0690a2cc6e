package io.parley.messaging.media.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Where the bytes of files lie. */
@ConfigMapping(prefix = "parley.media.store")
public interface StoreConfig {

    /** {@code disk}: in {@link #folder()}, which all instances must share. {@code s3}: in a bucket, see {@link #s3()}. */
    @WithDefault("disk")
    Kind kind();

    /**
     * Folder of this machine. Files arrive in it in any case; with {@code disk} they also stay there. Relative to the
     * working directory; it is made if it is missing.
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

        /** Its name; it must exist. */
        Optional<String> bucket();

        /** What the names of all objects begin with, for a bucket shared with others; for example {@code parley/}. */
        Optional<String> prefix();

        /** Where the service is, for example {@code https://minio.internal:9000}; AWS itself if missing. */
        Optional<URI> endpoint();

        /** Region that requests are signed for; services other than AWS mostly do not mind. */
        @WithDefault("us-east-1")
        String region();

        /** Whether the bucket is in the path and not in the host's name, as services other than AWS mostly want it. */
        @WithDefault("true")
        boolean pathStyle();

        /** Without it the AWS SDK looks for credentials in its usual places: environment, files, instance. */
        Optional<String> accessKey();

        /** Belongs to {@link #accessKey()}. A secret. */
        Optional<String> secretKey();
    }
}
