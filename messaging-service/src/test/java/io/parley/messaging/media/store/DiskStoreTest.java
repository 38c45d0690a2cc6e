package io.parley.messaging.media.store;

class DiskStoreTest extends MediaStoreContract {
    @Override
    MediaStore createStore() {
        return new DiskStore(vertx, folder.resolve("files"));
    }
}
