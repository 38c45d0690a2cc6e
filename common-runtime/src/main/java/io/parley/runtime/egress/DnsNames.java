package io.parley.runtime.egress;

import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.List;

/**
 * Resolves host names by the hosts file and the servers of resolv.conf, as the operating system does. Answers are
 * cached for their time to live, at most five seconds. Uses its own thread, so a slow name server delays nothing else.
 */
@Singleton
class DnsNames implements HostResolver {
    private static final int MAX_TTL_SECONDS = 5;
    private static final long QUERY_MILLIS = 2_000;

    private final NioEventLoopGroup thread = new NioEventLoopGroup(1, new DefaultThreadFactory("egress-dns", true));
    private final DnsNameResolver resolver = new DnsNameResolverBuilder(thread.next())
            .channelType(NioDatagramChannel.class)
            .resolvedAddressTypes(ResolvedAddressTypes.IPV4_PREFERRED)
            .completeOncePreferredResolved(false)
            .queryTimeoutMillis(QUERY_MILLIS)
            .ttl(0, MAX_TTL_SECONDS)
            .negativeTtl(1)
            .build();

    @Override
    public Future<List<InetAddress>> resolve(String host) {
        var found = resolver.resolveAll(host);
        if (found.isSuccess()) { // an address, or a name in the cache: needs no other thread
            return Future.succeededFuture(addresses(found.getNow()));
        }
        var promise = Promise.<List<InetAddress>>promise();
        found.addListener(answer -> {
            if (answer.isSuccess()) {
                promise.complete(addresses(answer.getNow()));
            } else {
                promise.fail(answer.cause());
            }
        });
        return promise.future();
    }

    @SuppressWarnings("unchecked")
    private static List<InetAddress> addresses(Object answer) {
        return (List<InetAddress>) answer;
    }

    @PreDestroy
    void close() {
        resolver.close();
        thread.shutdownGracefully();
    }
}
