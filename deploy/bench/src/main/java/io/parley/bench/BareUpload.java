package io.parley.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.UUID;

/**
 * Baseline of uploads, in its own process: a bare Vert.x handler that pipes the body to a file and responds when the
 * file is on disk. It computes no hash, does not inspect the content and writes no row.
 */
final class BareUpload {

    private static final OpenOptions NEW = new OpenOptions().setRead(false).setCreateNew(true);

    private final Vertx vertx;
    private final String folder;

    private BareUpload(Vertx vertx, String folder) {
        this.vertx = vertx;
        this.folder = folder;
    }

    /** Argument: {@code <folder>}. Prints its port when it listens, and ends with its parent. */
    public static void main(String[] arguments) {
        var vertx = Vertx.vertx();
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));
        vertx.createHttpServer()
                .requestHandler(new BareUpload(vertx, arguments[0])::handle)
                .listen(0, "127.0.0.1")
                .onSuccess(server -> System.out.println(server.actualPort()));
    }

    private void handle(HttpServerRequest request) {
        var path = folder + "/" + UUID.randomUUID();
        request.pause();
        vertx.fileSystem()
                .open(path, NEW)
                .compose(file -> write(request, file))
                .compose(done -> request.response().end())
                .onFailure(failure -> request.response().setStatusCode(500).end())
                .eventually(() -> vertx.fileSystem().delete(path));
    }

    private static Future<Void> write(HttpServerRequest request, AsyncFile file) {
        return request.pipe()
                .endOnSuccess(false)
                .to(file)
                .compose(done -> file.flush())
                .eventually(() -> file.close());
    }
}
