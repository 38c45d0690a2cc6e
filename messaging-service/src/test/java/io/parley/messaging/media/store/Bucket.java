package io.parley.messaging.media.store;

import java.net.URI;
import java.util.List;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket of an in-process S3 server that verifies signatures and lists pages of two. */
final class Bucket implements AutoCloseable {
    static final String NAME = "media";
    static final String KEY = "key";
    static final String SECRET = "secret";

    private final BlobStore objects = new TransientNio2BlobStore();
    private final S3Proxy server;

    Bucket() throws Exception {
        objects.createContainer(NAME);
        server = S3Proxy.builder()
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, KEY, SECRET)
                .blobStore(new SmallPages(objects))
                .build();
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    List<String> names() {
        return objects.list(NAME).contents().stream().map(S3Object::key).toList();
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }

    private static final class SmallPages extends ForwardingBlobStore {
        private static final int PAGE = 2;

        SmallPages(BlobStore objects) {
            super(objects);
        }

        @Override
        public ListObjectsV2Response list(ListObjectsV2Request request) {
            return super.list(request.toBuilder().maxKeys(PAGE).build());
        }
    }
}
