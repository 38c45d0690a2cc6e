package io.parley.messaging.media.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.Secret;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.model.S3Exception;

@Tag("slow")
class S3StoreTest extends MediaStoreContract {
    private static Bucket bucket;

    private final String prefix = UUID.randomUUID() + "/";

    @BeforeAll
    static void open() throws Exception {
        bucket = new Bucket();
    }

    @AfterAll
    static void close() throws Exception {
        bucket.close();
    }

    @Override
    MediaStore createStore() {
        return store(Bucket.NAME, Bucket.KEY, Bucket.SECRET);
    }

    @Test
    void keysHaveThePrefix() throws IOException {
        var id = put(bytes(10));

        assertTrue(bucket.names().contains(prefix + MediaStore.key(id)), bucket.names()::toString);
    }

    @ParameterizedTest
    @CsvSource({"media, key, guessed, 403", "media, stranger, secret, 403", "nowhere, key, secret, 404"})
    void deniedRequestsFailWithTheirStatus(String name, String key, String secret, int status) throws IOException {
        var id = put(bytes(10));
        var other = store(name, key, secret);
        var file = file(bytes(20));

        assertEquals(status, refusal(other.put(id, file)));
        assertEquals(status, refusal(other.list(0)));
        assertEquals(status, refusal(other.read(id).collect().asList()));
        assertTrue(file.toFile().exists(), "the local file was deleted");
        assertEquals(10, read(id).length);
    }

    private static int refusal(Uni<?> call) {
        var failure = assertThrows(Exception.class, () -> wait(call));
        var cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return assertInstanceOf(S3Exception.class, cause).statusCode();
    }

    private MediaStore store(String name, String key, String secret) {
        return new S3Store(vertx, new Settings(bucket.endpoint(), prefix, name, key, secret));
    }

    private record Settings(URI address, String keyPrefix, String name, String key, String secret)
            implements StoreConfig.S3 {
        @Override
        public Optional<String> bucket() {
            return Optional.of(name);
        }

        @Override
        public Optional<String> prefix() {
            return Optional.of(keyPrefix);
        }

        @Override
        public Optional<URI> endpoint() {
            return Optional.of(address);
        }

        @Override
        public String region() {
            return "us-east-1";
        }

        @Override
        public boolean pathStyle() {
            return true;
        }

        @Override
        public Optional<String> accessKey() {
            return Optional.of(key);
        }

        @Override
        public Optional<Secret<String>> secretKey() {
            return Optional.of(() -> secret);
        }
    }
}
