package io.parley.messaging.media.store;

import io.parley.runtime.failure.StorageUnavailable;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import mutiny.zero.flow.adapters.AdaptersToFlow;
import org.reactivestreams.Publisher;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Stores files in a bucket. Writes are atomic, as S3 guarantees. */
final class S3Store implements MediaStore {
    private final Vertx vertx;
    private final S3AsyncClient client;
    private final String bucket;
    private final String prefix;

    S3Store(Vertx vertx, StoreConfig.S3 settings) {
        this.vertx = vertx;
        this.client = S3Clients.of(settings);
        this.bucket = settings.bucket()
                .orElseThrow(() -> new IllegalStateException("set parley.media.store.s3.bucket, or the kind to disk"));
        this.prefix = settings.prefix().orElse("");
    }

    @Override
    public Uni<Void> put(UUID id, Path file) {
        return mapUnavailable(Uni.createFrom()
                        .completionStage(() -> client.putObject(
                                put -> put.bucket(bucket).key(key(id)), AsyncRequestBody.fromFile(file))))
                .chain(stored -> delete(file));
    }

    @Override
    public Multi<Buffer> read(UUID id) {
        return mapUnavailable(Uni.createFrom()
                        .completionStage(() -> client.getObject(
                                get -> get.bucket(bucket).key(key(id)), AsyncResponseTransformer.toPublisher())))
                .onFailure(S3Store::isMissing)
                .transform(failure -> new NoSuchFileException(id.toString()))
                .onItem()
                .transformToMulti(S3Store::bytes);
    }

    @Override
    public Uni<Void> remove(UUID id) {
        return mapUnavailable(Uni.createFrom()
                        .completionStage(() -> client.deleteObject(
                                delete -> delete.bucket(bucket).key(key(id)))))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<UUID>> list(int shard) {
        var shardPrefix = prefix + MediaStore.shard(shard) + "/";
        var pages = client.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(shardPrefix));
        return multi(pages.contents())
                .map(S3Object::key)
                .map(key -> UUID.fromString(key.substring(shardPrefix.length())))
                .collect()
                .asList();
    }

    private String key(UUID id) {
        return prefix + MediaStore.key(id);
    }

    private Uni<Void> delete(Path file) {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(() -> Files.deleteIfExists(file), false)
                        .toCompletionStage())
                .replaceWithVoid();
    }

    private static Multi<Buffer> bytes(Publisher<ByteBuffer> published) {
        return multi(published).map(S3Store::buffer);
    }

    private static <T> Multi<T> multi(Publisher<T> published) {
        return Multi.createFrom().publisher(AdaptersToFlow.publisher(published));
    }

    private static Buffer buffer(ByteBuffer bytes) {
        var copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return Buffer.buffer(copy);
    }

    /** Maps connection errors and server errors (507 of MinIO, 503 of S3) to {@link StorageUnavailable}. */
    private static <T> Uni<T> mapUnavailable(Uni<T> call) {
        return call.onFailure(S3Store::isUnavailable).transform(StorageUnavailable::new);
    }

    private static boolean isUnavailable(Throwable failure) {
        var cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof SdkClientException
                || (cause instanceof SdkServiceException refused && refused.statusCode() >= 500);
    }

    private static boolean isMissing(Throwable failure) {
        return failure instanceof NoSuchKeyException
                || (failure instanceof CompletionException && failure.getCause() instanceof NoSuchKeyException);
    }
}
