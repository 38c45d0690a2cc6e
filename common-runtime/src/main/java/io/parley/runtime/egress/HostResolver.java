package io.parley.runtime.egress;

import io.vertx.core.Future;
import java.net.InetAddress;
import java.util.List;

/** Resolves a host to all of its addresses, at least one, without blocking; callable on any thread. */
interface HostResolver {
    Future<List<InetAddress>> resolve(String host);
}
