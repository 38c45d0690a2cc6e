package io.parley.runtime.http.hardening;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Adds the guard with the first bytes of a connection, when the server has set up its own handlers. The names are those
 * of Vert.x; a pipeline without them (TLS, HTTP/2) is left unchanged, since both end at the ingress.
 */
final class GuardInstaller extends ChannelInboundHandlerAdapter {
    private static final String DECODER = "httpDecoder";
    private static final String SERVER = "handler";

    private final ConnectionGuard guard;

    GuardInstaller(ConnectionGuard guard) {
        this.guard = guard;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var pipeline = context.pipeline();
        if (pipeline.get(DECODER) != null && pipeline.get(SERVER) != null) {
            pipeline.replace(DECODER, DECODER, guard.decoder());
            pipeline.addBefore(SERVER, "request-guard", new RequestGuard(guard));
            pipeline.addBefore(SERVER, "request-starter", new RequestStarter(guard.accepted(context.executor())));
        }
        pipeline.remove(this); // before the read: an upgrade to HTTP/2 rebuilds the pipeline
        context.fireChannelRead(message);
    }
}
