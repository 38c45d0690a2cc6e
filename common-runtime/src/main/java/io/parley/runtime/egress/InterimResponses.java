package io.parley.runtime.egress;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpClientConnection;

/**
 * Drops interim responses that Vert.x does not handle: it treats {@code 102 Processing} as the response, while RFC 9110
 * (15.2) requires a client to skip every 1xx. Vert.x handles 100 and 103 itself.
 */
final class InterimResponses extends ChannelInboundHandlerAdapter {

    private boolean dropping;

    static void ignoreOn(HttpConnection connection) {
        if (connection instanceof HttpClientConnection client) {
            var context = client.channelHandlerContext();
            context.pipeline().addBefore(context.name(), "interim", new InterimResponses());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpResponse response) {
            dropping = isUnknownInterim(response.status().code());
        }
        if (!dropping) {
            context.fireChannelRead(message);
            return;
        }
        dropping = !(message instanceof LastHttpContent);
        ReferenceCountUtil.release(message);
    }

    private static boolean isUnknownInterim(int status) {
        return status > 101 && status < 200 && status != 103;
    }
}
