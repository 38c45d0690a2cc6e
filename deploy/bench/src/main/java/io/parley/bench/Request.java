package io.parley.bench;

import io.vertx.core.buffer.Buffer;
import java.util.Map;

/** One request of a load. */
record Request(String path, Map<String, String> headers, Buffer body) {}
