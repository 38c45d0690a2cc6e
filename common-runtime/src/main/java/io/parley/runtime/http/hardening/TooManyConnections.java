package io.parley.runtime.http.hardening;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.parley.runtime.problem.ProblemBody;
import io.parley.runtime.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Responds to the first bytes of a connection beyond the limit with 503 and closes it; nothing else is set up for it.
 */
final class TooManyConnections extends ChannelInboundHandlerAdapter {
    private static final int TIMEOUT_MILLIS = 2_000;
    private final ConnectionGuard guard;
    private boolean responded;

    TooManyConnections(ConnectionGuard guard) {
        this.guard = guard;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        var timer = context.executor().schedule((Runnable) context::close, TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        context.channel().closeFuture().addListener(closed -> timer.cancel(false));
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
        if (!responded) {
            responded = true;
            guard.rejected(guard.overloaded());
            LingeringClose.after(context.writeAndFlush(response(guard.overloaded())));
        }
    }

    private static ByteBuf response(ProblemException rejection) {
        var body = new String(ProblemBody.bytes(rejection.problem()), StandardCharsets.UTF_8);
        var head = new StringBuilder("HTTP/1.1 503 Service Unavailable\r\n");
        rejection
                .headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Type: ").append(ProblemBody.MEDIA_TYPE).append("\r\nX-Content-Type-Options: nosniff\r\n");
        head.append("Connection: close\r\nContent-Length: ")
                .append(body.length())
                .append("\r\n\r\n");
        return Unpooled.copiedBuffer(head.append(body), StandardCharsets.UTF_8);
    }
}
