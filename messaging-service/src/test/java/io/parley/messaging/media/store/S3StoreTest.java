package io.parley.messaging.media.store;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class S3StoreTest extends MediaStoreContract {
    private Bucket bucket;

    @Override
    MediaStore make() {
        bucket = new Bucket(vertx, "media");
        return new S3Store(vertx, new At(bucket.endpoint()));
    }

    @AfterEach
    void allCallsWereSigned() {
        assertTrue(bucket.authorizations().stream()
                .allMatch(header -> header != null && header.startsWith("AWS4-HMAC-SHA256 Credential=key/")));
    }

    @Test
    void keepsToItsPrefix() {
        wait(store.list(0));

        assertTrue(bucket.names().stream().allMatch(name -> name.startsWith("parley/")));
    }

    private record At(URI address) implements StoreSettings.S3 {
        @Override
        public Optional<String> bucket() {
            return Optional.of("media");
        }

        @Override
        public Optional<String> prefix() {
            return Optional.of("parley/");
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
            return Optional.of("key");
        }

        @Override
        public Optional<String> secretKey() {
            return Optional.of("secret");
        }
    }
}
