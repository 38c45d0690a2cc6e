package io.parley.runtime.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Keeps the idle time-out to its purpose. While a request is in our hands its connection may be silent, for it is we who
 * are waited for; a body that does not come has {@link BodyDeadline}. Between requests, and while a head comes in, the
 * time-out counts: the server does not take the bytes of half a head for a sign of life, so one that drips is cut off
 * as well. Takes its place on a connection with its first request and lives on the connection's event loop.
 */
final class Patience extends ChannelDuplexHandler {
    /** Vert.x's name of its own handler, the last one. */
    private static final String LAST = "handler";

    /** The request that brought it here is the first. */
    private int inHand = 1;

    private Patience() {}

    static void with(HttpServerRequest request) {
        if (request.connection() instanceof ConnectionBase connection) {
            var line = connection.channelHandlerContext().pipeline();
            if (line.get(Patience.class) == null && line.get(LAST) != null) {
                line.addBefore(LAST, "patience", new Patience());
            }
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) {
            inHand++;
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof LastHttpContent && !isInterim(message)) {
            inHand = Math.max(0, inHand - 1);
        }
        context.write(message, promise);
    }

    /** An answer that another one follows, as 100 Continue. */
    private static boolean isInterim(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (!(event instanceof IdleStateEvent) || inHand == 0) {
            context.fireUserEventTriggered(event);
        }
    }
}
