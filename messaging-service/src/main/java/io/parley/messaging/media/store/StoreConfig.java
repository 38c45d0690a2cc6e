package io.parley.messaging.media.store;

import io.parley.runtime.settings.BaseUrl;
import io.parley.runtime.validation.SelfChecked;
import io.parley.runtime.validation.Text;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Storage of files. */
@ConfigMapping(prefix = "parley.media.store")
public interface StoreConfig extends SelfChecked {

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

    @Override
    default void check(Report report) {
        if (kind() == Kind.S3 && s3().bucket().isEmpty()) {
            report.violation("s3.bucket", "must be given if kind is s3");
        }
    }

    /** The kinds of store. */
    enum Kind {
        DISK,
        S3
    }

    /** Bucket of an S3-compatible service. */
    interface S3 extends SelfChecked {

        /** Name of an existing bucket; required for {@code s3}. */
        Optional<@Text String> bucket();

        /** Prefix of all object keys, for a shared bucket; for example {@code parley/}. */
        Optional<String> prefix();

        /** Endpoint of the service, for example {@code https://minio.internal:9000}; AWS if missing. */
        Optional<@BaseUrl URI> endpoint();

        /** Region for signing requests; services other than AWS mostly ignore it. */
        @WithDefault("us-east-1")
        @NotBlank
        String region();

        /** Whether the bucket is in the path instead of the host name, as most services other than AWS require. */
        @WithDefault("true")
        boolean pathStyle();

        /** Access key. If missing, the AWS SDK uses its default credentials chain: environment, files, instance. */
        Optional<String> accessKey();

        /** Secret of {@link #accessKey()}. */
        Optional<Secret<@Text String>> secretKey();

        @Override
        default void check(Report report) {
            if (accessKey().isPresent() != secretKey().map(Secret::get).isPresent()) {
                report.violation("access-key", "must be given with secret-key, or neither of them");
            }
        }
    }
}
